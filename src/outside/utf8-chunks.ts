/** Bytes of a chunk. */
const CHUNK = 1 << 18;

/**
 * The UTF-8 bytes of a text that comes in pieces, in large chunks, since each call into the system or a hash has its
 * price. A chunk holds only until the next one is asked for.
 */
export function* utf8Chunks(pieces: Iterable<string>): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  let used = 0;
  for (const piece of pieces) {
    const most = piece.length * 3;
    if (used > 0 && most > CHUNK - used) {
      yield buffer.subarray(0, used);
      used = 0;
    }
    if (most > CHUNK) yield Buffer.from(piece, 'utf8');
    else used += buffer.write(piece, used, 'utf8');
  }
  if (used > 0) yield buffer.subarray(0, used);
}

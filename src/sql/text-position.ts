/** A place in a text for a person: both count from 1; a column is a UTF-16 unit, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where an offset in UTF-16 units stands. */
export function textPosition(text: string, offset: number): TextPosition {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

/** The UTF-16 offset of a byte of the text's UTF-8 form: DuckDB counts bytes. */
export function offsetOfByte(text: string, byte: number): number {
  let bytes = 0;
  let offset = 0;
  for (const character of text) {
    if (bytes >= byte) break;
    bytes += Buffer.byteLength(character, 'utf8');
    offset += character.length;
  }
  return offset;
}

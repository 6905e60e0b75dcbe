import { createHash } from 'node:crypto';

/** In an order that only the seed and the names decide: the same on every machine, whatever the order before. */
export function shuffled<T>(all: readonly T[], seed: number, nameOf: (one: T) => string): T[] {
  const places = new Map(
    all.map((one) => [
      one,
      createHash('sha256')
        .update(`${seed} ${nameOf(one)}`)
        .digest('hex'),
    ]),
  );
  return all.toSorted((a, b) => ((places.get(a) ?? '') < (places.get(b) ?? '') ? -1 : 1));
}

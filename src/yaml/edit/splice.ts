/** A piece of text in the place of another: what stands in `[start, end)` goes. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Makes all splices at once. Of several at one place those that only insert come first, in the order given. Null where
 * two take the same text away.
 */
export function applySplices(text: string, splices: readonly Splice[]): string | null {
  const sorted = splices.toSorted((a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start));
  const pieces: string[] = [];
  let at = 0;
  for (const splice of sorted) {
    if (splice.start < at) return null;
    pieces.push(text.slice(at, splice.start), splice.text);
    at = splice.end;
  }
  return pieces.join('') + text.slice(at);
}

export function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

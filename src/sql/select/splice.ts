/** A piece of text in the place of another: what stands in `[start, end)` goes. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why a text was left as it is, in a sentence, and what somebody could write there by hand. */
export interface Refusal {
  readonly reason: string;
  readonly snippet: string;
  /** Line of the place, where one is known. */
  readonly line?: number;
}

/** A text with pieces of it replaced, which do not overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  return splices
    .toSorted((a, b) => b.start - a.start)
    .reduce((changed, { start, end, text: piece }) => changed.slice(0, start) + piece + changed.slice(end), text);
}

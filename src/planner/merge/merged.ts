/** A text with our change in it and every edit of a person left as it was; or why that cannot be done safely. */
export type Merged = { readonly text: string } | MergeConflict;

export interface MergeConflict {
  /** In a sentence. */
  readonly reason: string;
  /** What somebody could write there by hand. */
  readonly snippet: string;
  /** Line of the place in the current text, where one is known. */
  readonly line?: number;
}

/** Three texts of one file. */
export interface ThreeTexts {
  /** What cartridge last generated; null: it never wrote the file, or the nodes in question. */
  readonly base: string | null;
  /** What it would generate now. In a file that people wrote this is only the nodes that are ours. */
  readonly rendered: string;
  readonly current: string;
}

/** A text with our change in it and every edit of a person left as it was; or why that cannot be done safely. */
export type Merged =
  | { readonly text: string }
  /** In a sentence, and what somebody could write there by hand. */
  | { readonly reason: string; readonly snippet: string };

/** Three texts of one file. */
export interface ThreeTexts {
  /** What cartridge last generated; null: it never wrote the file, or the nodes in question. */
  readonly base: string | null;
  /** What it would generate now. In a file that people wrote this is only the nodes that are ours. */
  readonly rendered: string;
  readonly current: string;
}

import type { RefMove } from '../../sql/move-refs.ts';

/**
 * A change of a text that stands in the project, whoever wrote it: what was asked for goes in, all else stays. It is no part of
 * the text that cartridge generates, so that it outlives planning again as an edit of a person would.
 */
export type FileEdit =
  /** Entries of a properties document: what the file's own lack comes into them, and nothing of theirs changes. */
  | { readonly kind: 'properties'; readonly content: string }
  /** `{% docs %}` blocks, behind those of the file. */
  | { readonly kind: 'docs_blocks'; readonly blocks: readonly { readonly name: string; readonly text: string }[] }
  | { readonly kind: 'move_refs'; readonly move: RefMove }
  /** A model or a test is turned off. */
  | { readonly kind: 'turn_off' };

/** An edit with `type name` of the action that makes it. */
export interface EditOfAction {
  readonly action: string;
  readonly edit: FileEdit;
}

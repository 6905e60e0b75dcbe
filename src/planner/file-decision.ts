import type { CurrentFile } from '../context/current-files.ts';
import type { RenderedFile } from './draft.ts';
import type { MergeConflict } from './merge/merged.ts';

/** What to do about one file. */
export type FileDecision =
  /**
   * The text stays: it is as it should be, or a person's edit of what we would not change. `base`: what to remember as
   * ours none the less. `isDeleted`: a person deleted it, though we would write it differently now.
   */
  | { readonly kind: 'keep'; readonly base?: string; readonly isDeleted?: true }
  | {
      readonly kind: 'write';
      readonly risk: 'new' | 'regenerated' | 'merged';
      readonly content: string;
      /** What to remember as ours; null: nothing. */
      readonly base: string | null;
      /** `type name` of the actions that edit what is there, and changed it. */
      readonly changedBy?: readonly string[];
    }
  | { readonly kind: 'conflict'; readonly conflicts: readonly [MergeConflict, ...MergeConflict[]] };

/** What there is of a path. */
export interface FileTexts {
  /** Absent: the path is free. */
  readonly current: CurrentFile | undefined;
  /** Absent: cartridge never wrote this path. */
  readonly base: string | undefined;
}

export interface DecideOptions {
  /** dbt's name of the adapter. */
  readonly dialect: string;
  /** Whether a person gave this file to us: `--adopt`. */
  readonly isAdopted: boolean;
  /** Whether nodes of properties stand between empty lines, as far as the project tells. */
  readonly isSpaced: boolean;
}

/** A file that changes, with the decision about it. */
export interface ChangedFile {
  readonly file: RenderedFile;
  readonly decision: Extract<FileDecision, { kind: 'write' }>;
  readonly current: CurrentFile | undefined;
  readonly base: string | undefined;
}

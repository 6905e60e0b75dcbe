import type { Problem } from '../errors.ts';
import type { Catalog } from './catalog.ts';
import type { Evidence, Probe } from './evidence.ts';

/** Where raw tables come from, for the profile of a new project: it must build on the very input it was planned from. */
export type Input =
  | { readonly kind: 'duckdb'; readonly path: string }
  /** `files`: catalog table name -> path of its file. Every path is as given, resolved by the caller. */
  | { readonly kind: 'files'; readonly path: string; readonly files: ReadonlyMap<string, InputFile> }
  | { readonly kind: 'catalog'; readonly path: string };

/** One file that is one table. */
export interface InputFile {
  readonly path: string;
  readonly format: 'csv' | 'parquet' | 'json';
}

/** An opened input: its catalog, and answers about its rows. Close it when done. */
export interface OpenInput {
  readonly input: Input;
  readonly catalog: Catalog;
  /**
   * What does not stop the work: a key to a table that is not here, an unreadable file of a folder; and, once asked, tables
   * whose rows there was no time to look into.
   */
  readonly warnings: readonly Problem[];
  /** Answers as many probes as it can within its bounds; none for a catalog file. */
  answer(probes: readonly Probe[], signal?: AbortSignal): Promise<Evidence>;
  close(): Promise<void>;
}

/** What the user asked to see of the input. */
export interface Selection {
  /** Schemas to read; empty: all. */
  readonly schemas: readonly string[];
  /** Globs over `table` or `schema.table`; empty: all. */
  readonly select: readonly string[];
  readonly exclude: readonly string[];
}

/** One kind of input. Adding one is one file and one line in `readers.ts`. */
export interface CatalogReader {
  readonly kind: Input['kind'];
  /** Whether this reader takes `from`; looks at its form and, where it is a path, at what is there. */
  accepts(from: string): Promise<boolean>;
  open(from: string, selection: Selection): Promise<OpenInput>;
}

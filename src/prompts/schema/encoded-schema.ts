import type { TableRef } from '../../catalog/catalog.ts';

/** Tables as a prompt shows them, with the numbers by which a reply names them. Pure data. */
export interface EncodedSchema {
  readonly text: string;
  /** By the table's number, from 1; numbers are of this text alone. */
  readonly tables: ReadonlyMap<number, EncodedTable>;
  /** What the text leaves out to stay within its tokens, counted: `12 comments`. */
  readonly leftOut: readonly string[];
}

export interface EncodedTable {
  readonly table: TableRef;
  /** Raw name by the column's number in its table, from 1. Columns that the text leaves out keep their numbers. */
  readonly columns: ReadonlyMap<number, string>;
}

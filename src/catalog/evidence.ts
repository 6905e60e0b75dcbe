import type { ColumnStats, TableRef } from './catalog.ts';
import { tableKey } from './catalog.ts';

/**
 * What inference would like to know of the data, and what a reader answers. Inference stays pure: it returns probes,
 * the reader runs them, inference runs again with the answers; at most two rounds. Answers hold counts and, only for
 * `values`, distinct values of a column that is an enumeration.
 */
export type Probe =
  /** Row count, and nulls, distinct, min, max of the named columns; one aggregate query a table. */
  | { readonly kind: 'profile'; readonly table: TableRef; readonly columns: readonly string[] }
  /** Is this set of columns unique and without nulls? */
  | { readonly kind: 'unique'; readonly table: TableRef; readonly columns: readonly string[] }
  /** Which share of the (sampled) distinct child values is found in the parent? */
  | {
      readonly kind: 'contained';
      readonly table: TableRef;
      readonly columns: readonly string[];
      readonly refTable: TableRef;
      readonly refColumns: readonly string[];
    }
  /** The distinct values, as text, if there are at most 20. */
  | { readonly kind: 'values'; readonly table: TableRef; readonly column: string };

export interface ProfileAnswer {
  readonly rows: number;
  /** Whether distinct values were counted one by one; of many rows they are estimated. */
  readonly exact: boolean;
  readonly columns: ReadonlyMap<string, ColumnStats>;
}
export interface UniqueAnswer {
  readonly rows: number;
  /** Rows in which any of the columns is null. */
  readonly nullRows: number;
  /** More than 0 where a value, or a group of values, occurs more than once. */
  readonly duplicates: number;
}
export interface ContainedAnswer {
  /** Distinct child values looked at (of very many rows 1,000), without what stands for nothing (0, -1, ''). */
  readonly sampled: number;
  /** How many of them exist in the parent. */
  readonly found: number;
  /** How many do if case and blanks around are ignored; only of text. */
  readonly loosely?: number;
  /**
   * Child rows, not sampled, whose value has no parent: 0 means that a relationships test passes. Null: they were too
   * many to count in the time.
   */
  readonly orphans: number | null;
}
/** `null`: more than 20 distinct values. */
export type ValuesAnswer = readonly string[] | null;

/** The same string for the same question. */
export function probeKey(probe: Probe): string {
  switch (probe.kind) {
    case 'profile':
      return tableKey(probe.table);
    case 'unique':
      return JSON.stringify([tableKey(probe.table), probe.columns]);
    case 'contained':
      return JSON.stringify([tableKey(probe.table), probe.columns, tableKey(probe.refTable), probe.refColumns]);
    case 'values':
      return JSON.stringify([tableKey(probe.table), probe.column]);
  }
}

/** All answers so far, by `probeKey`. What was not asked, or could not be answered within the bounds, is absent. */
export interface Evidence {
  readonly profile: ReadonlyMap<string, ProfileAnswer>;
  readonly unique: ReadonlyMap<string, UniqueAnswer>;
  readonly contained: ReadonlyMap<string, ContainedAnswer>;
  readonly values: ReadonlyMap<string, ValuesAnswer>;
}

/** What is known when there are no rows to ask: a catalog file. */
export const NO_EVIDENCE: Evidence = { profile: new Map(), unique: new Map(), contained: new Map(), values: new Map() };

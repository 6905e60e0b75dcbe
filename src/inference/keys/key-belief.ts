import type { NamedColumn } from '../names/column-names.ts';

/** The columns that identify a row of a table, as believed. */
export interface KeyBelief {
  readonly columns: readonly NamedColumn[];
  readonly probability: number;
  readonly declared: boolean;
}

/** A key that nobody declares. */
export function guessedKey(columns: readonly NamedColumn[], probability: number): KeyBelief {
  return { columns, probability, declared: false };
}

/** Keys that a table may have, best first, before the data is asked. */
export type KeyCandidates = readonly KeyBelief[];

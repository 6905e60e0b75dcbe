import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { AUDIT_WORDS } from '../names/words.ts';

/** Columns that say something of the row, not of when, by whom and how it was written. */
export function tellingColumns({ columns }: NamedTable): readonly NamedColumn[] {
  return columns.filter((column) => !saysNothing(column));
}

export function saysNothing({ loader, tokens }: NamedColumn): boolean {
  return loader || tokens.some((token) => AUDIT_WORDS.has(token));
}

import type { TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { NamedWords } from './read-clause.ts';

/** Tables that words name: of that name, else with it among the words of theirs. */
export function tablesOf({ meaning, holding }: NamedWords): readonly TableRef[] {
  return meaning ? meaning.tables : holding;
}

/** Tables of the source or schema that words name; behind `from` also those with the word in their names. */
export function scopeOf({ meaning, holding, place }: NamedWords): readonly TableRef[] {
  if (meaning) return meaning.scope;
  return place === 'scope' ? holding : [];
}

/** Whether words say where to look, rather than for what. */
export function isScoping(words: NamedWords): boolean {
  const { place, meaning } = words;
  if (place === 'except' || scopeOf(words).length === 0) return false;
  return place === 'scope' || meaning?.tables.length === 0;
}

export function uniqueTables(tables: readonly TableRef[]): TableRef[] {
  return [...new Map(tables.map((table) => [tableKey(table), table])).values()];
}

import { tableKey } from '../../catalog/catalog.ts';
import type { KeyCandidates } from '../keys/key-belief.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { Answers } from './answers.ts';
import { relationshipKey } from './answers.ts';

/** Candidates without those that an answer rules out: other targets of columns that were answered, and `none`. */
export function withoutRefused<T extends { readonly child: NamedTable; readonly columns: readonly NamedColumn[] }>(
  candidates: readonly T[],
  { relationships }: Answers,
): readonly T[] {
  if (relationships.size === 0) return candidates;
  return candidates.filter(
    ({ child, columns }) =>
      !relationships.has(
        relationshipKey(
          child.table,
          columns.map(({ column }) => column.name),
        ),
      ),
  );
}

/** The same of keys: a table that has none, as was answered, has no candidates. */
export function withoutRefusedKeys(
  keys: readonly KeyCandidates[],
  { tables }: Vocabulary,
  answers: Answers,
): readonly KeyCandidates[] {
  if (answers.keys.size === 0) return keys;
  return keys.map((candidates, index) => {
    const table = tables[index]?.table;
    return table && answers.keys.get(tableKey(table))?.length === 0 ? [] : candidates;
  });
}

import type { NamedColumn } from '../names/column-names.ts';
import type { KeyBelief } from './key-belief.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { HISTORY_WORDS } from '../names/words.ts';

/** Hardly more likely than not: rows, where there are any, decide. */
const FIRST = 0.52;

/**
 * Where nothing else tells: nearly every table has a key, and it comes first. Not so for what is recorded of other tables
 * over time, whose first column points to them.
 */
export function firstColumn(
  { columns, tokens }: NamedTable,
  references: readonly NamedColumn[],
): readonly KeyBelief[] | null {
  const first = columns.find(({ loader }) => !loader);
  if (!first || first.keyFamily === null || first.family === 'float') return null;
  const isRecorded = tokens.length > 1 && HISTORY_WORDS.has(tokens.at(-1) ?? '');
  if (isRecorded && references.includes(first)) return null;
  return [{ columns: [first], probability: FIRST, declared: false }];
}

import { numberKind } from '../columns/number-kinds.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { guessedKey } from './key-belief.ts';
import type { KeyBelief } from './key-belief.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { MEASURE_WORDS, NON_ADDITIVE_WORDS } from '../names/words.ts';

/** Many rows of one thing, told by when they were written. Totals (`_stats`) have one. */
const LOGS = new Set(['history', 'log', 'audit', 'event', 'archive', 'version', 'snapshot']);
/** About two in three such guesses are right (`npm run eval:inference` on schemas of all kinds); rows, where there are any, decide. */
const FIRST = 0.57;

/** Where nothing else tells: nearly every table has a key, and it comes first. */
export function firstColumn({ columns }: NamedTable): KeyBelief | null {
  const first = columns.find(({ loader }) => !loader);
  if (!first || first.keyFamily === null || first.family === 'float') return null;
  if (first.keyWord === null && !mayName(first)) return null;
  return guessedKey([first], FIRST);
}

/** Many rows of one thing: what it is called by is no key of theirs. */
export function isLogOf({ columns, tokens }: NamedTable, references: readonly NamedColumn[]): boolean {
  const first = columns.find(({ loader }) => !loader);
  return tokens.length > 1 && LOGS.has(tokens.at(-1) ?? '') && first !== undefined && references.includes(first);
}

/** A text that is no prose, or a number that counts, measures and dates nothing. */
export function mayName(column: NamedColumn): boolean {
  if (/^(at|on|date|time|ts|timestamp)$/.test(column.tokens.at(-1) ?? '')) return false;
  if (column.keyFamily === 'text') return !isProse(column);
  const { kind } = numberKind(column, { isKey: false, stats: undefined, values: undefined });
  if (kind === 'money' || kind === 'boolean' || kind === 'timestamp') return false;
  return !column.tokens.some((token) => MEASURE_WORDS.has(token) || NON_ADDITIVE_WORDS.has(token));
}

/** What somebody wrote, or what a name stands for: it names no row. */
export function isProse({ stem }: NamedColumn): boolean {
  return /(note|comment|description|body|content|message|remark|text|value|reason|detail|data|title|label)$/.test(stem);
}

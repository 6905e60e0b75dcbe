import type { Column } from '../../catalog/catalog.ts';
import type { TypeFamily } from '../../sql/types.ts';
import { typeFamily } from '../../sql/types.ts';

/** What a column holds, as far as a model needs it: text, numbers, moments, yes or no, and anything nested or binary. */
export type ColumnLetter = 'S' | 'N' | 'T' | 'B' | 'J';
export const COLUMN_LETTERS = ['S', 'N', 'T', 'B', 'J'] as const satisfies readonly ColumnLetter[];

const LETTERS: Readonly<Record<TypeFamily, ColumnLetter>> = {
  integer: 'N',
  decimal: 'N',
  float: 'N',
  text: 'S',
  uuid: 'S',
  boolean: 'B',
  date: 'T',
  time: 'T',
  timestamp: 'T',
  interval: 'T',
  json: 'J',
  binary: 'J',
  array: 'J',
  other: 'J',
};

export function letterOf(column: Column, dialect: string): ColumnLetter {
  return LETTERS[typeFamily(column.type, dialect)];
}

/**
 * Words by whose end, or beginning, the letter of a column is told where the text does not say it: what nearly every
 * schema of any trade uses so. The system prompt teaches the same lists (notation.ts).
 */
export const NUMBER_ENDS =
  'id count amount price cost total quantity qty number size position rank rate percent score balance weight cents'.split(
    ' ',
  );
export const MOMENT_ENDS = 'at on date time timestamp'.split(' ');
export const BOOLEAN_ENDS = 'enabled active deleted visible'.split(' ');
export const BOOLEAN_STARTS = 'is has can'.split(' ');

const ENDS = new Map<string, ColumnLetter>([
  ...NUMBER_ENDS.map((word) => [word, 'N'] as const),
  ...MOMENT_ENDS.map((word) => [word, 'T'] as const),
  ...BOOLEAN_ENDS.map((word) => [word, 'B'] as const),
]);

/** The letters that a name alone tells of a column: one, or for ids two, since it matters little what they are made of. */
export function letterOfName(name: string): readonly ColumnLetter[] {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (last === 'id') return ['N', 'S'];
  if (words.length > 1 && BOOLEAN_STARTS.includes(words[0] ?? '')) return ['B'];
  return [ENDS.get(last) ?? 'S'];
}

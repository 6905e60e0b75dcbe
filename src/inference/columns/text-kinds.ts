import type { ColumnFacts, KindBelief } from './column-facts.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { ENUM_WORDS } from '../names/column-words.ts';
import { CODE_WORDS } from '../names/words.ts';

const ISO_MOMENT = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/;
/** Pairs of texts that a cast to boolean reads. */
const YES_NO = [
  ['false', 'true'],
  ['f', 't'],
  ['0', '1'],
];

/** What a column of text holds. Moments and yes-or-no are believed only if all values seen are of that form. */
export function textKind(column: NamedColumn, { stats, values }: ColumnFacts): KindBelief {
  const { tokens, keyWord } = column;
  const last = tokens.at(-1) ?? '';
  if (values !== undefined && isYesNo(values)) return { kind: 'boolean' };
  if (isMoment(stats?.min) && isMoment(stats?.max)) return { kind: 'timestamp', unit: 'iso' };
  if (/^enum/i.test(column.column.type) || (ENUM_WORDS.has(last) && !isPlaceCode(tokens))) return { kind: 'enum' };
  if (keyWord !== null && (tokens.length === 1 || !CODE_WORDS.has(keyWord))) return { kind: 'identifier' };
  return { kind: keyWord !== null && keyWord !== 'ref' && !isPlaceCode(tokens) ? 'identifier' : 'text' };
}

function isYesNo(values: readonly string[]): boolean {
  const seen = new Set(values.map((value) => value.toLowerCase()));
  return seen.size === 2 && YES_NO.some((pair) => pair.every((value) => seen.has(value)));
}

function isMoment(value: string | number | undefined): boolean {
  return typeof value === 'string' && ISO_MOMENT.test(value);
}

/** `zip_code` has too many values to list, `state` of an address as well. */
function isPlaceCode(tokens: readonly string[]): boolean {
  return tokens.some((token) => ['zip', 'postal', 'post', 'phone', 'country', 'area', 'dialing'].includes(token));
}

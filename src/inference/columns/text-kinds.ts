import type { ColumnFacts, KindBelief } from './column-facts.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { BOOLEAN_ENDS, BOOLEAN_STARTS, ENUM_ENDS, ENUM_WORDS, NAMING_CODES } from '../names/column-words.ts';
import { isPluralKey } from '../names/tokens.ts';
import { CODE_WORDS } from '../names/words.ts';

const ISO_MOMENT = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/;
const ISO_DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
/** Pairs of texts that say no and yes. */
const YES_NO = [
  ['false', 'true'],
  ['f', 't'],
  ['0', '1'],
  ['n', 'y'],
  ['no', 'yes'],
];

/** What a column of text holds. Moments and yes-or-no are believed only if all values seen are of that form. */
export function textKind(column: NamedColumn, { stats, values, pii }: ColumnFacts): KindBelief {
  const { tokens, keyWord } = column;
  if (values !== undefined && isYesNo(values)) return { kind: 'boolean' };
  if (matches(ISO_MOMENT, stats)) return { kind: 'timestamp', unit: 'iso' };
  if (matches(ISO_DATE, stats)) return { kind: 'date', unit: 'iso' };
  if (pii === 'phone' || pii === 'credential' || isKeyText(tokens)) return { kind: 'text' };
  if (isEnum(column, pii)) return { kind: 'enum' };
  if (isPluralKey(column.column.name)) return { kind: 'text' };
  if (keyWord !== null && (tokens.length === 1 || !CODE_WORDS.has(keyWord))) return { kind: 'identifier' };
  return { kind: keyWord !== null && keyWord !== 'ref' && !isPlaceCode(tokens) ? 'identifier' : 'text' };
}

function isYesNo(values: readonly string[]): boolean {
  const seen = new Set(values.map((value) => value.toLowerCase()));
  return seen.size === 2 && YES_NO.some((pair) => pair.every((value) => seen.has(value)));
}

function matches(form: RegExp, stats: ColumnFacts['stats']): boolean {
  return [stats?.min, stats?.max].every((value) => typeof value === 'string' && form.test(value));
}

/** A handful of values: by its type, by its words, or because so few letters hold no more. A plural is a list. */
function isEnum({ tokens, column }: NamedColumn, pii: string | null | undefined): boolean {
  const [first = '', last = ''] = [tokens[0], tokens.at(-1)];
  if (/^enum/i.test(column.type)) return true;
  if (isPlaceCode(tokens)) return false;
  if (tokens.length > 1 && (BOOLEAN_STARTS.has(first) || BOOLEAN_ENDS.has(last))) return true;
  if (last === 'code' && (tokens.length === 1 || tokens.some((token) => NAMING_CODES.has(token)))) return false;
  const isList = /s$/i.test(column.name) && !column.name.toLowerCase().endsWith(last);
  if (!isList && (ENUM_WORDS.has(last) || ENUM_ENDS.test(last))) return true;
  return pii == null && /\w\(1\)$/.test(column.type);
}

/** The text of a key that locks something: `public_key`. */
function isKeyText(tokens: readonly string[]): boolean {
  return tokens.at(-1) === 'key' && /^(?:public|private|secret|ssh)$/.test(tokens.at(-2) ?? '');
}

/** `zip_code` has too many values to list, `state` of an address as well. */
function isPlaceCode(tokens: readonly string[]): boolean {
  return tokens.some((token) => ['zip', 'postal', 'post', 'phone', 'country', 'area', 'dialing'].includes(token));
}

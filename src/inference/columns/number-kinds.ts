import type { ColumnFacts, KindBelief } from './column-facts.ts';
import type { NamedColumn } from '../names/column-names.ts';
import {
  BOOLEAN_ENDS,
  BOOLEAN_STARTS,
  CALENDAR_WORDS,
  ENUM_WORDS,
  FLAG_WORDS,
  LEVEL_WORDS,
  MINOR_UNIT_WORDS,
  SHARE_WORDS,
} from '../names/column-words.ts';
import { CODE_WORDS, MEASURE_WORDS, MONEY_WORDS, NON_ADDITIVE_WORDS } from '../names/words.ts';
import { epochKind } from './epochs.ts';

/** What a column of numbers holds. What may not be added up for certain is `non_additive`. */
export function numberKind(column: NamedColumn, facts: ColumnFacts): KindBelief {
  const { tokens, keyWord, family } = column;
  const [first = '', last = ''] = [tokens[0], tokens.at(-1)];
  const whole = family === 'integer';
  // Rows that say no leave nothing but doubt: a plan made again, without them, must not take it for a sum.
  if (whole && isNamedFlag(column)) return { kind: isZeroOrOne(facts) ? 'boolean' : 'non_additive' };
  if (keyWord === 'number' && CALENDAR_WORDS.has(tokens.at(-2) ?? '')) return { kind: 'non_additive' };
  if (/^(?:by|(?:created|modified|updated|changed|approved)by)$/.test(last)) return { kind: 'identifier' };
  if (keyWord !== null && !(CODE_WORDS.has(keyWord) && first === keyWord && tokens.length > 1)) {
    return { kind: 'identifier' };
  }
  const moment = whole ? epochKind(tokens, facts.stats) : null;
  if (moment) return moment;
  const coins = coinUnit(tokens);
  if (coins !== null) return { kind: 'money', ...(whole ? { unit: coins } : {}) };
  if (isRatio(column) || isShare(column, facts)) return { kind: 'non_additive' };
  if (tokens.some((token) => LEVEL_WORDS.has(token)) || tokens.join(' ').endsWith(' on hand')) {
    return { kind: 'non_additive' };
  }
  if (whole && (ENUM_WORDS.has(last) || last === 'enum')) return { kind: 'enum' };
  if (tokens.some((token) => MONEY_WORDS.has(token)))
    return { kind: 'money', ...(whole && facts.hasCurrency ? { unit: 'cents' } : {}) };
  if (tokens.some((token) => MEASURE_WORDS.has(token)) || /^(num|number)$/.test(first)) return { kind: 'measure' };
  if (/(qty|quantity|count|amount)$/.test(last)) return { kind: 'measure' };
  return { kind: whole ? 'non_additive' : 'measure' };
}

/** Yes or no by its name: any `is_...`, a state, or, of a small integer, whatever was done. */
function isNamedFlag({ tokens, column }: NamedColumn): boolean {
  const [first = '', last = ''] = [tokens[0], tokens.at(-1)];
  const isState = FLAG_WORDS.has(last) && tokens.length <= 2;
  const isSmall = /^(?:tinyint|smallint|int2|bit|number\(1\))/i.test(column.type);
  return (
    (tokens.length > 1 && (BOOLEAN_STARTS.has(first) || BOOLEAN_ENDS.has(last))) ||
    isState ||
    (isSmall && (/.{3}ed$/.test(last) || FLAG_WORDS.has(first)))
  );
}

/** Nothing but 0 and 1, as far as anybody looked. */
function isZeroOrOne({ stats, values }: ColumnFacts): boolean {
  if (values !== undefined) return values.every((value) => value === '0' || value === '1');
  return !(Number(stats?.min) < 0) && !(Number(stats?.max) > 1);
}

/** Amounts in the smallest coin, or in millionths as ad platforms count them. `minor` alone says nothing: `minor_edit`. */
function coinUnit(tokens: readonly string[]): 'cents' | 'micros' | null {
  if (tokens.some((token, at) => MINOR_UNIT_WORDS.has(token) && tokens[at - 1] !== 'per')) return 'cents';
  const isMoney = tokens.some((token) => MONEY_WORDS.has(token));
  if (tokens.includes('minor') && (isMoney || tokens.includes('unit'))) return 'cents';
  return isMoney && tokens.at(-1) === 'micro' ? 'micros' : null;
}

const RATIOS = new Set([
  'rate',
  'ratio',
  'pct',
  'percent',
  'percentage',
  'avg',
  'average',
  'mean',
  'median',
  'latitude',
  'longitude',
  'per',
]);

function isRatio({ tokens }: NamedColumn): boolean {
  const last = tokens.at(-1) ?? '';
  return (
    NON_ADDITIVE_WORDS.has(last) || /.{3}(?:ability|ibility)$/.test(last) || tokens.some((token) => RATIOS.has(token))
  );
}

/**
 * `tax` and `discount` are amounts in one schema and shares in the next. They are shares where their type leaves no room
 * for an amount (`decimal(4,4)`), where no value is above 1, or on a line with a quantity, beside whose price they stand.
 */
function isShare({ tokens, column, family }: NamedColumn, { isOfLine }: ColumnFacts): boolean {
  if (family === 'integer' || tokens.length !== 1 || !SHARE_WORDS.has(tokens[0] ?? '')) return false;
  const [, precision, scale] = /\(\s*(\d+)\s*,\s*(\d+)\s*\)/.exec(column.type) ?? [];
  if (precision !== undefined && Number(scale) >= 2 && Number(precision) - Number(scale) <= 2) return true;
  // Of the catalog, not of the rows: those change, and a plan made again would differ.
  const { min, max } = column.stats ?? {};
  if (min !== undefined && max !== undefined) return Number(min) >= 0 && Number(max) <= 1;
  return isOfLine === true;
}

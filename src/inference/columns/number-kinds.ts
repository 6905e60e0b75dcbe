import type { ColumnFacts, KindBelief } from './column-facts.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { BOOLEAN_ENDS, BOOLEAN_STARTS, ENUM_WORDS, EPOCH_WORDS, MINOR_UNIT_WORDS } from '../names/column-words.ts';
import { CODE_WORDS, MEASURE_WORDS, MONEY_WORDS, NON_ADDITIVE_WORDS } from '../names/words.ts';

/** What a column of numbers holds. What may not be added up for certain is `non_additive`. */
export function numberKind(column: NamedColumn, { stats }: ColumnFacts): KindBelief {
  const { tokens, keyWord, family } = column;
  const [first = '', last = ''] = [tokens[0], tokens.at(-1)];
  const whole = family === 'integer';
  if (keyWord !== null && !(CODE_WORDS.has(keyWord) && first === keyWord && tokens.length > 1)) {
    return { kind: 'identifier' };
  }
  const flag = BOOLEAN_STARTS.has(first) || BOOLEAN_ENDS.has(last);
  if (whole && flag && tokens.length > 1 && fitsFlag(stats?.min, stats?.max)) return { kind: 'boolean' };
  const moment = whole ? epochKind(tokens, stats) : null;
  if (moment) return moment;
  if (tokens.some((token) => MINOR_UNIT_WORDS.has(token)))
    return { kind: 'money', ...(whole ? { unit: 'cents' } : {}) };
  if (NON_ADDITIVE_WORDS.has(last) || tokens.some((token) => RATIOS.has(token))) return { kind: 'non_additive' };
  if (tokens.some((token) => MONEY_WORDS.has(token))) return { kind: 'money' };
  if (whole && ENUM_WORDS.has(last)) return { kind: 'enum' };
  if (tokens.some((token) => MEASURE_WORDS.has(token)) || /^(num|number)$/.test(first)) return { kind: 'measure' };
  if (/(qty|quantity|count|amount)$/.test(last)) return { kind: 'measure' };
  return { kind: whole ? 'non_additive' : 'measure' };
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
  'latitude',
  'longitude',
]);

/** A moment as a number: its unit where the name or the values tell, else none. */
function epochKind(tokens: readonly string[], stats: ColumnFacts['stats']): KindBelief | null {
  const last = tokens.at(-1) ?? '';
  const before = tokens.at(-2) ?? '';
  const named = EPOCH_WORDS.has(last) || (last === 'at' && tokens.length > 1);
  const namedMs = last === 'ms' && (EPOCH_WORDS.has(before) || before === 'at');
  if (!named && !namedMs) return null;
  const [low, high] = [Number(stats?.min ?? Number.NaN), Number(stats?.max ?? Number.NaN)];
  if (low >= 1e9 && high <= 4e9) return { kind: 'timestamp', unit: 's' };
  if (low >= 1e12 && high <= 4e12) return { kind: 'timestamp', unit: 'ms' };
  if (namedMs) return { kind: 'timestamp', unit: 'ms' };
  return EPOCH_WORDS.has(last) && last !== 'timestamp' && last !== 'ts' && last !== 'tstamp'
    ? { kind: 'timestamp', unit: 's' }
    : { kind: 'non_additive' };
}

function fitsFlag(min: string | number | undefined, max: string | number | undefined): boolean {
  return (min === undefined || Number(min) >= 0) && (max === undefined || Number(max) <= 1);
}

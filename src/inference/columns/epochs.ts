import type { ColumnStats } from '../../catalog/catalog.ts';
import { EPOCH_WORDS } from '../names/column-words.ts';
import type { KindBelief } from './column-facts.ts';

/** Moments between 2001 and 2096, counted since 1970 in each unit: no other number is likely to lie there. */
const RANGES = [
  ['s', 1e9, 4e9],
  ['ms', 1e12, 4e12],
  ['us', 1e15, 4e15],
] as const;
/** Ends of names of moments, which may be kept as numbers. */
const MOMENT = /^(?:at|time|date|datetime|created|updated|modified|on)$/;

/** A moment as a number: its unit where the name or the values tell; null for a number that is none. */
export function epochKind(tokens: readonly string[], stats: ColumnStats | undefined): KindBelief | null {
  const [last = '', before = ''] = [tokens.at(-1), tokens.at(-2)];
  const isEpoch = EPOCH_WORDS.has(last);
  const named =
    /^(?:ms|us|micro|milli)$/.test(last) && (EPOCH_WORDS.has(before) || before === 'at' || before === 'time');
  if (!isEpoch && !named && !MOMENT.test(last)) return null;
  const [low, high] = [Number(stats?.min ?? Number.NaN), Number(stats?.max ?? Number.NaN)];
  const seen = RANGES.find(([, from, to]) => low >= from && high <= to)?.[0];
  if (seen !== undefined) return { kind: 'timestamp', unit: seen };
  if (named && before !== 'time') return { kind: 'timestamp', unit: /^m(?:s|illi)$/.test(last) ? 'ms' : 'us' };
  if (isEpoch && !/^(?:timestamp|ts|tstamp)$/.test(last)) return { kind: 'timestamp', unit: 's' };
  return isEpoch || last === 'at' ? { kind: 'non_additive' } : null;
}

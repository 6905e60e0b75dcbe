import type { ServerWords } from './server-words.ts';

/** How much may still be asked, of requests or of tokens, as a server tells. */
export interface Allowance {
  readonly limit: number | null;
  readonly remaining: number;
  /** Milliseconds until it is whole again; null where it is not told. */
  readonly resetMs: number | null;
}

export interface Allowances {
  readonly requests: Allowance | null;
  readonly tokens: Allowance | null;
}

/**
 * How long a server asks to wait, in milliseconds: `retry-after-ms`, `retry-after` (seconds or a date), Google's
 * RetryInfo in the body (it sends no header), else when an allowance that is used up comes back. Null where nothing
 * sensible is told: not a number, below zero. It can be huge; what then is the caller's affair.
 */
export function askedWait(headers: Headers, words: ServerWords, now: number): number | null {
  const told = [
    milliseconds(headers.get('retry-after-ms'), 1),
    milliseconds(headers.get('retry-after'), 1_000),
    untilDate(headers.get('retry-after'), now),
    ...words.details.map(({ retryDelay }) => duration(retryDelay)),
  ];
  const wait = told.find((each) => each !== null) ?? null;
  if (wait !== null) return wait;
  const { requests, tokens } = readAllowances(headers, now);
  const resets = [requests, tokens].flatMap((each) => (each?.remaining === 0 ? [each.resetMs] : []));
  const known = resets.filter((reset) => reset !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** OpenAI's and Anthropic's rate-limit headers; of several counts of tokens the one that is nearest to its end. */
export function readAllowances(headers: Headers, now: number): Allowances {
  const read = (limit: string, remaining: string, reset: string): Allowance | null => {
    const left = count(headers.get(remaining));
    if (left === null) return null;
    const resetMs = duration(headers.get(reset)) ?? untilDate(headers.get(reset), now);
    return { limit: count(headers.get(limit)), remaining: left, resetMs };
  };
  const openai = (what: string): Allowance | null =>
    read(`x-ratelimit-limit-${what}`, `x-ratelimit-remaining-${what}`, `x-ratelimit-reset-${what}`);
  const anthropic = (what: string): Allowance | null => {
    const name = `anthropic-ratelimit-${what}`;
    return read(`${name}-limit`, `${name}-remaining`, `${name}-reset`);
  };
  const tokens = [openai('tokens'), anthropic('tokens'), anthropic('input-tokens'), anthropic('output-tokens')]
    .filter((each) => each !== null)
    .sort((a, b) => a.remaining - b.remaining);
  return { requests: openai('requests') ?? anthropic('requests'), tokens: tokens[0] ?? null };
}

function count(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
}

function milliseconds(text: string | null, unit: number): number | null {
  if (text === null || !/^\d{1,15}(?:\.\d+)?$/.test(text.trim())) return null;
  return Number(text) * unit;
}

function untilDate(text: string | null, now: number): number | null {
  // Only what looks like a date: JavaScript reads `-1` as one.
  if (text === null || !/^(?:[A-Z][a-z]{2},? |\d{4}-\d{2}-\d{2}T)/.test(text.trim())) return null;
  const at = Date.parse(text.trim());
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `6m0s`, `20ms`, `13.5s`, as OpenAI's headers and Google's durations write them. */
function duration(value: unknown): number | null {
  if (typeof value !== 'string' || !/^(?:\d{1,12}(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(value.trim())) return null;
  const parts = value.matchAll(/([\d.]+)(ms|s|m|h|d)/g);
  return [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ''] ?? 0), 0);
}

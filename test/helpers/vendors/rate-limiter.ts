import type { LimitState, LimitStates } from './dialect.ts';

/** How much a minute; none given: no limit. */
export interface Limits {
  readonly requests?: number;
  readonly tokens?: number;
  /** How long a minute takes: less than 60,000 makes a test quick. */
  readonly minuteMs?: number;
}

export interface RateLimiter {
  /** Takes what a request needs; else says which limit stands in the way, and how long. */
  take(tokens: number): { readonly limited: 'requests' | 'tokens'; readonly waitMs: number } | null;
  states(): LimitStates;
}

/** Buckets that fill steadily: OpenAI's guide to rate limits and Anthropic's "token bucket algorithm" describe the same. */
export function rateLimiter(limits: Limits, now: () => number): RateLimiter {
  const minute = limits.minuteMs ?? 60_000;
  const requests = bucket(limits.requests ?? Infinity, minute, now);
  const tokens = bucket(limits.tokens ?? Infinity, minute, now);
  return {
    take(needed) {
      const [waitRequests, waitTokens] = [requests.wait(1), tokens.wait(needed)];
      if (waitRequests > 0) return { limited: 'requests', waitMs: waitRequests };
      if (waitTokens > 0) return { limited: 'tokens', waitMs: waitTokens };
      requests.take(1);
      tokens.take(needed);
      return null;
    },
    states: () => ({ requests: requests.state(), tokens: tokens.state() }),
  };
}

function bucket(limit: number, minute: number, now: () => number) {
  let level = limit;
  let last = now();
  const fill = (): void => {
    const at = now();
    if (limit !== Infinity) level = Math.min(limit, level + ((at - last) * limit) / minute);
    last = at;
  };
  const wait = (needed: number): number => {
    fill();
    // More than a whole minute holds never comes: the wait is for a full bucket, again and again.
    return level >= needed ? 0 : Math.ceil(((Math.min(needed, limit) - level) * minute) / limit) || minute;
  };
  const state = (): LimitState => {
    fill();
    return {
      limit,
      remaining: Math.max(0, Math.floor(level)),
      resetMs: Math.ceil(((limit - level) * minute) / limit) || 0,
    };
  };
  return { wait, state, take: (needed: number) => (level -= needed) };
}

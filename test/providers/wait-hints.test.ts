import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readServerWords } from '../../src/providers/server-words.ts';
import { askedWait, readAllowances } from '../../src/providers/wait-hints.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

function wait(headers: Record<string, string>, body = ''): number | null {
  return askedWait(new Headers(headers), readServerWords(body), NOW);
}

it.each<[Record<string, string>, number | null]>([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after-ms': '120', 'retry-after': '1' }, 120],
  [{ 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 0],
  [{ 'retry-after': '86400' }, 86_400_000],
  [{ 'retry-after': '3000000000' }, 3_000_000_000_000],
  [{ 'retry-after': '-5' }, null],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '1e9' }, null],
  [{ 'retry-after': 'Infinity' }, null],
  // OpenAI: used up requests come back in six seconds.
  [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '6s' }, 6_000],
  [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '1m2.5s' }, 62_500],
  [{ 'x-ratelimit-remaining-tokens': '10', 'x-ratelimit-reset-tokens': '1m0s' }, null],
  // Anthropic gives a moment.
  [
    { 'anthropic-ratelimit-requests-remaining': '0', 'anthropic-ratelimit-requests-reset': '2026-11-21T12:00:12Z' },
    12_000,
  ],
])('%j asks for %j ms', (headers, ms) => {
  expect(wait(headers)).toBe(ms);
});

it("reads Google's RetryInfo from the body, since it sends no header", () => {
  const details = [
    { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [] },
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '13.5s' },
  ];
  expect(wait({}, JSON.stringify({ error: { code: 429, status: 'RESOURCE_EXHAUSTED', details } }))).toBe(13_500);
});

it('reads what is left, of several counts of tokens the smallest', () => {
  const headers = new Headers({
    'anthropic-ratelimit-requests-limit': '50',
    'anthropic-ratelimit-requests-remaining': '49',
    'anthropic-ratelimit-requests-reset': '2026-11-21T12:00:01Z',
    'anthropic-ratelimit-input-tokens-limit': '30000',
    'anthropic-ratelimit-input-tokens-remaining': '21000',
    'anthropic-ratelimit-input-tokens-reset': '2026-11-21T12:00:18Z',
    'anthropic-ratelimit-output-tokens-limit': '8000',
    'anthropic-ratelimit-output-tokens-remaining': '7000',
    'anthropic-ratelimit-output-tokens-reset': '2026-11-21T12:00:08Z',
  });
  expect(readAllowances(headers, NOW)).toEqual({
    requests: { limit: 50, remaining: 49, resetMs: 1_000 },
    tokens: { limit: 8_000, remaining: 7_000, resetMs: 8_000 },
  });
});

it('is a number of milliseconds from 0, or nothing, whatever a header holds', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\x20-\x7E]*$/), (text) => {
      const name = ['retry-after', 'retry-after-ms', 'x-ratelimit-reset-requests'];
      const ms = wait({
        ...Object.fromEntries(name.map((each) => [each, text])),
        'x-ratelimit-remaining-requests': '0',
      });
      expect(ms === null || (Number.isFinite(ms) && ms >= 0)).toBe(true);
    }),
  );
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { waitBeforeRetry } from '../../src/providers/backoff.ts';
import type { Failure } from '../../src/providers/failure.ts';

function failure(code: Failure['problem']['code'], waitMs: number | null = null): Failure {
  return { problem: { code, message: '' }, fatal: false, canRetry: true, waitMs, words: null, isModels: false };
}
const HALF = (): number => 0.5;

it('waits a random part of a span that doubles, and gives up after five tries', () => {
  const down = failure('PROVIDER_UNREACHABLE');
  expect([1, 2, 3, 4, 5].map((tries) => waitBeforeRetry(down, tries, HALF))).toEqual([250, 500, 1_000, 2_000, null]);
});

it('waits at least as long as it is asked to, and a little longer', () => {
  expect(waitBeforeRetry(failure('PROVIDER_LIMITED', 7_000), 1, HALF)).toBe(7_062.5);
});

it('does not wait for a day', () => {
  expect(waitBeforeRetry(failure('PROVIDER_LIMITED', 86_400_000), 1, HALF)).toBeNull();
});

it('tries once more what was too slow or could not be read, and never what was refused', () => {
  expect(waitBeforeRetry(failure('PROVIDER_TIMEOUT'), 1, HALF)).toBe(250);
  expect(waitBeforeRetry(failure('PROVIDER_TIMEOUT'), 2, HALF)).toBeNull();
  expect(waitBeforeRetry(failure('PROVIDER_ANSWER_INVALID'), 2, HALF)).toBeNull();
  expect(waitBeforeRetry({ ...failure('PROVIDER_LIMITED'), canRetry: false }, 1, HALF)).toBeNull();
});

it('is between 0 and a minute, whatever is asked', () => {
  const any = fc.oneof(fc.constant(null), fc.double({ min: 0, noNaN: true }));
  fc.assert(
    fc.property(any, fc.nat({ max: 10 }), fc.double({ min: 0, max: 1, noNaN: true }), (waitMs, tries, random) => {
      const wait = waitBeforeRetry(failure('PROVIDER_LIMITED', waitMs), tries + 1, () => random);
      expect(wait === null || (wait >= 0 && wait <= 60_000)).toBe(true);
    }),
  );
});

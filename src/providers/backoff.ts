import type { ErrorCode } from '../errors.ts';
import type { Failure } from './failure.ts';

/** The longest that is waited before one more try; a server that asks for more is not asked again. */
export const LONGEST_WAIT_MS = 60_000;

/** Tries of one request in all. What took a minute once will take it again; what cannot be read rarely gets better. */
const TRIES: Partial<Record<ErrorCode, number>> = {
  PROVIDER_LIMITED: 6,
  PROVIDER_UNREACHABLE: 5,
  PROVIDER_TIMEOUT: 2,
  PROVIDER_ANSWER_INVALID: 2,
};

const FIRST_MS = 500;
const MOST_MS = 16_000;

/**
 * Milliseconds to wait before try `tries + 1`; null: no further try. Full jitter (a random part of an exponentially
 * growing span), and at least what the server asks for.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function waitBeforeRetry(failure: Failure, tries: number, random: () => number): number | null {
  if (!failure.canRetry || tries >= (TRIES[failure.problem.code] ?? 1)) return null;
  if (failure.waitMs !== null && failure.waitMs > LONGEST_WAIT_MS) return null;
  const jitter = random() * Math.min(MOST_MS, FIRST_MS * 2 ** (tries - 1));
  // A little later than asked for: those who were told the same should not come back all at once.
  return Math.min(LONGEST_WAIT_MS, Math.max(jitter, (failure.waitMs ?? 0) + jitter / 4));
}

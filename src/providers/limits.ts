import pLimit from 'p-limit';
import { LONGEST_WAIT_MS } from './backoff.ts';
import type { Allowance, Allowances } from './wait-hints.ts';

/** Time, as a provider sees it: given from outside, so that tests need none. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after a while; rejects when the signal aborts, and keeps no timer then. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The traffic of one provider: all its calls share one of these. */
export interface Limits {
  /** Runs a call when there is room for one more at once; calls start in the order in which they came. */
  readonly inTurn: <T>(call: () => Promise<T>) => Promise<T>;
  /** Resolves when a request of so many tokens may go out; rejects when the signal aborts. */
  readonly admit: (tokens: number, signal: AbortSignal) => Promise<void>;
  /** An answer came, with what its headers tell. */
  readonly learn: (allowances: Allowances) => void;
  /** A request went well: room for one more at once. */
  readonly widen: () => void;
  /** The server wants less: nothing goes out for a while, then half as many at once. */
  readonly narrow: (waitMs: number) => void;
}

/** Requests at once: additive increase, multiplicative decrease between these (inference.md 5). */
const FEWEST = 4;
const MOST = 16;

/** An allowance at the moment it was told, and what was taken of it since. */
interface Bucket extends Allowance {
  readonly toldAt: number;
  taken: number;
}

/** Opens the limits of one provider; `random`, from 0 to 1, spreads calls that were told the same. */
export function openLimits({ now, sleep }: Clock, random: () => number): Limits {
  const queue = pLimit(FEWEST);
  let pausedUntil = 0;
  let narrowed = false;
  let sinceWidened = 0;
  let requests: Bucket | null = null;
  let tokensLeft: Bucket | null = null;

  const waitFor = (tokens: number): number => {
    const waits = [pausedUntil - now(), untilThereAre(requests, 1, now()), untilThereAre(tokensLeft, tokens, now())];
    return Math.min(LONGEST_WAIT_MS, Math.max(...waits));
  };
  return {
    inTurn: (call) => queue(call),
    async admit(tokens, signal) {
      // What was promised may be gone when the time comes, but nobody waits for ever: then the server is asked.
      for (let tries = 0, wait = waitFor(tokens); wait > 0 && tries < 3; tries += 1, wait = waitFor(tokens)) {
        // Who counts nothing for us would be asked by all at the same moment again.
        const spread = requests === null && tokensLeft === null ? random() * wait : 0;
        await sleep(wait + spread, signal);
      }
      signal.throwIfAborted();
      if (requests) requests.taken += 1;
      if (tokensLeft) tokensLeft.taken += tokens;
    },
    learn(allowances) {
      requests = bucketOf(allowances.requests, now()) ?? requests;
      tokensLeft = bucketOf(allowances.tokens, now()) ?? tokensLeft;
    },
    widen() {
      sinceWidened += 1;
      // Up quickly until the server objects for the first time, then one more for every round of calls.
      if (queue.concurrency >= MOST || (narrowed && sinceWidened < queue.concurrency)) return;
      sinceWidened = 0;
      queue.concurrency += 1;
    },
    narrow(waitMs) {
      narrowed = true;
      sinceWidened = 0;
      pausedUntil = Math.max(pausedUntil, now() + Math.min(waitMs, LONGEST_WAIT_MS));
      queue.concurrency = Math.max(FEWEST, Math.floor(queue.concurrency / 2));
    },
  };
}

function bucketOf(allowance: Allowance | null, now: number): Bucket | null {
  return allowance === null ? null : { ...allowance, toldAt: now, taken: 0 };
}

/** Milliseconds until a bucket that fills evenly holds enough; 0 where nothing is known, or nothing any more. */
function untilThereAre(bucket: Bucket | null, wanted: number, now: number): number {
  if (bucket === null || bucket.resetMs === null) return 0;
  const { limit, remaining, taken, toldAt, resetMs } = bucket;
  const untilWhole = toldAt + resetMs - now;
  if (untilWhole <= 0) return 0;
  // More than there ever is at once is not waited for.
  const missing = Math.min(wanted, limit ?? wanted) - (remaining - taken);
  if (missing <= 0) return 0;
  if (limit === null || limit <= remaining) return untilWhole;
  const untilEnough = (missing * resetMs) / (limit - remaining) - (now - toldAt);
  return Math.min(untilWhole, Math.max(0, Math.ceil(untilEnough)));
}

import type { Clock } from './limits.ts';

/** Nobody waits longer for the first call: a prefix that is paid for twice is cheaper than a minute. */
const LONGEST_MS = 20_000;

/**
 * Lets the first call with a prefix go ahead and the others wait for it, so that a vendor reads the prefix once and has it
 * cached for all others (inference.md 5). Resolves to what is to be called when the call is over.
 */
export type WarmUp = (prefix: string, signal: AbortSignal) => Promise<() => void>;

export function openWarmUp({ sleep }: Clock): WarmUp {
  const first = new Map<string, Promise<void>>();
  return async (prefix, signal) => {
    const warming = first.get(prefix);
    if (warming === undefined) {
      const { promise, resolve } = withResolve();
      first.set(prefix, promise);
      return resolve;
    }
    const over = new AbortController();
    const late = sleep(LONGEST_MS, AbortSignal.any([signal, over.signal])).catch(() => undefined);
    await Promise.race([warming, late]);
    over.abort();
    signal.throwIfAborted();
    return () => undefined;
  };
}

function withResolve(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

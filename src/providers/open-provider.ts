import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Problem } from '../errors.ts';
import { anthropicClient } from './anthropic.ts';
import { askPatiently, type Asking } from './ask-patiently.ts';
import type { ChosenProvider } from './choose-provider.ts';
import { stopped } from './failure.ts';
import { geminiClient } from './gemini.ts';
import { type Clock, openLimits } from './limits.ts';
import { modelFacts } from './models.ts';
import { openaiClient } from './openai.ts';
import { type ModelReply, NO_USAGE, type Provider, type Vendor } from './provider.ts';
import { firstSends } from './sends.ts';
import type { VendorClient } from './vendor-client.ts';
import { openWarmUp } from './warm-up.ts';

/** What a provider takes from the world; a test gives its own of all of it. */
export interface Surroundings extends Partial<Pick<Clock, 'sleep'>> {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to 1, for the jitter of retries. */
  readonly random?: () => number;
  readonly fetch?: typeof fetch;
  /** Of one request, its whole answer included; 60 s unless told. */
  readonly timeoutMs?: number;
  /** Told before it waits to try again, and why. */
  readonly onWait?: (wait: { readonly ms: number; readonly problem: Problem }) => void;
}

/** The longest that one call may take (DESIGN.md section 4). */
const CALL_MS = 60_000;

const CLIENTS: Readonly<Record<Vendor, VendorClient>> = {
  openai: openaiClient,
  anthropic: anthropicClient,
  gemini: geminiClient,
};

/** Opens a provider: nothing is sent, and no SDK is loaded, before the first question. All its calls share its limits. */
export function openProvider(chosen: ChosenProvider, surroundings: Surroundings): Provider {
  const { vendor, key, address } = chosen;
  const model = modelFacts(vendor, chosen.model);
  const asked = { vendor, model: model.name, key, address };
  const clock: Clock = { now: surroundings.now, sleep: surroundings.sleep ?? sleep };
  const random = surroundings.random ?? Math.random;
  const limits = openLimits(clock, random);
  const client = CLIENTS[vendor];
  const asking: Asking = {
    client,
    asked,
    model,
    clock,
    limits,
    warmUp: openWarmUp(clock),
    random,
    // Looked up when it is needed: whoever replaces the global fetch means this one too.
    fetch: surroundings.fetch ?? ((...request) => fetch(...request)),
    timeoutMs: surroundings.timeoutMs ?? CALL_MS,
    onWait: surroundings.onWait ?? (() => undefined),
    state: {
      sends: firstSends(vendor, client, { model, isVendors: address.isVendors }),
      over: null,
      hasAnswered: false,
      lost: 0,
    },
  };
  return {
    name: vendor,
    model: model.name,
    async ask(request, everybodys) {
      // One of its own: node warns of a leak when more than ten listen to the same, as questions at once would.
      const signal = AbortSignal.any([everybodys]);
      const spent = { usage: NO_USAGE };
      const { promise: aborted, forget } = whenAborted(signal);
      const late = aborted.then((): ModelReply => {
        return { status: 'failed', problem: stopped(asked).problem, fatal: false, usage: spent.usage };
      });
      try {
        return await Promise.race([late, limits.inTurn(() => askPatiently(asking, { request, signal, spent }))]);
      } finally {
        forget();
      }
    },
  };
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await sleepFor(ms, undefined, { signal });
}

function whenAborted(signal: AbortSignal): { promise: Promise<void>; forget: () => void } {
  let onAbort = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    onAbort = () => resolve();
  });
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return { promise, forget: () => signal.removeEventListener('abort', onAbort) };
}

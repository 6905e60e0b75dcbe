import type { Problem } from '../errors.ts';
import { estimateTokens } from '../prompts/estimate-tokens.ts';
import { LONGEST_WAIT_MS, waitBeforeRetry } from './backoff.ts';
import { estimateInput } from './cost.ts';
import { type Asked, type Failure, stopped } from './failure.ts';
import type { Clock, Limits } from './limits.ts';
import type { ModelFacts } from './models.ts';
import { addUsage, NO_USAGE, type ModelReply, type ModelRequest, type Usage } from './provider.ts';
import { type Once, type Outcome, sendOnce } from './send-once.ts';
import { sendLess } from './sends.ts';
import { withoutKey } from './server-words.ts';
import type { Sends, VendorClient } from './vendor-client.ts';
import { readAllowances } from './wait-hints.ts';
import type { WarmUp } from './warm-up.ts';

/** All that the calls of one provider share. */
export interface Asking {
  readonly client: VendorClient;
  readonly asked: Asked;
  readonly model: ModelFacts;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly warmUp: WarmUp;
  readonly random: () => number;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly onWait: (wait: { readonly ms: number; readonly problem: Problem }) => void;
  readonly state: {
    /** What is sent; less, once the server refused something. */
    sends: Sends;
    /** Why nothing more is sent at all. */
    over: Failure | null;
    /** Whether anything that is an answer came yet. */
    hasAnswered: boolean;
    /** Questions given up in a row. */
    lost: number;
  };
}

/** One question on its way. */
export interface Question {
  readonly request: ModelRequest;
  readonly signal: AbortSignal;
  /** Grows while it is asked, so that it is known whenever the question ends. */
  readonly spent: { usage: Usage };
}

/** As many questions given up in a row mean that nobody is there. */
const LOST_IN_A_ROW = 3;
/** A shorter prefix is cached by no vendor (inference.md 5). */
const SHORTEST_CACHED = 1_024;

/** Asks until there is an answer, or none is to be had: waits, tries again, sends less. Never throws. */
export async function askPatiently(asking: Asking, question: Question): Promise<ModelReply> {
  const { request, signal, spent } = question;
  const { asked, state, warmUp } = asking;
  const failed = (failure: Failure): ModelReply => {
    return { status: 'failed', problem: failure.problem, fatal: failure.fatal, usage: spent.usage };
  };
  let onTried = (): void => undefined;
  try {
    if (!signal.aborted && estimateTokens(request.system) >= SHORTEST_CACHED) {
      onTried = await warmUp(request.system, signal);
    }
    for (let tries = 1; ;) {
      await asking.limits.admit(estimateInput(request), signal);
      if (state.over !== null) return failed(state.over);
      const { sends } = state;
      const outcome = await sendOnce(onceOf(asking, question), signal);
      onTried();
      spent.usage = addUsage(spent.usage, usageOf(outcome, request));
      const next = decide(asking, outcome, { sends, tries, request });
      if (next.do === 'answer') return replyOf(next.result, asked.key, spent.usage);
      if (next.do === 'give up') return failed(next.failure);
      if (next.do === 'send less') continue;
      tries += 1;
      asking.onWait({ ms: next.waitMs, problem: next.failure.problem });
      await asking.clock.sleep(next.waitMs, signal);
    }
  } catch (error) {
    // What waits throws when it is aborted; nothing else should, and then it is a fault of cartridge.
    return failed(signal.aborted ? stopped(asked) : faultOf(error));
  } finally {
    onTried();
  }
}

function faultOf(error: unknown): Failure {
  const message = `asking the model failed: ${error instanceof Error ? error.message : String(error)}`;
  const problem: Problem = { code: 'INTERNAL', message, hint: 'This is a fault of cartridge. Please report it.' };
  return { problem, fatal: true, canRetry: false, waitMs: null, words: null, isModels: false };
}

function onceOf(asking: Asking, { request, spent }: Question): Once {
  const { client, asked, model, timeoutMs, state, clock } = asking;
  const fetch: typeof asking.fetch = (...sent) => {
    // Counted as it goes out: an answer that nobody waits for was asked for all the same.
    spent.usage = addUsage(spent.usage, { ...NO_USAGE, calls: 1 });
    return asking.fetch(...sent);
  };
  const call = { request, model, sends: state.sends, key: asked.key, address: asked.address, timeoutMs };
  return { client, asked, call, fetch, now: clock.now };
}

function replyOf(result: Answered, key: string | null, usage: Usage): ModelReply {
  if (result.status === 'refused') return { status: 'refused', reason: result.reason, usage };
  // A server that puts the key into its answer would have it written into plan, cache and project.
  return { status: result.status, text: withoutKey(result.text, key), usage };
}

type Answered = Exclude<Outcome['result'], { status: 'failed' }>;
type Next =
  | { readonly do: 'answer'; readonly result: Answered }
  | { readonly do: 'send less' }
  | { readonly do: 'wait'; readonly waitMs: number; readonly failure: Failure }
  | { readonly do: 'give up'; readonly failure: Failure };

interface Try {
  /** What was sent. */
  readonly sends: Sends;
  /** How many times, this one included. */
  readonly tries: number;
  readonly request: ModelRequest;
}

/** What follows from one outcome, for this question and for all. */
function decide(asking: Asking, { result, answer }: Outcome, { sends, tries, request }: Try): Next {
  const { limits, state, clock, random } = asking;
  if (answer !== null) limits.learn(readAllowances(answer.headers, clock.now()));
  if (result.status !== 'failed') {
    state.hasAnswered = true;
    state.lost = 0;
    limits.widen();
    return { do: 'answer', result };
  }
  const { failure } = result;
  if (canSendLess(asking, failure, { sends, tries, request })) return { do: 'send less' };
  const waitMs = waitBeforeRetry(failure, tries, random);
  // A server that refuses for now, or is overloaded, wants less; one that cannot be reached says nothing.
  const isLimit = failure.problem.code === 'PROVIDER_LIMITED';
  if (failure.canRetry && failure.words !== null) limits.narrow(failure.waitMs ?? (isLimit ? (waitMs ?? 0) : 0));
  if (waitMs !== null) return { do: 'wait', waitMs, failure };
  const lost = giveUp(asking, failure, tries);
  return { do: 'give up', failure: lost };
}

/** A refusal of something that need not be sent: it is left out from now on, for all calls. */
function canSendLess({ client, state }: Asking, failure: Failure, { sends, request }: Try): boolean {
  if (failure.problem.code !== 'PROVIDER_REJECTED' || failure.words === null) return false;
  const refused = client.refuses(failure.words).filter((name) => name !== 'formats' || request.reply !== undefined);
  // Another call learned it in the meantime.
  if (refused.some((name) => state.sends[name] !== sends[name])) return true;
  const less = sendLess(state.sends, refused, failure.words.text);
  if (less === null) return false;
  state.sends = less;
  return true;
}

function giveUp({ state }: Asking, failure: Failure, tries: number): Failure {
  const { fatal, canRetry, waitMs } = failure;
  // A model that wrote nothing is there all the same.
  if (failure.isModels) state.hasAnswered = true;
  else if (canRetry) state.lost += 1;
  const asksTooMuch = waitMs !== null && waitMs > LONGEST_WAIT_MS;
  const isGone = canRetry && !failure.isModels && (!state.hasAnswered || state.lost >= LOST_IN_A_ROW || asksTooMuch);
  const told = {
    ...failure,
    fatal: fatal || isGone,
    problem: { ...failure.problem, message: messageOf(failure, tries) },
  };
  if (told.fatal) state.over = told;
  return told;
}

function messageOf({ problem, waitMs }: Failure, tries: number): string {
  if (waitMs !== null && waitMs > LONGEST_WAIT_MS) {
    return `${problem.message}; it asks to wait ${Math.ceil(waitMs / 1000)} s, longer than cartridge waits (60 s)`;
  }
  return tries === 1 ? problem.message : `${problem.message}; tried ${tries} times`;
}

/** What the vendor counted; where it does not say, what is estimated, so that a budget holds. */
function usageOf({ result }: Outcome, request: ModelRequest): Usage {
  if (result.status === 'failed') return NO_USAGE;
  const output = result.status === 'refused' ? 0 : Math.ceil(estimateTokens(result.text));
  const counted = result.counted ?? { input: Math.ceil(estimateInput(request)), cached: 0, output };
  return {
    input_tokens: counted.input,
    cached_input_tokens: counted.cached,
    output_tokens: counted.output,
    calls: 0,
  };
}

import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import { sha256 } from '../../plan/seal.ts';
import { replyJsonSchema } from '../../prompts/reply/json-schema.ts';
import type { ModelReply, ModelRequest, Usage } from '../../providers/provider.ts';
import { addUsage, NO_USAGE } from '../../providers/provider.ts';
import type { Prompt } from '../../prompts/prompt.ts';
import { estimateTokens } from '../../prompts/estimate-tokens.ts';
import type { Questioning } from '../refinement.ts';
import { problemWords } from './problem-words.ts';

/** A text that came, or why none did. */
export type Answer =
  | {
      readonly status: 'complete';
      readonly text: string;
      readonly isCached: boolean;
      readonly keep: () => Promise<void>;
    }
  | { readonly status: 'truncated'; readonly text: string }
  | { readonly status: 'refused' | 'failed'; readonly said: string }
  | { readonly status: 'budget' | 'timeout' };

/** Asks one model, within the time and the tokens of one refinement, and remembers what it answered. */
export interface Model {
  /** Never rejects. `replyTokens`: about how long the answer will be. */
  ask(prompt: Prompt, replyTokens: number): Promise<Answer>;
  readonly usage: () => Usage;
  /** Frees what waits for the time to be over. */
  close(): void;
}

/** Calls at a time, at most: the provider sets its own pace below that. */
const MOST_AT_ONCE = 16;
/** An answer may be so many times as long as it will be; vendors count against their limits what it may be. */
const ROOM = 4;
const ENOUGH_OUTPUT = 4_000;
/** Raised when replies of old would be read otherwise, so that none is. */
const FORMAT = '1';
const LONGEST_WAIT = 2 ** 31 - 1;

export function openModel({ provider, timeoutMs, budget, cache, signal }: Questioning): Model {
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(), Math.min(timeoutMs, LONGEST_WAIT));
  const ends = signal ? AbortSignal.any([time.signal, signal]) : time.signal;
  // Every call under way listens, and more calls than Node expects.
  setMaxListeners(0, ends);
  const limit = pLimit(MOST_AT_ONCE);
  let usage = NO_USAGE;
  let reserved = 0;
  let fatal: string | null = null;

  const send = async (request: ModelRequest, estimate: number, replyTokens: number): Promise<Answer | ModelReply> => {
    if (fatal !== null) return { status: 'failed', said: fatal };
    if (ends.aborted) return { status: 'timeout' };
    const left = budget === null ? Infinity : budget - spent(usage) - reserved;
    if (estimate > left) return { status: 'budget' };
    reserved += estimate;
    const allowed = Math.min(request.maxOutputTokens, left - estimate + replyTokens);
    const reply = await askOnce(
      request.maxOutputTokens === allowed ? request : { ...request, maxOutputTokens: allowed },
    );
    reserved -= estimate;
    usage = addUsage(usage, reply.usage);
    if (reply.status === 'failed' && ends.aborted) return { status: 'timeout' };
    if (reply.status === 'failed' && reply.fatal) fatal = problemWords(reply.problem);
    return reply;
  };
  /** A provider that breaks its promise, by throwing or by never ending, fails like any other. */
  const askOnce = async (request: ModelRequest): Promise<ModelReply> => {
    const over = whenAborted(ends);
    try {
      return await Promise.race([provider.ask(request, ends), over.promise]);
    } catch (error) {
      return failed(error instanceof Error ? error.message : 'the provider failed');
    } finally {
      over.forget();
    }
  };
  return {
    usage: () => usage,
    close: () => clearTimeout(timer),
    ask: async (prompt, replyTokens) => {
      const key = sha256(JSON.stringify([FORMAT, provider.name, provider.model, prompt.system, prompt.user]));
      const known = await cache.get(key);
      if (known !== null) return { status: 'complete', text: known, isCached: true, keep: async () => {} };
      const estimate = estimatePrompt(prompt) + replyTokens;
      const reply = await limit(() => send(requestOf(prompt, replyTokens), estimate, replyTokens));
      if (reply.status === 'complete') {
        const { text } = reply;
        return { status: 'complete', text, isCached: false, keep: () => cache.set(key, text) };
      }
      if (reply.status === 'refused' && 'reason' in reply) return { status: 'refused', said: reply.reason };
      return reply.status === 'failed' && 'problem' in reply
        ? { status: 'failed', said: problemWords(reply.problem) }
        : reply;
    },
  };
}

/** Tokens that go out with a prompt, the shape of its reply included. */
export function estimatePrompt({ system, user }: Prompt): number {
  return Math.ceil(estimateTokens(system) + estimateTokens(user) + SCHEMA_TOKENS);
}

const SCHEMA_TOKENS = estimateTokens(JSON.stringify(replyJsonSchema));

function requestOf({ system, user }: Prompt, replyTokens: number): ModelRequest {
  const maxOutputTokens = Math.max(ENOUGH_OUTPUT, ROOM * replyTokens);
  return { system, prompt: user, reply: { name: 'reply', schema: replyJsonSchema }, maxOutputTokens };
}

function spent({ input_tokens, output_tokens }: Usage): number {
  return input_tokens + output_tokens;
}

function failed(message: string): ModelReply {
  return { status: 'failed', problem: { code: 'PROVIDER_UNREACHABLE', message }, fatal: false, usage: NO_USAGE };
}

/** Fails shortly after a signal, for a provider that does not hear it. */
function whenAborted(signal: AbortSignal): { readonly promise: Promise<ModelReply>; forget(): void } {
  let forget = (): void => {};
  const promise = new Promise<ModelReply>((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      timer = setTimeout(() => resolve(failed('the time was over')), GRACE_MS);
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
    forget = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    };
  });
  return { promise, forget: () => forget() };
}

/** For a provider to tell what it knows of its usage. */
const GRACE_MS = 500;

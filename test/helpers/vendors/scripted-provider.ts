import { chooseProvider } from '../../../src/providers/choose-provider.ts';
import { openProvider, type Surroundings } from '../../../src/providers/open-provider.ts';
import type { ModelRequest, Provider, Vendor } from '../../../src/providers/provider.ts';
import { VENDOR_FACTS } from '../../../src/providers/vendors.ts';

export const KEY = 'sk-test-0123456789abcdef';

export const QUESTION: ModelRequest = {
  system: 'You answer with JSON.',
  prompt: 'Which tables are there?',
  reply: {
    name: 'tables',
    schema: {
      type: 'object',
      properties: { tables: { type: 'array', items: { type: 'number' } } },
      required: ['tables'],
      additionalProperties: false,
    },
  },
  maxOutputTokens: 500,
};

/** What happens to one HTTP request: an answer, or an error that fetch throws. */
export type Step = Response | Error | 'hang' | (() => Promise<Response>);

export interface Sent {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
}

export interface Scripted {
  readonly provider: Provider;
  /** Requests that went out, in order. */
  readonly sent: Sent[];
  /** Milliseconds that it slept, in order; no time passes but there. */
  readonly slept: number[];
}

export interface Script extends Partial<Surroundings> {
  readonly model?: string;
  readonly baseUrl?: string;
}

/** A provider whose HTTP answers are written down in order; the last one is given for ever. */
export function scripted(vendor: Vendor, steps: readonly Step[], script: Script = {}): Scripted {
  const { model, baseUrl, ...surroundings } = script;
  const chosen = chooseProvider({ wanted: vendor, model, baseUrl, env: { [VENDOR_FACTS[vendor].keyVariable]: KEY } });
  if ('problems' in chosen) throw new Error(chosen.problems[0].message);
  const sent: Sent[] = [];
  const slept: number[] = [];
  let now = Date.UTC(2026, 10, 21);
  const provider = openProvider(chosen, {
    now: () => now,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      slept.push(Math.round(ms));
      now += ms;
      await Promise.resolve();
    },
    random: () => 0.5,
    fetch: async (input, init) => {
      sent.push({
        url: input instanceof Request ? input.url : input.toString(),
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: JSON.parse(typeof init?.body === 'string' ? init.body : '{}') as Record<string, unknown>,
      });
      const step = steps[Math.min(sent.length, steps.length) - 1];
      if (step instanceof Error) throw step;
      if (step === 'hang') return untilAborted(init?.signal);
      return step instanceof Response ? step.clone() : step!();
    },
    ...surroundings,
  });
  return { provider, sent, slept };
}

async function untilAborted(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason instanceof Error ? signal.reason : new Error('cut')));
  });
}

export function json(value: unknown, init: ResponseInit = {}): Response {
  const headers = { 'content-type': 'application/json', ...Object.fromEntries(new Headers(init.headers)) };
  return new Response(JSON.stringify(value), { ...init, headers });
}

/** The smallest good answer of a vendor. */
export function good(vendor: Vendor, text = '{"tables":[1]}'): Response {
  switch (vendor) {
    case 'openai':
      return json({
        choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: text } }],
        usage: { prompt_tokens: 100, completion_tokens: 10, prompt_tokens_details: { cached_tokens: 64 } },
      });
    case 'anthropic':
      return json({
        type: 'message',
        content: [{ type: 'text', text }],
        stop_reason: 'end_turn',
        usage: { input_tokens: 20, cache_creation_input_tokens: 16, cache_read_input_tokens: 64, output_tokens: 10 },
      });
    case 'gemini':
      return json({
        candidates: [{ finishReason: 'STOP', content: { role: 'model', parts: [{ text }] } }],
        usageMetadata: {
          promptTokenCount: 100,
          cachedContentTokenCount: 64,
          candidatesTokenCount: 4,
          thoughtsTokenCount: 6,
        },
      });
  }
}

export const NEVER = new AbortController().signal;

import type { Problem } from '../errors.ts';

/** The vendors that have an SDK here. `openai` also speaks to servers that understand its HTTP. */
export const VENDORS = ['openai', 'anthropic', 'gemini'] as const;
export type Vendor = (typeof VENDORS)[number];

/** JSON Schema of a reply, kept to what every vendor accepts (refinement/wire-schema.ts); plain JSON. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One question to a model. */
export interface ModelRequest {
  /** The same for every call of a kind, so that vendors cache it. */
  readonly system: string;
  /** What this call is about. */
  readonly prompt: string;
  /** Shape of the reply; absent: plain text. */
  readonly reply?: { readonly name: string; readonly schema: JsonSchema };
  readonly maxOutputTokens: number;
}

export interface Usage {
  readonly input_tokens: number;
  /** Of the input, those that the vendor had cached. */
  readonly cached_input_tokens: number;
  readonly output_tokens: number;
  /** HTTP requests made, retries included. */
  readonly calls: number;
}

export const NO_USAGE: Usage = { input_tokens: 0, cached_input_tokens: 0, output_tokens: 0, calls: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    input_tokens: a.input_tokens + b.input_tokens,
    cached_input_tokens: a.cached_input_tokens + b.cached_input_tokens,
    output_tokens: a.output_tokens + b.output_tokens,
    calls: a.calls + b.calls,
  };
}

/** What came back; `text` is what the model wrote, not yet trusted or even parsed. */
export type ModelReply =
  | { readonly status: 'complete'; readonly text: string; readonly usage: Usage }
  /** The model ran into its limit; `text` is the beginning. */
  | { readonly status: 'truncated'; readonly text: string; readonly usage: Usage }
  /** The model or its filter would not answer. */
  | { readonly status: 'refused'; readonly reason: string; readonly usage: Usage }
  /** No answer after all retries; `fatal`: no other call can succeed either (a wrong key, no quota, no such model). */
  | { readonly status: 'failed'; readonly problem: Problem; readonly fatal: boolean; readonly usage: Usage };

/** A model to ask: one vendor, one model name. Never throws; retries, waits and limits are its own affair. */
export interface Provider {
  readonly name: Vendor;
  readonly model: string;
  /** Resolves at the latest shortly after `signal` aborts, then as `failed`. */
  ask(request: ModelRequest, signal: AbortSignal): Promise<ModelReply>;
}

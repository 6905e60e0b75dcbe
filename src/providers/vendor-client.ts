import type { Address } from './address.ts';
import type { ModelFacts } from './models.ts';
import type { ModelRequest } from './provider.ts';
import type { ServerWords } from './server-words.ts';

/**
 * One vendor: its SDK, the form of its requests and replies. The file of a vendor is the only one that loads its SDK,
 * and only when it sends.
 */
export interface VendorClient {
  /** How to ask for JSON, from the strongest to none; a server that refuses one gets the next. */
  readonly formats: readonly string[];
  /** How the key goes along. */
  readonly keyHeaders: (key: string, address: Address) => Readonly<Record<string, string>>;
  /** Sends one request through `call.fetch`; what the SDK makes of the answer, unread. Throws what the SDK throws. */
  readonly send: (call: VendorCall) => Promise<unknown>;
  /** Understands what `send` gave. Pure; anything may come in. */
  readonly read: (value: unknown) => Reading;
  /** Which of the things that were sent a refusal is about. Pure. */
  readonly refuses: (words: ServerWords) => readonly (keyof Sends)[];
}

/** What is sent besides the question, as long as the server takes it. */
export interface Sends {
  readonly temperature: boolean;
  readonly effort: boolean;
  /** A key or mark for the vendor's cache of prompts. */
  readonly cache: boolean;
  /** OpenAI's newer name of the limit of tokens, `max_completion_tokens`; else `max_tokens`. */
  readonly newLimit: boolean;
  /** Index into `formats`. */
  readonly format: number;
}

export interface VendorCall {
  readonly request: ModelRequest;
  readonly model: ModelFacts;
  readonly sends: Sends;
  readonly key: string | null;
  readonly address: Address;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** Tokens as the vendor counts them; null where it does not say. */
export interface Counted {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

export type Reading =
  | { readonly status: 'complete' | 'truncated'; readonly text: string; readonly counted: Counted | null }
  | { readonly status: 'refused'; readonly reason: string; readonly counted: Counted | null }
  /** Status 200 and no answer (vendor-facts.md 9); `why` in words. */
  | { readonly status: 'unreadable'; readonly why: string };

/** Variability is of no use here: the same question should get the same answer. */
export const TEMPERATURE = 0.1;

/** Room for what a model thinks before it writes: thinking is taken out of the same limit. */
const ROOM_TO_THINK = 8_192;

export function outputLimit({ request, model }: VendorCall): number {
  return Math.min(model.maxOutput, request.maxOutputTokens + (model.thinks ? ROOM_TO_THINK : 0));
}

/** The system text with the schema in words, for servers that cannot be held to one. */
export function withSchemaInWords({ system, reply }: ModelRequest): string {
  if (reply === undefined) return system;
  const schema = JSON.stringify(reply.schema);
  return `${system}\n\nAnswer with one JSON object, no prose and no fences, that fits this JSON Schema:\n${schema}`;
}

/** A count of tokens: 0 for what is none. */
export function tokenCount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.floor(value) : 0;
}

/** Refusals that name a parameter or speak of it. */
export function speaksOf(words: ServerWords, pattern: RegExp): boolean {
  return pattern.test(words.parameter ?? '') || pattern.test(words.text);
}

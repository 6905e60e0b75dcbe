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
  /** Names that the limit of tokens has, the newest first. */
  readonly limits: readonly string[];
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
  /** Names of the limit of tokens; the first is used, none if there is none. */
  readonly limits: readonly string[];
  /** The most tokens of output that the server allows, once it said so. */
  readonly cap: number | null;
  /** Ways to ask for JSON; the first is used. */
  readonly formats: readonly string[];
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

export function outputLimit({ request, model, sends }: VendorCall): number {
  const wanted = request.maxOutputTokens + (model.thinks ? ROOM_TO_THINK : 0);
  return Math.min(wanted, model.maxOutput, sends.cap ?? wanted);
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

/** What of the things that are sent a refusal can be about, by the words that it then holds. */
export type About = readonly (readonly [keyof Sends, RegExp])[];

/** What a refusal is about: one that is named as the parameter is meant, the text may tell of others besides. */
export function refusedIn({ parameter, text }: ServerWords, about: About): readonly (keyof Sends)[] {
  const named = about.filter(([, pattern]) => parameter !== null && pattern.test(parameter));
  return (named.length > 0 ? named : about.filter(([, pattern]) => pattern.test(text))).map(([name]) => name);
}

function nothing(): void {}
/** For SDKs that would print by themselves. */
export const SILENT = { error: nothing, warn: nothing, info: nothing, debug: nothing };

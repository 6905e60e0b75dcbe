import type { IncomingHttpHeaders } from 'node:http';
import type { JsonSchema, Vendor } from '../../../src/providers/provider.ts';

/** A request as it came in. `body` is its JSON; undefined when it is none. */
export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: unknown;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes where the reply is no text: compressed. */
  readonly body: string | Buffer;
}

/** What a request asks the model, whichever vendor's words it is in. */
export interface Asked {
  readonly model: string;
  readonly system: string;
  readonly prompt: string;
  /** The shape that the reply must have; null: plain text. */
  readonly schema: JsonSchema | null;
  readonly maxTokens: number | null;
  /** Anthropic: the text up to the last `cache_control`; null: none was set. The others cache whatever repeats. */
  readonly marked: string | null;
  /** The tool that must be called, where the shape is asked for by a tool. */
  readonly tool: string | null;
}

/** How a model stops writing; each vendor has its own word for it, and some no word at all. */
export const STOPS = [
  'end',
  'truncated',
  'truncated_empty',
  'refused',
  'filtered',
  'recitation',
  'prohibited',
  'blocked_prompt',
  'nothing',
] as const;
export type Stop = (typeof STOPS)[number];

/** Tokens: `input` is all of it, `cached` and `cacheWritten` are parts of it, `thinking` comes on top of `output`. */
export interface Spent {
  readonly input: number;
  readonly cached: number;
  readonly cacheWritten: number;
  readonly output: number;
  readonly thinking: number;
}

export interface Written {
  readonly asked: Asked;
  readonly text: string;
  readonly stop: Stop;
  readonly spent: Spent;
  readonly nth: number;
}

/** What goes wrong at a vendor's side, by one name for all. */
export const VENDOR_ERRORS = [
  'limited_requests',
  'limited_tokens',
  'no_quota',
  'forbidden',
  'too_large',
  'server_error',
  'unavailable',
  'overloaded',
  'timeout',
] as const;
export type VendorError = (typeof VENDOR_ERRORS)[number];

export interface ErrorDetail {
  /** Instead of the vendor's own words. */
  readonly message?: string;
  readonly waitMs?: number;
  readonly model?: string;
  /** Tokens of the prompt, and how many there may be. */
  readonly prompt?: { readonly tokens: number; readonly most: number };
}

/** Of one limit: how much a minute, what is left, how long until all of it is back. */
export interface LimitState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number;
}
export interface LimitStates {
  readonly requests: LimitState;
  readonly tokens: LimitState;
}

/** What tells one vendor from another: pure, so that each can be read beside the vendor's page. */
export interface Dialect {
  readonly vendor: Vendor;
  /** What the vendor would not accept, as it says so; null: all is well. */
  refuse(request: VendorRequest): HttpReply | null;
  read(request: VendorRequest): Asked;
  reply(written: Written): HttpReply;
  error(error: VendorError, detail: ErrorDetail): HttpReply;
  limitHeaders(states: LimitStates, now: number): Readonly<Record<string, string>>;
  /** Tokens that thinking takes of the model's limit, where nobody asked for less. */
  thinks(model: string): boolean;
  /** Tokens that a prompt may have. */
  context(model: string): number;
  /** How many tokens the start of a prompt must have before it is cached, and in which steps. */
  cacheRule(model: string): { readonly least: number; readonly step: number };
}

export function jsonReply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

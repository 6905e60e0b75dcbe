import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { JsonSchema } from '../../../src/providers/provider.ts';
import type { Asked, Dialect, HttpReply, Spent, Stop, VendorRequest } from './dialect.ts';
import type { Fault } from './faults.ts';
import { fillSchema } from './fill-schema.ts';
import { promptCache, tokensOf } from './prompt-cache.ts';
import type { Limits } from './rate-limiter.ts';
import { rateLimiter } from './rate-limiter.ts';
import { sendReply } from './send-reply.ts';

/** What the model writes; text alone is written to its end. */
export type Answer = string | { readonly text?: string; readonly stop?: Stop };

export interface VendorOptions {
  /** The model: reads the prompt, writes a reply. Without one it says nothing: empty lists in the shape asked for. */
  readonly respond?: (asked: Asked, nth: number) => Answer | Promise<Answer>;
  /** What goes wrong with the call of this number, counted from 1. */
  readonly faults?: (nth: number) => Fault | null;
  readonly latencyMs?: (nth: number) => number;
  readonly limits?: Limits;
  readonly now?: () => number;
  /** Tokens that a model which thinks thinks before it writes. */
  readonly thinkingTokens?: number;
}

/** A call as the server saw it, for a test to look at. The key is in no header here. */
export interface VendorCall {
  readonly nth: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly asked: Asked | null;
  readonly startedAt: number;
  /** The status sent; null: none was. */
  readonly status: number | null;
  readonly endedAt: number | null;
  readonly reply: unknown;
}

export interface VendorServer {
  /** As `--base-url` takes it. */
  readonly url: string;
  readonly calls: readonly VendorCall[];
  /** The most calls that were under way together. */
  atOnce(): number;
  close(): Promise<void>;
}

type Changing<T> = { -readonly [K in keyof T]: T[K] };

const KEY_HEADERS = ['authorization', 'x-api-key', 'x-goog-api-key', 'api-key'];

/** A vendor on this machine: takes what the vendor takes, refuses what it refuses, in its words. */
export async function startVendor(dialect: Dialect, options: VendorOptions = {}): Promise<VendorServer> {
  const calls: Changing<VendorCall>[] = [];
  const answer = answering(dialect, options);
  const server = createServer((incoming, response) => {
    void (async () => {
      const request = await readRequest(incoming);
      const call: Changing<VendorCall> = {
        nth: calls.length + 1,
        method: request.method,
        path: request.path,
        headers: withoutKeys(request.headers),
        body: request.body,
        asked: null,
        startedAt: Date.now(),
        status: null,
        endedAt: null,
        reply: null,
      };
      calls.push(call);
      response.on('finish', () => (call.status = response.statusCode));
      response.on('close', () => (call.endedAt = Date.now()));
      await answer(request, call, response);
    })().catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    atOnce: () => mostAtOnce(calls),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What becomes of one request, in the order in which a vendor's front door works. */
function answering(dialect: Dialect, options: VendorOptions) {
  const now = options.now ?? Date.now;
  const limiter = rateLimiter(options.limits ?? {}, now);
  const cache = promptCache(dialect);
  const limitHeaders = () => (options.limits ? dialect.limitHeaders(limiter.states(), now()) : {});
  const refused = (request: VendorRequest): HttpReply | null => {
    const refusal = dialect.refuse(request);
    if (refusal) return refusal;
    const asked = dialect.read(request);
    const tokens = tokensOf(asked.system + asked.prompt).length;
    const most = dialect.context(asked.model);
    if (tokens > most) return dialect.error('too_large', { prompt: { tokens, most }, model: asked.model });
    const limit = limiter.take(tokens + (asked.maxTokens ?? 0));
    return (
      limit &&
      dialect.error(limit.limited === 'requests' ? 'limited_requests' : 'limited_tokens', {
        waitMs: limit.waitMs,
        model: asked.model,
      })
    );
  };
  return async (request: VendorRequest, call: Changing<VendorCall>, response: ServerResponse): Promise<void> => {
    const fault = options.faults?.(call.nth) ?? null;
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'cut' && fault.after === 'request') {
      response.socket?.destroy();
      return;
    }
    if (fault?.kind === 'instead') return sendReply(response, fault.reply, null);
    const refusal = refused(request);
    if (refusal) {
      call.reply = String(refusal.body);
      return sendReply(response, { ...refusal, headers: { ...limitHeaders(), ...refusal.headers } }, null);
    }
    const asked = dialect.read(request);
    call.asked = asked;
    await sleep(options.latencyMs?.(call.nth) ?? 0);
    if (fault?.kind === 'error') {
      const error = dialect.error(fault.error, { model: asked.model, ...fault.detail });
      call.reply = String(error.body);
      return sendReply(response, { ...error, headers: { ...error.headers, ...fault.headers } }, null);
    }
    const looked = cache.look(asked);
    const said = await options.respond?.(asked, call.nth);
    const written = write({ asked, answer: said ?? nothingToSay(asked.schema), dialect, options });
    cache.keep(asked);
    const spent = { ...written.spent, cached: looked.cached, cacheWritten: looked.written };
    const reply = dialect.reply({ asked, text: written.text, stop: written.stop, spent, nth: call.nth });
    call.reply = String(reply.body);
    const whole = { ...reply, headers: { ...limitHeaders(), ...reply.headers } };
    // Faults are told in bytes of the text.
    return sendReply(response, fault === null ? packedFor(request, whole) : whole, fault);
  };
}

/** Vendors compress whatever the client can unpack; fetch says that it can. */
function packedFor({ headers }: VendorRequest, reply: HttpReply): HttpReply {
  if (!String(headers['accept-encoding']).includes('gzip')) return reply;
  return { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' }, body: gzipSync(reply.body) };
}

interface Writing {
  readonly asked: Asked;
  readonly answer: Answer;
  readonly dialect: Dialect;
  readonly options: VendorOptions;
}

/** A model stops at its limit, thoughts included: the text is cut there, in the middle of a word if need be. */
function write({ asked, answer, dialect, options }: Writing): { text: string; stop: Stop; spent: Spent } {
  const { text = '', stop = 'end' } = typeof answer === 'string' ? { text: answer } : answer;
  const thinking = dialect.thinks(asked.model) ? (options.thinkingTokens ?? 200) : 0;
  const tokens = tokensOf(text);
  const room = (asked.maxTokens ?? Infinity) - thinking;
  const input = tokensOf(asked.system + asked.prompt).length;
  const spent = { input, cached: 0, cacheWritten: 0, output: Math.max(0, Math.min(tokens.length, room)), thinking };
  if (tokens.length <= room) return { text, stop, spent };
  const kept = text.slice(0, Math.floor((text.length * Math.max(0, room)) / tokens.length));
  return { text: kept, stop: kept === '' ? 'truncated_empty' : 'truncated', spent };
}

function nothingToSay(schema: JsonSchema | null): string {
  return schema ? JSON.stringify(fillSchema(schema, () => 0)) : 'All is well.';
}

async function readRequest(incoming: IncomingMessage): Promise<VendorRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    text,
    body: parsed(text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutKeys(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, KEY_HEADERS.includes(name) ? '(a key)' : value]),
  );
}

function mostAtOnce(calls: readonly VendorCall[]): number {
  const edges = calls.flatMap((call) => [
    { at: call.startedAt, step: 1 },
    { at: call.endedAt ?? Infinity, step: -1 },
  ]);
  let [now, most] = [0, 0];
  for (const { step } of edges.toSorted((a, b) => a.at - b.at || a.step - b.step)) most = Math.max(most, (now += step));
  return most;
}

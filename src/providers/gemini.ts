import type { GenerateContentRequest, GenerationConfig, ResponseSchema } from '@google/generative-ai';
import { isMapping, mappingOf } from '../yaml/mapping.ts';
import type { JsonSchema } from './provider.ts';
import type { ServerWords } from './server-words.ts';
import {
  type Counted,
  outputLimit,
  type Reading,
  type Sends,
  refusedIn,
  TEMPERATURE,
  tokenCount,
  type VendorCall,
  type VendorClient,
  withSchemaInWords,
} from './vendor-client.ts';

/** Google's Gemini. */
export const geminiClient: VendorClient = {
  formats: ['responseJsonSchema', 'responseSchema', 'json', 'text'],
  limits: ['maxOutputTokens'],
  keyHeaders: (key) => ({ 'x-goog-api-key': key }),
  async send(call) {
    const { GoogleGenerativeAI } = await import('@google/generative-ai');
    const model = new GoogleGenerativeAI(call.key ?? '').getGenerativeModel(
      { model: call.model.name },
      { baseUrl: call.address.url },
    );
    // No `timeout`: its timer outlives the answer (vendor-facts.md 6). The signal is in the fetch that is lent.
    const { response } = await lendFetch(call.fetch, () => model.generateContent(bodyOf(call)));
    return response;
  },
  read: readResponse,
  refuses: refusedBy,
};

/**
 * The SDK takes no fetch of its own: it looks up the global one, and does so before its first `await`, so that the loan
 * is given back before any other code can run. A test holds the SDK to that.
 */
function lendFetch<T>(lent: typeof fetch, use: () => Promise<T>): Promise<T> {
  const own = globalThis.fetch;
  globalThis.fetch = lent;
  try {
    return use();
  } finally {
    globalThis.fetch = own;
  }
}

/** Two fields that the SDK passes through without knowing them (vendor-facts.md 12). */
interface Config extends GenerationConfig {
  readonly responseJsonSchema?: JsonSchema;
  readonly thinkingConfig?: { readonly thinkingLevel: string };
}

function bodyOf(call: VendorCall): GenerateContentRequest {
  const { request, model, sends } = call;
  const format = request.reply === undefined ? 'text' : sends.formats[0];
  const system = format === 'json' || format === 'text' ? withSchemaInWords(request) : request.system;
  const config: Config = {
    maxOutputTokens: outputLimit(call),
    ...(sends.temperature ? { temperature: TEMPERATURE } : {}),
    ...(sends.effort && model.effort !== null ? { thinkingConfig: { thinkingLevel: model.effort } } : {}),
    ...(format === 'text' ? {} : { responseMimeType: 'application/json' }),
    ...schemaOf(format, request.reply?.schema),
  };
  return {
    systemInstruction: { role: 'system', parts: [{ text: system }] },
    contents: [{ role: 'user', parts: [{ text: request.prompt }] }],
    generationConfig: config,
  };
}

function schemaOf(format: string | undefined, schema: JsonSchema | undefined): Config {
  if (schema === undefined) return {};
  if (format === 'responseJsonSchema') return { responseJsonSchema: schema };
  if (format !== 'responseSchema') return {};
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server checks a schema, not the SDK's type
  return { responseSchema: withoutAdditional(schema) as ResponseSchema };
}

/** Google's own dialect refuses `additionalProperties` (vendor-facts.md 12). */
function withoutAdditional(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAdditional);
  if (!isMapping(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'additionalProperties');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutAdditional(inner)]));
}

/** Reasons to stop that are refusals, whatever the SDK thinks of them (vendor-facts.md 11). */
const REFUSED = /^(?:SAFETY|RECITATION|PROHIBITED_CONTENT|BLOCKLIST|SPII|LANGUAGE|IMAGE_\w+)$/;

/** https://ai.google.dev/api/generate-content#generatecontentresponse */
function readResponse(value: unknown): Reading {
  const response = mappingOf(value);
  const counted = countedBy(response['usageMetadata']);
  const blocked = mappingOf(response['promptFeedback'])['blockReason'];
  if (typeof blocked === 'string') return { status: 'refused', reason: `the prompt is blocked: ${blocked}`, counted };
  const { candidates } = response;
  const candidate: unknown = Array.isArray(candidates) ? candidates[0] : undefined;
  if (!isMapping(candidate)) return { status: 'unreadable', why: 'it holds no candidate' };
  const finish = candidate['finishReason'];
  if (typeof finish === 'string' && REFUSED.test(finish)) return { status: 'refused', reason: finish, counted };
  const { parts } = mappingOf(candidate['content']);
  const text = Array.isArray(parts) ? parts.map(textOf).join('') : '';
  if (finish === 'MAX_TOKENS') return { status: 'truncated', text, counted };
  if (text.trim() === '') return { status: 'unreadable', why: `its candidate holds no text (${String(finish)})` };
  return { status: 'complete', text, counted };
}

/** What the model thought is a part as well, marked so. */
function textOf(value: unknown): string {
  const part = mappingOf(value);
  return typeof part['text'] === 'string' && part['thought'] !== true ? part['text'] : '';
}

function countedBy(value: unknown): Counted | null {
  if (!isMapping(value)) return null;
  const input = tokenCount(value['promptTokenCount']);
  const output = tokenCount(value['candidatesTokenCount']) + tokenCount(value['thoughtsTokenCount']);
  return { input, cached: Math.min(input, tokenCount(value['cachedContentTokenCount'])), output };
}

function refusedBy(words: ServerWords): readonly (keyof Sends)[] {
  const refused = refusedIn(words, [
    ['temperature', /temperature/i],
    ['effort', /thinking/i],
    ['cap', /max_?output_?tokens/i],
    ['formats', /schema|mime ?type|json mode|too many states|response_?format/i],
  ]);
  // A schema that is too much for it gets this, and not a word more (inference.md 4).
  return refused.length === 0 && /contains an invalid argument/i.test(words.text) ? ['formats'] : refused;
}

import type OpenAI from 'openai';
import { isMapping, mappingOf } from '../yaml/mapping.ts';
import { capIn } from './sends.ts';
import type { ServerWords } from './server-words.ts';
import {
  type Counted,
  outputLimit,
  type Reading,
  type Sends,
  refusedIn,
  SILENT,
  TEMPERATURE,
  tokenCount,
  type VendorCall,
  type VendorClient,
  withSchemaInWords,
} from './vendor-client.ts';

type Body = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

/** OpenAI, and every server that speaks its Chat Completions: Azure, Ollama, vLLM, LM Studio. */
export const openaiClient: VendorClient = {
  formats: ['json_schema', 'json_object', 'text'],
  limits: ['max_completion_tokens', 'max_tokens'],
  keyHeaders(key, { url }) {
    // Azure's older addresses take the key under its own name.
    const azure = new URL(url).hostname.endsWith('.azure.com') ? { 'api-key': key } : {};
    return { authorization: `Bearer ${key}`, ...azure };
  },
  async send(call) {
    const { OpenAI } = await import('openai');
    const client = new OpenAI({
      // Everything that the SDK would take from the environment is given (vendor-facts.md, table).
      apiKey: call.key ?? 'none',
      baseURL: call.address.url,
      organization: null,
      project: null,
      webhookSecret: null,
      adminAPIKey: null,
      defaultQuery: call.address.query,
      logLevel: 'off',
      logger: SILENT,
      fetch: call.fetch,
      maxRetries: 0,
      timeout: call.timeoutMs,
    });
    return client.chat.completions.create(bodyOf(call), { signal: call.signal });
  },
  read: readCompletion,
  refuses: refusedBy,
};

function bodyOf(call: VendorCall): Body {
  const { request, model, sends } = call;
  const format = request.reply === undefined ? 'text' : sends.formats[0];
  const system = format === 'json_schema' ? request.system : withSchemaInWords(request);
  const limit = outputLimit(call);
  return {
    model: model.name,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: request.prompt },
    ],
    ...(sends.limits[0] === 'max_completion_tokens' ? { max_completion_tokens: limit } : {}),
    ...(sends.limits[0] === 'max_tokens' ? { max_tokens: limit } : {}),
    ...(sends.temperature ? { temperature: TEMPERATURE } : {}),
    ...(sends.effort ? { reasoning_effort: effortOf(model.effort) } : {}),
    ...(sends.cache ? { prompt_cache_key: 'cartridge' } : {}),
    ...(format === 'text' ? {} : { response_format: responseFormat(format, request.reply) }),
  };
}

function effortOf(effort: string | null): 'low' | 'minimal' | null {
  return effort === 'low' || effort === 'minimal' ? effort : null;
}

function responseFormat(
  format: string | undefined,
  reply: VendorCall['request']['reply'],
): NonNullable<Body['response_format']> {
  if (format !== 'json_schema' || reply === undefined) return { type: 'json_object' };
  return { type: 'json_schema', json_schema: { name: reply.name, strict: true, schema: { ...reply.schema } } };
}

/** https://platform.openai.com/docs/api-reference/chat/object; compatible servers leave fields out. */
function readCompletion(value: unknown): Reading {
  const completion = mappingOf(value);
  const choices = completion['choices'];
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  if (!isMapping(choice)) return { status: 'unreadable', why: 'it holds no choice' };
  const message = mappingOf(choice['message']);
  const counted = countedBy(completion['usage']);
  const { refusal } = message;
  if (typeof refusal === 'string' && refusal !== '') return { status: 'refused', reason: refusal, counted };
  const finish = choice['finish_reason'];
  if (finish === 'content_filter')
    return { status: 'refused', reason: 'its content filter stopped the answer', counted };
  const text = textOf(message['content']);
  if (finish === 'length') return { status: 'truncated', text: text ?? '', counted };
  if (text === null) return { status: 'unreadable', why: 'its message holds no text' };
  return { status: 'complete', text, counted };
}

/** A text, or a list of parts; what a model of a local server thought aloud in front is left out. */
function textOf(content: unknown): string | null {
  const parts: readonly unknown[] = Array.isArray(content) ? content : [{ text: content }];
  const texts = parts.map((part) => mappingOf(part)['text']).filter((text) => typeof text === 'string');
  if (texts.length === 0) return null;
  const text = texts.join('').replace(/^\s*<think>[\s\S]*?<\/think>/, '');
  return text.trim() === '' ? null : text;
}

function countedBy(value: unknown): Counted | null {
  if (!isMapping(value)) return null;
  const input = tokenCount(value['prompt_tokens']);
  const cached = tokenCount(mappingOf(value['prompt_tokens_details'])['cached_tokens']);
  return { input, cached: Math.min(cached, input), output: tokenCount(value['completion_tokens']) };
}

function refusedBy(words: ServerWords): readonly (keyof Sends)[] {
  return refusedIn(words, [
    ['temperature', /temperature/i],
    ['effort', /reasoning_effort|reasoning effort/i],
    ['cache', /prompt_cache_key/i],
    [capIn(words.text) === null ? 'limits' : 'cap', /max_tokens|max_completion_tokens/i],
    ['formats', /response_format|json_schema|json_object|structured output|guided|grammar|\bschema\b/i],
  ]);
}

import type Anthropic from '@anthropic-ai/sdk';
import { isMapping, mappingOf } from '../yaml/mapping.ts';
import type { ServerWords } from './server-words.ts';
import {
  type Counted,
  outputLimit,
  type Reading,
  type Sends,
  refusedIn,
  SILENT,
  tokenCount,
  type VendorCall,
  type VendorClient,
  withSchemaInWords,
} from './vendor-client.ts';

type Body = Anthropic.MessageCreateParamsNonStreaming;

/** Anthropic's Messages. The SDK's version of the API takes no temperature (vendor-facts.md 1). */
export const anthropicClient: VendorClient = {
  formats: ['output_config', 'tool', 'text'],
  limits: ['max_tokens'],
  keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
  async send(call) {
    const { Anthropic } = await import('@anthropic-ai/sdk');
    const client = new Anthropic({
      // Everything that the SDK would take from the environment is given (vendor-facts.md, table).
      apiKey: call.key,
      baseURL: call.address.url,
      webhookKey: null,
      defaultQuery: call.address.query,
      openTelemetry: { propagation: false, traces: false },
      logLevel: 'off',
      logger: SILENT,
      fetch: call.fetch,
      maxRetries: 0,
      // Told here, or the SDK throws where max_tokens is high (vendor-facts.md 13).
      timeout: call.timeoutMs,
    });
    // As `messages.create` does, which prints a warning for models that end (vendor-facts.md 14).
    return client.post('/v1/messages', { body: bodyOf(call), signal: call.signal });
  },
  read: readMessage,
  refuses: refusedBy,
};

function bodyOf(call: VendorCall): Body {
  const { request, model, sends } = call;
  const { reply } = request;
  const format = reply === undefined ? 'text' : sends.formats[0];
  const schema = { ...reply?.schema };
  const system = format === 'text' ? withSchemaInWords(request) : request.system;
  const outputConfig = {
    ...(sends.effort ? { effort: 'low' as const } : {}),
    ...(format === 'output_config' ? { format: { type: 'json_schema' as const, schema } } : {}),
  };
  return {
    model: model.name,
    max_tokens: outputLimit(call),
    system: [{ type: 'text', text: system, ...(sends.cache ? { cache_control: { type: 'ephemeral' } } : {}) }],
    messages: [{ role: 'user', content: request.prompt }],
    ...(Object.keys(outputConfig).length === 0 ? {} : { output_config: outputConfig }),
    ...(format === 'tool' && reply !== undefined
      ? {
          tools: [
            { name: reply.name, description: 'Takes the answer.', strict: true, input_schema: toolSchema(schema) },
          ],
          tool_choice: { type: 'tool', name: reply.name },
        }
      : {}),
  };
}

function toolSchema(schema: Readonly<Record<string, unknown>>): Anthropic.Tool.InputSchema {
  return { ...schema, type: 'object' };
}

/** https://platform.claude.com/docs/en/api/messages; `thinking` blocks are left out. */
function readMessage(value: unknown): Reading {
  const message = mappingOf(value);
  if (!Array.isArray(message['content'])) return { status: 'unreadable', why: 'it holds no content' };
  const counted = countedBy(message['usage']);
  const stop = message['stop_reason'];
  if (stop === 'refusal') return { status: 'refused', reason: reasonOf(message['stop_details']), counted };
  const text = message['content'].map(textOf).join('');
  if (stop === 'max_tokens' || stop === 'model_context_window_exceeded') return { status: 'truncated', text, counted };
  if (text.trim() === '') return { status: 'unreadable', why: 'its message holds no text' };
  return { status: 'complete', text, counted };
}

function textOf(value: unknown): string {
  const block = mappingOf(value);
  if (block['type'] === 'text' && typeof block['text'] === 'string') return block['text'];
  return block['type'] === 'tool_use' ? JSON.stringify(block['input'] ?? {}) : '';
}

function reasonOf(details: unknown): string {
  const { category, explanation } = mappingOf(details);
  const told = [category, explanation].filter((each) => typeof each === 'string');
  return told.length === 0 ? 'it gave no reason' : told.join(': ');
}

/** The vendor counts what it read from its cache and wrote into it apart from `input_tokens`. */
function countedBy(value: unknown): Counted | null {
  if (!isMapping(value)) return null;
  const cached = tokenCount(value['cache_read_input_tokens']);
  const input = tokenCount(value['input_tokens']) + tokenCount(value['cache_creation_input_tokens']) + cached;
  return { input, cached, output: tokenCount(value['output_tokens']) };
}

const FORMATS =
  /output_config\.format|output_format|json_schema|structured output|input_schema|grammar|strict|\btool(?:s|_choice)?\b|\bschema\b/i;

function refusedBy(words: ServerWords): readonly (keyof Sends)[] {
  const refused = refusedIn(words, [
    ['effort', /\beffort\b/i],
    ['cap', /max_tokens/i],
    ['cache', /cache_control/i],
    ['formats', FORMATS],
  ]);
  // An older server does not know the field at all.
  return refused.length === 0 && /output_config/i.test(words.text) ? ['formats', 'effort'] : refused;
}

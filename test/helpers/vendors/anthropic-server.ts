import { mappingOf } from '../../../src/yaml/mapping.ts';
import { anthropicError, refuseAnthropic } from './anthropic-request.ts';
import type { Asked, Dialect, HttpReply, LimitState, Stop, VendorError, VendorRequest, Written } from './dialect.ts';
import { jsonReply } from './dialect.ts';
import { textOf } from './text-of.ts';
import type { VendorOptions, VendorServer } from './vendor-server.ts';
import { startVendor } from './vendor-server.ts';

export const ANTHROPIC_KEY = 'sk-ant-api03-fake0123456789abcdefABCDEF';

/** api.anthropic.com as far as `POST /v1/messages` goes. `url` is without `/v1`, as ANTHROPIC_BASE_URL is. */
export function startAnthropic(options: VendorOptions & { readonly key?: string } = {}): Promise<VendorServer> {
  return startVendor(anthropicDialect(options.key ?? ANTHROPIC_KEY), options);
}

function anthropicDialect(key: string): Dialect {
  return {
    vendor: 'anthropic',
    refuse: (request) => refuseAnthropic(request, key),
    read,
    reply,
    error,
    // platform.claude.com/docs/en/api/rate-limits, "Response headers": moments as RFC 3339.
    limitHeaders: ({ requests, tokens }, now) => ({
      ...limit('requests', requests, now),
      ...limit('tokens', tokens, now),
      ...limit('input-tokens', tokens, now),
    }),
    // messages.d.ts: "what happens when you omit `thinking` depend[s] on the model"; taken: those of the 5 line think.
    thinks: (model) => !/-4-\d/.test(model),
    // platform.claude.com/docs/en/build-with-claude/context-windows: 200,000 for Haiku 4.5 and the 4.5 line, else a million.
    context: (model) => (/-4-5/.test(model) ? 200_000 : 1_000_000),
    // inference.md 5 (the page on prompt caching): 1,024 for Sonnet, 4,096 for Opus and Haiku; exactly what was marked.
    cacheRule: (model) => ({ least: model.includes('sonnet') ? 1_024 : 4_096, step: 1 }),
  };
}

function read({ body }: VendorRequest): Asked {
  const { model, max_tokens, messages, system, output_config, tools, tool_choice, cache_control } = mappingOf(body);
  const { type, name } = mappingOf(tool_choice);
  const tool = (Array.isArray(tools) ? tools.map(mappingOf) : []).find(
    (one) => type === 'tool' && one['name'] === name,
  );
  const format = mappingOf(mappingOf(output_config)['format']);
  const said = (Array.isArray(messages) ? messages : []).map((message) => mappingOf(message)['content']);
  const prompt = said.map(textOf).join('\n');
  const systemText = textOf(system);
  return {
    model: String(model),
    system: systemText,
    prompt,
    schema: format['schema'] ? mappingOf(format['schema']) : tool ? mappingOf(tool['input_schema']) : null,
    maxTokens: Number(max_tokens),
    marked: cache_control || said.some(isMarked) ? systemText + prompt : markedStart(system),
    tool: tool ? String(tool['name']) : null,
  };
}

const isMarked = (content: unknown): boolean =>
  Array.isArray(content) && content.some((block) => mappingOf(block)['cache_control']);

/** The system prompt up to its last breakpoint. */
function markedStart(system: unknown): string | null {
  const blocks = Array.isArray(system) ? system : [];
  const last = blocks.findLastIndex((block) => mappingOf(block)['cache_control']);
  return last === -1 ? null : textOf(blocks.slice(0, last + 1));
}

const STOP_REASON: Readonly<Record<Stop, string>> = {
  end: 'end_turn',
  truncated: 'max_tokens',
  truncated_empty: 'max_tokens',
  refused: 'refusal',
  filtered: 'refusal',
  recitation: 'refusal',
  prohibited: 'refusal',
  blocked_prompt: 'refusal',
  nothing: 'end_turn',
};

/** `Message` of messages.d.ts. A refusal is a 200 (the page on stop reasons); thoughts come as a block before the text. */
function reply({ asked, text, stop, spent, nth }: Written): HttpReply {
  const wrote = stop === 'end' || stop === 'truncated' || (stop === 'refused' && text !== '');
  const thought = spent.thinking > 0 ? [{ type: 'thinking', thinking: '', signature: 'ZmFrZQ==' }] : [];
  const block = asked.tool
    ? { type: 'tool_use', id: `toolu_fake${nth}`, name: asked.tool, input: toolInput(text) }
    : { type: 'text', text, citations: null };
  const refusal = STOP_REASON[stop] === 'refusal';
  const body = {
    id: `msg_fake${nth}`,
    type: 'message',
    role: 'assistant',
    model: asked.model,
    content: wrote ? [...thought, block] : thought,
    container: null,
    stop_reason: asked.tool && stop === 'end' ? 'tool_use' : STOP_REASON[stop],
    stop_sequence: null,
    stop_details: refusal ? { type: 'refusal', category: 'general_harms', explanation: null } : null,
    usage: {
      input_tokens: spent.input - spent.cached - spent.cacheWritten,
      cache_creation_input_tokens: spent.cacheWritten,
      cache_read_input_tokens: spent.cached,
      output_tokens: spent.output + spent.thinking,
      service_tier: 'standard',
    },
  };
  return jsonReply(200, body, { 'request-id': `req_fake${nth}` });
}

/** What a tool is called with is an object; a model that was cut short leaves it empty. */
function toolInput(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const TOO_LONG = { tokens: 212_345, most: 200_000 };

/** platform.claude.com/docs/en/api/errors; 529: anthropics/claude-code issue 35792. Every 429 has `retry-after`. */
function error(
  name: VendorError,
  { message, waitMs = 20_000, prompt = TOO_LONG }: Parameters<Dialect['error']>[1],
): HttpReply {
  const limited = (unit: string): HttpReply => {
    const said = `This request would exceed your organization's rate limit of ${unit} per minute. For details, refer to: https://docs.claude.com/en/api/rate-limits.`;
    const body = anthropicError(429, 'rate_limit_error', message ?? said);
    return { ...body, headers: { ...body.headers, 'retry-after': String(Math.ceil(waitMs / 1_000)) } };
  };
  switch (name) {
    case 'limited_requests':
      return limited('50 requests');
    case 'limited_tokens':
      return limited('30,000 input tokens');
    case 'no_quota':
      return anthropicError(
        400,
        'invalid_request_error',
        message ??
          'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
      );
    case 'forbidden':
      return anthropicError(
        403,
        'permission_error',
        message ?? 'Your API key does not have permission to use this resource.',
      );
    case 'too_large':
      return anthropicError(
        400,
        'invalid_request_error',
        message ?? `prompt is too long: ${prompt.tokens} tokens > ${prompt.most} maximum`,
      );
    case 'server_error':
      return anthropicError(500, 'api_error', message ?? 'Internal server error');
    case 'unavailable':
    case 'overloaded':
      return anthropicError(529, 'overloaded_error', message ?? 'Overloaded');
    case 'timeout':
      return anthropicError(504, 'timeout_error', message ?? 'Request timed out');
  }
}

function limit(name: string, { limit: most, remaining, resetMs }: LimitState, now: number): Record<string, string> {
  if (most === Infinity) return {};
  return {
    [`anthropic-ratelimit-${name}-limit`]: String(most),
    [`anthropic-ratelimit-${name}-remaining`]: String(remaining),
    [`anthropic-ratelimit-${name}-reset`]: new Date(now + resetMs).toISOString().replace(/\.\d+Z$/, 'Z'),
  };
}

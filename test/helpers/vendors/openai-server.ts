import { mappingOf } from '../../../src/yaml/mapping.ts';
import type { Asked, Dialect, HttpReply, LimitState, Stop, VendorError, VendorRequest, Written } from './dialect.ts';
import { jsonReply } from './dialect.ts';
import { openaiError, reasons, refuseOpenai } from './openai-request.ts';
import { textOf } from './text-of.ts';
import type { VendorOptions, VendorServer } from './vendor-server.ts';
import { startVendor } from './vendor-server.ts';

export const OPENAI_KEY = 'sk-proj-fake0123456789abcdefABCDEF';

/** api.openai.com as far as `POST /v1/chat/completions` goes. `url` ends in `/v1`, as OPENAI_BASE_URL does. */
export async function startOpenai(options: VendorOptions & { readonly key?: string } = {}): Promise<VendorServer> {
  const server = await startVendor(openaiDialect(options.key ?? OPENAI_KEY), options);
  return { ...server, url: `${server.url}/v1` };
}

/** `refuse` of another server that speaks OpenAI's HTTP goes in its place. */
export function openaiDialect(key: string): Dialect {
  return {
    vendor: 'openai',
    refuse: (request) => refuseOpenai(request, key),
    read,
    reply,
    error,
    // The guide to rate limits, "Rate limits in headers": six headers, times as Go prints durations.
    limitHeaders: ({ requests, tokens }) => ({ ...limit('requests', requests), ...limit('tokens', tokens) }),
    thinks: reasons,
    // Pages of the models: gpt-4o 128,000, gpt-5 400,000, gpt-4.1 and those since gpt-5.4 about a million.
    context: (model) =>
      /^(gpt-4o|o\d|gpt-3|gpt-4-)/.test(model) ? 128_000 : /^gpt-5(-|\.[0-3])/.test(model) ? 400_000 : 1_047_576,
    // The guide to prompt caching: from 1,024 tokens on, in steps of 128.
    cacheRule: () => ({ least: 1_024, step: 128 }),
  };
}

function read({ body }: VendorRequest): Asked {
  const { model, messages, response_format: format, max_completion_tokens, max_tokens } = mappingOf(body);
  const said = (roles: readonly string[]): string =>
    (Array.isArray(messages) ? messages.map(mappingOf) : [])
      .filter((message) => roles.includes(String(message['role'])))
      .map((message) => textOf(message['content']))
      .join('\n');
  const { type, json_schema } = mappingOf(format);
  const limits = [max_completion_tokens, max_tokens].filter((one) => typeof one === 'number');
  return {
    model: String(model),
    system: said(['system', 'developer']),
    prompt: said(['user', 'assistant']),
    schema: type === 'json_schema' ? mappingOf(mappingOf(json_schema)['schema']) : null,
    maxTokens: limits.length > 0 ? Math.min(...limits) : null,
    marked: null,
    tool: null,
  };
}

const FINISH: Readonly<Record<Stop, string>> = {
  end: 'stop',
  truncated: 'length',
  truncated_empty: 'length',
  refused: 'stop',
  filtered: 'content_filter',
  recitation: 'content_filter',
  prohibited: 'content_filter',
  blocked_prompt: 'content_filter',
  nothing: 'stop',
};

/** The object of the API reference; `refusal` instead of `content` is how structured outputs say no (the guide, "Refusals"). */
function reply({ asked, text, stop, spent, nth }: Written): HttpReply {
  const said = stop === 'end' || stop === 'truncated' ? text : stop === 'truncated_empty' ? '' : null;
  const message = {
    role: 'assistant',
    content: said,
    refusal: stop === 'refused' ? text || "I'm sorry, I cannot assist with that request." : null,
    annotations: [],
  };
  const choice = { index: 0, message, logprobs: null, finish_reason: FINISH[stop] };
  const output = spent.output + spent.thinking;
  const body = {
    id: `chatcmpl-fake${nth}`,
    object: 'chat.completion',
    created: 1_790_000_000,
    model: asked.model,
    choices: stop === 'nothing' ? [] : [choice],
    usage: {
      prompt_tokens: spent.input,
      completion_tokens: output,
      total_tokens: spent.input + output,
      prompt_tokens_details: { cached_tokens: spent.cached, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: spent.thinking, audio_tokens: 0 },
    },
    service_tier: 'default',
    system_fingerprint: 'fp_fake',
  };
  return jsonReply(200, body, { 'x-request-id': `req_fake${nth}`, 'openai-version': '2020-10-01' });
}

const TOO_LONG = { tokens: 131_072, most: 128_000 };

/** The guide to error codes; bodies of 429: gitlab.com/wally-the-wobot/wally issue 62, NextChat issue 3664 (no quota). */
function error(
  name: VendorError,
  { message, waitMs = 20_000, model = 'gpt', prompt = TOO_LONG }: Parameters<Dialect['error']>[1],
): HttpReply {
  const limited = (unit: string): HttpReply => {
    const wait = duration(waitMs);
    const said = `Rate limit reached for ${model} in organization org-fake on ${unit}: Limit 3, Used 3, Requested 1. Please try again in ${wait}. Visit https://platform.openai.com/account/rate-limits to learn more.`;
    const type = unit.startsWith('requests') ? 'requests' : 'tokens';
    const body = openaiError(429, { message: message ?? said, type, code: 'rate_limit_exceeded' });
    const waits = { 'retry-after': String(Math.ceil(waitMs / 1_000)), 'retry-after-ms': String(waitMs) };
    return { ...body, headers: { ...body.headers, ...waits } };
  };
  const server = 'The server had an error while processing your request. Sorry about that!';
  const plain = (status: number, said: string, more: { type: string; code?: string }) =>
    openaiError(status, { message: message ?? said, ...more });
  switch (name) {
    case 'limited_requests':
      return limited('requests per min (RPM)');
    case 'limited_tokens':
      return limited('tokens per min (TPM)');
    case 'no_quota':
      return plain(
        429,
        'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
        { type: 'insufficient_quota', code: 'insufficient_quota' },
      );
    case 'forbidden':
      return plain(403, 'Country, region, or territory not supported', {
        type: 'request_forbidden',
        code: 'unsupported_country_region_territory',
      });
    case 'too_large':
      return plain(
        400,
        `This model's maximum context length is ${prompt.most} tokens. However, your messages resulted in ${prompt.tokens} tokens. Please reduce the length of the messages.`,
        { type: 'invalid_request_error', code: 'context_length_exceeded' },
      );
    case 'server_error':
      return plain(500, server, { type: 'server_error' });
    case 'unavailable':
    case 'overloaded':
      return plain(503, 'The engine is currently overloaded, please try again later', { type: 'server_error' });
    case 'timeout':
      return plain(408, 'Request timed out.', { type: 'timeout' });
  }
}

function limit(name: string, { limit: most, remaining, resetMs }: LimitState): Record<string, string> {
  if (most === Infinity) return {};
  return {
    [`x-ratelimit-limit-${name}`]: String(most),
    [`x-ratelimit-remaining-${name}`]: String(remaining),
    [`x-ratelimit-reset-${name}`]: duration(resetMs),
  };
}

/** `6m0s`, `1.5s`, `12ms`. */
function duration(ms: number): string {
  if (ms < 1_000) return `${ms}ms`;
  const minutes = Math.floor(ms / 60_000);
  return `${minutes > 0 ? `${minutes}m` : ''}${(ms - minutes * 60_000) / 1_000}s`;
}

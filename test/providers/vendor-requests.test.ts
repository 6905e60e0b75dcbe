import { describe, expect, it } from 'vitest';
import type { Vendor } from '../../src/providers/provider.ts';
import { FAKES } from '../helpers/vendors/bare-sdks.ts';
import { startFake } from '../helpers/vendors/with-vendor.ts';

type Body = Record<string, unknown>;
type Headers = Record<string, string | undefined>;

const GOOD: Readonly<Record<Vendor, { path: string; headers: Headers; body: Body }>> = {
  openai: {
    path: '/chat/completions',
    headers: { authorization: `Bearer ${FAKES.openai.key}` },
    body: { model: 'gpt-5.4-mini', messages: [{ role: 'user', content: 'Hi' }] },
  },
  anthropic: {
    path: '/v1/messages',
    headers: { authorization: `Bearer ${FAKES.anthropic.key}`, 'anthropic-version': '2026-10-21' },
    body: { model: 'claude-sonnet-4-6', max_tokens: 100, messages: [{ role: 'user', content: 'Hi' }] },
  },
  gemini: {
    path: '/v1beta/models/gemini-3.7-flash:generateContent',
    headers: { 'x-goog-api-key': FAKES.gemini.key },
    body: { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] },
  },
};

/** What a vendor says to a request that differs from a good one: its status and the words of the error. */
async function said(vendor: Vendor, change: { path?: string; headers?: Headers; body?: Body }): Promise<string> {
  const server = await startFake(vendor);
  const good = GOOD[vendor];
  const headers = { 'content-type': 'application/json', ...good.headers, ...change.headers };
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const answer = await fetch(server.url + (change.path ?? good.path), {
    method: 'POST',
    headers: Object.fromEntries(given),
    body: JSON.stringify({ ...good.body, ...change.body }),
  });
  const text = await answer.text();
  if (answer.status === 200) return '200';
  type Said = Record<string, string | number | null | undefined>;
  const error = text === '' ? {} : (JSON.parse(text) as { error: Said }).error;
  return [answer.status, error['code'] ?? error['type'], error['message']]
    .filter((part) => part !== undefined)
    .join(' | ')
    .trim();
}

describe('OpenAI', () => {
  it.each<[string, Parameters<typeof said>[1], string]>([
    ['a good request', {}, '200'],
    [
      'no key',
      { headers: { authorization: undefined } },
      "401 | invalid_request_error | You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    ],
    [
      'a wrong key, of which the ends are shown',
      { headers: { authorization: 'Bearer sk-proj-wrong-key-0123' } },
      '401 | invalid_api_key | Incorrect API key provided: sk-proj-**********0123. You can find your API key at https://platform.openai.com/account/api-keys.',
    ],
    [
      'a model that is not there',
      { body: { model: 'gpt-6-made-up' } },
      '404 | model_not_found | The model `gpt-6-made-up` does not exist or you do not have access to it.',
    ],
    [
      'an address that is not there',
      { path: '/messages' },
      '404 | invalid_request_error | Invalid URL (POST /v1/messages)',
    ],
    [
      'a parameter of another vendor',
      { body: { top_k: 3 } },
      '400 | invalid_request_error | Unrecognized request argument supplied: top_k',
    ],
    [
      'a temperature for a model that reasons',
      { body: { temperature: 0.1 } },
      "400 | unsupported_value | Unsupported value: 'temperature' does not support 0.1 with this model. Only the default (1) value is supported.",
    ],
    ['a temperature for one that does not', { body: { model: 'gpt-4.1', temperature: 0.1 } }, '200'],
    [
      'the old name of the limit',
      { body: { max_tokens: 9 } },
      "400 | unsupported_parameter | Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    ],
    [
      'effort of a model that does not reason',
      { body: { model: 'gpt-4.1', reasoning_effort: 'low' } },
      '400 | invalid_request_error | Unrecognized request argument supplied: reasoning_effort',
    ],
    [
      'an effort that came with another model',
      { body: { reasoning_effort: 'minimal' } },
      "400 | unsupported_value | Unsupported value: 'reasoning_effort' does not support 'minimal' with this model. Supported values are: 'none', 'low', 'medium', 'high', 'xhigh'.",
    ],
    [
      'JSON without the word',
      { body: { response_format: { type: 'json_object' } } },
      "400 | invalid_request_error | 'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    ],
    [
      'a long key for the cache',
      { body: { prompt_cache_key: 'x'.repeat(70) } },
      "400 | string_above_max_length | Invalid 'prompt_cache_key': string too long. Expected a string with maximum length 64, but got a string with length 70 instead.",
    ],
    [
      'no messages',
      { body: { messages: undefined } },
      "400 | missing_required_parameter | Missing required parameter: 'messages'.",
    ],
    [
      'text that is not said to be JSON',
      { headers: { 'content-type': 'text/plain' } },
      "400 | unsupported_content_type | Unsupported content type: 'text/plain'. This API method only accepts 'application/json' requests.",
    ],
  ])('answers %s', async (_, change, expected) => {
    expect(await said('openai', change)).toBe(expected);
  });
});

describe('Anthropic', () => {
  it.each<[string, Parameters<typeof said>[1], string]>([
    ['a good request', {}, '200'],
    ['the older header', { headers: { authorization: undefined, 'x-api-key': FAKES.anthropic.key } }, '200'],
    ['no key', { headers: { authorization: undefined } }, '401 | authentication_error | x-api-key header is required'],
    ['a wrong key', { headers: { authorization: 'Bearer no' } }, '401 | authentication_error | Invalid bearer token'],
    [
      'a wrong key beside a right one',
      { headers: { 'x-api-key': 'no' } },
      '401 | authentication_error | invalid x-api-key',
    ],
    [
      'no version',
      { headers: { 'anthropic-version': undefined } },
      '400 | invalid_request_error | anthropic-version: header is required',
    ],
    [
      'a temperature, even the one that was the default',
      { body: { temperature: 1 } },
      '400 | invalid_request_error | temperature: Extra inputs are not permitted',
    ],
    [
      'a temperature to the older version',
      { headers: { 'anthropic-version': '2023-06-01' }, body: { temperature: 0.1 } },
      '200',
    ],
    ['a model that is not there', { body: { model: 'claude-9' } }, '404 | not_found_error | model: claude-9'],
    ['no limit', { body: { max_tokens: undefined } }, '400 | invalid_request_error | max_tokens: Field required'],
    [
      'too high a limit',
      { body: { max_tokens: 64_001 } },
      '400 | invalid_request_error | max_tokens: 64001 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-4-6',
    ],
    [
      'the beta name of the format',
      { body: { output_format: {} } },
      '400 | invalid_request_error | output_format: Extra inputs are not permitted',
    ],
    [
      'a name in the format',
      { body: { output_config: { format: { type: 'json_schema', name: 'reply', schema: {} } } } },
      '400 | invalid_request_error | output_config.format.name: Extra inputs are not permitted',
    ],
    [
      'an empty prompt',
      { body: { messages: [{ role: 'user', content: '' }] } },
      '400 | invalid_request_error | messages: text content blocks must be non-empty',
    ],
    [
      'a reply begun for the model',
      { body: { messages: [...(GOOD.anthropic.body['messages'] as Body[]), { role: 'assistant', content: '{' }] } },
      '400 | invalid_request_error | This model does not support assistant message prefill. The conversation must end with a user message.',
    ],
    [
      'five breakpoints',
      {
        body: {
          system: Array.from({ length: 5 }, () => ({ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } })),
        },
      },
      '400 | invalid_request_error | A maximum of 4 blocks with cache_control may be provided. Found 5.',
    ],
    [
      'a tool that must be called by a model that thinks',
      {
        body: {
          tools: [{ name: 'reply', input_schema: { type: 'object' } }],
          tool_choice: { type: 'tool', name: 'reply' },
          thinking: { type: 'adaptive' },
        },
      },
      '400 | invalid_request_error | Thinking may not be enabled when tool_choice forces tool use.',
    ],
  ])('answers %s', async (_, change, expected) => {
    expect(await said('anthropic', change)).toBe(expected);
  });
});

describe('Gemini', () => {
  const config = (generationConfig: Body) => ({ body: { generationConfig } });
  it.each<[string, Parameters<typeof said>[1], string]>([
    ['a good request', {}, '200'],
    [
      'no key',
      { headers: { 'x-goog-api-key': undefined } },
      "403 | 403 | Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    ],
    [
      'a wrong key',
      { headers: { 'x-goog-api-key': 'no' } },
      '400 | 400 | API key not valid. Please pass a valid API key.',
    ],
    [
      'a model that is not there',
      { path: '/v1beta/models/gemini-9:generateContent' },
      '404 | 404 | models/gemini-9 is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.',
    ],
    ['an address that is not there', { path: '/v1/chat/completions' }, '404'],
    [
      'fields that it has not',
      { body: { messages: [], generationConfig: { max_tokens: 9, max_output_tokens: 9 } } },
      `400 | 400 | Invalid JSON payload received. Unknown name "messages": Cannot find field.
Invalid JSON payload received. Unknown name "max_tokens" at 'generation_config': Cannot find field.`,
    ],
    [
      'a role of another vendor',
      { body: { contents: [{ role: 'assistant', parts: [{ text: 'x' }] }] } },
      '400 | 400 | Please use a valid role: user, model.',
    ],
    [
      'both kinds of schema',
      config({
        responseMimeType: 'application/json',
        responseSchema: { type: 'OBJECT', properties: { a: { type: 'STRING' } } },
        responseJsonSchema: {},
      }),
      '400 | 400 | Request contains an invalid argument.',
    ],
    [
      'a schema for plain text',
      config({ responseJsonSchema: {} }),
      '400 | 400 | * GenerateContentRequest.generation_config.response_mime_type: response_schema is not supported for mime type "text/plain"',
    ],
    [
      'a level of thinking, to the 2 line',
      {
        path: '/v1beta/models/gemini-2.5-flash:generateContent',
        ...config({ thinkingConfig: { thinkingLevel: 'low' } }),
      },
      '400 | 400 | Thinking level is not supported for this model.',
    ],
    ['a temperature', config({ temperature: 0.1 }), '200'],
  ])('answers %s', async (_, change, expected) => {
    expect(await said('gemini', change)).toBe(expected);
  });
});

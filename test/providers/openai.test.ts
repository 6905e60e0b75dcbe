import { expect, it } from 'vitest';
import { openProvider } from '../../src/providers/open-provider.ts';
import { openaiClient } from '../../src/providers/openai.ts';
import { good, json, NEVER, QUESTION, scripted } from '../helpers/vendors/scripted-provider.ts';

function read(choice: unknown): unknown {
  return openaiClient.read({ choices: [choice], usage: { prompt_tokens: 5, completion_tokens: 1 } });
}
const COUNTED = { input: 5, cached: 0, output: 1 };

it('asks the default model for JSON by a strict schema, with little thinking and no temperature', async () => {
  const { provider, sent } = scripted('openai', [good('openai')]);
  await provider.ask(QUESTION, NEVER);
  expect(sent[0]!.url).toBe('https://api.openai.com/v1/chat/completions');
  expect(sent[0]!.headers).toMatchObject({ authorization: 'Bearer sk-test-0123456789abcdef' });
  expect(sent[0]!.body).toEqual({
    model: 'gpt-5.6-terra',
    messages: [
      { role: 'system', content: QUESTION.system },
      { role: 'user', content: QUESTION.prompt },
    ],
    // 500 to write, the rest to think.
    max_completion_tokens: 8_692,
    reasoning_effort: 'low',
    prompt_cache_key: 'cartridge',
    response_format: { type: 'json_schema', json_schema: { ...QUESTION.reply, strict: true } },
  });
});

it('asks a model that does not think with temperature 0.1, and for plain text without a format', async () => {
  const { provider, sent } = scripted('openai', [good('openai')], { model: 'gpt-4.1' });
  const { reply: _, ...plain } = QUESTION;
  await provider.ask(plain, NEVER);
  expect(sent[0]!.body).toEqual({
    model: 'gpt-4.1',
    messages: [
      { role: 'system', content: QUESTION.system },
      { role: 'user', content: QUESTION.prompt },
    ],
    max_completion_tokens: 500,
    temperature: 0.1,
    prompt_cache_key: 'cartridge',
  });
});

it('asks a server that speaks like OpenAI in the older words, and tells it the schema when it takes none', async () => {
  const { provider, sent } = scripted(
    'openai',
    [
      json({ error: "'response_format.type' must be 'text'" }, { status: 400 }),
      json({ error: "'response_format.type' must be 'text'" }, { status: 400 }),
      good('openai'),
    ],
    { model: 'llama3.3', baseUrl: 'http://localhost:1234/v1' },
  );
  expect((await provider.ask(QUESTION, NEVER)).status).toBe('complete');
  expect(sent.map(({ body }) => body['response_format'])).toEqual([
    { type: 'json_schema', json_schema: { ...QUESTION.reply, strict: true } },
    { type: 'json_object' },
    undefined,
  ]);
  expect(sent[2]!.body).toEqual({
    model: 'llama3.3',
    messages: [
      {
        role: 'system',
        content: `${QUESTION.system}\n\nAnswer with one JSON object, no prose and no fences, that fits this JSON Schema:\n${JSON.stringify(QUESTION.reply!.schema)}`,
      },
      { role: 'user', content: QUESTION.prompt },
    ],
    max_tokens: 500,
    temperature: 0.1,
  });
});

it('leaves out what a server refuses by name, once and for all', async () => {
  const message =
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
  const { provider, sent } = scripted(
    'openai',
    [
      json({ error: { message, param: 'max_tokens', code: 'unsupported_parameter' } }, { status: 400 }),
      json({ error: { message: "'temperature' does not support 0.1", param: 'temperature' } }, { status: 400 }),
      good('openai'),
    ],
    { model: 'my-deployment', baseUrl: 'https://shop.openai.azure.com/openai/v1' },
  );
  await provider.ask(QUESTION, NEVER);
  await provider.ask(QUESTION, NEVER);
  expect(sent).toHaveLength(4);
  expect(sent[3]!.headers['api-key']).toBe('sk-test-0123456789abcdef');
  expect(sent[3]!.body).toMatchObject({ max_completion_tokens: 500 });
  expect(Object.keys(sent[3]!.body)).toEqual(['model', 'messages', 'max_completion_tokens', 'response_format']);
});

it('sends the query of an older Azure address', async () => {
  const { provider, sent } = scripted('openai', [good('openai')], {
    baseUrl: 'https://shop.openai.azure.com/openai/deployments/gpt-4.1?api-version=2024-10-21',
  });
  await provider.ask(QUESTION, NEVER);
  expect(sent[0]!.url).toBe(
    'https://shop.openai.azure.com/openai/deployments/gpt-4.1/chat/completions?api-version=2024-10-21',
  );
});

it('sends no key where there is none', async () => {
  const headers: string[] = [];
  const address = { url: 'http://localhost:1234/v1', query: {}, isVendors: false };
  const chosen = { vendor: 'openai', model: 'qwen3', key: null, address, said: null } as const;
  const provider = openProvider(chosen, {
    now: () => 0,
    fetch: async (_, init) => {
      headers.push(...new Headers(init?.headers).keys());
      return Promise.resolve(good('openai'));
    },
  });
  expect((await provider.ask(QUESTION, NEVER)).status).toBe('complete');
  expect(headers).toContain('user-agent');
  expect(headers).not.toContain('authorization');
});

it.each<[string, unknown, unknown]>([
  ['a refusal', { message: { refusal: 'No.', content: null } }, { status: 'refused', reason: 'No.', counted: COUNTED }],
  [
    'a filter',
    { finish_reason: 'content_filter', message: { content: '{' } },
    { status: 'refused', reason: 'its content filter stopped the answer', counted: COUNTED },
  ],
  [
    'a cut',
    { finish_reason: 'length', message: { content: '{"a' } },
    { status: 'truncated', text: '{"a', counted: COUNTED },
  ],
  [
    'a cut before the first word, all spent on thinking',
    { finish_reason: 'length', message: { content: '' } },
    { status: 'truncated', text: '', counted: COUNTED },
  ],
  [
    'parts instead of a text',
    {
      message: {
        content: [
          { type: 'text', text: '{' },
          { type: 'text', text: '}' },
        ],
      },
    },
    { status: 'complete', text: '{}', counted: COUNTED },
  ],
  [
    'thoughts of a local model',
    { message: { content: '<think>\nLet me see {}\n</think>\n{"a":1}' } },
    { status: 'complete', text: '\n{"a":1}', counted: COUNTED },
  ],
  ['no text', { message: { content: null } }, { status: 'unreadable', why: 'its message holds no text' }],
  ['no message', 'oops', { status: 'unreadable', why: 'it holds no choice' }],
])('reads %s', (_, choice, reading) => {
  expect(read(choice)).toEqual(reading);
});

it('reads an error that comes with status 200', async () => {
  const { provider } = scripted('openai', [json({ error: { code: 402, message: 'Insufficient credits' } })]);
  expect(await provider.ask(QUESTION, NEVER)).toMatchObject({
    status: 'failed',
    fatal: true,
    problem: { code: 'PROVIDER_DENIED' },
  });
});

it("takes Azure's filter of prompts for a refusal", async () => {
  const error = { code: 'content_filter', message: 'The response was filtered.', status: 400 };
  const { provider } = scripted('openai', [json({ error }, { status: 400 })]);
  expect(await provider.ask(QUESTION, NEVER)).toMatchObject({
    status: 'refused',
    reason: 'OpenAI (gpt-5.6-terra) refused the request (HTTP 400): The response was filtered.',
  });
});

import { expect, it, vi } from 'vitest';
import { anthropicClient } from '../../src/providers/anthropic.ts';
import { good, json, NEVER, QUESTION, scripted } from '../helpers/vendors/scripted-provider.ts';

const COUNTED = { input: 5, cached: 0, output: 1 };

function refused(message: string): Response {
  return json({ type: 'error', error: { type: 'invalid_request_error', message } }, { status: 400 });
}

it('asks for JSON by a schema, the system text marked for the cache, never with a temperature', async () => {
  const { provider, sent } = scripted('anthropic', [good('anthropic')]);
  await provider.ask(QUESTION, NEVER);
  expect(sent[0]!.url).toBe('https://api.anthropic.com/v1/messages');
  expect(sent[0]!.headers).toMatchObject({
    authorization: 'Bearer sk-test-0123456789abcdef',
    'anthropic-version': '2026-10-21',
  });
  expect(sent[0]!.body).toEqual({
    model: 'claude-sonnet-5-5',
    max_tokens: 8_692,
    system: [{ type: 'text', text: QUESTION.system, cache_control: { type: 'ephemeral' } }],
    messages: [{ role: 'user', content: QUESTION.prompt }],
    output_config: { effort: 'low', format: { type: 'json_schema', schema: QUESTION.reply!.schema } },
  });
});

it('asks with a strict tool where output_config is not known, then with words', async () => {
  const { provider, sent } = scripted('anthropic', [
    refused('output_config: Extra inputs are not permitted'),
    refused('tool_choice: forced tool use is not supported for this model'),
    good('anthropic'),
  ]);
  expect((await provider.ask(QUESTION, NEVER)).status).toBe('complete');
  expect(sent[1]!.body).toMatchObject({
    tools: [{ name: 'tables', strict: true, input_schema: QUESTION.reply!.schema }],
    tool_choice: { type: 'tool', name: 'tables' },
  });
  expect(sent[1]!.body).not.toHaveProperty('output_config');
  expect(sent[2]!.body).not.toHaveProperty('tools');
  expect(JSON.stringify(sent[2]!.body['system'])).toContain('that fits this JSON Schema');
});

it('keeps the schema when only the effort is not known', async () => {
  const { provider, sent } = scripted('anthropic', [
    refused('This model does not support the effort parameter.'),
    good('anthropic'),
  ]);
  await provider.ask(QUESTION, NEVER);
  expect(sent[1]!.body['output_config']).toEqual({ format: { type: 'json_schema', schema: QUESTION.reply!.schema } });
});

it('says nothing on the console of a model that ends soon', async () => {
  const { provider, sent } = scripted('anthropic', [good('anthropic')], { model: 'claude-sonnet-4-5' });
  const said: unknown[] = [];
  const warn = vi.spyOn(console, 'warn').mockImplementation((...words: unknown[]) => void said.push(words));
  await provider.ask(QUESTION, NEVER);
  warn.mockRestore();
  expect(sent).toHaveLength(1);
  expect(said).toEqual([]);
});

it('takes as many tokens as are asked for, without streaming', async () => {
  const { provider } = scripted('anthropic', [good('anthropic')]);
  expect((await provider.ask({ ...QUESTION, maxOutputTokens: 100_000 }, NEVER)).status).toBe('complete');
});

it.each<[string, unknown, unknown]>([
  [
    'a refusal with its reason',
    {
      content: [],
      stop_reason: 'refusal',
      stop_details: { type: 'refusal', category: 'cyber', explanation: 'It is not allowed.' },
    },
    { status: 'refused', reason: 'cyber: It is not allowed.', counted: COUNTED },
  ],
  [
    'a refusal without',
    { content: [], stop_reason: 'refusal' },
    { status: 'refused', reason: 'it gave no reason', counted: COUNTED },
  ],
  [
    'a cut',
    { content: [{ type: 'text', text: '{"a' }], stop_reason: 'max_tokens' },
    { status: 'truncated', text: '{"a', counted: COUNTED },
  ],
  [
    'the end of the context',
    { content: [{ type: 'text', text: '{' }], stop_reason: 'model_context_window_exceeded' },
    { status: 'truncated', text: '{', counted: COUNTED },
  ],
  [
    'thinking, which is left out',
    {
      content: [
        { type: 'thinking', thinking: 'Hm {' },
        { type: 'text', text: '{}' },
      ],
      stop_reason: 'end_turn',
    },
    { status: 'complete', text: '{}', counted: COUNTED },
  ],
  [
    'the input of a tool',
    { content: [{ type: 'tool_use', name: 'tables', input: { tables: [1] } }], stop_reason: 'tool_use' },
    { status: 'complete', text: '{"tables":[1]}', counted: COUNTED },
  ],
  ['no text', { content: [], stop_reason: 'end_turn' }, { status: 'unreadable', why: 'its message holds no text' }],
  ['something else', { hello: 1 }, { status: 'unreadable', why: 'it holds no content' }],
])('reads %s', (_, message, reading) => {
  expect(anthropicClient.read({ ...(message as object), usage: { input_tokens: 5, output_tokens: 1 } })).toEqual(
    reading,
  );
});

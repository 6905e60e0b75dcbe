import { expect, it } from 'vitest';
import { geminiClient } from '../../src/providers/gemini.ts';
import { good, json, NEVER, QUESTION, scripted } from '../helpers/vendors/scripted-provider.ts';

const COUNTED = { input: 5, cached: 0, output: 1 };

function refused(message: string): Response {
  return json({ error: { code: 400, message, status: 'INVALID_ARGUMENT' } }, { status: 400 });
}

it('asks for JSON by a JSON Schema, which the SDK does not know of', async () => {
  const { provider, sent } = scripted('gemini', [good('gemini')]);
  await provider.ask(QUESTION, NEVER);
  expect(sent[0]!.url).toBe('https://generativelanguage.googleapis.com/v1beta/models/gemini-3.8-flash:generateContent');
  expect(sent[0]!.headers).toMatchObject({ 'x-goog-api-key': 'sk-test-0123456789abcdef' });
  expect(sent[0]!.body).toEqual({
    systemInstruction: { role: 'system', parts: [{ text: QUESTION.system }] },
    contents: [{ role: 'user', parts: [{ text: QUESTION.prompt }] }],
    generationConfig: {
      maxOutputTokens: 8_692,
      temperature: 0.1,
      thinkingConfig: { thinkingLevel: 'low' },
      responseMimeType: 'application/json',
      responseJsonSchema: QUESTION.reply!.schema,
    },
    safetySettings: [],
  });
});

it('asks in the older form without additionalProperties when a schema is too much, then for any JSON', async () => {
  const { provider, sent } = scripted('gemini', [
    refused('Request contains an invalid argument.'),
    refused('The specified schema produces a constraint that has too many states for serving.'),
    good('gemini'),
  ]);
  expect((await provider.ask(QUESTION, NEVER)).status).toBe('complete');
  expect(sent[1]!.body['generationConfig']).toMatchObject({
    responseSchema: {
      type: 'object',
      properties: { tables: { type: 'array', items: { type: 'number' } } },
      required: ['tables'],
    },
  });
  expect(JSON.stringify(sent[1]!.body)).not.toContain('additionalProperties');
  expect(sent[2]!.body['generationConfig']).not.toHaveProperty('responseSchema');
  expect(sent[2]!.body['generationConfig']).toMatchObject({ responseMimeType: 'application/json' });
});

it("waits as long as Google's RetryInfo says", async () => {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '13s' }];
  const { provider, slept } = scripted('gemini', [
    json({ error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota.', details } }, { status: 429 }),
    good('gemini'),
  ]);
  await provider.ask(QUESTION, NEVER);
  expect(slept[0]).toBe(13_063);
});

it('gives the global fetch back before anything else can run, also when the SDK throws', async () => {
  const own = globalThis.fetch;
  const { provider, sent } = scripted('gemini', [good('gemini')]);
  const reply = provider.ask(QUESTION, NEVER);
  for (let turn = 0; turn < 200; turn += 1) {
    expect(globalThis.fetch).toBe(own);
    await Promise.resolve();
  }
  await reply;
  expect(globalThis.fetch).toBe(own);
  // It went through the fetch that was lent, or no redirect could be refused.
  expect(sent).toHaveLength(1);
});

it.each<[string, unknown, unknown]>([
  ['SAFETY', { candidates: [{ finishReason: 'SAFETY' }] }, { status: 'refused', reason: 'SAFETY', counted: COUNTED }],
  [
    'PROHIBITED_CONTENT, which the SDK takes for good',
    { candidates: [{ finishReason: 'PROHIBITED_CONTENT', content: { parts: [{ text: 'x' }] } }] },
    { status: 'refused', reason: 'PROHIBITED_CONTENT', counted: COUNTED },
  ],
  [
    'a blocked prompt',
    { promptFeedback: { blockReason: 'OTHER' } },
    { status: 'refused', reason: 'the prompt is blocked: OTHER', counted: COUNTED },
  ],
  [
    'a cut before the first word: all went into thinking',
    { candidates: [{ finishReason: 'MAX_TOKENS' }] },
    { status: 'truncated', text: '', counted: COUNTED },
  ],
  [
    'thoughts, which are left out',
    {
      candidates: [
        { finishReason: 'STOP', content: { parts: [{ text: 'Hm', thought: true }, { text: '{' }, { text: '}' }] } },
      ],
    },
    { status: 'complete', text: '{}', counted: COUNTED },
  ],
  ['no candidates', { candidates: [] }, { status: 'unreadable', why: 'it holds no candidate' }],
  [
    'an empty candidate',
    { candidates: [{ finishReason: 'OTHER', content: {} }] },
    { status: 'unreadable', why: 'its candidate holds no text (OTHER)' },
  ],
])('reads %s', (_, response, reading) => {
  const usageMetadata = { promptTokenCount: 5, candidatesTokenCount: 1 };
  expect(geminiClient.read({ ...(response as object), usageMetadata })).toEqual(reading);
});

import { describe, expect, it } from 'vitest';
import type { JsonSchema, Vendor } from '../../src/providers/provider.ts';
import { VENDORS } from '../../src/providers/provider.ts';
import { mappingOf } from '../../src/yaml/mapping.ts';
import { askBare, FAKES } from '../helpers/vendors/bare-sdks.ts';
import type { Stop } from '../helpers/vendors/dialect.ts';
import { STOPS } from '../helpers/vendors/dialect.ts';
import { startFake } from '../helpers/vendors/with-vendor.ts';

/** What of a reply says how it ended, as plain data. */
function ending(vendor: Vendor, reply: unknown): unknown {
  const { choices, content, stop_reason, candidates, promptFeedback } = JSON.parse(JSON.stringify(reply)) as JsonSchema;
  if (vendor === 'anthropic') return { stop_reason, content: withoutNoise(content) };
  if (vendor === 'gemini') return { candidates: withoutNoise(candidates), promptFeedback };
  return (choices as JsonSchema[]).map(({ finish_reason, message }) => {
    const { content: said, refusal } = mappingOf(message);
    return { finish_reason, content: said, refusal };
  });
}

function withoutNoise(value: unknown): unknown {
  const noise = new Set(['safetyRatings', 'index', 'citations', 'thoughtSignature']);
  return JSON.parse(JSON.stringify(value ?? null, (key, one: unknown) => (noise.has(key) ? undefined : one)));
}

describe.each(VENDORS)('%s ends a reply', (vendor) => {
  it.each(STOPS)('as %s', async (stop: Stop) => {
    const server = await startFake(vendor, { respond: () => ({ text: '{"tables": [1', stop }) });
    expect(ending(vendor, await askBare(vendor, { url: server.url }))).toMatchSnapshot();
  });

  it('where its limit is, in the middle of a word', async () => {
    const server = await startFake(vendor, { respond: () => 'customers '.repeat(80), thinkingTokens: 30 });
    const limit = { openai: { max_completion_tokens: 50 }, anthropic: { max_tokens: 50 }, gemini: {} }[vendor];
    const reply = await askRaw(vendor, server.url, {
      ...limit,
      ...(vendor === 'gemini' ? { generationConfig: { maxOutputTokens: 50 } } : {}),
    });
    expect(JSON.stringify(reply)).toMatch(/"(length|max_tokens|MAX_TOKENS)"/);
    // Thinking counts, for the models that think: 20 tokens are left of 50, or all 50.
    const words = JSON.stringify(reply).match(/customers/g)?.length ?? 0;
    expect([19, 20, 24, 25, 49, 50]).toContain(words);
  });
});

describe('the start of a prompt', () => {
  const long = 'The tables of the shop, one by one. '.repeat(800);
  const cached = (reply: unknown): unknown[] => {
    const found: unknown[] = [];
    JSON.stringify(reply, (key, value: unknown) => {
      if (/^(cached_tokens|cache_read_input_tokens|cachedContentTokenCount|cache_creation_input_tokens)$/.test(key)) {
        found.push(value);
      }
      return value;
    });
    return found;
  };

  it.each(['openai', 'gemini'] as const)(
    'is cached by %s from the second call on, if it is long enough',
    async (vendor) => {
      const server = await startFake(vendor);
      const ask = (prompt: string) => askBare(vendor, { url: server.url, prompt });
      const none = vendor === 'openai' ? [0] : [];
      expect(cached(await ask(`${long} Cluster 1`))).toEqual(none);
      const [second] = cached(await ask(`${long} Cluster 2`));
      expect(Number(second)).toBeGreaterThan(7_000);
      if (vendor === 'openai') expect(Number(second) % 128).toBe(0);
      expect(cached(await ask('Something else'))).toEqual(none);
    },
  );

  it('is cached by Anthropic only as far as it is marked, and writing it is counted', async () => {
    const server = await startFake('anthropic');
    const ask = (marked: boolean, prompt: string) =>
      askRaw('anthropic', server.url, {
        system: [{ type: 'text', text: long, ...(marked ? { cache_control: { type: 'ephemeral' } } : {}) }],
        messages: [{ role: 'user', content: prompt }],
      });
    expect(cached(await ask(false, 'one'))).toEqual([0, 0]);
    expect(cached(await ask(false, 'two'))).toEqual([0, 0]);
    const [written, read] = cached(await ask(true, 'three'));
    expect([Number(written) > 7_000, read]).toEqual([true, 0]);
    expect(cached(await ask(true, 'four'))).toEqual([0, written]);
  });
});

/** A request as it goes over the wire, with whatever is added to a good one. */
async function askRaw(vendor: Vendor, url: string, more: JsonSchema): Promise<unknown> {
  const { key, model } = FAKES[vendor];
  const path = {
    openai: '/chat/completions',
    anthropic: '/v1/messages',
    gemini: `/v1beta/models/${model}:generateContent`,
  }[vendor];
  const messages = {
    model,
    messages: [{ role: 'user', content: 'Hi' }],
    ...(vendor === 'anthropic' ? { max_tokens: 99 } : {}),
  };
  const body = vendor === 'gemini' ? { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] } : messages;
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'anthropic-version': '2026-10-21',
      ...(vendor === 'gemini' ? { 'x-goog-api-key': key } : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ ...body, ...more }),
  });
  return answer.json();
}

import { expect, it } from 'vitest';
import { modelFacts } from '../../src/providers/models.ts';
import { openaiClient } from '../../src/providers/openai.ts';
import { capIn, firstSends, sendLess } from '../../src/providers/sends.ts';

const AT_OPENAI = firstSends('openai', openaiClient, { model: modelFacts('openai', 'gpt-4.1'), isVendors: true });
const AT_HOME = firstSends('openai', openaiClient, { model: modelFacts('openai', 'qwen3'), isVendors: false });

it('begins with the newest words at OpenAI, with the oldest at a server that only speaks like it', () => {
  expect(AT_OPENAI).toEqual({
    temperature: true,
    effort: false,
    cache: true,
    limits: ['max_completion_tokens', 'max_tokens'],
    cap: null,
    formats: ['json_schema', 'json_object', 'text'],
  });
  expect(AT_HOME).toMatchObject({ cache: false, limits: ['max_tokens', 'max_completion_tokens'] });
});

it('leaves out what is refused, takes the next name or form, and has nothing left in the end', () => {
  let sends = sendLess(AT_HOME, ['temperature', 'limits'], '');
  expect(sends).toMatchObject({ temperature: false, limits: ['max_completion_tokens'] });
  sends = sendLess(sends!, ['limits', 'formats'], '');
  expect(sends).toMatchObject({ limits: [], formats: ['json_object', 'text'] });
  sends = sendLess(sends!, ['formats'], '');
  expect(sends).toMatchObject({ formats: ['text'] });
  expect(sendLess(sends!, ['temperature', 'effort', 'cache', 'limits', 'cap', 'formats'], '')).toBeNull();
});

it.each<[string, number | null]>([
  ['max_tokens is too large: 20000. This model supports at most 16384 completion tokens.', 16_384],
  ['max_tokens: 40192 > 32000, which is the maximum allowed number of output tokens', 32_000],
  [
    "'max_tokens' is too large: 4000. The context length is 8192 and your request has 5000 (4000 > 8192 - 5000).",
    3_192,
  ],
  ['max_tokens is not supported', null],
  ['(4000 > 8192 - 9000)', null],
])('%s: %d', (text, cap) => {
  expect(capIn(text)).toBe(cap);
});

it('asks for no more than the server allows, and for less each time it says less', () => {
  const sends = sendLess(AT_OPENAI, ['cap'], 'supports at most 16384 tokens');
  expect(sends).toMatchObject({ cap: 16_384 });
  expect(sendLess(sends!, ['cap'], 'supports at most 16384 tokens')).toBeNull();
});

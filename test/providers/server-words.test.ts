import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readServerWords, showServerText, withoutKey } from '../../src/providers/server-words.ts';

it.each<[string, string, string[]]>([
  [
    'OpenAI',
    '{"error":{"message":"You exceeded your quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}',
    ['insufficient_quota', 'insufficient_quota'],
  ],
  ['Anthropic', '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', ['overloaded_error']],
  [
    'Gemini',
    '{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}',
    ['invalid_argument', 'api_key_invalid'],
  ],
  ['Gemini for its OpenAI form, in a list', '[{"error":{"message":"no","status":"NOT_FOUND"}}]', ['not_found']],
  ['vLLM', '{"object":"error","message":"no such model","type":"NotFoundError","code":404}', ['notfounderror']],
  ['Ollama', '{"error":"model not found"}', []],
  ['a page', '<html><h1>502 Bad Gateway</h1></html>', []],
  ['nothing', '', []],
])('reads the codes of %s', (_, body, codes) => {
  expect(readServerWords(body).codes).toEqual(codes);
});

it('finds the message in an error that is too long to be read whole', () => {
  const body = `{"error":{"code":500,"message":"It broke: ${'x'.repeat(500_000)}`;
  expect(readServerWords(body).text).toMatch(/^It broke: x+$/);
});

it('shows a short line without keys, tags and escape sequences', () => {
  const key = 'my-own-key-0123';
  const text = [
    'Incorrect key sk-proj-abc***def,',
    `yours is ${key};`,
    'Bearer abcdef AIzaSyA-0123456789',
    '<b>bold</b>\u001B[31m red\u0007\u202E',
  ].join('\n');
  expect(showServerText(text, key)).toBe('Incorrect key ***, yours is ***; *** *** bold red');
});

it('shows no more than 200 characters of a text of two megabytes', () => {
  const shown = showServerText('x'.repeat(2_000_000), 'k');
  expect(shown).toBe(`${'x'.repeat(200)} ...`);
});

it('never shows the key nor a control character, whatever surrounds them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
      const shown = showServerText(`${before}sk-test-0123456789abcdef${after}`, 'sk-test-0123456789abcdef');
      expect(shown).not.toContain('0123456789abcdef');
      expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(shown.length).toBeLessThanOrEqual(204);
    }),
  );
});

it.each([
  ['f3a9c0d1********', 'no key ***, sorry'],
  ['****9e8d7c6b', 'no key ***, sorry'],
  ['f3a9c0d1e2b34455aa10', 'no key ***, sorry'],
  ['f3a9', 'no key f3a9, sorry'],
])('hides what a server masks of a key by halves: %s', (masked, shown) => {
  expect(showServerText(`no key ${masked}, sorry`, 'f3a9c0d1e2b34455aa109e8d7c6b')).toBe(shown);
});

it("leaves everyday words in an answer, though they are the key of a server of one's own", () => {
  expect(withoutKey('{"text":"Models that ollama serves"}', 'ollama')).toBe('{"text":"Models that ollama serves"}');
});

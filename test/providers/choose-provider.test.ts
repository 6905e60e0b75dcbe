import { expect, it } from 'vitest';
import { chooseProvider } from '../../src/providers/choose-provider.ts';

const KEYS = { OPENAI_API_KEY: 'sk-a', ANTHROPIC_API_KEY: 'sk-ant-b', GEMINI_API_KEY: 'AIza-c' };

it('takes the key, the default model and the server of the vendor that is asked for', () => {
  expect(chooseProvider({ wanted: 'anthropic', env: KEYS })).toEqual({
    vendor: 'anthropic',
    model: 'claude-sonnet-5-5',
    key: 'sk-ant-b',
    address: { url: 'https://api.anthropic.com', query: {}, isVendors: true },
    said: null,
  });
});

it('takes the model and the address that the user names, the flag before the variable', () => {
  const env = { ...KEYS, OPENAI_BASE_URL: 'https://gateway.example/v1' };
  expect(chooseProvider({ wanted: 'openai', model: 'llama3.3', env })).toMatchObject({
    model: 'llama3.3',
    address: { url: 'https://gateway.example/v1', isVendors: false },
  });
  expect(chooseProvider({ wanted: 'openai', baseUrl: 'http://localhost:11434/v1', env })).toMatchObject({
    address: { url: 'http://localhost:11434/v1' },
  });
});

it('auto takes the first vendor whose key is set, and says so', () => {
  expect(chooseProvider({ wanted: 'auto', env: KEYS })).toMatchObject({
    vendor: 'openai',
    said: 'asking OpenAI, model gpt-5.6-terra: OPENAI_API_KEY is set; it comes before Anthropic and Gemini',
  });
  expect(chooseProvider({ wanted: 'auto', env: { OPENAI_API_KEY: ' ', GEMINI_API_KEY: 'AIza-c' } })).toMatchObject({
    vendor: 'gemini',
    said: 'asking Gemini, model gemini-3.8-flash: GEMINI_API_KEY is set',
  });
});

it('auto asks a server of the user without any key', () => {
  expect(chooseProvider({ wanted: 'auto', model: 'qwen3', env: { OPENAI_BASE_URL: 'http://127.0.0.1:1234' } })).toEqual(
    {
      vendor: 'openai',
      model: 'qwen3',
      key: null,
      address: { url: 'http://127.0.0.1:1234/v1', query: {}, isVendors: false },
      said: 'asking qwen3 at http://127.0.0.1:1234/v1: no key is set, and an address is given',
    },
  );
});

it('says which variable it looked into when there is no key', () => {
  expect(chooseProvider({ wanted: 'auto', env: { OPENAI_API_KEY: '', HOME: '/home/me' } })).toEqual({
    problems: [
      {
        code: 'PROVIDER_KEY_MISSING',
        message: '--provider auto found no key: none of OPENAI_API_KEY, ANTHROPIC_API_KEY, GEMINI_API_KEY is set',
        hint: 'Set one of them, name a server of your own with --base-url, or leave out --provider to plan offline.',
      },
    ],
  });
  expect(chooseProvider({ wanted: 'openai', env: { ANTHROPIC_API_KEY: 'sk-ant-b' } })).toEqual({
    problems: [
      {
        code: 'PROVIDER_KEY_MISSING',
        message: 'OpenAI was asked for and OPENAI_API_KEY is not set, or empty',
        hint:
          'Set OPENAI_API_KEY, or leave out --provider to plan offline. A server of your own needs none: --base-url or ' +
          'OPENAI_BASE_URL, such as http://localhost:11434/v1.',
      },
    ],
  });
});

it('wants a key for an address of Anthropic or Gemini, and for OpenAI itself named by its address', () => {
  for (const wanted of ['anthropic', 'gemini'] as const) {
    expect(chooseProvider({ wanted, baseUrl: 'http://localhost:8080', env: {} })).toMatchObject({
      problems: [{ code: 'PROVIDER_KEY_MISSING' }],
    });
  }
  expect(chooseProvider({ wanted: 'openai', baseUrl: 'https://api.openai.com/v1', env: {} })).toMatchObject({
    problems: [{ code: 'PROVIDER_KEY_MISSING' }],
  });
});

it('does not send a key that cannot be one, and repeats no part of it', () => {
  const choice = chooseProvider({ wanted: 'openai', env: { OPENAI_API_KEY: 'sk-secret\nX-Header: 1' } });
  expect(choice).toMatchObject({ problems: [{ code: 'PROVIDER_KEY_MISSING' }] });
  expect(JSON.stringify(choice)).not.toContain('secret');
});

it('takes the space around a key for a slip of the hand', () => {
  expect(chooseProvider({ wanted: 'gemini', env: { GEMINI_API_KEY: ' AIza-c\n' } })).toMatchObject({ key: 'AIza-c' });
});

it('says when a key goes over the network for everybody to read', () => {
  const said = (baseUrl: string): unknown => {
    const choice = chooseProvider({ wanted: 'openai', baseUrl, env: KEYS });
    return 'said' in choice ? choice.said : choice;
  };
  expect(said('http://models.example:8000/v1')).toBe(
    'OPENAI_API_KEY is sent to models.example without encryption: its address begins with http://',
  );
  expect(said('http://127.0.0.1:8000/v1')).toBeNull();
  expect(said('https://models.example/v1')).toBeNull();
});

import { expect, it } from 'vitest';
import { readAddress } from '../../src/providers/address.ts';
import type { Vendor } from '../../src/providers/provider.ts';

function urlOf(vendor: Vendor, given: string): unknown {
  const address = readAddress(vendor, given, '--base-url');
  return 'problem' in address ? address.problem.message : address.url;
}

it.each<[Vendor, string, string]>([
  ['openai', 'http://localhost:11434', 'http://localhost:11434/v1'],
  ['openai', 'http://localhost:11434/v1/', 'http://localhost:11434/v1'],
  ['openai', 'https://openrouter.ai/api/v1/chat/completions', 'https://openrouter.ai/api/v1'],
  ['openai', 'https://shop.openai.azure.com/openai/v1/', 'https://shop.openai.azure.com/openai/v1'],
  ['anthropic', 'https://api.anthropic.com', 'https://api.anthropic.com'],
  ['anthropic', 'https://api.anthropic.com/v1', 'https://api.anthropic.com'],
  ['anthropic', 'https://gateway.example/anthropic/v1/messages', 'https://gateway.example/anthropic'],
  ['gemini', 'https://generativelanguage.googleapis.com/v1beta/', 'https://generativelanguage.googleapis.com'],
  ['gemini', 'http://127.0.0.1:9000/proxy', 'http://127.0.0.1:9000/proxy'],
])('%s takes %s as %s', (vendor, given, url) => {
  expect(urlOf(vendor, given)).toBe(url);
});

it('keeps the query that older Azure addresses have', () => {
  const given = 'https://shop.openai.azure.com/openai/deployments/gpt-4.1?api-version=2024-10-21';
  expect(readAddress('openai', given, '--base-url')).toEqual({
    url: 'https://shop.openai.azure.com/openai/deployments/gpt-4.1',
    query: { 'api-version': '2024-10-21' },
    isVendors: false,
  });
});

it.each([
  ['', 'the address in --base-url is no address'],
  ['localhost:11434', 'the address in --base-url begins with localhost: and not with http:// or https://'],
  ['file:///etc/passwd', 'the address in --base-url begins with file: and not with http:// or https://'],
  [
    'https://me:secret@example.com/v1',
    'the address in --base-url holds a name or a password; keys go into OPENAI_API_KEY',
  ],
])('refuses %j', (given, message) => {
  expect(urlOf('openai', given)).toBe(message);
});

import { expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { costOf, estimateInput } from '../../src/providers/cost.ts';
import { defaultModel, knownModels, modelFacts } from '../../src/providers/models.ts';
import { VENDORS, type Vendor } from '../../src/providers/provider.ts';
import { QUESTION } from '../helpers/vendors/scripted-provider.ts';

it('knows what its own defaults take and cost', () => {
  for (const vendor of VENDORS) {
    const facts = modelFacts(vendor, defaultModel(vendor));
    expect(facts.price).not.toBeNull();
    expect(facts.context).toBeGreaterThanOrEqual(200_000);
  }
});

it.each<[Vendor, string, boolean]>([
  ['openai', 'gpt-4.1', true],
  ['openai', 'gpt-4o-2024-11-20', true],
  ['openai', 'gpt-5-mini-2025-08-07', false],
  ['openai', 'gpt-5.9-nova', false],
  ['openai', 'gpt-5-chat-latest', false],
  ['openai', 'gpt-12', false],
  ['openai', 'o3-mini', false],
  ['openai', 'o4-mini', false],
  ['openai', 'gpt-oss:20b', true],
  ['openai', 'llama3.3', true],
  ['anthropic', 'claude-anything', false],
  ['gemini', 'gemini-9-flash', true],
])('%s: %s takes a temperature: %s', (vendor, model, temperature) => {
  expect(modelFacts(vendor, model).temperature).toBe(temperature);
});

it.each<[Vendor, string, string | null]>([
  ['openai', 'gpt-6.2-nova', 'low'],
  ['openai', 'o3', 'low'],
  ['openai', 'gpt-5-chat-latest', null],
  ['openai', 'gpt-4o', null],
  ['openai', 'qwen3', null],
  ['anthropic', 'claude-fable-5-1', 'low'],
  ['anthropic', 'claude-3-5-haiku-latest', null],
  ['gemini', 'gemini-4-pro', 'low'],
  ['gemini', 'gemini-2.5-flash-lite', null],
])('%s: %s thinks %s', (vendor, model, effort) => {
  expect(modelFacts(vendor, model).effort).toBe(effort);
});

it('takes a dated name for its model, and keeps it as it is', () => {
  expect(modelFacts('openai', 'gpt-5-mini-2025-08-07')).toMatchObject({
    name: 'gpt-5-mini-2025-08-07',
    price: { input: 0.25 },
  });
  expect(modelFacts('anthropic', 'claude-haiku-4-5-20251001')).toMatchObject({ price: { input: 1 } });
  expect(modelFacts('gemini', 'models/gemini-2.5-flash')).toMatchObject({ price: { input: 0.3 } });
});

it('counts cached tokens at their own price, and guesses no price', () => {
  const usage = { input_tokens: 120_000, cached_input_tokens: 100_000, output_tokens: 12_000, calls: 30 };
  // 20,000 x $2 + 100,000 x $0.10 + 12,000 x $10, each for a million.
  expect(costOf(usage, modelFacts('anthropic', 'claude-sonnet-5-5'))).toBeCloseTo(0.17);
  expect(costOf(usage, modelFacts('openai', 'llama3.3'))).toBeNull();
});

it('estimates what goes in before it is sent, the schema included', () => {
  const { reply: _, ...plain } = QUESTION;
  expect(estimateInput(plain)).toBeGreaterThan(5);
  expect(estimateInput(QUESTION)).toBeGreaterThan(estimateInput(plain) + 20);
});

it('stands in the docs with every model, default and price', () => {
  const page = readFileSync('docs/providers.md', 'utf8');
  for (const vendor of VENDORS) {
    for (const { name, price } of knownModels(vendor)) {
      const dollars = `${price?.input} / ${price?.cachedInput} / ${price?.output}`;
      expect(page).toContain(`| \`${name}\`${name === defaultModel(vendor) ? ' (default)' : ''} | ${dollars} |`);
    }
  }
});

import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import type { Strategy } from '../../src/prompts/prompt-input.ts';
import { replySchema } from '../../src/prompts/reply/reply-schema.ts';
import { EXAMPLE_SCHEMA } from '../../src/prompts/words/examples.ts';
import { REPLY_PARTS } from '../../src/prompts/words/reply-rules.ts';
import { HURRIED, PROMPTS, encoded, inputOf } from './prompt-inputs.ts';

const STRATEGIES: readonly Strategy[] = ['greenfield', 'brownfield'];
const KINDS = Object.keys(PROMPTS);
const EACH = KINDS.flatMap((kind) => STRATEGIES.map((strategy) => ({ kind, strategy })));

/** Sections of each kind that stand in the user part, in order, where there is something to tell. */
const PROJECT = ['conventions', 'business', 'request'];
const PEOPLES = ['conventions', 'voice', 'business', 'sources', 'models', 'built', 'refused', 'request'];
const CLUSTER: Readonly<Record<string, readonly string[]>> = {
  planner: ['schema', 'questions'],
  staging: ['schema', 'questions'],
  intermediate: ['readable', 'schema', 'questions'],
  mart: ['readable', 'schema', 'questions'],
  tests: ['schema', 'questions'],
  documentation: ['schema', 'questions'],
};

function sectionsOf(user: string): string[] {
  return [...user.matchAll(/^<(\w+) [0-9a-f]{6}>$/gm)].map((match) => match[1] ?? '');
}

describe.each(EACH)('the $kind prompt, $strategy', ({ kind, strategy }) => {
  const prompt = PROMPTS[kind]!(inputOf(strategy));

  it('reads so', async () => {
    const text = `${prompt.system}\n\n----- user -----\n\n${prompt.user}\n`;
    await expect(text).toMatchFileSnapshot(`snapshots/${kind}-${strategy}.txt`);
  });

  it('has its sections, in order, each closed', () => {
    const project = strategy === 'greenfield' ? PROJECT : PEOPLES;
    const cluster = CLUSTER[kind];
    const own =
      {
        request: ['business', 'request', 'tables'],
        repair: ['readable', 'schema', 'failed'],
        reflection: ['business', 'run'],
      }[kind] ?? [];
    expect(sectionsOf(prompt.user)).toEqual(cluster ? [...project, ...cluster] : own);
    for (const [, name, code] of prompt.user.matchAll(/^<(\w+) ([0-9a-f]{6})>$/gm)) {
      expect(prompt.user.split(`\n</${name} ${code}>`)).toHaveLength(2);
    }
    const headings = [...prompt.system.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    expect(headings).toContain('The project');
    expect(headings).toContain('Reply');
    expect(headings.includes('How tables are written')).toBe(!['reflection', 'request'].includes(kind));
  });

  it('has every blank filled', () => {
    for (const text of [prompt.system, prompt.user]) {
      expect(text).not.toMatch(/undefined|\[object|NaN|\$\{|(?<!not )\bnull\b/);
      expect(text.replaceAll(/\{\{ ref\('\w+'\) \}\}/g, '')).not.toMatch(/\{\{|\}\}(?!\])/);
    }
  });

  it('costs no more than it may', () => {
    expect(encode(prompt.system).length).toBeLessThan(kind === 'reflection' ? 400 : 1800);
    expect(encode(prompt.user).length).toBeLessThan(700);
    expect(prompt.leftOut).toEqual([]);
  });

  it('says the same in its system part, whatever the call is about', () => {
    const other = inputOf(strategy, { request: null, goals: [], questions: [], businessContext: null });
    expect(PROMPTS[kind]!({ ...other, schema: encoded({ ...HURRIED, tables: [] }) }).system).toBe(prompt.system);
  });
});

it('teaches the parts of a reply that there are, with an example that the notation makes and the schema takes', () => {
  expect(REPLY_PARTS).toEqual(Object.keys(replySchema.shape));
  expect(encoded(HURRIED, 0).text).toBe(EXAMPLE_SCHEMA);
  for (const kind of ['planner', 'staging', 'tests', 'documentation']) {
    const { system } = PROMPTS[kind]!(inputOf('greenfield'));
    expect(system).toContain(EXAMPLE_SCHEMA);
    const reply: unknown = JSON.parse(/^Reply: (.*)$/m.exec(system)?.[1] ?? '');
    expect(replySchema.parse(reply)).toEqual(reply);
  }
  for (const kind of ['intermediate', 'mart']) {
    const { system } = PROMPTS[kind]!(inputOf('greenfield'));
    const model: unknown = JSON.parse(/## Example of an item of models\n(.*)$/m.exec(system)?.[1] ?? '');
    expect(replySchema.shape.models.element.parse(model)).toEqual(model);
  }
});

it('asks for no SQL where none can be written for the adapter', () => {
  for (const kind of ['intermediate', 'mart']) {
    const { system, user } = PROMPTS[kind]!(inputOf('greenfield', { sqlRules: [] }));
    expect(system).not.toMatch(/## SQL|- models:/);
    expect(sectionsOf(user)).not.toContain('readable');
  }
});

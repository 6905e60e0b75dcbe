import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFixture } from '../helpers/rendered-draft.ts';
import { PROMPTS, encoded, inputOf } from './prompt-inputs.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/prompts.md'), 'utf8');
const blocks = [...page.matchAll(/^```text\n([^]*?)\n```$/gm)].map((match) => match[1]);

it('the page of prompts shows what Pagila really becomes', () => {
  expect(blocks[0]).toBe(encoded(readFixture('pagila', { hideKeys: true })).text);
});

it('the page of prompts shows a fence as it goes out', () => {
  expect(PROMPTS['planner']!(inputOf('greenfield', { businessContext: 'We sell tools to workshops.' })).user).toContain(
    blocks[1],
  );
});

it('the page of prompts names every kind', () => {
  for (const kind of Object.keys(PROMPTS)) expect(page).toContain(`| ${kind} |`);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import { CONVENTION_NAMES } from '../../../src/context/conventions/convention.ts';
import { sureness } from '../../../src/context/conventions/votes.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/conventions.md'), 'utf8');

it('documents every convention, and no other', () => {
  const listed = [...PAGE.matchAll(/^\| (`[a-z_.`, ]+`) \|/gm)].flatMap(
    ([, names = '']) => names.match(/[a-z_.]+/g) ?? [],
  );
  expect(listed.sort()).toEqual([...CONVENTION_NAMES].sort());
});

it('shows settings that are accepted', () => {
  const example = /```yaml\n([^]*?)```/.exec(PAGE)?.[1] ?? '';
  expect(parseConfig(example).problems).toEqual([]);
  expect(Object.keys(parseConfig(example).config.style ?? {})).toHaveLength(4);
});

it('tells the confidence that is claimed', () => {
  const told = [...PAGE.matchAll(/(\d+)\s+of\s+(\d+)\s+(?:is\s+)?\.(\d+)/g)];
  expect(told).toHaveLength(4);
  for (const [, found, of, sure = ''] of told) {
    expect(sureness(Number(found), Number(of)).toFixed(4).slice(1)).toMatch(new RegExp(`^\\.${sure}`));
  }
});

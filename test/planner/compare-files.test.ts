import { expect, it } from 'vitest';
import { sha256 } from '../../src/plan/seal.ts';
import { compareFiles } from '../../src/planner/compare-files.ts';

interface Given {
  readonly rendered: Readonly<Record<string, string>>;
  readonly current?: Readonly<Record<string, string>>;
  readonly bases?: Readonly<Record<string, string>>;
  readonly adopt?: readonly string[];
}

function compare({ rendered, current = {}, bases = {}, adopt = [] }: Given) {
  const files = Object.entries(rendered).map(([path, content]) => ({ path, mode: '0644', content, parts: [] }));
  const there = Object.entries(current).map(([path, content]) => {
    return [path, { content, hash: sha256(content), mode: '0644' }] as const;
  });
  const texts = { current: new Map(there), bases: new Map(Object.entries(bases)), dialect: 'duckdb', adopt };
  return compareFiles(files, { ...texts, isSpaced: false });
}

it('tells what changes, what only is to be remembered, and what a person deleted', () => {
  const compared = compare({
    rendered: { 'new.sql': 'select 1\n', 'same.sql': 'select 2\n', 'gone.sql': 'select 3\n', 'kept.sql': 'select 4\n' },
    current: { 'same.sql': 'select 2\n', 'kept.sql': 'select 4 -- mine\n' },
    bases: { 'gone.sql': 'select 0\n', 'kept.sql': 'select 4\n' },
  });
  expect(compared.changed.map(({ file }) => file.path)).toEqual(['new.sql']);
  expect(compared.remembered.map(({ path, base }) => [path, base])).toEqual([['same.sql', 'select 2\n']]);
  expect(compared.deleted).toEqual(['gone.sql']);
  expect(compared.problems).toEqual([]);
});

it('names every conflict with its place, and what to do', () => {
  const { problems, changed } = compare({
    rendered: { 'a.yml': 'sources: [{name: s, schema: x}]\n', 'b.sql': 'select 1 as a\n', 'c.sql': 'select 1\n' },
    current: { 'a.yml': 'version: 2\nsources: [{name: s, schema: y}]\n', 'b.sql': 'select 2 as a\n' },
  });
  expect(changed).toHaveLength(1);
  expect(problems.map(({ message, where }) => [message, where])).toEqual([
    ['a.yml: sources > s > schema: schema is another', { file: 'a.yml', line: 2 }],
    ['b.sql: exists, and was not written by cartridge', { file: 'b.sql' }],
  ]);
  expect(problems[0]?.hint).toContain('\n  # at sources > s > schema\n  schema: x');
  expect(problems[1]?.hint).toContain('--adopt b.sql');
});

it('shows no more of a long text than somebody would read', () => {
  const rendered = Array.from({ length: 90 }, (_, line) => `-- ${line}\n`).join('');
  const [problem] = compare({ rendered: { 'a.sql': rendered }, current: { 'a.sql': 'x\n' } }).problems;
  expect(problem?.hint?.split('\n').slice(-2)).toEqual(['  -- 39', '  ... and 50 more lines']);
});

it('refuses to adopt what it would not write', () => {
  expect(compare({ rendered: { 'a.sql': 'x\n' }, adopt: ['b.sql'] }).problems).toMatchObject([
    { code: 'ADOPT_UNKNOWN', where: { file: 'b.sql' } },
  ]);
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CurrentFile } from '../../src/context/current-files.ts';
import { sha256 } from '../../src/plan/seal.ts';
import type { FileDecision } from '../../src/planner/file-decision.ts';
import { decideFile } from '../../src/planner/decide-file.ts';
import type { InsertedColumn } from '../../src/planner/draft.ts';

const SQL = 'models/staging/shop/stg_shop__orders.sql';
const YAML = 'models/staging/shop/schema.yml';

interface Given {
  readonly rendered: string;
  readonly current?: string | CurrentFile;
  readonly base?: string;
  readonly insert?: readonly InsertedColumn[];
  readonly isAdopted?: boolean;
}

function decide(path: string, { rendered, current, base, insert, isAdopted = false }: Given): FileDecision {
  const file = { path, mode: '0644', content: rendered, parts: [], ...(insert ? { insert } : {}) };
  const there = typeof current === 'string' ? { content: current, hash: sha256(current), mode: '0644' } : current;
  return decideFile(file, { current: there, base }, { dialect: 'duckdb', isAdopted, isSpaced: false });
}

function reasons(decision: FileDecision): string[] {
  return decision.kind === 'conflict' ? decision.conflicts.map(({ reason }) => reason) : [];
}

describe('a path that cartridge never wrote', () => {
  it('is written when it is free', () => {
    expect(decide(SQL, { rendered: 'a\n' })).toEqual({ kind: 'write', risk: 'new', content: 'a\n', base: 'a\n' });
  });

  it('is a conflict when a person has a model there, unless it is given to us', () => {
    const texts = { rendered: 'select id, name from {{ ref("x") }}\n', current: 'select id from {{ ref("x") }}\n' };
    expect(reasons(decide(SQL, texts))).toEqual(['exists, and was not written by cartridge']);
    expect(decide(SQL, { ...texts, isAdopted: true })).toMatchObject({ risk: 'merged', base: texts.rendered });
    const same = decide(SQL, { rendered: 'a\n', current: 'a\n', isAdopted: true });
    expect(same).toEqual({ kind: 'write', risk: 'merged', content: 'a\n', base: 'a\n' });
  });

  it('has our nodes spliced in when a person has properties there: what is remembered is ours alone', () => {
    const ours = 'models:\n  - name: stg_orders\n';
    expect(decide(YAML, { rendered: ours, current: 'models: # all\n  - name: mine\n' })).toEqual({
      kind: 'write',
      risk: 'merged',
      content: 'models: # all\n  - name: mine\n  - name: stg_orders\n',
      base: ours,
    });
    expect(decide(YAML, { rendered: ours, current: 'models: [{name: stg_orders, x: 1}]\n' })).toEqual({
      kind: 'keep',
      base: ours,
    });
  });

  it('keeps a README that was there before', () => {
    expect(decide('README.md', { rendered: 'a\n', current: '# mine\n' })).toEqual({ kind: 'keep' });
  });

  it('appends what a .gitignore lacks, in its own line endings', () => {
    const rendered = '# dbt\ntarget/\nlogs/\n';
    expect(decide('.gitignore', { rendered, current: 'node_modules\r\ntarget/' })).toEqual({
      kind: 'write',
      risk: 'merged',
      content: 'node_modules\r\ntarget/\r\nlogs/\r\n',
      base: rendered,
    });
  });

  it('is left alone where it is not UTF-8', () => {
    const current = { content: 'models: [] # caf\uFFFD\n', hash: sha256('other bytes'), mode: '0644' };
    expect(reasons(decide(YAML, { rendered: 'models: [{name: a}]\n', current }))[0]).toContain('is not UTF-8');
  });
});

describe('a path that cartridge wrote before', () => {
  it('is regenerated while nobody touched it', () => {
    expect(decide(SQL, { rendered: 'new\n', current: 'old\n', base: 'old\n' })).toEqual({
      kind: 'write',
      risk: 'regenerated',
      content: 'new\n',
      base: 'new\n',
    });
  });

  it('keeps its layout where properties would say the same', () => {
    const [base, rendered] = ['models:\n- name: a\n', 'models:\n    - name: "a"\n'];
    expect(decide(YAML, { rendered, base, current: base })).toEqual({ kind: 'keep' });
    const other = `${rendered}      description: all\n`;
    expect(decide(YAML, { rendered: other, base, current: base })).toMatchObject({ kind: 'write', content: other });
  });

  it('keeps an edit of text that would not change', () => {
    expect(decide(SQL, { rendered: 'old\n', current: 'edited\n', base: 'old\n' })).toEqual({ kind: 'keep' });
  });

  it('respects a deletion, and says so where the text would be another now', () => {
    expect(decide(SQL, { rendered: 'old\n', base: 'old\n' })).toEqual({ kind: 'keep' });
    expect(decide(SQL, { rendered: 'new\n', base: 'old\n' })).toEqual({ kind: 'keep', isDeleted: true });
  });

  it('is merged where a person edited what would change', () => {
    const base = 'select\n    id,\n    name\nfrom {{ ref("x") }}\n';
    const rendered = base.replace('    name\n', '    name,\n    total\n');
    const current = `-- mine\n${base}`;
    expect(decide(SQL, { rendered, current, base })).toMatchObject({
      risk: 'merged',
      content: `-- mine\n${rendered}`,
      base: rendered,
    });
    const conflict = decide(SQL, { rendered: 'select 2 as a\n', current: 'select 3 as a\n', base: 'select 1 as a\n' });
    expect(reasons(conflict)).toHaveLength(1);
  });
});

describe('columns for a model that a person wrote', () => {
  const insert = [{ name: 'total', text: 'amount as total', group: 'numerics' }];

  it('go into its select list; it stays theirs', () => {
    const current = "select\n  id,\nfrom {{ source('shop', 'orders') }}\n";
    expect(decide(SQL, { rendered: '', current, insert })).toEqual({
      kind: 'write',
      risk: 'merged',
      content: current.replace('  id,\n', '  id,\n  amount as total,\n'),
      base: null,
    });
  });

  it('are a conflict where nobody can tell where they go', () => {
    expect(reasons(decide(SQL, { rendered: '', insert }))).toEqual(['is not there any more']);
    expect(reasons(decide(SQL, { rendered: '', current: '{{ my_macro() }}\n', insert }))).toHaveLength(1);
  });
});

it('never replaces text that is neither free nor the base', () => {
  const text = fc.constantFrom('a', 'b', 'c', 'd');
  const maybe = fc.option(text, { nil: undefined });
  fc.assert(
    fc.property(text, maybe, maybe, (rendered, current, base) => {
      const texts = {
        rendered,
        ...(current === undefined ? {} : { current }),
        ...(base === undefined ? {} : { base }),
      };
      const decision = decide(SQL, texts);
      if (decision.kind === 'write') expect([undefined, base]).toContain(current);
      if (current === rendered) expect(decision.kind).toBe('keep');
    }),
  );
});

it('keeps what it generated for tables that are not planned now, in the file and in what is remembered of it', () => {
  const both = 'models:\n  - name: a\n    columns: [{name: id}]\n\n  - name: b\n';
  const rendered = 'models:\n  - name: a\n    columns: [{name: id}, {name: total}]\n';
  expect(decide(YAML, { rendered: 'models:\n  - name: b\n', current: both, base: both })).toEqual({ kind: 'keep' });
  const content = both.replace('{name: id}', '{name: id}, {name: total}');
  expect(decide(YAML, { rendered, current: both, base: both })).toEqual({
    kind: 'write',
    risk: 'regenerated',
    content,
    base: content,
  });
});

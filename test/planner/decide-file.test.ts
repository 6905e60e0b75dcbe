import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideFile } from '../../src/planner/decide-file.ts';

const path = 'models/staging/shop/stg_shop__orders.sql';

describe('a path that cartridge never wrote', () => {
  it('is written when it is free', () => {
    expect(decideFile(path, { rendered: 'a\n', current: undefined, base: undefined })).toEqual({
      kind: 'write',
      risk: 'new',
      content: 'a\n',
    });
  });

  it('is a conflict when a person has a file there', () => {
    expect(decideFile(path, { rendered: 'a\n', current: 'mine\n', base: undefined })).toEqual({
      kind: 'conflict',
      why: 'exists, and was not written by cartridge',
    });
  });

  it('keeps a README that was there before', () => {
    expect(decideFile('README.md', { rendered: 'a\n', current: '# mine\n', base: undefined })).toEqual({
      kind: 'keep',
    });
  });

  it('appends what a .gitignore lacks, in its own line endings', () => {
    const decision = decideFile('.gitignore', {
      rendered: '# dbt\ntarget/\nlogs/\n',
      current: 'node_modules\r\ntarget/',
      base: undefined,
    });
    expect(decision).toEqual({ kind: 'write', risk: 'merged', content: 'node_modules\r\ntarget/\r\nlogs/\r\n' });
  });
});

describe('a path that cartridge wrote before', () => {
  it('is regenerated while nobody touched it', () => {
    expect(decideFile(path, { rendered: 'new\n', current: 'old\n', base: 'old\n' })).toEqual({
      kind: 'write',
      risk: 'regenerated',
      content: 'new\n',
    });
  });

  it('keeps an edit of text that would not change', () => {
    expect(decideFile(path, { rendered: 'old\n', current: 'edited\n', base: 'old\n' })).toEqual({ kind: 'keep' });
  });

  it('respects a deletion of text that would not change', () => {
    expect(decideFile(path, { rendered: 'old\n', current: undefined, base: 'old\n' })).toEqual({ kind: 'keep' });
  });

  it('is a conflict when a person edited or deleted what would change', () => {
    expect(decideFile(path, { rendered: 'new\n', current: 'edited\n', base: 'old\n' })).toMatchObject({
      kind: 'conflict',
    });
    expect(decideFile(path, { rendered: 'new\n', current: undefined, base: 'old\n' })).toMatchObject({
      kind: 'conflict',
    });
  });
});

it('never replaces text that is neither free nor the base', () => {
  const text = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(
      text,
      fc.option(text, { nil: undefined }),
      fc.option(text, { nil: undefined }),
      (rendered, current, base) => {
        const decision = decideFile(path, { rendered, current, base });
        if (decision.kind === 'write') expect([undefined, base]).toContain(current);
        if (current === rendered) expect(decision).toEqual({ kind: 'keep' });
      },
    ),
  );
});

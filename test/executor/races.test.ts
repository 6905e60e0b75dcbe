import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readStatus } from '../../src/executor/read-status.ts';
import type { Call } from '../helpers/failing-disk.ts';
import { watchedDisk } from '../helpers/failing-disk.ts';
import { makePlan } from '../helpers/make-plan.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { applyQuietly } from '../helpers/run-options.ts';

let project: string;
beforeEach(() => {
  project = temporaryFolder();
  writeTree(project, { 'a.sql': 'a1\n', 'b.sql': 'b1\n' });
});
afterEach(() => removeFolders([project]));

const plan = makePlan([
  { path: 'a.sql', before: 'a1\n', after: 'a2\n' },
  { path: 'b.sql', before: 'b1\n', after: 'b2\n' },
  { path: 'new.sql', before: null, after: 'new\n' },
]);

/** Somebody saves a file while cartridge makes its first call of a kind. */
function savedDuring(call: Call, path: string) {
  let isSaved = false;
  return watchedDisk(async (_, name, args) => {
    const isOurs = args.some((arg) => typeof arg === 'string' && arg.endsWith('/a.sql'));
    if (isSaved || name !== call || (call === 'rename' && !isOurs)) return;
    isSaved = true;
    writeFileSync(join(project, path), 'mine\n');
  });
}

it.each(['b.sql', 'new.sql'])(
  'puts everything back when %s is saved in the instant before it is replaced',
  async (path) => {
    const before = readTree(project);
    expect(await problemsOf(applyQuietly(project, plan, { disk: savedDuring('rename', path) }))).toEqual([
      {
        code: 'PLAN_STALE',
        message: `${path} was changed by another program while it was being published`,
        where: { file: path },
        hint: 'A formatter that runs on save does this. Stop it, then plan again',
      },
    ]);
    expect(readTree(project)).toEqual({ ...before, [path]: '0644:mine\n' });
    expect(readStatus(project)).toMatchObject({ state: 'idle', run: { status: 'failed' } });
  },
);

it('keeps what is saved in the instant after it was replaced, and puts back all else', async () => {
  let renames = 0;
  const disk = watchedDisk(async (_, name) => {
    if (name === 'rename') renames += 1;
    if (name === 'syncFolder' && renames === 3) writeFileSync(join(project, 'b.sql'), 'b2, formatted\n');
  });
  expect(await problemsOf(applyQuietly(project, plan, { disk }))).toMatchObject([
    {
      code: 'ROLLBACK_INCOMPLETE',
      message: 'publishing failed; everything was put back but b.sql, which another program changed',
    },
  ]);
  expect(readTree(project)).toEqual({
    'a.sql': '0644:a1\n',
    'b.sql': '0644:b2, formatted\n',
    'b.sql.cartridge-before': '0644:b1\n',
  });
  expect(readStatus(project)).toMatchObject({ state: 'idle', run: { status: 'rollback_incomplete', kept: ['b.sql'] } });
});

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readStatus } from '../../src/executor/read-status.ts';
import { resumeRun } from '../../src/executor/resume-run.ts';
import { rollbackRun } from '../../src/executor/rollback-run.ts';
import { readBase } from '../../src/store/bases.ts';
import { countingDisk, crashingDisk } from '../helpers/failing-disk.ts';
import { makePlan } from '../helpers/make-plan.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { applyQuietly, quiet } from '../helpers/run-options.ts';

let project: string;
beforeEach(() => {
  project = temporaryFolder();
  writeTree(project, { 'a.sql': 'a1\n', 'b.sql': 'b1\n', 'c.sql': 'c1\n' });
});
afterEach(() => removeFolders([project]));

const plan = makePlan(
  ['a', 'b', 'c'].map((name) => ({ path: `${name}.sql`, before: `${name}1\n`, after: `${name}2\n` })),
);

/** Leaves a.sql new, b.sql and c.sql old. */
async function dieAfterFirstFile(): Promise<void> {
  const probe = temporaryFolder();
  writeTree(probe, readPlain());
  const disk = countingDisk();
  await applyQuietly(probe, plan, { disk });
  const second = disk.calls.flatMap((call, at) => (call === 'rename' ? [at + 1] : []))[1]!;
  await applyQuietly(project, plan, { disk: crashingDisk(second) }).catch(() => {});
  removeFolders([probe]);
}

function readPlain(): Record<string, string> {
  return Object.fromEntries(Object.entries(readTree(project)).map(([path, text]) => [path, text.slice(5)]));
}

it('refuses to replace what was edited after the death, and changes nothing', async () => {
  await dieAfterFirstFile();
  writeTree(project, { 'c.sql': 'mine\n' });
  const before = readTree(project);
  expect(await problemsOf(resumeRun({ ...quiet, projectDir: project }))).toEqual([
    {
      code: 'MERGE_CONFLICT',
      message: 'c.sql was edited after the run stopped, and is still to be replaced',
      where: { file: 'c.sql' },
      hint: 'Nothing was changed. Undo the edit and resume, or roll the run back: the edit is kept then',
    },
  ]);
  expect(readTree(project)).toEqual(before);
  expect(readStatus(project).progress).toEqual({ total: 3, old: 1, new: 1, edited: ['c.sql'] });

  expect(await rollbackRun({ ...quiet, projectDir: project })).toMatchObject({ status: 'rolled_back' });
  expect(readPlain()).toEqual({ 'a.sql': 'a1\n', 'b.sql': 'b1\n', 'c.sql': 'mine\n' });
});

it('keeps an edit of a file that was published before the death, and its base', async () => {
  await dieAfterFirstFile();
  writeTree(project, { 'a.sql': 'a2 and mine\n' });
  expect(await resumeRun({ ...quiet, projectDir: project })).toMatchObject({ status: 'completed', warnings: [] });
  expect(readPlain()).toEqual({ 'a.sql': 'a2 and mine\n', 'b.sql': 'b2\n', 'c.sql': 'c2\n' });
  expect(await readBase(project, 'a.sql')).toBe('a2\n');
});

it('warns where the base of an edited file cannot be had any more', async () => {
  await dieAfterFirstFile();
  rmSync(join(project, '.cartridge/runs/1/new/0.base')); // as after a power cut
  writeTree(project, { 'a.sql': 'a2 and mine\n' });
  const { warnings } = await resumeRun({ ...quiet, projectDir: project });
  expect(warnings).toEqual([
    {
      code: 'FILE_UNWRITABLE',
      message: 'the base of a.sql could not be kept (it was edited since)',
      hint: 'The files themselves are all new. A later plan that would change them will ask instead',
    },
  ]);
});

it('has nothing to do after a run that ended', async () => {
  await applyQuietly(project, plan);
  const nothing = { status: 'nothing_to_resume', warnings: [] };
  expect(await resumeRun({ ...quiet, projectDir: project })).toEqual({ ...nothing, run_id: null, plan_id: null });
  expect(await resumeRun({ ...quiet, projectDir: project, runId: '1' })).toEqual({
    ...nothing,
    run_id: '1',
    plan_id: plan.plan_id,
  });
});

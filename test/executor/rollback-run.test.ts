import { readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readHistory } from '../../src/executor/read-history.ts';
import { readStatus } from '../../src/executor/read-status.ts';
import type { RollbackOptions } from '../../src/executor/rollback-run.ts';
import { rollbackRun } from '../../src/executor/rollback-run.ts';
import { readBase } from '../../src/store/bases.ts';
import { makePlan } from '../helpers/make-plan.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { applyQuietly, quiet } from '../helpers/run-options.ts';

let project: string;
beforeEach(() => {
  project = temporaryFolder();
  writeTree(project, { 'a.sql': 'a1\n', 'b.sql': '0600:b1\n' });
});
afterEach(() => removeFolders([project]));

const first = makePlan([
  { path: 'a.sql', before: 'a1\n', after: 'a2\n' },
  { path: 'models/c.sql', before: null, after: 'c2\n' },
]);
const second = makePlan([{ path: 'a.sql', before: 'a2\n', after: 'a3\n' }]);

function rollback(different: Partial<RollbackOptions> = {}) {
  return rollbackRun({ ...quiet, projectDir: project, ...different });
}

it('has nothing to do where nothing was applied', async () => {
  expect(await rollback()).toMatchObject({ status: 'nothing_to_roll_back', run_id: null, files: 0 });
});

it('keeps what a person edited since, lays the old text beside it, and puts back the rest', async () => {
  await applyQuietly(project, first);
  writeTree(project, { 'a.sql': 'mine\n' });
  expect(await problemsOf(rollback())).toEqual([
    {
      code: 'ROLLBACK_INCOMPLETE',
      message: 'a.sql was edited after run 1 wrote it, and was left as it is',
      where: { file: 'a.sql' },
      hint: 'What was there before the run, if anything, is in a.sql.cartridge-before; all other files were put back',
    },
  ]);
  expect(readTree(project)).toEqual({
    'a.sql': '0644:mine\n',
    'a.sql.cartridge-before': '0644:a1\n',
    'b.sql': '0600:b1\n',
  });
  expect(readStatus(project)).toMatchObject({ state: 'idle', run: { status: 'rollback_incomplete', kept: ['a.sql'] } });
  expect(await readBase(project, 'a.sql')).toBe('a2\n'); // the edit grew out of that text

  writeTree(project, { 'a.sql': 'a2\n' });
  expect(await rollback()).toMatchObject({ status: 'rolled_back', run_id: '1' });
  expect(readTree(project)['a.sql']).toBe('0644:a1\n');
});

it('leaves a file deleted that a person deleted', async () => {
  await applyQuietly(project, first);
  rmSync(join(project, 'a.sql'));
  rmSync(join(project, 'models'), { recursive: true });
  expect(await problemsOf(rollback())).toMatchObject([{ code: 'ROLLBACK_INCOMPLETE', where: { file: 'a.sql' } }]);
  expect(readTree(project)).toEqual({ 'a.sql.cartridge-before': '0644:a1\n', 'b.sql': '0600:b1\n' });
});

it('keeps a folder of its own in which a person put a file', async () => {
  await applyQuietly(project, first);
  writeTree(project, { 'models/mine.sql': 'mine\n' });
  await rollback();
  expect(Object.keys(readTree(project))).toEqual(['a.sql', 'b.sql', 'models/', 'models/mine.sql']);
});

it('undoes the newest run, never another one by accident', async () => {
  await applyQuietly(project, first);
  await applyQuietly(project, second);
  expect(await rollback()).toMatchObject({ status: 'rolled_back', run_id: '2' });
  expect(await rollback()).toMatchObject({ status: 'nothing_to_roll_back', run_id: '2' });
  expect(await rollback({ runId: '1' })).toMatchObject({ status: 'rolled_back', run_id: '1' });
  expect(readTree(project)).toEqual({ 'a.sql': '0644:a1\n', 'b.sql': '0600:b1\n' });
  expect(readHistory(project).runs.map(({ run_id, status }) => `${run_id} ${status}`)).toEqual([
    '2 rolled_back',
    '1 rolled_back',
  ]);
});

it('refuses to undo a run by half: a later one changed the same file', async () => {
  await applyQuietly(project, first);
  await applyQuietly(project, second);
  const before = readTree(project);
  expect(await problemsOf(rollback({ runId: '1' }))).toEqual([
    {
      code: 'ROLLBACK_REFUSED',
      message: 'run 2 changed a.sql after run 1',
      where: { file: 'a.sql' },
      hint: 'Nothing was changed. Roll back the later run first: cartridge rollback 2',
    },
  ]);
  expect(readTree(project)).toEqual(before);
});

it('undoes an older run whose files no later run touched', async () => {
  await applyQuietly(project, makePlan([{ path: 'b.sql', before: 'b1\n', after: 'b2\n' }]));
  await applyQuietly(project, first);
  await rollback({ runId: '1' });
  expect(readTree(project)).toMatchObject({ 'a.sql': '0644:a2\n', 'b.sql': '0600:b1\n', 'models/c.sql': '0644:c2\n' });
});

it('undoes one step, unless another is built on it or shares its files', async () => {
  const plan = makePlan(
    [
      { path: 'one.sql', before: null, after: '1\n', steps: [1] },
      { path: 'two.sql', before: null, after: '2\n', steps: [2] },
      { path: 'three.sql', before: null, after: '3\n', steps: [3] },
      { path: 'schema.yml', before: null, after: 'x\n', steps: [3, 4] },
    ],
    { dependsOn: { 2: [1] } },
  );
  await applyQuietly(project, plan);
  expect((await problemsOf(rollback({ step: 1 }))).map(({ message }) => message)).toEqual([
    'model_2 (step 2) is built on step 1',
  ]);
  expect((await problemsOf(rollback({ step: 3 }))).map(({ message }) => message)).toEqual([
    'schema.yml also belongs to step 4',
  ]);
  expect((await problemsOf(rollback({ step: 9 }))).map(({ message }) => message)).toEqual(['run 1 has no step 9']);

  await rollback({ step: 2 });
  expect(Object.keys(readTree(project))).toEqual(['a.sql', 'b.sql', 'one.sql', 'schema.yml', 'three.sql']);
  expect(readStatus(project).run?.actions['2']?.status).toBe('rolled_back');
  await rollback({ step: 1 });
  await rollback();
  expect(Object.keys(readTree(project))).toEqual(['a.sql', 'b.sql']);
  expect(readStatus(project).run?.status).toBe('rolled_back');
});

it('does not follow a link that took the place of a folder since', async () => {
  const outside = temporaryFolder();
  await applyQuietly(project, first);
  rmSync(join(project, 'models'), { recursive: true });
  writeTree(outside, { 'c.sql': 'c2\n' });
  symlinkSync(outside, join(project, 'models'));
  expect(await problemsOf(rollback())).toMatchObject([{ code: 'PATH_OUTSIDE_PROJECT' }]);
  expect(readdirSync(outside)).toEqual(['c.sql']);
  removeFolders([outside]);
});

it('names the runs there are when asked for another', async () => {
  await applyQuietly(project, first);
  expect(await problemsOf(rollback({ runId: '7' }))).toEqual([
    {
      code: 'RUN_NOT_FOUND',
      message: 'there is no run "7" in this project',
      hint: 'Runs here: 1. See cartridge history',
    },
  ]);
  expect(await problemsOf(rollback({ runId: '../../x' }))).toMatchObject([{ code: 'RUN_NOT_FOUND' }]);
});

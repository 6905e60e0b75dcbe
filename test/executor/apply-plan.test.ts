import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Problem } from '../../src/errors.ts';
import type { Event } from '../../src/events.ts';
import { readHistory } from '../../src/executor/read-history.ts';
import { readStatus } from '../../src/executor/read-status.ts';
import { rollbackRun } from '../../src/executor/rollback-run.ts';
import { readBase } from '../../src/store/bases.ts';
import { readRecord } from '../../src/store/records.ts';
import { makePlan } from '../helpers/make-plan.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { applyQuietly, quiet } from '../helpers/run-options.ts';

let project: string;
beforeEach(() => {
  project = temporaryFolder();
  writeTree(project, { 'dbt_project.yml': 'name: shop\n', 'old.sql': '0640:select 1\n' });
});
afterEach(() => removeFolders([project]));

const plan = makePlan([
  { path: 'models/staging/stg_orders.sql', before: null, after: 'select 2\n' },
  { path: 'dbt_project.yml', before: 'name: shop\n', after: 'name: shop2\n' },
  { path: 'old.sql', before: 'select 1\n', after: null },
]);

it('makes, replaces and deletes, keeps bases and a record, and takes it all back', async () => {
  const before = readTree(project);
  const result = await applyQuietly(project, plan);
  expect(result).toEqual({
    status: 'applied',
    plan_id: plan.plan_id,
    run_id: '1',
    created: 1,
    updated: 1,
    deleted: 1,
    level: 'bind',
    warnings: [],
  });
  expect(readTree(project)).toEqual({
    'dbt_project.yml': '0644:name: shop2\n',
    'models/': '',
    'models/staging/': '',
    'models/staging/stg_orders.sql': '0644:select 2\n',
  });
  expect(await readBase(project, 'models/staging/stg_orders.sql')).toBe('select 2\n');
  expect(await readRecord(project, plan.plan_id)).toMatchObject({ status: 'applied', by: 'ada', run_ids: ['1'] });

  const undone = await rollbackRun({ ...quiet, projectDir: project });
  expect(undone).toEqual({ status: 'rolled_back', run_id: '1', plan_id: plan.plan_id, files: 3, warnings: [] });
  expect(readTree(project)).toEqual(before);
  expect(readTree(project, '.cartridge/base')).toEqual({});
  expect(await readRecord(project, plan.plan_id)).toMatchObject({ status: 'rolled_back' });
});

it('keeps the permissions of a file that it replaces', async () => {
  const edit = makePlan([{ path: 'old.sql', before: 'select 1\n', after: 'select 3\n' }]);
  await applyQuietly(project, edit);
  expect(readTree(project)['old.sql']).toBe('0640:select 3\n');
});

it('applies a plan once, and again after it was rolled back', async () => {
  await applyQuietly(project, plan);
  expect(await problemsOf(applyQuietly(project, plan))).toEqual([
    {
      code: 'PLAN_APPLIED',
      message: 'this plan was applied already, by run 1 at 2026-01-02T03:04:05.000Z',
      hint: 'cartridge plan says what is still missing, if anything; cartridge rollback 1 undoes it',
    },
  ]);
  await rollbackRun({ ...quiet, projectDir: project });
  expect((await applyQuietly(project, plan)).run_id).toBe('2');
});

it('names every file that is not as the plan expects it, and writes nothing', async () => {
  writeTree(project, { 'models/staging/stg_orders.sql': 'mine\n', 'dbt_project.yml': 'name: mine\n' });
  const before = readTree(project);
  const problems = await problemsOf(applyQuietly(project, plan));
  expect(problems.map(({ code, message }) => [code, message])).toEqual([
    ['PLAN_STALE', 'models/staging/stg_orders.sql appeared since the plan was made'],
    ['PLAN_STALE', 'dbt_project.yml changed since the plan was made'],
  ]);
  expect(readTree(project)).toEqual(before);
});

it('says that everything is there already in a copy that another machine applied', async () => {
  const copy = makePlan([{ path: 'dbt_project.yml', before: null, after: 'name: shop\n' }]);
  expect(await problemsOf(applyQuietly(project, copy))).toMatchObject([{ code: 'PLAN_APPLIED' }]);
});

it('refuses a plan that was changed after it was sealed', async () => {
  const files = plan.files.map((file) => ({ ...file, content: file.content && `${file.content}-- ha\n` }));
  expect(await problemsOf(applyQuietly(project, { ...plan, files }))).toMatchObject([
    { code: 'PLAN_TAMPERED', where: { file: 'models/staging/stg_orders.sql' } },
    { code: 'PLAN_TAMPERED', where: { file: 'dbt_project.yml' } },
  ]);
});

it('writes nothing when verification fails, and tells why in the history', async () => {
  const before = readTree(project);
  const problems: Problem[] = [{ code: 'VERIFY_BIND', message: 'column "amout" does not exist' }];
  const failing = applyQuietly(project, plan, { verify: async () => ({ ok: false, problems, level: 'bind' }) });
  expect(await problemsOf(failing)).toEqual(problems);
  expect(readTree(project)).toEqual(before);
  expect(readHistory(project).runs).toMatchObject([
    { run_id: '1', status: 'failed', error: { code: 'VERIFY_BIND', message: 'column "amout" does not exist' } },
  ]);
  expect((await applyQuietly(project, plan)).run_id).toBe('2');
});

it('does not overwrite a file that was edited while verification ran', async () => {
  const verify = async () => {
    writeFileSync(join(project, 'dbt_project.yml'), 'name: mine\n');
    return { ok: true, problems: [], level: 'parse' };
  };
  expect(await problemsOf(applyQuietly(project, plan, { verify }))).toMatchObject([
    { code: 'PLAN_STALE', message: 'dbt_project.yml changed since the plan was made' },
  ]);
  expect(readTree(project)).toEqual({ 'dbt_project.yml': '0644:name: mine\n', 'old.sql': '0640:select 1\n' });
});

it('writes nothing at all in a dry run', async () => {
  const before = readTree(project);
  expect(await applyQuietly(project, plan, { dryRun: true })).toMatchObject({ status: 'verified', run_id: null });
  expect(readTree(project)).toEqual(before);
  expect(readTree(project, '.cartridge')).toEqual({});
});

it('makes the folder of a new project, but not in a dry run', async () => {
  const fresh = join(project, 'new/shop');
  const small = makePlan([{ path: 'dbt_project.yml', before: null, after: 'name: shop\n' }]);
  expect(await applyQuietly(fresh, small, { dryRun: true })).toMatchObject({ status: 'verified', created: 1 });
  expect(readTree(fresh)).toEqual({});
  await applyQuietly(fresh, small);
  expect(readTree(fresh)).toEqual({ 'dbt_project.yml': '0644:name: shop\n' });
});

it('is content with a plan without changes, as often as asked', async () => {
  const nothing = makePlan([]);
  for (const _ of [1, 2]) {
    expect(await applyQuietly(project, nothing)).toMatchObject({ status: 'no_changes', run_id: null, warnings: [] });
  }
  expect(readHistory(project).runs).toEqual([]);
});

it('stops before the first write when it is cancelled', async () => {
  const controller = new AbortController();
  const verify = async () => {
    controller.abort();
    return { ok: true, problems: [], level: 'static' };
  };
  const before = readTree(project);
  expect(await problemsOf(applyQuietly(project, plan, { verify, signal: controller.signal }))).toEqual([
    { code: 'DECLINED', message: 'cancelled before anything was written' },
  ]);
  expect(readTree(project)).toEqual(before);
});

it.each([
  ['../x.sql', 'PATH_OUTSIDE_PROJECT', '../x.sql is not a path inside the project folder'],
  ['models/../../x.sql', 'PATH_OUTSIDE_PROJECT', 'models/../../x.sql is not a path inside the project folder'],
  ['/etc/x', 'PATH_OUTSIDE_PROJECT', '/etc/x is not a path inside the project folder'],
  ['a\\b.sql', 'PATH_OUTSIDE_PROJECT', 'a\\b.sql is not a path inside the project folder'],
  ['.GIT/hooks/pre-commit', 'PATH_OUTSIDE_PROJECT', '.GIT/hooks/pre-commit is no place for a plan to write'],
  ['.cartridge/lock', 'PATH_OUTSIDE_PROJECT', '.cartridge/lock is no place for a plan to write'],
  ['out/x.sql', 'PATH_OUTSIDE_PROJECT', 'out leaves the project folder'],
  ['link.sql', 'FILE_UNWRITABLE', 'link.sql cannot be written: it is a link, and would be replaced by a file'],
  ['folder', 'FILE_UNWRITABLE', 'folder cannot be written: it is a folder'],
  ['old.sql/x.sql', 'FILE_UNWRITABLE', 'old.sql cannot be written: it is a file where a folder should be'],
  ['OLD.sql', 'PATH_CASE_CLASH', 'OLD.sql and old.sql differ only in the case of letters'],
  ['Folder/x.sql', 'PATH_CASE_CLASH', 'Folder/x.sql and folder differ only in the case of letters'],
])('refuses to write %j', async (path, code, message) => {
  const outside = temporaryFolder();
  symlinkSync(outside, join(project, 'out'));
  symlinkSync(join(project, 'old.sql'), join(project, 'link.sql'));
  mkdirSync(join(project, 'folder'));
  const evil = makePlan([{ path, before: null, after: 'x\n' }]);
  expect((await problemsOf(applyQuietly(project, evil))).map((problem) => [problem.code, problem.message])).toEqual([
    [code, message],
  ]);
  expect(readTree(outside)).toEqual({});
  removeFolders([outside]);
});

it('tells how the actions fare, in order', async () => {
  const events: Event[] = [];
  await applyQuietly(project, plan, { onEvent: (event) => events.push(event) });
  const actions = events.flatMap((event) => (event.type === 'action' ? [event] : []));
  expect(actions.map(({ step_id, status }) => `${step_id} ${status}`)).toEqual(
    ['verified', 'executing', 'completed'].flatMap((status) => [1, 2, 3].map((step) => `${step} ${status}`)),
  );
  expect(actions.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it('reports the run and its actions', async () => {
  expect(readStatus(project)).toMatchObject({ state: 'idle', run: null, problem: null });
  await applyQuietly(project, plan);
  const status = readStatus(project);
  expect(status).toMatchObject({ state: 'idle', holder: null, progress: { total: 3, old: 0, new: 3, edited: [] } });
  expect(status.run).toMatchObject({ run_id: '1', status: 'completed', verified: 'bind', by: 'ada', files: 3 });
  expect(status.run?.actions['1']).toMatchObject({ name: 'model_1', status: 'completed', result: '1 file' });
});

it('keeps no absolute path and no text of a file in its journal', async () => {
  await applyQuietly(project, plan);
  const journal = readFileSync(join(project, '.cartridge/runs/1/journal.jsonl'), 'utf8');
  expect(journal).not.toContain(project);
  expect(journal).not.toContain('select');
});

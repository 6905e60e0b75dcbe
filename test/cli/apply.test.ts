import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventSchema } from '../../src/events.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { savePlan } from '../../src/store/plans.ts';
import { type FileChange, makePlan } from '../helpers/make-plan.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { jsonLines, NOW, runCartridge, type RunOptions } from '../helpers/run-cartridge.ts';

let project: string;
beforeEach(() => {
  project = temporaryFolder();
});
afterEach(() => removeFolders([project]));

const CHANGES: FileChange[] = [
  { path: 'models/a.sql', before: null, after: 'select 1 as a\n' },
  { path: 'models/b.sql', before: null, after: 'select 2 as b\n' },
];

async function planned(changes: readonly FileChange[] = CHANGES): Promise<ExecutionPlan> {
  const old = changes.flatMap(({ path, before }) => (before === null ? [] : [[path, before] as const]));
  writeTree(project, Object.fromEntries(old));
  const plan = makePlan(changes);
  await savePlan(project, plan, NOW.toISOString());
  return plan;
}

/** Runs a command in the project, with nobody at the terminal. */
const run = (...argv: string[]) => runCartridge(argv, { cwd: project });
/** Runs a command with a person at a terminal who gives these answers. */
const runWithAnswer = (answers: string, argv: readonly string[], more: RunOptions = {}) =>
  runCartridge(argv, { cwd: project, env: { NO_COLOR: '1' }, terminal: { columns: 80, answers }, ...more });

const ESCAPE = String.fromCharCode(27);
/** A line without what a progress line drew and took away. */
const lasting = (text: string) =>
  text
    .split('\r')
    .map((part) => part.replace(`${ESCAPE}[2K`, ''))
    .join('');

it('applies, says where things are, and undoes', async () => {
  const id = (await planned()).plan_id.slice(0, 6);
  expect(await run('apply', '--yes', '--verify', 'off')).toEqual({
    status: 0,
    stdout:
      `Plan ${id} makes 2 files here. Nothing that exists changes.\n\n` +
      'publish     2 files\n\nApplied (run 1). Undo: cartridge rollback    Next: dbt build\n',
    stderr: '',
  });
  expect(Object.keys(readTree(project))).toEqual(['models/', 'models/a.sql', 'models/b.sql']);
  expect(await run('status')).toEqual({
    status: 0,
    stdout: `Run 1 applied plan ${id}: 2 files, just now.\n`,
    stderr: '',
  });
  expect(await run('apply', id, '--yes')).toMatchObject({
    status: 5,
    stderr: expect.stringContaining('PLAN_APPLIED'),
  });
  expect(await run('rollback', '--yes')).toEqual({
    status: 0,
    stdout:
      `Run 1 applied plan ${id}: 2 files, just now. Rolling back puts each file back as it was before.\n` +
      'Run 1 is rolled back: 2 files are as before.\n',
    stderr: '',
  });
  expect(readTree(project)).toEqual({});
  expect((await run('rollback', '--yes')).stdout).toBe(
    'Nothing to roll back: nothing of run 1 is left. Undo an earlier one by its number: cartridge history\n',
  );
  const history = (await run('history')).stdout.split('\n');
  expect(history[0]).toMatch(/^run  plan    status       files  when      by +name$/);
  expect(history[1]).toMatch(new RegExp(`^  1  ${id}  rolled back      2  just now  .+ test plan$`));
});

it('asks, and takes no for an answer', async () => {
  const id = (await planned()).plan_id.slice(0, 6);
  for (const answer of ['n\n', '\n', 'never\n', '']) {
    const { status, stdout, stderr } = await runWithAnswer(answer, ['apply', '--verify', 'off']);
    expect({ status, stdout }).toEqual({
      status: 8,
      stdout: `Plan ${id} makes 2 files here. Nothing that exists changes.\n`,
    });
    expect(stderr).toBe('Apply? [y/N] Nothing was written. The plan is kept.\n');
  }
  expect(readTree(project)).toEqual({});
  const { status, stdout } = await runWithAnswer('y\n', ['apply', '--verify', 'off']);
  expect(status).toBe(0);
  expect(stdout).toContain('Applied (run 1).');
});

it('asks nobody where there is no terminal, or on a CI machine', async () => {
  await planned();
  const refused = {
    status: 2,
    stderr:
      'error: apply asks before it writes, and there is no terminal to ask on           CONFIRMATION_NEEDED\n' +
      '  Say yes beforehand:\n    cartridge apply --yes\n',
  };
  expect(await run('apply')).toMatchObject(refused);
  const onCi = await runCartridge(['apply'], { cwd: project, env: { CI: 'true' }, terminal: { columns: 100 } });
  expect(onCi.status).toBe(2);
  expect(readTree(project)).toEqual({});
});

it('names every file that would change before it asks', async () => {
  const plan = await planned([
    { path: '.gitignore', before: 'x\n', after: 'x\ntarget/\n' },
    { path: 'old.sql', before: 'select 1\n', after: null },
  ]);
  const { stdout } = await run('apply', '--dry-run', '--verify', 'off');
  expect(stdout).toBe(
    `Plan ${plan.plan_id.slice(0, 6)} makes no file. It changes .gitignore. It deletes old.sql.\n\n\n` +
      'Nothing wrong was found and nothing was written. To write: cartridge apply\n',
  );
  expect(readTree(project)).toEqual({ '.gitignore': '0644:x\n', 'old.sql': '0644:select 1\n' });
});

it('names each file that is stale', async () => {
  await planned([{ path: 'a.sql', before: 'select 1\n', after: 'select 2\n' }]);
  writeFileSync(join(project, 'a.sql'), 'select 3\n');
  expect(await run('apply', '--yes')).toMatchObject({
    status: 5,
    stderr:
      'error: a.sql changed since the plan was made                                              PLAN_STALE\n' +
      '  Nothing was written. Plan again: cartridge plan reads the project as it is now\n',
  });
});

it('shows what failed under its step, and what state things are in', async () => {
  await planned([{ path: 'models/a.sql', before: null, after: "select * from {{ ref('nowhere') }}\n" }]);
  const { status, stdout, stderr } = await run('apply', '--yes', '--verify', 'static');
  expect({ status, stderr }).toEqual({
    status: 9,
    stderr: 'Nothing was written. The plan is kept; cartridge show --check lists every problem.\n',
  });
  expect(stdout).toContain('\n  models/a.sql:1:15   a refers to nowhere, which is no model\n');
  expect(existsSync(join(project, 'models'))).toBe(false);
});

it('prints JSON lines: a version, events, and a result last', async () => {
  const plan = await planned();
  const { status, stdout, stderr } = await run('apply', '--yes', '--verify', 'off', '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = jsonLines(stdout).map((line) => eventSchema.parse(line));
  expect(lines[0]).toMatchObject({ type: 'version', format_version: '1.0', command: 'apply' });
  expect(lines.filter((line) => line.type === 'action').map((line) => [line.name, line.status, line.seq])).toEqual([
    ['model_1', 'verified', 1],
    ['model_2', 'verified', 2],
    ['model_1', 'executing', 3],
    ['model_2', 'executing', 4],
    ['model_1', 'completed', 5],
    ['model_2', 'completed', 6],
  ]);
  expect(lines.at(-1)).toMatchObject({
    type: 'result',
    status: 'applied',
    exit_code: 0,
    run_id: '1',
    plan_id: plan.plan_id,
    created: 2,
  });
});

it('ends a stream of JSON lines with the problems when it fails', async () => {
  const { status, stdout, stderr } = await run('apply', '--yes', '--json');
  expect(status).toBe(2);
  expect(jsonLines(stdout).at(-1)).toMatchObject({
    type: 'result',
    status: 'failed',
    exit_code: 2,
    problems: [{ code: 'PLAN_NOT_FOUND', message: 'there is no plan yet' }],
  });
  expect(stderr).toContain('error: there is no plan yet');
});

it('stops where it is safe after Ctrl-C, and says so', async () => {
  await planned();
  const controller = new AbortController();
  controller.abort();
  expect(await runCartridge(['apply', '--yes'], { cwd: project, signal: controller.signal })).toMatchObject({
    status: 8,
    stderr: 'Cancelled before anything was written.\n',
  });
  expect(readTree(project)).toEqual({});
});

it('takes Ctrl-C at the question for a no', async () => {
  await planned();
  const controller = new AbortController();
  const asked = runWithAnswer('', ['apply'], {
    signal: controller.signal,
    terminal: { columns: 80, stdin: new PassThrough() },
  });
  setTimeout(() => controller.abort(), 50);
  const { status, stderr } = await asked;
  expect(status).toBe(8);
  expect(lasting(stderr)).toContain('Nothing was written. The plan is kept.\n');
});

it('has nothing to resume where no run is unfinished', async () => {
  expect(await run('resume')).toEqual({
    status: 0,
    stdout: 'Nothing to resume: no run is unfinished.\n',
    stderr: '',
  });
});

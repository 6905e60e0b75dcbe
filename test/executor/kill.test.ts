import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readStatus } from '../../src/executor/read-status.ts';
import type { Whole } from '../helpers/crash-scenario.ts';
import {
  assertOldOrNew,
  copyProject,
  crashPlan,
  makeProject,
  readEnds,
  readWhole,
  recover,
} from '../helpers/crash-scenario.ts';
import { countingDisk } from '../helpers/failing-disk.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { removeFolders } from '../helpers/project-tree.ts';
import { applyQuietly } from '../helpers/run-options.ts';

vi.setConfig({ testTimeout: 300_000 });

const PROGRAM = join(import.meta.dirname, '../helpers/killed-run.ts');
const folders: string[] = [];
let ends: { before: Whole; after: Whole };
let template: string;
let calls: number;

beforeAll(async () => {
  const { folders: used, ...both } = await readEnds();
  ends = both;
  template = await makeProject();
  const project = copyProject(template);
  folders.push(template, project, ...used);
  const disk = countingDisk();
  await applyQuietly(project, crashPlan, { disk });
  calls = disk.calls.length;
});
afterAll(() => removeFolders(folders));

function runKilled(command: string, project: string, at: number): void {
  const result = spawnSync(process.execPath, ['--import', 'tsx', PROGRAM, command, project, String(at)]);
  expect([result.signal, result.stderr.toString()]).toEqual(['SIGKILL', '']);
}

function freshCopy(project: string): string {
  const copy = copyProject(project);
  folders.push(copy);
  return copy;
}

it('survives kill -9, in apply and again in the recovery', async () => {
  const share = [0.1, 0.4, 0.5, 0.55, 0.6, 0.65, 0.75, 0.95];
  for (const [index, at] of share.map((part) => Math.round(calls * part)).entries()) {
    const project = freshCopy(template);
    runKilled('apply', project, at);
    assertOldOrNew(project, ends);
    const isUnfinished = readStatus(project).state === 'unfinished';
    const back = freshCopy(project);
    const how = index % 2 === 0 ? 'resume' : 'rollback';
    if (isUnfinished) runKilled(how, project, 7 + index);
    assertOldOrNew(project, ends);
    await recover('resume', project);
    const isNew = readStatus(project).run?.status === 'completed';
    expect(readWhole(project)).toEqual(isNew ? ends.after : ends.before);
    await recover('rollback', back);
    expect(readWhole(back)).toEqual(ends.before);
  }
});

it('lets one process work at a time, names it to the others, and is free again when it is killed', async () => {
  const project = freshCopy(template);
  const holder = spawn(process.execPath, ['--import', 'tsx', PROGRAM, 'hold', project, '0']);
  try {
    await once(holder.stdout, 'data');
    const who = `cartridge apply (process ${holder.pid} on ${hostname()})`;
    expect(await problemsOf(applyQuietly(project, crashPlan))).toEqual([
      {
        code: 'LOCKED',
        message: `${who} has been working in this project since 2026-01-02T03:04:05.000Z`,
        hint: 'Wait until it ends, or stop that process: the lock goes with it. cartridge status shows how far it is',
      },
    ]);
    expect(readStatus(project)).toMatchObject({
      state: 'working',
      holder: { pid: holder.pid, command: 'apply' },
      run: { run_id: '1', status: 'started' },
    });
  } finally {
    holder.kill('SIGKILL');
    await once(holder, 'exit');
  }
  expect(readStatus(project)).toMatchObject({ state: 'idle', holder: null, run: { status: 'failed' } });
  expect(readWhole(project)).toEqual(ends.before);
  expect(await applyQuietly(project, crashPlan)).toMatchObject({ status: 'applied', run_id: '2' });
});

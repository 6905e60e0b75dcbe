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
import type { Call } from '../helpers/failing-disk.ts';
import { countingDisk, crashingDisk } from '../helpers/failing-disk.ts';
import { removeFolders } from '../helpers/project-tree.ts';
import { applyQuietly } from '../helpers/run-options.ts';

vi.setConfig({ testTimeout: 300_000 }); // thousands of small files; how long they take is the machine's affair

const folders: string[] = [];
let ends: { before: Whole; after: Whole };
let calls: Call[];
let template: string;

beforeAll(async () => {
  const { folders: used, ...both } = await readEnds();
  ends = both;
  template = await makeProject();
  const project = copyProject(template);
  folders.push(template, project, ...used);
  const disk = countingDisk();
  await applyQuietly(project, crashPlan, { disk });
  calls = disk.calls;
});
afterAll(() => removeFolders(folders));

async function crashedApply(at: number, torn: boolean): Promise<string> {
  const project = copyProject(template);
  folders.push(project);
  await applyQuietly(project, crashPlan, { disk: crashingDisk(at, { torn }) }).catch(() => {});
  return project;
}

/** Checks all that is promised of a project in which a run died, by whatever death. */
async function checkRecovery(project: string): Promise<'nothing' | 'published'> {
  assertOldOrNew(project, ends);
  const { state, progress, problem } = readStatus(project);
  expect(problem?.code ?? null).toBe(state === 'unfinished' ? 'RUN_UNFINISHED' : null);
  if (state === 'idle' && !progress) expect(readWhole(project)).toEqual(ends.before);

  const [forward, back] = [project, copyProject(project)];
  folders.push(back);
  const isDone = progress?.new === crashPlan.files.length || state === 'unfinished';
  await recover('resume', forward);
  expect(readWhole(forward)).toEqual(isDone ? ends.after : ends.before);
  expect((await recover('resume', forward)).status).toBe('nothing_to_resume');
  await recover('rollback', back);
  expect(readWhole(back)).toEqual(ends.before);
  expect((await recover('rollback', back)).status).toBe('nothing_to_roll_back');
  expect(readWhole(back)).toEqual(ends.before);
  return isDone ? 'published' : 'nothing';
}

it('survives a death at every call that changes a file', async () => {
  const outcomes = [];
  for (const at of calls.keys()) outcomes.push(await checkRecovery(await crashedApply(at + 1, false)));
  expect(calls.length).toBeGreaterThan(100);
  expect(outcomes.indexOf('published')).toBeGreaterThan(40); // all before the commit point leave the project alone
  expect(outcomes.lastIndexOf('nothing')).toBeLessThan(outcomes.indexOf('published'));
});

it('survives a death in the middle of every write', async () => {
  const writes = [...calls.keys()].filter((at) => calls[at] === 'append' || calls[at] === 'writeFile');
  for (const at of writes) await checkRecovery(await crashedApply(at + 1, true));
  expect(writes.length).toBeGreaterThan(40);
});

it.each([
  ['resume', 'resume'],
  ['resume', 'rollback'],
  ['rollback', 'resume'],
  ['rollback', 'rollback'],
] as const)('survives a death during %s, then %s', async (first, second) => {
  const commit = calls.lastIndexOf('append') - 1;
  const middle = calls.findIndex((call, at) => call === 'rename' && at > 0) + 7;
  const crashed = await crashedApply(Math.min(middle, commit), false);
  folders.push(crashed);
  const disk = countingDisk();
  const whole = copyProject(crashed);
  folders.push(whole);
  await recover(first, whole, disk);
  const offset = (first === 'resume' ? 0 : 2) + (second === 'resume' ? 0 : 1);
  for (let at = offset; at < disk.calls.length; at += 3) {
    const project = copyProject(crashed);
    folders.push(project);
    await recover(first, project, crashingDisk(at + 1, { torn: at % 2 === 0 })).catch(() => {});
    assertOldOrNew(project, ends);
    await recover(second, project);
    const direction = readStatus(project).run?.status;
    expect(readWhole(project)).toEqual(direction === 'completed' ? ends.after : ends.before);
    expect(direction).toBe(first === 'resume' && second === 'resume' ? 'completed' : direction);
  }
});

it('lets the plan be applied again after a death and a rollback', async () => {
  const project = await crashedApply(calls.lastIndexOf('rename'), false);
  await recover('rollback', project);
  expect(await applyQuietly(project, crashPlan)).toMatchObject({ status: 'applied', run_id: '2', warnings: [] });
  expect(readWhole(project)).toEqual(ends.after);
});

it('says how far a dead run came, and refuses another before it is finished', async () => {
  const renames = calls.flatMap((call, at) => (call === 'rename' ? [at + 1] : []));
  const project = await crashedApply(renames[3]!, false);
  expect(readStatus(project)).toMatchObject({
    state: 'unfinished',
    holder: null,
    run: { run_id: '1', status: 'publishing' },
    progress: { total: 23, old: 19, new: 4, edited: [] },
    problem: {
      code: 'RUN_UNFINISHED',
      message: 'run 1 is unfinished: 4 of 23 files published',
      hint: 'cartridge resume 1 publishes the rest, cartridge rollback 1 puts everything back',
    },
  });
  await expect(applyQuietly(project, crashPlan)).rejects.toThrow('run 1 is unfinished: 4 of 23 files published');
});

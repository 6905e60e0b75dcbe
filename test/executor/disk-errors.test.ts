import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { CartridgeError } from '../../src/errors.ts';
import { readStatus } from '../../src/executor/read-status.ts';
import type { Whole } from '../helpers/crash-scenario.ts';
import { copyProject, crashPlan, makeProject, readEnds, readWhole, recover } from '../helpers/crash-scenario.ts';
import { countingDisk, erringDisk } from '../helpers/failing-disk.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { removeFolders } from '../helpers/project-tree.ts';
import { applyQuietly } from '../helpers/run-options.ts';

vi.setConfig({ testTimeout: 300_000 });

const folders: string[] = [];
let ends: { before: Whole; after: Whole };
let template: string;
let calls: number;

beforeAll(async () => {
  const { folders: used, ...both } = await readEnds();
  ends = both;
  template = await makeProject();
  const project = freshCopy();
  folders.push(template, ...used);
  const disk = countingDisk();
  await applyQuietly(project, crashPlan, { disk });
  calls = disk.calls.length;
});
afterAll(() => removeFolders(folders));

function freshCopy(): string {
  const copy = copyProject(template);
  folders.push(copy);
  return copy;
}

/** Either it says that all is well, and all is new; or it fails, and all is old. */
async function checkOnce(code: string, at: number): Promise<void> {
  const project = freshCopy();
  const where = `${code} at call ${at}`;
  try {
    const { warnings } = await applyQuietly(project, crashPlan, { disk: erringDisk(at, code, 1) });
    expect(readWhole(project).files, where).toEqual(ends.after.files);
    if (warnings.length === 0) expect(readWhole(project), where).toEqual(ends.after);
  } catch (error) {
    expect(error, where).toBeInstanceOf(CartridgeError);
    expect((error as CartridgeError).code, where).toBe('APPLY_FAILED');
    expect(readWhole(project), where).toEqual(ends.before);
    expect(readStatus(project).state, where).toBe('idle');
  }
}

it('is all new or all old after one error of the disk, at every call', async () => {
  const codes = ['ENOSPC', 'EIO', 'EACCES', 'EROFS'];
  for (let at = 1; at <= calls; at++) await checkOnce(codes[at % codes.length]!, at);
});

it('tries again what may pass: a file that is held, too many open files', async () => {
  for (const [index, code] of ['EBUSY', 'EMFILE', 'EPERM'].entries()) {
    const project = freshCopy();
    const disk = erringDisk(Math.round(calls / 2) + index, code, 2);
    expect(await applyQuietly(project, crashPlan, { disk })).toMatchObject({ status: 'applied', warnings: [] });
    expect(readWhole(project)).toEqual(ends.after);
  }
});

it('can be resumed or rolled back after a disk that failed and stayed so', async () => {
  let unfinished = 0;
  for (let at = 3; at <= calls; at += 4) {
    const project = freshCopy();
    await applyQuietly(project, crashPlan, { disk: erringDisk(at, 'EIO') }).catch(() => {});
    const { state } = readStatus(project);
    if (state === 'unfinished') unfinished += 1;
    else if (readStatus(project).run?.status !== 'completed') expect(readWhole(project)).toEqual(ends.before);
    const how = at % 8 === 3 ? 'resume' : 'rollback';
    await recover(how, project);
    const isNew = readStatus(project).run?.status === 'completed';
    expect(readWhole(project)).toEqual(isNew ? ends.after : ends.before);
  }
  expect(unfinished).toBeGreaterThan(5);
});

it('says what failed, in words and without a path of this machine', async () => {
  const project = freshCopy();
  const disk = erringDisk(20, 'ENOSPC', 1);
  expect(await problemsOf(applyQuietly(project, crashPlan, { disk }))).toEqual([
    {
      code: 'APPLY_FAILED',
      message: 'writing failed: no space is left on the disk; nothing was changed',
      hint: 'Put this right, then run the command again',
    },
  ]);
});

it('says so when even putting back fails', async () => {
  const project = freshCopy();
  const probe = countingDisk();
  await applyQuietly(freshCopy(), crashPlan, { disk: probe });
  const fifthRename = probe.calls.flatMap((call, at) => (call === 'rename' ? [at + 1] : []))[4]!;
  const [problem] = await problemsOf(applyQuietly(project, crashPlan, { disk: erringDisk(fifthRename, 'EIO') }));
  expect(problem).toEqual({
    code: 'RUN_UNFINISHED',
    message: 'run 1 is unfinished: 5 of 23 files published (putting back failed too: the disk reported an error)',
    hint: 'cartridge resume 1 publishes the rest, cartridge rollback 1 puts everything back',
  });
});

import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readStatus } from '../../src/executor/read-status.ts';
import type { Disk } from '../../src/outside/disk.ts';
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
import { countingDisk, CrashError } from '../helpers/failing-disk.ts';
import { forgetfulDisk } from '../helpers/forgetful-disk.ts';
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
  const project = copyProject(template);
  folders.push(template, project, ...used);
  const disk = countingDisk();
  await applyQuietly(project, crashPlan, { disk });
  calls = disk.calls.length;
});
afterAll(() => removeFolders(folders));

/** Lets `count` calls through, then dies. */
function dyingAfter(disk: Disk, count: number): Disk {
  let left = count;
  const watch =
    <A extends unknown[], T>(run: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      left -= 1;
      if (left < 0) throw new CrashError('the power went');
      return run(...args);
    };
  return {
    makeFolder: watch(disk.makeFolder),
    writeFile: watch(disk.writeFile),
    append: watch(disk.append),
    rename: watch(disk.rename),
    removeFile: watch(disk.removeFile),
    removeFolder: watch(disk.removeFolder),
    syncFolder: watch(disk.syncFolder),
  };
}

/** A death with a power cut after some calls of `work`, then both ways out. */
async function checkPowerCut(
  start: string,
  work: (project: string, disk: Disk) => Promise<unknown>,
  { count, random }: { count: number; random: () => number },
): Promise<void> {
  const project = copyProject(start);
  folders.push(project);
  const { disk, cutPower } = forgetfulDisk();
  const outcome = await work(project, dyingAfter(disk, count)).catch(() => null);
  const whole = outcome && readWhole(project).files;
  cutPower(random);
  assertOldOrNew(project, ends);
  if (whole) expect(readWhole(project).files).toEqual(whole); // what was reported done, is done
  const back = copyProject(project);
  folders.push(back);
  await recover('resume', project);
  const isNew = readStatus(project).run?.status === 'completed';
  expect(readWhole(project).files).toEqual(isNew ? ends.after.files : ends.before.files);
  await recover('rollback', back);
  expect(readWhole(back).files).toEqual(ends.before.files);
}

const dice = fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true }));

it('leaves every file old or new after a power cut at any moment of an apply', async () => {
  const apply = (project: string, disk: Disk) => applyQuietly(project, crashPlan, { disk });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: calls + 3 }), dice, (count, stream) =>
      checkPowerCut(template, apply, { count, random: () => stream.next().value ?? 0 }),
    ),
    { numRuns: 100 },
  );
});

it('and at any moment of a rollback', async () => {
  const rollback = (project: string, disk: Disk) => recover('rollback', project, disk);
  const applied = copyProject(template);
  folders.push(applied);
  await applyQuietly(applied, crashPlan);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: calls }), dice, (count, stream) =>
      checkPowerCut(applied, rollback, { count, random: () => stream.next().value ?? 0 }),
    ),
    { numRuns: 40 },
  );
});

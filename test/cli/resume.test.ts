import { afterEach, beforeEach, expect, it } from 'vitest';
import { crashingDisk, countingDisk } from '../helpers/failing-disk.ts';
import { makePlan } from '../helpers/make-plan.ts';
import { readTree, removeFolders, temporaryFolder } from '../helpers/project-tree.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';
import { applyQuietly } from '../helpers/run-options.ts';

let project: string;
beforeEach(async () => {
  project = temporaryFolder();
  await dieWhilePublishing();
});
afterEach(() => removeFolders([project]));

const plan = makePlan(
  Array.from({ length: 5 }, (_, index) => ({ path: `models/${index}.sql`, before: null, after: `select ${index}\n` })),
);
const run = (...argv: string[]) => runCartridge(argv, { cwd: project });

/** An apply that dies after its second file. */
async function dieWhilePublishing(): Promise<void> {
  const rehearsal = temporaryFolder();
  const disk = countingDisk();
  await applyQuietly(rehearsal, plan, { disk });
  removeFolders([rehearsal]);
  const renames = disk.calls.flatMap((call, index) => (call === 'rename' ? [index + 1] : []));
  await applyQuietly(project, plan, { disk: crashingDisk(renames[2] ?? 0) }).catch(() => {});
}

it('says what happened, finishes, and has then nothing left to do', async () => {
  const status = await run('status');
  expect(status).toMatchObject({ status: 10, stderr: '' });
  expect(status.stdout.split('\n').slice(0, 2)).toEqual([
    'Run 1 is unfinished: 2 of 5 files published.',
    '  cartridge resume 1 publishes the rest, cartridge rollback 1 puts everything back',
  ]);
  expect(JSON.parse((await run('status', '--json')).stdout)).toMatchObject({
    format_version: '1.0',
    state: 'unfinished',
    run: { run_id: '1', status: 'publishing' },
    progress: { total: 5, new: 2, old: 3 },
  });
  expect(await run('resume')).toMatchObject({ status: 2, stderr: expect.stringContaining('CONFIRMATION_NEEDED') });
  const resumed = await run('resume', '--yes');
  expect(resumed).toMatchObject({ status: 0, stderr: '' });
  const lines = resumed.stdout.split('\n');
  expect(lines[0]).toBe('Run 1 is unfinished: 2 of 5 files published.');
  expect(lines.at(-2)).toBe('Run 1 is finished: everything is new. Undo: cartridge rollback');
  expect(Object.keys(readTree(project))).toHaveLength(6);
  expect((await run('resume')).stdout).toBe('Nothing to resume: no run is unfinished.\n');
  expect((await run('status')).status).toBe(0);
});

it('refuses to apply anything before that, and rolls back', async () => {
  expect(await run('doctor')).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/^problem {2}\.cartridge {2}run 1/m),
  });
  const declined = await runCartridge(['rollback'], { cwd: project, terminal: { columns: 100, answers: 'n\n' } });
  expect(declined).toMatchObject({ status: 8, stderr: 'Roll back? [y/N] Nothing was changed.\n' });
  const { status, stdout } = await run('rollback', '--yes', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    type: 'result',
    status: 'rolled_back',
    run_id: '1',
    exit_code: 0,
  });
  expect(readTree(project)).toEqual({});
});

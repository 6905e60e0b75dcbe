import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { makePlan } from '../helpers/make-plan.ts';
import { applyQuietly } from '../helpers/run-options.ts';
import type { Measured, Taken } from './side-by-side.ts';
import { least } from './side-by-side.ts';

const FILES = 1_000;
const TURNS = 5;

/**
 * Publishes new files through the whole executor (lock, checks, staging, journal, swap, reading again, bases,
 * record) against plainly writing and syncing the same bytes, one file after the other and nothing else. Takes turns.
 */
export async function* measurePublish(): AsyncGenerator<Measured> {
  const plan = makePlan(
    Array.from({ length: FILES }, (_, index) => ({
      path: `models/folder_${index % 20}/model_${index}.sql`,
      before: null,
      after: `select ${index} as id\n`.repeat(50),
    })),
  );
  const [ours, theirs]: [Taken[], Taken[]] = [[], []];
  const folders: string[] = []; // removed at the end: ext4 is slow to make files for a while after it removed many
  for (let turn = 0; turn < TURNS; turn++) {
    theirs.push(await timed(folders, (folder) => writePlainly(folder, plan)));
    ours.push(await timed(folders, (folder) => applyQuietly(folder, plan)));
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  yield {
    name: `publish ${FILES.toLocaleString('en')} files`,
    ours: least(ours),
    yardstick: 'write and sync the same bytes plainly',
    theirs: least(theirs),
    at_most: 1.5,
  };
}

async function writePlainly(folder: string, plan: ExecutionPlan): Promise<void> {
  for (const { path, content } of plan.files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    const file = await open(target, 'w');
    await file.writeFile(content ?? '');
    await file.sync();
    await file.close();
  }
}

async function timed(folders: string[], work: (folder: string) => Promise<unknown>): Promise<Taken> {
  const folder = mkdtempSync(join(tmpdir(), 'cartridge-bench-'));
  folders.push(folder);
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work(folder);
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu_ms: (user + system) / 1000, peak_mb: process.memoryUsage().rss / 1_048_576 };
}

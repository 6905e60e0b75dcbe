import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { makePlan } from '../helpers/make-plan.ts';
import { applyQuietly } from '../helpers/run-options.ts';

export interface PublishBench {
  readonly name: string;
  readonly ours_ms: number;
  readonly plain_ms: number;
  readonly ratio: number;
}

/**
 * Publishes `count` new files through the whole executor (lock, checks, staging, journal, swap, reading again, bases,
 * record) against plainly writing and syncing the same bytes, one file after the other and nothing else. Takes turns,
 * and compares the medians.
 */
export async function benchPublish(count = 1_000, turns = 5): Promise<PublishBench> {
  const plan = makePlan(
    Array.from({ length: count }, (_, index) => ({
      path: `models/folder_${index % 20}/model_${index}.sql`,
      before: null,
      after: `select ${index} as id\n`.repeat(50),
    })),
  );
  const [ours, plain]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    plain.push(await timed((folder) => writePlainly(folder, plan)));
    ours.push(await timed((folder) => applyQuietly(folder, plan)));
  }
  const [ours_ms, plain_ms] = [median(ours), median(plain)];
  return { name: `publish ${count} files`, ours_ms, plain_ms, ratio: ours_ms / plain_ms };
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

async function timed(work: (folder: string) => Promise<unknown>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cartridge-bench-'));
  const started = performance.now();
  await work(folder);
  const ms = performance.now() - started;
  rmSync(folder, { recursive: true, force: true });
  return ms;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DBT_PATH, DBT_V2_PATH, hasDbt, hasDbtV2 } from '../helpers/real-dbt.ts';
import { writeLargeProject } from './large-project.ts';
import type { Measured, Taken, Timed } from './side-by-side.ts';
import { compareProcesses } from './side-by-side.ts';

const CLI = join(import.meta.dirname, '../../dist/cli/main.js');
const READ_FILES = join(import.meta.dirname, 'read-files.mjs');

/** `cartridge scan` of 5,000 models, cold and with its cache, beside reading the files plainly and beside dbt's own parsers. */
export function* measureScan(): Generator<Measured> {
  const project = mkdtempSync(join(tmpdir(), 'cartridge-bench-'));
  writeLargeProject(project);
  const scan: Timed = { args: [CLI, 'scan', '--project-dir', project] };
  const plainly = { yardstick: 'reading the files plainly', theirs: { args: [READ_FILES, project] } };
  const cold = compareProcesses({ name: 'scan, cold', ours: scan, ...plainly, runs: 5, at_most: null });
  yield cold;
  // From here on the scan keeps what it reads.
  mkdirSync(join(project, '.cartridge'));
  const warm = compareProcesses({ name: 'scan, cached', ours: scan, ...plainly, runs: 5, at_most: 4 });
  yield warm;
  const parsers = [
    { isThere: hasDbt, dbt: DBT_PATH, yardstick: 'dbt 1 parse', at_most: 1 / 50 },
    { isThere: hasDbtV2, dbt: DBT_V2_PATH, yardstick: 'dbt v2 parse', at_most: 1 / 10 },
  ];
  for (const { isThere, dbt, yardstick, at_most } of parsers) {
    if (!isThere) continue;
    const theirs = timeParse(dbt, project);
    yield { name: 'scan, cold', ours: cold.ours, yardstick, theirs, at_most };
    yield { name: 'scan, cached', ours: warm.ours, yardstick, theirs, at_most };
  }
  rmSync(project, { recursive: true, force: true });
}

/** One parse from nothing; what processor and memory it takes is not asked. */
function timeParse(dbt: string, project: string): Taken {
  const folders = ['--project-dir', project, '--profiles-dir', project, '--target-path', join(project, 'out')];
  const started = performance.now();
  const { status, stdout } = spawnSync(dbt, ['parse', '--no-partial-parse', ...folders], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, DO_NOT_TRACK: '1', DBT_LOG_PATH: join(project, 'out') },
  });
  if (status !== 0) throw new Error(`${dbt} parse ended with ${String(status)}: ${stdout}`);
  return { ms: performance.now() - started, cpu_ms: Number.NaN, peak_mb: Number.NaN };
}

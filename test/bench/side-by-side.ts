import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const RESOURCES = join(import.meta.dirname, 'resources.cjs');

/** What one run took: wall clock and processor time in milliseconds, and the most memory that it held. */
export interface Taken {
  readonly ms: number;
  readonly cpu_ms: number;
  readonly peak_mb: number;
}

/** Ours beside a yardstick, in the same run: of each the run that took least, since others only add to the time. */
export interface Measured {
  readonly name: string;
  readonly ours: Taken;
  readonly yardstick: string;
  readonly theirs: Taken;
  /** The ratio of wall clock that DESIGN.md section 6 allows. */
  readonly at_most: number;
}

/** A node process to time. */
export interface Timed {
  readonly args: readonly string[];
  /** Runs before each start, outside the clock. */
  readonly prepare?: () => void;
}

export interface Comparison {
  readonly name: string;
  readonly ours: Timed;
  readonly yardstick: string;
  readonly theirs: Timed;
  readonly runs: number;
  readonly atMost: number;
}

/** Times two node processes in turn, A B A B ..., so that a machine whose speed drifts slows both. */
export function compareProcesses({ name, ours, yardstick, theirs, runs, atMost }: Comparison): Measured {
  const taken: { ours: Taken[]; theirs: Taken[] } = { ours: [], theirs: [] };
  for (let run = 0; run <= runs; run++) {
    const own = timeNode(ours);
    const other = timeNode(theirs);
    // The first round warms the disk cache and does not count.
    if (run === 0) continue;
    taken.ours.push(own);
    taken.theirs.push(other);
  }
  return { name, ours: least(taken.ours), yardstick, theirs: least(taken.theirs), at_most: atMost };
}

function timeNode({ args, prepare }: Timed): Taken {
  prepare?.();
  const started = performance.now();
  const run = spawnSync(process.execPath, ['--require', RESOURCES, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ms = performance.now() - started;
  if (run.status !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(run.status)}: ${run.stderr}`);
  return { ms, ...(JSON.parse(run.output[3] ?? '') as Omit<Taken, 'ms'>) };
}

/** The least of each figure over several runs. */
export function least(runs: readonly Taken[]): Taken {
  const of = (figure: keyof Taken): number => Math.min(...runs.map((run) => run[figure]));
  return { ms: of('ms'), cpu_ms: of('cpu_ms'), peak_mb: of('peak_mb') };
}

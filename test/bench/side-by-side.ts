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
  /** The ratio of wall clock that DESIGN.md section 6 allows; null where it has no number. */
  readonly at_most: number | null;
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
  readonly at_most: number | null;
}

/** Times two node processes in turn, A B A B ..., so that a machine whose speed drifts slows both. */
export function compareProcesses({ name, ours, yardstick, theirs, runs, at_most }: Comparison): Measured {
  const taken: { ours: Taken[]; theirs: Taken[] } = { ours: [], theirs: [] };
  for (let run = 0; run <= runs; run++) {
    const own = timeNode(ours);
    const other = timeNode(theirs);
    // The first round warms the disk cache and does not count.
    if (run === 0) continue;
    taken.ours.push(own);
    taken.theirs.push(other);
  }
  return { name, ours: least(taken.ours), yardstick, theirs: least(taken.theirs), at_most };
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

/** The least time of several runs, and the most memory. */
export function least(runs: readonly Taken[]): Taken {
  return {
    ms: Math.min(...runs.map(({ ms }) => ms)),
    cpu_ms: Math.min(...runs.map(({ cpu_ms }) => cpu_ms)),
    peak_mb: Math.max(...runs.map(({ peak_mb }) => peak_mb)),
  };
}

import { spawnSync } from 'node:child_process';

/** One measurement: ours beside a yardstick, in the same run. Milliseconds of wall clock, medians. */
export interface Measured {
  readonly name: string;
  readonly ours_ms: number;
  readonly yardstick: string;
  readonly yardstick_ms: number;
  readonly ratio: number;
  /** The ratio that DESIGN.md section 6 allows. */
  readonly at_most: number;
}

/** A process to time. */
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
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let run = 0; run <= runs; run++) {
    const own = timeNode(ours);
    const other = timeNode(theirs);
    // The first round warms the disk cache and does not count.
    if (run === 0) continue;
    times.ours.push(own);
    times.theirs.push(other);
  }
  const [ours_ms, yardstick_ms] = [median(times.ours), median(times.theirs)];
  return { name, ours_ms, yardstick, yardstick_ms, ratio: ours_ms / yardstick_ms, at_most: atMost };
}

function timeNode({ args, prepare }: Timed): number {
  prepare?.();
  const started = performance.now();
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const elapsed = performance.now() - started;
  if (run.status !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(run.status)}: ${run.stderr}`);
  return elapsed;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

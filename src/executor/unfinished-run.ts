import type { Problem } from '../errors.ts';
import { CartridgeError } from '../errors.ts';
import { systemReason } from './disk-error.ts';
import { hasHash, readFileState } from './file-state.ts';
import { inProject, requireRun } from './run-folder.ts';
import type { RunState } from './run-state.ts';
import { isUnfinished } from './run-state.ts';

/** How far a run's files are, counted by looking at them. */
export interface Progress {
  readonly total: number;
  /** As before the run. */
  readonly old: number;
  /** As the run makes them. */
  readonly new: number;
  /** Neither: somebody edited them. */
  readonly edited: readonly string[];
}

/** Looks at every file of a run that is not already put back for good. */
export function readProgress(projectDir: string, run: RunState): Progress {
  const edited: string[] = [];
  const counts = { old: 0, new: 0 };
  for (const entry of run.entries) {
    const state = readFileState(inProject(projectDir, entry.path), entry.path);
    if (hasHash(state, entry.after)) counts.new += 1;
    else if (hasHash(state, entry.before)) counts.old += 1;
    else edited.push(entry.path);
  }
  return { total: run.entries.length, ...counts, edited };
}

/** Throws RUN_UNFINISHED if any run was left in the middle: nothing else may change the project before it is finished. */
export function refuseUnfinished(projectDir: string, runs: readonly RunState[]): void {
  const run = runs.find(isUnfinished);
  if (run) throw new CartridgeError(unfinishedProblem(run, readProgress(projectDir, run)));
}

/** What happened to a run that stopped half-way, and the two ways out. */
export function unfinishedProblem(run: RunState, progress: Progress): Problem {
  const isGoingBack = run.status === 'rolling_back';
  const count = isGoingBack ? progress.old : progress.new;
  const verb = isGoingBack ? 'put back' : 'published';
  return {
    code: 'RUN_UNFINISHED',
    message: `run ${run.runId} is unfinished: ${count} of ${progress.total} files ${verb}`,
    hint: isGoingBack
      ? `cartridge rollback ${run.runId} puts the rest back (cartridge resume does the same)`
      : `cartridge resume ${run.runId} publishes the rest, cartridge rollback ${run.runId} puts everything back`,
  };
}

/** The error for a run that the disk stopped half-way, as it stands now. */
export function stopHalfway(
  { projectDir, runId }: { projectDir: string; runId: string },
  cause: unknown,
): CartridgeError {
  const state = requireRun(projectDir, runId);
  const { message, ...problem } = unfinishedProblem(state, readProgress(projectDir, state));
  const isWorded = cause instanceof CartridgeError || cause instanceof AggregateError;
  const why = isWorded ? cause.message : systemReason(cause);
  return new CartridgeError({ ...problem, message: `${message} (${why})` }, { cause });
}

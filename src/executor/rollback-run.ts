import type { Problem } from '../errors.ts';
import { CartridgeError, throwProblems } from '../errors.ts';
import { realDisk, retryingDisk } from '../outside/disk.ts';
import { checkPaths } from './check-paths.ts';
import type { Entry } from './journal.ts';
import type { ResumeOptions } from './resume-run.ts';
import type { RollbackResult } from './roll-back-files.ts';
import { rollBackFiles } from './roll-back-files.ts';
import { listRunIds, openRun, readRuns, requireRun } from './run-folder.ts';
import type { RunState } from './run-state.ts';
import { isUnfinished } from './run-state.ts';
import { refuseUnfinished } from './unfinished-run.ts';
import { withLock } from './with-lock.ts';

export interface RollbackOptions extends ResumeOptions {
  /** Only the files of this step; the whole run unless told. */
  readonly step?: number;
}

/**
 * Puts everything back that a run wrote: bytes, modes, bases, folders. Without `runId` the unfinished run, else the
 * newest that kept anything, so that a second call finds nothing to do; an older run is undone by naming it. A file that
 * was edited since stays (ROLLBACK_INCOMPLETE names it). Throws ROLLBACK_REFUSED, with nothing changed, where a later run
 * changed the same files or other steps build on the given one; RUN_NOT_FOUND, RUN_UNFINISHED, LOCKED.
 */
export async function rollbackRun(options: RollbackOptions): Promise<RollbackResult> {
  const { projectDir, now } = options;
  const disk = retryingDisk(options.disk ?? realDisk);
  if (listRunIds(projectDir).length === 0 && !options.runId) return nothingToRollBack(null);
  return withLock({ projectDir, command: 'rollback', now, disk }, async () => {
    const runs = readRuns(projectDir);
    const state = options.runId ? requireRun(projectDir, options.runId) : chooseRun(runs);
    refuseUnfinished(
      projectDir,
      runs.filter(({ runId }) => runId !== state?.runId),
    );
    if (!state || !hasSomething(state)) return nothingToRollBack(state ?? null);
    const entries = chooseEntries(projectDir, state, options.step);
    const paths = entries.map(({ path }) => path);
    throwProblems(laterRunProblems(state, new Set(paths), runs));
    const problems = await checkPaths(projectDir, paths);
    throwProblems(problems.filter(({ code }) => code === 'PATH_OUTSIDE_PROJECT'));
    return rollBackFiles(openRun({ projectDir, disk, now }, state.runId), { ...options, state, paths });
  });
}

function nothingToRollBack(state: RunState | null): RollbackResult {
  const ids = { run_id: state?.runId ?? null, plan_id: state?.planId ?? null };
  return { status: 'nothing_to_roll_back', ...ids, files: 0, warnings: [] };
}

function chooseRun(runs: readonly RunState[]): RunState | undefined {
  return runs.find(isUnfinished) ?? runs.findLast(({ status }) => status !== 'failed' && status !== 'started');
}

function hasSomething({ status }: RunState): boolean {
  return status !== 'failed' && status !== 'started' && status !== 'rolled_back';
}

function chooseEntries(projectDir: string, state: RunState, step: number | undefined): readonly Entry[] {
  if (state.status === 'rolling_back') {
    const begun = new Set(state.rollbackPaths);
    return state.entries.filter(({ path }) => begun.has(path));
  }
  const left = state.entries.filter(({ path }) => !state.restored.has(path));
  if (step === undefined) return left;
  refuseUnfinished(projectDir, [state]);
  if (!state.actions.some(({ step_id }) => step_id === step)) {
    const steps = state.actions.map(({ step_id }) => step_id).join(', ');
    throw new CartridgeError({
      code: 'RUN_NOT_FOUND',
      message: `run ${state.runId} has no step ${step}`,
      hint: `Its steps are ${steps}`,
    });
  }
  throwProblems(stepProblems(state, left, step));
  return left.filter(({ steps }) => steps.includes(step));
}

/** Why one step cannot be undone alone: what still stands would miss it. */
function stepProblems(state: RunState, left: readonly Entry[], step: number): Problem[] {
  const standing = new Set(left.flatMap(({ steps }) => steps));
  const shared = left.filter(({ steps }) => steps.includes(step) && steps.length > 1);
  const builtOn = state.actions.filter(({ step_id, depends_on }) => standing.has(step_id) && depends_on.includes(step));
  return [
    ...shared.map(({ path, steps }) => {
      const others = steps.filter((other) => other !== step).join(', ');
      return refused(`${path} also belongs to ${others.includes(',') ? 'steps' : 'step'} ${others}`, state.runId);
    }),
    ...builtOn.map(({ step_id, name }) => {
      return refused(`${name} (step ${step_id}) is built on step ${step}`, state.runId);
    }),
  ];
}

function refused(message: string, runId: string): Problem {
  const hint = `Nothing was changed. Roll back what builds on it first, or the whole run: cartridge rollback ${runId}`;
  return { code: 'ROLLBACK_REFUSED', message, hint };
}

/** Its before-images are older than what a later run found; putting them back would undo that run by half. */
function laterRunProblems(state: RunState, paths: ReadonlySet<string>, runs: readonly RunState[]): Problem[] {
  return runs
    .filter(({ runId }) => Number(runId) > Number(state.runId))
    .filter(hasSomething)
    .flatMap((later) => {
      const touched = later.entries.filter(({ path }) => paths.has(path) && !later.restored.has(path));
      const [first, ...others] = touched;
      if (!first) return [];
      const more = others.length === 0 ? '' : ` and ${others.length} more of these files`;
      return {
        code: 'ROLLBACK_REFUSED' as const,
        message: `run ${later.runId} changed ${first.path}${more} after run ${state.runId}`,
        where: { file: first.path },
        hint: `Nothing was changed. Roll back the later run first: cartridge rollback ${later.runId}`,
      };
    });
}

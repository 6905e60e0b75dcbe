import { CartridgeError, throwProblems } from '../errors.ts';
import type { ExecutionPlan } from '../plan/plan.ts';
import { checkBefore } from './check-before.ts';
import { checkPaths } from './check-paths.ts';
import { readRuns } from './run-folder.ts';
import type { RunState } from './run-state.ts';
import { refuseUnfinished } from './unfinished-run.ts';

/**
 * Everything that forbids a plan, before any of it is begun; reads only. Throws RUN_UNFINISHED, PLAN_APPLIED, PLAN_STALE for
 * every file that is not as the plan expects it, PATH_OUTSIDE_PROJECT, PATH_CASE_CLASH, FILE_UNWRITABLE.
 */
export async function checkProject(projectDir: string, plan: ExecutionPlan): Promise<void> {
  const runs = readRuns(projectDir);
  refuseUnfinished(projectDir, runs);
  refuseApplied(plan, runs);
  const paths = plan.files.map(({ path }) => path);
  throwProblems(await checkPaths(projectDir, paths));
  throwProblems(checkBefore(projectDir, plan.files));
}

function refuseApplied(plan: ExecutionPlan, runs: readonly RunState[]): void {
  const run = runs.findLast((candidate) => candidate.planId === plan.plan_id && candidate.status === 'completed');
  if (!run) return;
  throw new CartridgeError({
    code: 'PLAN_APPLIED',
    message: `this plan was applied already, by run ${run.runId} at ${run.startedAt}`,
    hint: `cartridge plan says what is still missing, if anything; cartridge rollback ${run.runId} undoes it`,
  });
}

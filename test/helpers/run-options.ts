import type { ApplyOptions, ApplyResult } from '../../src/executor/apply-plan.ts';
import { applyPlan } from '../../src/executor/apply-plan.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';

/** What every call of the executor wants, with nothing to see and a clock that stands still. */
export const quiet = {
  by: 'ada',
  now: () => '2026-01-02T03:04:05.000Z',
  onEvent: () => {},
  signal: new AbortController().signal,
  verify: async () => ({ ok: true, problems: [], level: 'bind' }),
};

/** Applies a plan with `quiet`, and whatever a test wants different. */
export function applyQuietly(
  projectDir: string,
  plan: ExecutionPlan,
  different: Partial<ApplyOptions> = {},
): Promise<ApplyResult> {
  return applyPlan({ ...quiet, projectDir, plan, ...different });
}

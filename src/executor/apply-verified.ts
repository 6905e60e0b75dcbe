import type { OnEvent } from '../events.ts';
import type { Dbt } from '../outside/dbt.ts';
import type { ExecutionPlan } from '../plan/plan.ts';
import type { VerifyLevel } from '../verify/verify-plan.ts';
import { verifyPlan } from '../verify/verify-plan.ts';
import type { ApplyResult } from './apply-plan.ts';
import { applyPlan } from './apply-plan.ts';

/** A plan to apply, and how far to prove it first. */
export interface ApplyRequest {
  readonly plan: ExecutionPlan;
  readonly projectDir: string;
  /** `auto` unless told: the dearest of static, bind and parse that can run here. */
  readonly level?: VerifyLevel | undefined;
  /** From `findDbt`; without it nothing dearer than bind can run. */
  readonly dbt?: Dbt | null | undefined;
  readonly dryRun?: boolean | undefined;
  /** Who applies, for the record. */
  readonly by?: string | undefined;
  /** ISO 8601, UTC. */
  readonly now?: (() => string) | undefined;
  readonly onEvent?: OnEvent | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Verifies a plan on a shadow of the project and applies it, whole or not at all. Throws as `applyPlan` does. */
export async function applyVerified(request: ApplyRequest): Promise<ApplyResult> {
  const { plan, projectDir, level = 'auto', dbt = null } = request;
  return applyPlan({
    plan,
    projectDir,
    verify: async (context) => {
      const report = await verifyPlan({ ...context, level, dbt });
      return { ok: report.ok, problems: [...report.problems], level: report.level };
    },
    dryRun: request.dryRun ?? false,
    by: request.by ?? 'library',
    now: request.now ?? (() => new Date().toISOString()),
    onEvent: request.onEvent ?? (() => {}),
    signal: request.signal ?? new AbortController().signal,
  });
}

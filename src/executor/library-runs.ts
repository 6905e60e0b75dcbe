import type { OnEvent } from '../events.ts';
import type { Dbt } from '../outside/dbt.ts';
import type { ExecutionPlan } from '../plan/plan.ts';
import type { VerifyLevel } from '../verify/verify-plan.ts';
import { verifyPlan } from '../verify/verify-plan.ts';
import type { ApplyResult } from './apply-plan.ts';
import { applyPlan } from './apply-plan.ts';
import type { ResumeResult } from './resume-run.ts';
import { resumeRun } from './resume-run.ts';
import type { RollbackResult } from './roll-back-files.ts';
import { rollbackRun } from './rollback-run.ts';

/** Who works on a project and who listens; a program need give neither. */
export interface RunRequest {
  readonly projectDir: string;
  /** Who does it, for the record. */
  readonly by?: string | undefined;
  /** ISO 8601, UTC. */
  readonly now?: (() => string) | undefined;
  readonly onEvent?: OnEvent | undefined;
}

/** A plan to apply, and how far to prove it first. */
export interface ApplyRequest extends RunRequest {
  readonly plan: ExecutionPlan;
  /** `auto` unless told: the dearest of static, bind and parse that can run here. */
  readonly level?: VerifyLevel | undefined;
  /** From `findDbt`; without it nothing dearer than bind can run. */
  readonly dbt?: Dbt | null | undefined;
  readonly dryRun?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A run to finish or undo; the unfinished or the newest one unless named. */
export interface NamedRunRequest extends RunRequest {
  readonly runId?: string | undefined;
}

/** Verifies a plan on a shadow of the project and applies it, whole or not at all. Throws as the executor's own does. */
export async function applyForProgram(request: ApplyRequest): Promise<ApplyResult> {
  const { plan, level = 'auto', dbt = null, dryRun = false } = request;
  return applyPlan({
    ...withDefaults(request),
    plan,
    dryRun,
    verify: async (context) => {
      const report = await verifyPlan({ ...context, level, dbt });
      return { ok: report.ok, problems: [...report.problems], level: report.level };
    },
    signal: request.signal ?? new AbortController().signal,
  });
}

/** Finishes a run that died. */
export async function resumeForProgram(request: NamedRunRequest): Promise<ResumeResult> {
  return resumeRun({ ...withDefaults(request), ...namedRun(request) });
}

/** Puts everything back that a run wrote. */
export async function rollbackForProgram(request: NamedRunRequest): Promise<RollbackResult> {
  return rollbackRun({ ...withDefaults(request), ...namedRun(request) });
}

function withDefaults({ projectDir, by, now, onEvent }: RunRequest): {
  projectDir: string;
  by: string;
  now: () => string;
  onEvent: OnEvent;
} {
  return {
    projectDir,
    by: by ?? 'a program',
    now: now ?? (() => new Date().toISOString()),
    onEvent: onEvent ?? (() => {}),
  };
}

function namedRun({ runId }: NamedRunRequest): { runId?: string } {
  return runId === undefined ? {} : { runId };
}

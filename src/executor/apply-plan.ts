import type { Problem } from '../errors.ts';
import { CartridgeError, throwProblems } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import type { Disk } from '../outside/disk.ts';
import { realDisk, retryingDisk } from '../outside/disk.ts';
import { changedFiles } from '../plan/changed-files.ts';
import type { ExecutionPlan } from '../plan/plan.ts';
import { checkSeal } from '../plan/seal.ts';
import type { ActionEvents } from './action-events.ts';
import { actionEvents } from './action-events.ts';
import { beginRun, sweepDeadRuns } from './begin-run.ts';
import { checkProject } from './check-project.ts';
import { commitRun } from './commit-run.ts';
import { failRun } from './fail-run.ts';
import { withLock } from './with-lock.ts';
import { noteRecord } from './note-record.ts';
import type { Run } from './run-folder.ts';
import { countFiles, withStage } from './stage-events.ts';
import { stageFiles } from './stage-files.ts';

/** Proves a plan on the shadow; `level` is the dearest level that ran. Handed in, so that apply knows no dbt. */
type Verify = (context: {
  readonly plan: ExecutionPlan;
  readonly projectDir: string;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}) => Promise<{ ok: boolean; problems: Problem[]; level: string }>;

export interface ApplyOptions {
  readonly plan: ExecutionPlan;
  /** Absolute. */
  readonly projectDir: string;
  readonly verify: Verify;
  /** Checks and verifies, and writes nothing at all. */
  readonly dryRun?: boolean;
  /** Who applies, for the record. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** The real one unless told; for tests. */
  readonly disk?: Disk;
  readonly onEvent: OnEvent;
  /** Heeded until the commit point; what follows takes milliseconds and is not interrupted. */
  readonly signal: AbortSignal;
}

export interface ApplyResult {
  /** `verified`: a dry run found nothing wrong. */
  readonly status: 'applied' | 'no_changes' | 'verified';
  readonly plan_id: string;
  /** Null where nothing was to be published. */
  readonly run_id: string | null;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  /** Dearest level of verification that ran; null without changes. */
  readonly level: string | null;
  /** What went wrong after the commit point; the files are all new nevertheless. */
  readonly warnings: readonly Problem[];
}

/**
 * Applies a plan, whole or not at all. In order: lock; the seal; every file against what the plan expects; verification;
 * new and old texts made durable aside; one journal record, which is the commit point; the swap; a look at every file.
 *
 * Throws PLAN_TAMPERED, PLAN_STALE, PLAN_APPLIED, PATH_OUTSIDE_PROJECT, PATH_CASE_CLASH, FILE_UNWRITABLE, LOCKED,
 * VERIFY_*, DECLINED (cancelled), APPLY_FAILED: nothing of the project changed. Only RUN_UNFINISHED (a run died, or even
 * putting back failed) and ROLLBACK_INCOMPLETE (a person's edit came in between) leave a mixture, and say so.
 */
export async function applyPlan(options: ApplyOptions): Promise<ApplyResult> {
  const { plan, projectDir, now } = options;
  throwProblems(checkSeal(plan));
  if (options.dryRun) return dryRun(options);
  const disk = retryingDisk(options.disk ?? realDisk);
  return withLock({ projectDir, command: 'apply', now, disk }, () => applyLocked(options, disk));
}

async function dryRun(options: ApplyOptions): Promise<ApplyResult> {
  await checkProject(options.projectDir, options.plan);
  if (options.plan.files.length === 0) return summary(options.plan, { status: 'no_changes' });
  const level = await verified(options);
  return summary(options.plan, { status: 'verified', level });
}

async function applyLocked(options: ApplyOptions, disk: Disk): Promise<ApplyResult> {
  const { plan, projectDir, now, by } = options;
  await checkProject(options.projectDir, options.plan);
  await sweepDeadRuns({ projectDir, disk, now });
  if (plan.files.length === 0) {
    const warnings = await noteRecord(projectDir, plan.plan_id, { status: 'applied', completed_at: now(), by });
    return summary(plan, { status: 'no_changes', warnings });
  }
  const run = await beginRun({ projectDir, disk, now }, { plan, by });
  const events = actionEvents(run.runId, plan.actions, options.onEvent);
  try {
    const level = await verified(options);
    await run.journal.append({ type: 'verified', level }, { sync: false });
    events.emit('verified');
    const warnings = await publish(options, { run, events });
    return summary(plan, { status: 'applied', run_id: run.runId, level, warnings });
  } catch (error) {
    throw await failRun(run, { error, events, by, now });
  }
}

async function verified({ plan, projectDir, verify, signal, onEvent }: ApplyOptions): Promise<string> {
  refuseCancelled(signal);
  const { ok, problems, level } = await verify({ plan, projectDir, signal, onEvent });
  refuseCancelled(signal);
  if (!ok) throwProblems(problems);
  if (!ok) throw new CartridgeError({ code: 'INTERNAL', message: 'verification failed and named no problem' });
  return level;
}

async function publish(options: ApplyOptions, { run, events }: { run: Run; events: ActionEvents }): Promise<Problem[]> {
  const { plan, projectDir, now, by, signal, onEvent } = options;
  const warnings = await withStage({ onEvent, stage: 'publish', detail: countFiles(plan.files.length) }, async () => {
    const { entries, folders } = await stageFiles(run, plan);
    refuseCancelled(signal);
    await run.journal.append({ type: 'publish_begin', entries, folders }, { sync: true });
    events.emit('executing');
    return commitRun(run, { entries, folders });
  });
  events.emit('completed');
  const note = { status: 'applied', completed_at: now(), by, run_id: run.runId } as const;
  return [...warnings, ...(await noteRecord(projectDir, plan.plan_id, note))];
}

function refuseCancelled(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new CartridgeError({ code: 'DECLINED', message: 'cancelled before anything was written' });
}

function summary(plan: ExecutionPlan, facts: Partial<ApplyResult> & Pick<ApplyResult, 'status'>): ApplyResult {
  const count = (test: (before: boolean, after: boolean) => boolean) =>
    changedFiles(plan).filter((file) => test(file.before_hash !== null, file.after_hash !== null)).length;
  return {
    plan_id: plan.plan_id,
    run_id: null,
    created: count((before, after) => !before && after),
    updated: count((before, after) => before && after),
    deleted: count((before, after) => before && !after),
    level: null,
    warnings: [],
    ...facts,
  };
}

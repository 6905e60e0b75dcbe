import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecutionPlan } from '../plan/plan.ts';
import { CARTRIDGE_FOLDER, cartridgePaths, openCartridgeFolder } from './cartridge-folder.ts';
import { planLines } from './plan-text.ts';
import type { PlanRecord } from './records.ts';
import { appendRecord, readRecord } from './records.ts';
import { unwritable } from './unwritable.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** A plan that is kept in `.cartridge/plans/`, not yet read. */
export interface StoredPlan {
  readonly plan_id: string;
  /** Relative to the project folder, with `/`. */
  readonly path: string;
  /** Null for a plan file that somebody put there by hand. */
  readonly record: PlanRecord | null;
}

/**
 * Keeps a plan, whole or not at all, and notes it as planned at `now` (ISO 8601, UTC). A plan that was planned before is
 * planned anew: its project is again as it was. Returns the file's path, relative to the project folder.
 */
export async function savePlan(projectDir: string, plan: ExecutionPlan, now: string): Promise<string> {
  const { plans } = await openCartridgeFolder(projectDir, 'plans');
  const path = planPath(plan.plan_id);
  try {
    await writeFileAtomically(join(plans, `${plan.plan_id}.json`), planLines(plan));
  } catch (error) {
    throw unwritable(path, error);
  }
  const record = await readRecord(projectDir, plan.plan_id);
  const status = record?.status === 'executing' ? 'executing' : 'planned';
  await appendRecord(projectDir, plan.plan_id, { status, created_at: now });
  return path;
}

/** Every kept plan with what became of it, the newest first. Reads no plan. */
export async function listPlans(projectDir: string): Promise<StoredPlan[]> {
  const names = await readdir(cartridgePaths(projectDir).plans).catch(() => []);
  const ids = names.flatMap((name) => /^([0-9a-f]{64})\.json$/.exec(name)?.[1] ?? []).sort();
  const stored = await Promise.all(
    ids.map(async (plan_id) => ({
      plan_id,
      path: planPath(plan_id),
      record: await readRecord(projectDir, plan_id),
    })),
  );
  return stored.sort((a, b) => compareText(b.record?.created_at ?? '', a.record?.created_at ?? ''));
}

function planPath(planId: string): string {
  return `${CARTRIDGE_FOLDER}/plans/${planId}.json`;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

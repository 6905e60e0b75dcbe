import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CartridgeError } from '../errors.ts';
import { systemErrorCode } from '../outside/disk.ts';
import { parsePlan } from '../plan/parse-plan.ts';
import type { ExecutionPlan } from '../plan/plan.ts';
import type { StoredPlan } from './plans.ts';
import { listPlans } from './plans.ts';

/** A plan and the file that it was read from, as a person would name it. */
export interface FoundPlan {
  readonly plan: ExecutionPlan;
  /** As given, or relative to the project folder. */
  readonly path: string;
}

export interface FindPlanOptions {
  /** Folder that a file path in `ref` is relative to; the project folder unless told. */
  readonly cwd?: string;
  /** Without `ref`: take the newest plan even if it was applied (for `show` and `diff`). */
  readonly includeApplied?: boolean;
}

/**
 * Finds and reads a plan. `ref` is a file or the beginning of an id; without it, the newest plan that was not applied.
 * Throws PLAN_NOT_FOUND, PLAN_AMBIGUOUS, and whatever `parsePlan` finds wrong. The seal is not checked here.
 */
export async function findPlan(projectDir: string, ref?: string, options: FindPlanOptions = {}): Promise<FoundPlan> {
  const stored = await listPlans(projectDir);
  if (ref === undefined) return readStored(projectDir, newest(stored, options.includeApplied ?? false));
  const matches = /^[0-9a-f]+$/.test(ref) ? stored.filter((plan) => plan.plan_id.startsWith(ref)) : [];
  const [match, ...others] = matches;
  if (match && others.length > 0) throw ambiguous(ref, matches);
  if (match) return readStored(projectDir, match);
  const text = await readIfFile(resolve(options.cwd ?? projectDir, ref));
  if (text === null) throw notFound(ref, stored);
  return { plan: parsePlan(text, ref), path: ref };
}

async function readStored(projectDir: string, { path }: StoredPlan): Promise<FoundPlan> {
  const text = await readIfFile(resolve(projectDir, path));
  if (text === null) throw new CartridgeError({ code: 'PLAN_NOT_FOUND', message: `the plan ${path} is gone` });
  return { plan: parsePlan(text, path), path };
}

function newest(stored: readonly StoredPlan[], includeApplied: boolean): StoredPlan {
  const plan = stored.find(({ record }) => includeApplied || record?.status !== 'applied');
  if (plan) return plan;
  const wasApplied = stored[0] !== undefined;
  throw new CartridgeError({
    code: 'PLAN_NOT_FOUND',
    message: wasApplied
      ? `there is no plan to apply: the newest, ${shortId(stored[0])}, was applied`
      : 'there is no plan yet',
    hint: 'Make one: cartridge plan --from shop.duckdb (a DuckDB file, a folder of CSV or Parquet files, or a catalog file)',
  });
}

function notFound(ref: string, stored: readonly StoredPlan[]): CartridgeError {
  const nearest = [...stored].sort((a, b) => sharedLength(b.plan_id, ref) - sharedLength(a.plan_id, ref))[0];
  return new CartridgeError({
    code: 'PLAN_NOT_FOUND',
    message: `there is no plan "${ref}"`,
    hint: nearest
      ? `It is neither a file nor the beginning of an id. The nearest plan is ${shortId(nearest)}.`
      : 'It is not a file, and no plan is kept here. Make one: cartridge plan --from shop.duckdb',
  });
}

function ambiguous(ref: string, matches: readonly StoredPlan[]): CartridgeError {
  const shown = matches.slice(0, 5).map(({ plan_id, record }) => {
    const facts = record ? `   ${record.status}${record.created_at ? `, made ${record.created_at}` : ''}` : '';
    return `${plan_id.slice(0, Math.max(12, ref.length + 4))}${facts}`;
  });
  return new CartridgeError({
    code: 'PLAN_AMBIGUOUS',
    message: `${matches.length} plans begin with "${ref}"`,
    hint: `Give more of the id:\n${shown.map((line) => `  ${line}`).join('\n')}`,
  });
}

function shortId(plan: StoredPlan | undefined): string {
  return plan?.plan_id.slice(0, 6) ?? '';
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < b.length && a[length] === b[length]) length++;
  return length;
}

async function readIfFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(systemErrorCode(error) ?? ''))
      return null;
    throw new CartridgeError({ code: 'FILE_UNREADABLE', message: 'the plan file cannot be read' }, { cause: error });
  }
}

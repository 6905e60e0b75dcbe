import type { Problem } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import type { Dbt } from '../outside/dbt.ts';
import type { ExecutionPlan } from '../plan/plan.ts';
import type { ProjectViews } from './project-views.ts';

/** The levels of verification, from cheap to dear; each includes those before it. */
export const LEVELS = ['static', 'bind', 'parse', 'build'] as const;
export type Level = (typeof LEVELS)[number];

/** What became of one level. */
export interface CheckOutcome {
  readonly status: 'passed' | 'failed' | 'skipped';
  /** In words: what was checked, or why it could not be. */
  readonly detail: string;
  readonly problems: readonly Problem[];
}

export interface Check extends CheckOutcome {
  readonly level: Level;
  readonly ms: number;
}

/** What every level is given. */
export interface CheckInput {
  readonly plan: ExecutionPlan;
  readonly projectDir: string;
  readonly dbt: Dbt | null;
  readonly onEvent: OnEvent;
  readonly signal?: AbortSignal | undefined;
  readonly dbtTimeoutMs: number;
  readonly views: ProjectViews;
}

/** `1 model`, `2 models`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The problems of `after` that `before` has not: a project is not refused for what is wrong with it already. */
export function newProblems(after: readonly Problem[], before: readonly Problem[]): Problem[] {
  const known = new Set(before.map(identity));
  return after.filter((problem) => !known.has(identity(problem)));
}

/** Lines move when a file is changed, so they are no part of what a problem is, nor of what it says of another place. */
function identity({ message, where }: Problem): string {
  return JSON.stringify([where?.file ?? null, message.replace(/:\d+/g, '')]);
}

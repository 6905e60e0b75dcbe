import { createHash } from 'node:crypto';
import { orderBatches } from '../../src/plan/batches.ts';
import type { Action, ExecutionPlan } from '../../src/plan/plan.ts';
import { sealPlan } from '../../src/plan/seal.ts';

/** A file of a plan, by its texts; null: not there. */
export interface FileChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** What is kept as the base, where that is not the text after. */
  readonly base?: string | null;
  /** A step of its own unless told. */
  readonly steps?: readonly number[];
}

/** A sealed plan that makes these changes, with one action a step; `dependsOn` maps a step to those it is built on. */
export function makePlan(
  changes: readonly FileChange[],
  { name = 'test plan', dependsOn = {} }: { name?: string; dependsOn?: Record<number, number[]> } = {},
): ExecutionPlan {
  const files = changes.map(({ path, before, after, base, steps }, index) => ({
    path,
    before_hash: before === null ? null : hash(before),
    after_hash: after === null ? null : hash(after),
    mode: '0644',
    steps: [...(steps ?? [index + 1])],
    ...(base === undefined ? {} : { base }),
    content: after,
  }));
  const steps = [...new Set(files.flatMap((file) => file.steps))].sort((a, b) => a - b);
  const actions = steps.map((step) => {
    const path = files.find((file) => file.steps.includes(step))?.path ?? '';
    return makeAction(step, path, dependsOn[step] ?? []);
  });
  const ordered = orderBatches(actions);
  if ('cycle' in ordered) throw new Error(ordered.cycle.message);
  return sealPlan({
    format_version: '1.0',
    parent: null,
    name,
    description: '',
    strategy: 'greenfield',
    request: null,
    goals: [],
    project: { name: 'shop', adapter: 'duckdb', dbt_version: null, style: {} },
    catalog: { dialect: 'duckdb', inputs: [], tables: [] },
    actions,
    batches: ordered.batches,
    predicted_conflicts: [],
    collisions: [],
    worktree_assignments: {},
    questions: [],
    warnings: [],
    rollback_plan: '',
    on_failure: 'stop',
    metadata: {},
    files,
    provider: { name: 'offline' },
  });
}

function makeAction(step: number, path: string, dependencies: number[]): Action {
  return {
    step_id: step,
    type: 'create_staging',
    name: `model_${step}`,
    file_path: path,
    description: '',
    dependencies,
    reason: { code: 'test', text: 'a test needs it', evidence: [] },
    risk: 'new',
    severity: 'safe',
    impact: { files: [path], lines_added: 0, lines_removed: 0, columns: 0, tests: 0, downstream: [] },
    spec: {},
    success_criteria: [],
    alternatives: [],
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

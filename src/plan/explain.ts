import { changedFiles } from './changed-files.ts';
import { kindOf } from './kinds.ts';
import type { Action, ExecutionPlan } from './plan.ts';

/** A plan in numbers and names, for a screen or a report. Pure data: `cli/` chooses the words. */
export interface PlanSummary {
  readonly actions: number;
  readonly files: { readonly created: number; readonly changed: number; readonly deleted: number };
  readonly tests: number;
  readonly lines: { readonly added: number; readonly removed: number };
  /** How many actions bear each risk; risks that none bears are left out. */
  readonly risks: Readonly<Partial<Record<Action['risk'], number>>>;
  readonly batches: readonly BatchSummary[];
}

export interface BatchSummary {
  readonly batch_id: number;
  readonly layers: readonly LayerSummary[];
}

/** The actions of one layer in one batch. */
interface LayerSummary {
  readonly layer: string;
  readonly noun: { readonly one: string; readonly many: string };
  readonly actions: readonly Action[];
}

/** Sums a plan up; every action is in exactly one layer of one batch. */
export function summarisePlan(plan: ExecutionPlan): PlanSummary {
  const { actions } = plan;
  const files = changedFiles(plan);
  const byStep = new Map(actions.map((action) => [action.step_id, action]));
  const risks: Partial<Record<Action['risk'], number>> = {};
  for (const { risk } of actions) risks[risk] = (risks[risk] ?? 0) + 1;
  return {
    actions: actions.length,
    files: {
      created: files.filter((file) => file.before_hash === null).length,
      changed: files.filter((file) => file.before_hash !== null && file.after_hash !== null).length,
      deleted: files.filter((file) => file.after_hash === null).length,
    },
    tests: sum(actions, (action) => action.impact.tests),
    lines: {
      added: sum(actions, (action) => action.impact.lines_added),
      removed: sum(actions, (action) => action.impact.lines_removed),
    },
    risks,
    batches: plan.batches.map((batch) => ({
      batch_id: batch.batch_id,
      layers: byLayer(batch.task_ids.map((step) => byStep.get(step)).filter((action) => action !== undefined)),
    })),
  };
}

function byLayer(actions: readonly Action[]): LayerSummary[] {
  const layers = new Map<string, { noun: LayerSummary['noun']; actions: Action[] }>();
  for (const action of actions) {
    const { layer, noun } = kindOf(action.type);
    const found = layers.get(layer);
    if (found) found.actions.push(action);
    else layers.set(layer, { noun, actions: [action] });
  }
  return [...layers.entries()].map(([layer, { noun, actions }]) => ({ layer, noun, actions }));
}

function sum(actions: readonly Action[], count: (action: Action) => number): number {
  return actions.reduce((total, action) => total + count(action), 0);
}

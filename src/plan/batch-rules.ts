import type { Problem } from '../errors.ts';
import { orderBatches } from './batches.ts';
import { buildGraph } from './graph.ts';
import type { Action, Batch, ExecutionPlan } from './plan.ts';

/**
 * Problems of the batches of a plan: every step in one batch, after all that it depends on; batches that depend on
 * earlier ones only. They need not be the shortest row. A circle of dependencies is PLAN_CYCLE. Pure, linear.
 */
export function checkBatches({ actions, batches }: Pick<ExecutionPlan, 'actions' | 'batches'>): Problem[] {
  const ordered = orderBatches(actions);
  if ('cycle' in ordered) return [ordered.cycle];
  const { place, problems } = placeSteps(batches);
  return [...problems, ...checkBatchIds(batches), ...checkOrder(actions, place), ...checkStrangers(actions, place)];
}

/** Position of the batch of every step. */
function placeSteps(batches: readonly Batch[]): { place: Map<number, number>; problems: Problem[] } {
  const place = new Map<number, number>();
  const problems: Problem[] = [];
  for (const [position, { task_ids }] of batches.entries()) {
    for (const step of task_ids) {
      if (place.has(step)) problems.push(invalid(`step ${step} is in two batches`));
      place.set(step, position);
    }
  }
  return { place, problems };
}

function checkBatchIds(batches: readonly Batch[]): Problem[] {
  const earlier = new Set<number>();
  const problems: Problem[] = [];
  for (const { batch_id, depends_on } of batches) {
    for (const id of depends_on) {
      if (!earlier.has(id))
        problems.push(invalid(`batch ${batch_id} depends on batch ${id}, which is not an earlier one`));
    }
    if (earlier.has(batch_id)) problems.push(invalid(`two batches have batch_id ${batch_id}`));
    earlier.add(batch_id);
  }
  return problems;
}

function checkOrder(actions: readonly Action[], place: ReadonlyMap<number, number>): Problem[] {
  const { dependencies } = buildGraph(actions);
  return actions.flatMap(({ step_id, name }) => {
    const own = place.get(step_id);
    if (own === undefined) return [invalid(`${name} (step ${step_id}) is in no batch`)];
    return (dependencies.get(step_id) ?? [])
      .filter((parent) => (place.get(parent) ?? -1) >= own)
      .map((parent) => invalid(`${name} (step ${step_id}) is not in a later batch than step ${parent}`));
  });
}

function checkStrangers(actions: readonly Action[], place: ReadonlyMap<number, number>): Problem[] {
  const steps = new Set(actions.map((action) => action.step_id));
  return [...place.keys()]
    .filter((step) => !steps.has(step))
    .map((step) => invalid(`the batches hold step ${step}, which is no action`));
}

function invalid(message: string): Problem {
  return { code: 'PLAN_INVALID', message, where: { at: 'batches' } };
}

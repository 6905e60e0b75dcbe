import type { Problem } from '../errors.ts';
import type { GraphAction } from './graph.ts';
import { buildGraph, cycleProblem, findCycle } from './graph.ts';
import { ACTION_KINDS, kindOf } from './kinds.ts';
import type { Batch } from './plan.ts';

/**
 * Puts each action into the first batch after all its dependencies; those on nodes that are in the project already do
 * not count. Batches and steps are numbered upwards from 1 and in order. Pure, linear.
 */
export function orderBatches(actions: readonly GraphAction[]): { batches: Batch[] } | { cycle: Problem } {
  const graph = buildGraph(actions);
  const batchOf = assignBatches(graph.dependencies);
  if (batchOf.size < graph.dependencies.size) {
    return { cycle: cycleProblem(findCycle(graph) ?? [], actions) };
  }
  const members = new Map<number, GraphAction[]>();
  for (const action of [...actions].sort((a, b) => a.step_id - b.step_id)) {
    const batch = batchOf.get(action.step_id) ?? 1;
    const list = members.get(batch);
    if (list) list.push(action);
    else members.set(batch, [action]);
  }
  const batches = [...members.entries()]
    .sort(([a], [b]) => a - b)
    .map(([batch_id, list]) => ({
      batch_id,
      task_ids: list.map((action) => action.step_id),
      can_parallel: list.length > 1,
      depends_on: earlierBatches(list, graph.dependencies, batchOf),
      description: describeBatch(list),
    }));
  return { batches };
}

/** The batch of every step, from 1; steps on or behind a circle are missing. */
function assignBatches(dependencies: ReadonlyMap<number, readonly number[]>): Map<number, number> {
  const dependents = new Map<number, number[]>();
  const waiting = new Map<number, number>();
  const batchOf = new Map<number, number>();
  let ready: number[] = [];
  for (const [step, parents] of dependencies) {
    waiting.set(step, parents.length);
    if (parents.length === 0) ready.push(step);
    for (const parent of parents) {
      const list = dependents.get(parent);
      if (list) list.push(step);
      else dependents.set(parent, [step]);
    }
  }
  for (let batch = 1; ready.length > 0; batch++) {
    const next: number[] = [];
    for (const step of ready) {
      batchOf.set(step, batch);
      for (const dependent of dependents.get(step) ?? []) {
        const left = (waiting.get(dependent) ?? 0) - 1;
        waiting.set(dependent, left);
        if (left === 0) next.push(dependent);
      }
    }
    ready = next;
  }
  return batchOf;
}

function earlierBatches(
  actions: readonly GraphAction[],
  dependencies: ReadonlyMap<number, readonly number[]>,
  batchOf: ReadonlyMap<number, number>,
): number[] {
  const batches = new Set<number>();
  for (const action of actions) {
    for (const parent of dependencies.get(action.step_id) ?? []) batches.add(batchOf.get(parent) ?? 1);
  }
  return [...batches].sort((a, b) => a - b);
}

/** For instance `staging, 9 models`, or `intermediate, 1 model; marts, 4 models`. */
function describeBatch(actions: readonly GraphAction[]): string {
  const layers = new Map<string, GraphAction[]>();
  for (const action of actions) {
    const { layer } = kindOf(action.type);
    const list = layers.get(layer);
    if (list) list.push(action);
    else layers.set(layer, [action]);
  }
  return [...layers.entries()]
    .sort(([a], [b]) => layerRank(a) - layerRank(b))
    .map(([layer, list]) => describeLayer(layer, list))
    .join('; ');
}

function describeLayer(layer: string, actions: readonly GraphAction[]): string {
  const { noun, resource } = kindOf(actions[0]?.type ?? '');
  if (resource === 'project') return layer;
  if (resource === 'source') {
    const tables = actions.reduce(
      (sum, { spec }) => sum + (Array.isArray(spec['tables']) ? spec['tables'].length : 0),
      0,
    );
    const sources = actions.length === 1 ? noun.one : `${actions.length} ${noun.many}`;
    return `${sources}, ${tables} ${tables === 1 ? 'table' : 'tables'}`;
  }
  return `${layer}, ${actions.length} ${actions.length === 1 ? noun.one : noun.many}`;
}

function layerRank(layer: string): number {
  const rank = ACTION_KINDS.findIndex((kind) => kind.layer === layer);
  return rank === -1 ? ACTION_KINDS.length : rank;
}

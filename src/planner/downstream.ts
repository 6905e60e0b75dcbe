import type { ExistingModel } from '../context/context.ts';
import type { ActionSpec } from '../plan/specs.ts';
import type { DraftAction } from './draft.ts';

/**
 * Who refers to what an action makes or changes: those of the draft first, then models of the project; of a source whoever
 * selects from a table that the action names. Names, each once. Pure.
 */
export function findDownstream(
  actions: readonly DraftAction[],
  models: readonly ExistingModel[],
): (action: DraftAction) => readonly string[] {
  const byNode = new Map<string, Set<string>>();
  const add = (node: string, name: string): void => {
    const names = byNode.get(node);
    if (names) names.add(name);
    else byNode.set(node, new Set([name]));
  };
  for (const action of actions) for (const dependency of action.dependencies) add(nodeOf(dependency), action.name);
  for (const { name, refs, sources } of models) {
    for (const ref of refs) add(ref, name);
    for (const table of sources) add(table, name);
  }
  return ({ name, spec }) => {
    const nodes = nodesOf(name, spec);
    return [...new Set(nodes.flatMap((node) => [...(byNode.get(node) ?? [])]))];
  };
}

function nodesOf(name: string, spec: ActionSpec): string[] {
  if (spec.kind === 'project') return [`project:${name}`];
  return spec.kind === 'source' ? spec.tables.map((table) => `${name}.${table.name}`) : [name];
}

/** `source:shop.orders` is the table `shop.orders`; `model:dim_x` and `dim_x` are the model. */
function nodeOf(dependency: string): string {
  return dependency.replace(/^(?:source|model):/, '');
}

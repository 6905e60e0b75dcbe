import { tableKey } from '../catalog/catalog.ts';
import type { Warning } from '../plan/plan.ts';
import type { Draft, DraftAction } from '../planner/draft.ts';
import { groupBy } from '../planner/group-by.ts';

/**
 * What the rules drafted and the draft with a model's changes has not, under no name: changes that held took it away, and a
 * reviewer is told of each. Pure.
 */
export function leftOutWarning(rules: Draft, refined: Draft): Warning[] {
  const there = groupBy(refined.actions, (action) => [originOf(action)]);
  const left = [...groupBy(rules.actions, (action) => [originOf(action)])].flatMap(([origin, actions]) => {
    const names = new Set(there.get(origin)?.map(({ name }) => name));
    // As many as there are of it may only be called otherwise.
    return actions.filter(({ name }) => !names.has(name)).slice(0, Math.max(0, actions.length - names.size));
  });
  if (left.length === 0) return [];
  const text = `the model's changes leave out what the rules drafted: ${left.map(({ name }) => name).join(', ')}`;
  return [{ code: 'model_left_out', text }];
}

/** What an action makes, and of which raw tables, whatever it is called; a fact is none of the dimension that was drafted. */
function originOf({ type, name, about = [], spec }: DraftAction): string {
  const mart = spec.kind === 'mart' ? spec.mart : null;
  return JSON.stringify([type, mart, ...(about.length === 0 ? [name] : about.map(tableKey).sort())]);
}

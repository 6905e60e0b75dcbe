import { indexNames } from '../plan/graph.ts';
import type { DraftAction } from './draft.ts';

/** By each name that a dependency may have, the action of a draft that makes the node. Pure, linear. */
export function makersOf(drafted: readonly DraftAction[]): Map<string, DraftAction> {
  const numbered = drafted.map(({ type, name, spec }, step_id) => ({
    step_id,
    type,
    name,
    spec: { ...spec },
    dependencies: [],
  }));
  return new Map(
    [...indexNames(numbered)].flatMap(([name, step]) => {
      const action = drafted[step];
      return typeof name === 'string' && action ? [[name, action] as const] : [];
    }),
  );
}

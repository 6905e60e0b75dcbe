import { tableKey } from '../../catalog/catalog.ts';
import type { Vocabulary } from '../names/vocabulary.ts';
import { rounded } from '../probability.ts';
import type { RoleBelief } from '../roles/roles.ts';
import type { Hints } from './hints.ts';
import { HINTED, saidByModel, SURE } from './hints.ts';

/** The roles, each as a model says it where the rules are not sure of another. */
export function hintRoles(roles: readonly RoleBelief[], { tables }: Vocabulary, hints: Hints): readonly RoleBelief[] {
  if (hints.roles.size === 0) return roles;
  return roles.map((belief, index) => {
    const table = tables[index]?.table;
    const said = table && hints.roles.get(tableKey(table));
    if (!said || said.role === belief.role || belief.probability >= SURE) return belief;
    return {
      role: said.role,
      probability: HINTED,
      runnerUp: belief.role,
      margin: rounded(HINTED - (1 - HINTED)),
      evidence: [saidByModel(said.why)],
    };
  });
}

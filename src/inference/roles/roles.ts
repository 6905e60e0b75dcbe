import type { Findings } from '../findings.ts';
import { ROLES } from '../beliefs.ts';
import type { Role } from '../beliefs.ts';
import { rounded } from '../probability.ts';
import { readRoleFeatures } from './role-features.ts';
import type { RoleFeatures } from './role-features.ts';
import { scoreRoles } from './role-scores.ts';
import type { Vocabulary } from '../names/vocabulary.ts';

export interface RoleBelief {
  readonly role: Role;
  readonly probability: number;
}

/** What each table is to the others: a fact, a dimension, and so on; in the tables' order. */
export function inferRoles(vocabulary: Vocabulary, context: Findings): RoleBelief[] {
  return readRoleFeatures(vocabulary, context).map(chooseRole);
}

/** The role with the highest score; its share of all scores (softmax) is its probability. */
function chooseRole(features: RoleFeatures): RoleBelief {
  const scores = scoreRoles(features);
  const weights = ROLES.map((role) => Math.exp(2 * scores[role]));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const best = ROLES.reduce((a, b) => (scores[b] > scores[a] ? b : a));
  return { role: best, probability: rounded(Math.exp(2 * scores[best]) / total) };
}

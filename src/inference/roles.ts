import type { Evidence } from '../catalog/evidence.ts';
import { ROLES } from './beliefs.ts';
import type { Role } from './beliefs.ts';
import type { KeyBelief } from './primary-keys.ts';
import { rounded } from './probability.ts';
import type { TestedCandidate } from './relationship-evidence.ts';
import { readRoleFeatures } from './role-features.ts';
import type { RoleFeatures } from './role-features.ts';
import { scoreRoles } from './role-scores.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface RoleBelief {
  readonly role: Role;
  readonly probability: number;
}

export interface RoleContext {
  readonly keys: readonly (KeyBelief | null)[];
  readonly relationships: readonly TestedCandidate[];
  readonly evidence: Evidence;
}

/** What each table is to the others: a fact, a dimension, and so on; in the tables' order. */
export function inferRoles(vocabulary: Vocabulary, context: RoleContext): RoleBelief[] {
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

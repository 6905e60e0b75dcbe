import type { Findings } from '../findings.ts';
import { ROLES } from '../beliefs.ts';
import type { Role } from '../beliefs.ts';
import type { Vocabulary } from '../names/vocabulary.ts';
import { rounded } from '../probability.ts';
import { readRoleFeatures } from './role-features.ts';
import type { RoleFeatures } from './role-features.ts';
import { ROLE_RULES } from './role-rules.ts';

export interface RoleBelief {
  readonly role: Role;
  readonly probability: number;
  readonly runnerUp: Role;
  /** How much more probable the role is than its runner-up. */
  readonly margin: number;
  /** What speaks for the role, the weightiest first: `2 amounts`, `1 moment`. */
  readonly evidence: readonly string[];
}

/** What each table is to the others: a fact, a dimension, and so on; in the tables' order. */
export function inferRoles(vocabulary: Vocabulary, context: Findings): RoleBelief[] {
  return readRoleFeatures(vocabulary, context).map(chooseRole);
}

/** The role with the most points; its share of all (softmax) is its probability. Of equals the first in `ROLES`. */
function chooseRole(features: RoleFeatures): RoleBelief {
  const scores = ROLES.map((role) => scoreOf(role, features));
  const ranked = ROLES.map((_, index) => index).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const [first = 0, second = 0] = ranked;
  const highest = scores[first] ?? 0;
  const weights = scores.map((score) => Math.exp(STEEPNESS * (score - highest)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (index: number): number => (weights[index] ?? 0) / total;
  const role = ROLES[first] ?? 'dimension';
  return {
    role,
    probability: rounded(share(first)),
    runnerUp: ROLES[second] ?? 'fact',
    margin: rounded(share(first) - share(second)),
    evidence: evidenceFor(role, features),
  };
}

const STEEPNESS = 2;
const MOST_EVIDENCE = 5;

function scoreOf(role: Role, features: RoleFeatures): number {
  return ROLE_RULES[role].reduce((sum, { points }) => sum + points(features), 0);
}

/** The phrases of the rules that speak for the role. */
function evidenceFor(role: Role, features: RoleFeatures): string[] {
  const found = ROLE_RULES[role]
    .map(({ points, says }) => ({ weight: points(features), says }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return [...new Set(found.map(({ says }) => says(features)))].slice(0, MOST_EVIDENCE);
}

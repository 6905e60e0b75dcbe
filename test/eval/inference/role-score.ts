import type { Beliefs, Role } from '../../../src/inference/beliefs.ts';
import { EXPECTED_ROLES } from '../../inference/roles/expected-roles.ts';
import { ACCEPTED_ROLES } from '../../inference/roles/role-truth.ts';

export interface RoleScore {
  readonly expected: number;
  readonly right: number;
  readonly errors: readonly string[];
}

/** Roles that experts would accept, by table. */
type ExpectedRoles = Readonly<Record<string, Role | readonly Role[]>>;

/** Compares believed roles with the expected ones of the schema of that name; null where nobody wrote them down. */
export function scoreRoles(schema: string, { tables }: Beliefs): RoleScore | null {
  const expected: ExpectedRoles | undefined = EXPECTED_ROLES[schema] ?? ACCEPTED_ROLES[schema];
  if (!expected) return null;
  const judged = tables.flatMap(({ name, role }) => {
    const accepted = [expected[name] ?? []].flat();
    return accepted.length === 0 ? [] : [{ name, role, accepted, right: accepted.includes(role) }];
  });
  const wrong = judged.filter(({ right }) => !right);
  return {
    expected: judged.length,
    right: judged.length - wrong.length,
    errors: wrong.map(({ name, role, accepted }) => `role    ${name} is ${accepted.join(' or ')}, believed ${role}`),
  };
}

import type { Beliefs, Role } from '../../../src/inference/beliefs.ts';

export interface RoleScore {
  readonly tables: number;
  readonly right: number;
  readonly errors: readonly RoleError[];
}

export interface RoleError {
  readonly table: string;
  readonly role: Role;
  readonly expected: string;
}

/**
 * Counts the tables whose role is one of those that an expert would give (`role-truth.ts`: roles joined by `|`, names
 * of tables parted by spaces). Tables that the truth does not name are not counted; names are matched in any case.
 */
export function scoreRoles(beliefs: Beliefs, truth: Readonly<Record<string, string>>): RoleScore {
  const expected = new Map(
    Object.entries(truth).flatMap(([roles, tables]) =>
      tables.split(' ').map((table) => [table.toLowerCase(), roles] as const),
    ),
  );
  const judged = beliefs.tables.flatMap(({ name, role }) => {
    const roles = expected.get(name.toLowerCase());
    return roles === undefined ? [] : [{ table: name, role, expected: roles }];
  });
  const errors = judged.filter((one) => !one.expected.split('|').includes(one.role));
  return { tables: judged.length, right: judged.length - errors.length, errors };
}

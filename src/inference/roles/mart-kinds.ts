import type { Role } from '../beliefs.ts';

/** What becomes of a table in the marts. `lookup`: folded into the marts that point to it. */
export type MartKind = 'fact' | 'dimension' | 'lookup' | 'none';

/** What a table of a role becomes (Kimball; Moody and Kortink); of a bridge, what it becomes at least. */
export function martOf(role: Role | undefined): MartKind {
  switch (role) {
    case 'fact':
    case 'event':
    case 'snapshot':
      return 'fact';
    case 'dimension':
      return 'dimension';
    case 'classification':
      return 'lookup';
    case 'bridge':
    case 'technical':
    case undefined:
      return 'none';
  }
}

/** What answering a role does. */
export function effectOfRole(role: Role, instead: Role): string {
  return `${MAKES[martOf(role)]} instead of ${NOUNS[martOf(instead)]}`;
}

const MAKES = {
  fact: 'makes it a fact table',
  dimension: 'makes it a dimension',
  lookup: 'folds it into the marts that point to it',
  none: 'makes no mart of it',
} as const satisfies Record<MartKind, string>;

const NOUNS = {
  fact: 'a fact table',
  dimension: 'a dimension',
  lookup: 'folding it into other marts',
  none: 'none',
} as const satisfies Record<MartKind, string>;

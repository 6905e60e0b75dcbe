import type { Role } from '../beliefs.ts';

/** What a table of a role becomes (src/planner/marts/mart-kind.ts); of a bridge, what it becomes at least. */
export function martOf(role: Role | undefined): 'fact' | 'dimension' | 'lookup' | 'none' {
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

/** The same in words, after "becomes". */
export const MART_WORDS = {
  fact: 'a fact table',
  dimension: 'a dimension',
  lookup: 'part of the marts that point to it',
  none: 'no mart',
} as const satisfies Record<ReturnType<typeof martOf>, string>;

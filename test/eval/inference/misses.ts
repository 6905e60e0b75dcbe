import type { Claims, Edge } from './claims.ts';
import { childKey, sameColumns } from './claims.ts';

/** Why a declared foreign key was not found, in the order in which the kinds are asked; the first that holds is counted. */
export const MISSES = [
  'believed to point to another table',
  'of several columns',
  "to columns that are not believed to be the parent's key",
  'from the key of its own table',
  'to its own table',
  'whose name lacks a word such as id',
  'other: no edge was believed',
] as const;
export type Miss = (typeof MISSES)[number];

export interface Missing {
  readonly truth: Claims;
  readonly believed: Claims;
}

/** Counts declared edges that were missed by kind, so that work goes where most is lost. Pure. */
export function countMisses(missed: readonly Edge[], { truth, believed }: Missing): ReadonlyMap<Miss, number> {
  const parents = new Map(believed.edges.map((edge) => [childKey(edge), edge.parent]));
  const counts = new Map<Miss, number>();
  for (const edge of missed) {
    const instead = parents.get(childKey(edge));
    const kind = instead === undefined || instead === edge.parent ? kindOf(edge, { truth, believed }) : MISSES[0];
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function kindOf({ child, columns, parent, refColumns }: Edge, { truth, believed }: Missing): Miss {
  if (columns.length > 1) return MISSES[1];
  if (!sameColumns(refColumns, believed.keys.get(parent))) return MISSES[2];
  if (sameColumns(columns, truth.keys.get(child))) return MISSES[3];
  if (parent === child) return MISSES[4];
  return /(?:id|key|code|no|num|uuid|guid|sk|fk)$/i.test(columns[0] ?? '') ? MISSES[6] : MISSES[5];
}

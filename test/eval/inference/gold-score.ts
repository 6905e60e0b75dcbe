import type { Claims } from './claims.ts';
import { atLeast, sameColumns } from './claims.ts';
import type { GoldColumn, GoldFacts } from './gold.ts';

export interface Found {
  readonly expected: number;
  readonly found: number;
}

export interface GoldScore {
  readonly keys: Found;
  readonly references: Found;
  readonly joins: Found;
  readonly errors: readonly string[];
}

/**
 * How much of what experts wrote is believed: their keys (exact columns), their references (columns and parent), and
 * their joins, which an edge explains between the two columns, or from both to the same parent. Pure.
 */
export function scoreGold({ keys, references, joins }: GoldFacts, claims: Claims, threshold: number): GoldScore {
  const { edges } = atLeast(claims, threshold);
  const parents = new Map(edges.map((edge) => [`${edge.child}(${edge.columns.toSorted().join()})`, edge.parent]));
  const linked = linksOf(edges);
  const wrongKeys = [...keys].filter(([table, key]) => !sameColumns(key, claims.keys.get(table)));
  const missing = references.filter(
    ({ child, columns, parent }) => parents.get(`${child}(${columns.toSorted().join()})`) !== parent,
  );
  const unexplained = joins.filter(([one, other]) => !linked(one, other));
  return {
    keys: { expected: keys.size, found: keys.size - wrongKeys.length },
    references: { expected: references.length, found: references.length - missing.length },
    joins: { expected: joins.length, found: joins.length - unexplained.length },
    errors: [
      ...wrongKeys.map(
        ([table, key]) =>
          `key     ${table}(${key.join(', ')}), believed ${claims.keys.get(table)?.join(', ') ?? 'none'}`,
      ),
      ...missing.map(({ child, columns, parent }) => `missed  ${child}(${columns.join(', ')}) -> ${parent}`),
      ...unexplained.map(([one, other]) => `join    ${show(one)} = ${show(other)}`),
    ],
  };
}

/** Whether an edge ties two columns, or both have the same parent column. */
function linksOf(edges: Claims['edges']): (one: GoldColumn, other: GoldColumn) => boolean {
  const parentOf = new Map(
    edges.flatMap((edge) =>
      edge.columns.map((column, at) => [
        show({ table: edge.child, column }),
        show({ table: edge.parent, column: edge.refColumns[at] ?? '' }),
      ]),
    ),
  );
  return (one, other) => {
    const [a, b] = [show(one), show(other)];
    const [parentA, parentB] = [parentOf.get(a), parentOf.get(b)];
    return parentA === b || parentB === a || (parentA !== undefined && parentA === parentB);
  };
}

function show({ table, column }: GoldColumn): string {
  return `${table}.${column}`;
}

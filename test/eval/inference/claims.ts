import type { Catalog, TableRef } from '../../../src/catalog/catalog.ts';
import { tableLabel } from '../../../src/catalog/catalog.ts';
import type { Beliefs, Relationship } from '../../../src/inference/beliefs.ts';

/** A reference: columns of one table that hold a key of another, pair by pair. */
export interface Edge {
  /** `schema.table`, or `table` alone. */
  readonly child: string;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly refColumns: readonly string[];
}

/** What a catalog declares, a rule says or inference believes, in one form, so that any two can be compared. */
export interface Claims {
  /** Columns of the primary key, by table. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  readonly edges: readonly ClaimedEdge[];
}

export interface ClaimedEdge extends Edge {
  readonly probability: number;
  /** The first of its evidence, without names: the rule that found it. */
  readonly reason?: string;
}

/** The same string for the same reference, whatever the order of its pairs. */
export function edgeKey({ child, columns, parent, refColumns }: Edge): string {
  const pairs = columns
    .map((column, at) => [column, refColumns[at] ?? '?'] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${child}(${pairs.map(([column]) => column).join(', ')}) -> ${parent}(${pairs.map(([, ref]) => ref).join(', ')})`;
}

/** The same string for references of the same columns, wherever they point. */
export function childKey({ child, columns }: Edge): string {
  return `${child}(${columns.toSorted().join(', ')})`;
}

/** Equal as sets; the order of a key's columns says nothing. */
export function sameColumns(one: readonly string[], other: readonly string[] | undefined): boolean {
  return JSON.stringify(one.toSorted()) === JSON.stringify(other?.toSorted());
}

/** The same claims without the edges below a probability. */
export function atLeast({ keys, edges }: Claims, threshold: number): Claims {
  return { keys, edges: edges.filter(({ probability }) => probability >= threshold) };
}

/** What a catalog declares; its keys must be resolved (`openInput` does), so that each names its columns and schema. */
export function declaredClaims(catalog: Catalog): Claims {
  const keys = catalog.tables.flatMap((table) =>
    table.primary_key?.length ? [[tableLabel(table), table.primary_key] as const] : [],
  );
  const edges = catalog.tables.flatMap((table) =>
    (table.foreign_keys ?? []).map((key) => ({
      ...edgeOf(table, key.columns, { schema: key.ref_schema, name: key.ref_table }),
      refColumns: key.ref_columns,
      probability: 1,
    })),
  );
  return { keys: new Map(keys), edges: [...new Map(edges.map((edge) => [edgeKey(edge), edge])).values()] };
}

/** What inference believes, doubtful edges too. */
export function believedClaims({ tables, relationships }: Pick<Beliefs, 'tables' | 'relationships'>): Claims {
  return {
    keys: new Map(
      tables.flatMap((table) => (table.primary_key ? [[tableLabel(table), table.primary_key.columns] as const] : [])),
    ),
    edges: relationships.map((edge) => ({
      ...edgeOf({ schema: edge.schema, name: edge.table }, edge.columns, {
        schema: edge.ref_schema,
        name: edge.ref_table,
      }),
      refColumns: edge.ref_columns,
      probability: edge.probability,
      reason: reasonOf(edge),
    })),
  };
}

/** `customer_id with its key word is customers` is `with its key word is`. */
function reasonOf({ columns, ref_table, evidence: [first = ''] }: Relationship): string {
  const words = first.startsWith(columns.join(', ')) ? first.slice(columns.join(', ').length) : first;
  return (words.endsWith(ref_table) ? words.slice(0, -ref_table.length) : words).trim();
}

function edgeOf(child: TableRef, columns: readonly string[], parent: TableRef): Omit<Edge, 'refColumns'> {
  return { child: tableLabel(child), columns, parent: tableLabel(parent) };
}

import type { Table, TableRef } from '../catalog/catalog.ts';
import { tableKey } from '../catalog/catalog.ts';
import type { Beliefs, Relationship, TableBelief } from '../inference/beliefs.ts';

/** Beliefs by table, so that drafting a table costs the same in a catalog of ten and of ten thousand. */
export interface BeliefIndex {
  tableOf(table: Table): TableBelief;
  /** Relationships in which the table is the child, in an order that does not depend on the input's. */
  parentsOf(table: TableRef): readonly Relationship[];
  /** Columns of the table that some child refers to. */
  referredOf(table: TableRef): ReadonlySet<string>;
}

/** Identity of the parent of a relationship. */
export function parentRef({ ref_schema, ref_table }: Relationship): TableRef {
  return { schema: ref_schema, name: ref_table };
}

/** Indexes what is believed; of a table that nothing is believed of, its columns are taken as they are. */
export function indexBeliefs({ tables, relationships }: Beliefs): BeliefIndex {
  const byTable = new Map(tables.map((table) => [tableKey(table), table]));
  const byChild = new Map<string, Relationship[]>();
  const referred = new Map<string, Set<string>>();
  for (const relationship of sorted(relationships)) {
    const child = tableKey({ schema: relationship.schema, name: relationship.table });
    const siblings = byChild.get(child);
    if (siblings) siblings.push(relationship);
    else byChild.set(child, [relationship]);
    const parent = tableKey(parentRef(relationship));
    const columns = referred.get(parent) ?? new Set();
    for (const column of relationship.ref_columns) columns.add(column);
    referred.set(parent, columns);
  }
  return {
    tableOf: (table) => byTable.get(tableKey(table)) ?? unknownTable(table),
    parentsOf: (table) => byChild.get(tableKey(table)) ?? [],
    referredOf: (table) => referred.get(tableKey(table)) ?? new Set(),
  };
}

function unknownTable({ schema, name }: Table): TableBelief {
  const identity = schema === undefined ? { name } : { schema, name };
  return { ...identity, role: 'technical', role_probability: 0, primary_key: null, columns: [] };
}

/** Sorts by columns and parent; each key is made once, not in every comparison. */
function sorted(relationships: readonly Relationship[]): Relationship[] {
  return relationships
    .map((each) => ({
      each,
      key: JSON.stringify([each.columns, each.ref_schema ?? '', each.ref_table, each.ref_columns]),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ each }) => each);
}

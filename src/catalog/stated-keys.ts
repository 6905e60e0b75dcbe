import type { StatedTable } from '../context/stated-facts.ts';
import type { Catalog, ForeignKey, Table, TableRef } from './catalog.ts';

/**
 * The catalog with the keys that the project states, as if the tables declared them: what inference takes for granted.
 * Keys that the tables declare themselves stay as they are. Pure.
 */
export function withStatedKeys(catalog: Catalog, stated: readonly StatedTable[]): Catalog {
  if (stated.length === 0) return catalog;
  const statedOf = indexStated(stated);
  return { ...catalog, tables: catalog.tables.map((table) => withKeys(table, statedOf(table))) };
}

/** Finds what the project states of a table. A source without a schema, as of a folder of files, means any. */
export function indexStated(stated: readonly StatedTable[]): (table: TableRef) => StatedTable | undefined {
  const byName = new Map<string, StatedTable[]>();
  for (const each of stated) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  return ({ schema, name }) =>
    byName.get(name)?.find((each) => each.schema === schema || each.schema === undefined || schema === undefined);
}

function withKeys(table: Table, stated: StatedTable | undefined): Table {
  if (!stated) return table;
  const names = new Set(table.columns.map((column) => column.name));
  const key = stated.key?.columns.every((column) => names.has(column)) ? [...stated.key.columns] : undefined;
  const declared = table.foreign_keys ?? [];
  const added = stated.references
    .filter(({ column }) => names.has(column))
    .map(({ column, ref_schema, ref_table, ref_column }): ForeignKey => {
      const schema = table.schema === undefined ? undefined : ref_schema;
      return {
        columns: [column],
        ...(schema === undefined ? {} : { ref_schema: schema }),
        ref_table,
        ref_columns: [ref_column],
      };
    })
    .filter(
      (one) =>
        !declared.some((other) => other.columns.join() === one.columns.join() && other.ref_table === one.ref_table),
    );
  const primary = table.primary_key?.length ? table.primary_key : key;
  return { ...table, ...(primary ? { primary_key: primary } : {}), foreign_keys: [...declared, ...added] };
}

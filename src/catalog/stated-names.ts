import type { StatedTable } from '../context/stated-facts.ts';
import type { Catalog, Table, TableRef } from './catalog.ts';

/**
 * What a project states of tables and columns, under the names that the catalog has for them: SQL may have them in
 * another case where the warehouse folds names, `USER` between quotes or `customer_id` without. Exact names come first,
 * and a name that the catalog does not have stays. Pure.
 */
export function underCatalogNames(stated: readonly StatedTable[], catalog: Catalog): StatedTable[] {
  const find = finder(catalog.tables, keyOf);
  const columnsOf = new Map<Table | undefined, (name: string) => string>();
  const columnOf = (table: TableRef): ((name: string) => string) => {
    const found = find(keyOf(table));
    const known = columnsOf.get(found) ?? columnNames(found);
    columnsOf.set(found, known);
    return known;
  };
  return stated.map((table) => {
    const column = columnOf(table);
    return {
      ...table,
      ...namesOf(find(keyOf(table)) ?? table),
      key: table.key && { ...table.key, columns: table.key.columns.map(column) },
      columns: table.columns.map((each) => ({ ...each, name: column(each.name) })),
      references: table.references.map((reference) => {
        const parent = { schema: reference.ref_schema, name: reference.ref_table };
        const { schema, name } = namesOf(find(keyOf(parent)) ?? parent);
        return {
          ...reference,
          column: column(reference.column),
          ...(schema === undefined ? {} : { ref_schema: schema }),
          ref_table: name,
          ref_column: columnOf(parent)(reference.ref_column),
        };
      }),
    };
  });
}

function namesOf({ schema, name }: TableRef): Pick<StatedTable, 'schema' | 'name'> {
  return { ...(schema === undefined ? {} : { schema }), name };
}

/** The catalog's own name of a column, whatever its case; the name itself where the table has none like it. */
function columnNames(table: Table | undefined): (name: string) => string {
  const find = finder(table?.columns ?? [], ({ name }) => name);
  return (name) => find(name)?.name ?? name;
}

/** Finds what has exactly this key, else one that differs only in case. */
function finder<T>(items: readonly T[], keyOfItem: (item: T) => string): (key: string) => T | undefined {
  const exact = new Map(items.map((item) => [keyOfItem(item), item]));
  const folded = new Map(items.map((item) => [keyOfItem(item).toLowerCase(), item]));
  return (key) => exact.get(key) ?? folded.get(key.toLowerCase());
}

function keyOf({ schema = '', name }: TableRef): string {
  return JSON.stringify([schema, name]);
}

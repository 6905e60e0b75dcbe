import type { StatedTable } from '../context/stated-facts.ts';
import type { Catalog, TableRef } from './catalog.ts';

/**
 * What a project states of tables, under the names that the catalog has for them: a project on a warehouse that folds
 * names to upper case writes `USER` between quotes where the catalog says `user`. Exact names come first. Pure.
 */
export function underCatalogNames(stated: readonly StatedTable[], catalog: Catalog): StatedTable[] {
  const nameOf = catalogNames(catalog);
  return stated.map((table) => ({
    ...table,
    ...nameOf(table),
    references: table.references.map((reference) => {
      const { schema, name } = nameOf({ schema: reference.ref_schema, name: reference.ref_table });
      return { ...reference, ...(schema === undefined ? {} : { ref_schema: schema }), ref_table: name };
    }),
  }));
}

/** The catalog's own name of a table, whatever its case; the name itself where the catalog has none like it. */
function catalogNames({ tables }: Catalog): (table: TableRef) => Pick<StatedTable, 'schema' | 'name'> {
  const exact = new Set(tables.map(keyOf));
  const folded = new Map(tables.map((table) => [keyOf(table).toLowerCase(), table]));
  return ({ schema, name }) => {
    const same = exact.has(keyOf({ schema, name })) ? undefined : folded.get(keyOf({ schema, name }).toLowerCase());
    const found = same ?? { schema, name };
    return { ...(found.schema === undefined ? {} : { schema: found.schema }), name: found.name };
  };
}

function keyOf({ schema = '', name }: TableRef): string {
  return JSON.stringify([schema, name]);
}

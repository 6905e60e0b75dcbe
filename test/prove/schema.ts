import type { Catalog } from '../../src/catalog/catalog.ts';
import { duckdbType } from '../../src/sql/types.ts';
import type { Gold, TableKeys } from './table-keys.ts';
import { keysOf } from './table-keys.ts';

/** A catalog as DuckDB holds it, and the keys that rows must satisfy. */
export interface Schema {
  /** Types are DuckDB's. */
  readonly catalog: Catalog;
  /** By table name. */
  readonly keys: ReadonlyMap<string, TableKeys>;
}

/** Every column gets the DuckDB type that stands for its own; keys are found from the catalog as it is. */
export function schemaOf(catalog: Catalog, gold: Gold | undefined): Schema {
  const tables = catalog.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, type: duckdbType(column.type, catalog.dialect).type })),
  }));
  return { catalog: { ...catalog, tables }, keys: keysOf(catalog, gold) };
}

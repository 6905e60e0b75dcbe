import type { Catalog, Table, TableRef } from './catalog.ts';
import { tableKey } from './catalog.ts';

/** The tables of a catalog by name, compared without case as DuckDB and dbt's duckdb adapter do. */
export interface TableIndex {
  /** The table meant by a reference that stands in schema `from`: there first, else wherever the name is used once. */
  find(ref: TableRef, from?: string): Table | undefined;
}

export function indexTables(catalog: Catalog): TableIndex {
  const byKey = new Map<string, Table>();
  const byName = new Map<string, Table[]>();
  for (const table of catalog.tables) {
    const key = foldedKey(table);
    if (!byKey.has(key)) byKey.set(key, table);
    const name = table.name.toLowerCase();
    const named = byName.get(name);
    if (named) named.push(table);
    else byName.set(name, [table]);
  }
  return {
    find: (ref, from) => {
      const exact = byKey.get(foldedKey(ref)) ?? byKey.get(foldedKey({ schema: from, name: ref.name }));
      if (exact || ref.schema !== undefined) return exact;
      const named = byName.get(ref.name.toLowerCase()) ?? [];
      return named.length === 1 ? named[0] : undefined;
    },
  };
}

/** Equal for two tables whose schema and name differ at most in case. */
export function foldedKey(table: TableRef): string {
  return tableKey(table).toLowerCase();
}

/** Column names as the table writes them, by lower-case name. */
export function columnNames(table: Table): ReadonlyMap<string, string> {
  return new Map(table.columns.map((column) => [column.name.toLowerCase(), column.name]));
}

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

/** The table's column of a name, as the table writes it; exact first, else compared without case. */
export function findColumn(table: Table, name: string): string | undefined {
  if (table.columns.some((column) => column.name === name)) return name;
  const folded = name.toLowerCase();
  return table.columns.find((column) => column.name.toLowerCase() === folded)?.name;
}

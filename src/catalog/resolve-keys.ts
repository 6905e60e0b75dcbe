import type { Catalog, ForeignKey, Table } from './catalog.ts';
import type { TableIndex } from './table-index.ts';
import { findColumn, indexTables } from './table-index.ts';

/**
 * Declared keys in one form: names as the tables write them, the parent's schema and columns always given, no key empty,
 * twice or pointing outside the catalog (`checkCatalog` has warned of those). Pure; resolving twice changes nothing.
 */
export function resolveKeys(catalog: Catalog): Catalog {
  if (catalog.tables.every((table) => !table.primary_key && !table.unique_keys && !table.foreign_keys)) return catalog;
  const index = indexTables(catalog);
  return { ...catalog, tables: catalog.tables.map((table) => resolveTable(table, index)) };
}

function resolveTable(table: Table, index: TableIndex): Table {
  const { primary_key, unique_keys, foreign_keys, ...rest } = table;
  const primary = asWritten(table, primary_key ?? []);
  const unique = withoutRepeats((unique_keys ?? []).map((key) => asWritten(table, key))).filter(
    (key) => key.length > 0 && JSON.stringify(key) !== JSON.stringify(primary),
  );
  const foreign = withoutRepeats((foreign_keys ?? []).flatMap((key) => resolveForeignKey(table, key, index)));
  return {
    ...rest,
    ...(primary.length > 0 && { primary_key: primary }),
    ...(unique.length > 0 && { unique_keys: unique }),
    ...(foreign.length > 0 && { foreign_keys: foreign }),
  };
}

function resolveForeignKey(table: Table, key: ForeignKey, index: TableIndex): ForeignKey[] {
  const parent = index.find({ schema: key.ref_schema, name: key.ref_table }, table.schema);
  if (!parent) return [];
  const refColumns = asWritten(parent, key.ref_columns.length > 0 ? key.ref_columns : (parent.primary_key ?? []));
  if (refColumns.length !== key.columns.length) return [];
  const { ref_schema: _, ...rest } = key;
  return [
    {
      ...rest,
      columns: asWritten(table, key.columns),
      ...(parent.schema !== undefined && { ref_schema: parent.schema }),
      ref_table: parent.name,
      ref_columns: refColumns,
    },
  ];
}

function asWritten(table: Table, names: readonly string[]): string[] {
  return names.map((name) => findColumn(table, name) ?? name);
}

function withoutRepeats<T>(keys: readonly T[]): T[] {
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}

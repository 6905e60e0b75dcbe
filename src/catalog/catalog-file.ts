import type { Catalog, Column, ForeignKey, Table } from './catalog.ts';

/** Version of the catalog file that this cartridge writes; it reads every 1.x. */
export const CATALOG_FORMAT_VERSION = '1.0';

/**
 * The document that `cartridge scan --from X --json` prints: a catalog as a catalog file, keys in the order of the
 * contract (DESIGN.md section 4), whatever order the reader found them in. Pure.
 */
export function catalogFile(catalog: Catalog): Catalog {
  const { format_version: _, name, dialect, tables, ...rest } = catalog;
  return { format_version: CATALOG_FORMAT_VERSION, name, dialect, tables: tables.map(tableInOrder), ...rest };
}

function tableInOrder({ schema, name, comment, row_count, columns, ...rest }: Table): Table {
  const { primary_key, unique_keys, foreign_keys, ...others } = rest;
  return {
    ...(schema !== undefined && { schema }),
    name,
    ...(comment !== undefined && { comment }),
    ...(row_count !== undefined && { row_count }),
    columns: columns.map(columnInOrder),
    ...(primary_key && { primary_key }),
    ...(unique_keys && { unique_keys }),
    ...(foreign_keys && { foreign_keys: foreign_keys.map(keyInOrder) }),
    ...others,
  };
}

function columnInOrder({ name, type, nullable, comment, ...rest }: Column): Column {
  return {
    name,
    type,
    ...(nullable !== undefined && { nullable }),
    ...(comment !== undefined && { comment }),
    ...rest,
  };
}

function keyInOrder({ columns, ref_schema, ref_table, ref_columns, ...rest }: ForeignKey): ForeignKey {
  return { columns, ...(ref_schema !== undefined && { ref_schema }), ref_table, ref_columns, ...rest };
}

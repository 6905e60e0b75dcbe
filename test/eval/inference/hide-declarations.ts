import type { Catalog, Table } from '../../../src/catalog/catalog.ts';
import { tableLabel } from '../../../src/catalog/catalog.ts';
import { shuffled } from './shuffled.ts';

/**
 * What is left when nobody declared anything: names and types of the columns, in their order. Keys, nullability,
 * comments, statistics, row counts and any other field are gone; types that say "key" (serial, identity) become plain
 * integers; tables stand in an order that only the seed decides. Pure.
 */
export function hideDeclarations(catalog: Catalog, seed = 0): Catalog {
  const tables = catalog.tables.map(({ schema, name, columns }): Table => ({
    ...(schema === undefined ? {} : { schema }),
    name,
    columns: columns.map((column) => ({ name: column.name, type: hideKeyType(column.type) })),
  }));
  return { name: catalog.name, dialect: catalog.dialect, tables: shuffled(tables, seed, tableLabel) };
}

/** Some dialects, and some readers, write into the type that a column counts itself, or is a key. */
function hideKeyType(type: string): string {
  const plain = type
    .replace(/\b(?:primary key|not null|unique|auto_?increment|generated (?:always|by default).*)/gi, '')
    .replace(/\bidentity\b(?:\s*\([^)]*\))?/gi, '')
    .trim();
  if (/^(?:bigserial|serial8|primary_key)$/i.test(plain)) return 'bigint';
  if (/^(?:smallserial|serial2)$/i.test(plain)) return 'smallint';
  return /^serial4?$/i.test(plain) ? 'integer' : plain;
}

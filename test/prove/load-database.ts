import { rm } from 'node:fs/promises';
import type { Catalog, Table } from '../../src/catalog/catalog.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import { duckdbType } from '../../src/sql/types.ts';
import type { Row } from './synthetic-rows.ts';
import { literal, parentsFirst, quote } from './synthetic-rows.ts';
import type { TableKeys } from './table-keys.ts';

export interface LoadOptions {
  catalog: Catalog;
  keys: ReadonlyMap<string, TableKeys>;
  rows: ReadonlyMap<string, readonly Row[]>;
  /** Declare the keys that the catalog declares (a planted fault needs a table that lets it in). */
  constraints: boolean;
}

/** Writes a DuckDB file anew with the catalog's tables, in its own types, and the rows. */
export async function loadDatabase(path: string, options: LoadOptions): Promise<void> {
  await rm(path, { force: true });
  const database = await openDuckdb(path);
  try {
    for (const statement of statements(options)) await database.run(statement);
  } finally {
    await database.close();
  }
}

function statements({ catalog, keys, rows, constraints }: LoadOptions): string[] {
  const result: string[] = [];
  const created = new Set<string>();
  for (const schema of new Set(catalog.tables.map(schemaOf)))
    result.push(`create schema if not exists ${quote(schema)}`);
  for (const table of parentsFirst(catalog.tables, keys)) {
    const name = `${quote(schemaOf(table))}.${quote(table.name)}`;
    const columns = table.columns.map(
      (column) =>
        `${quote(column.name)} ${duckdbType(column.type).type}${constraints && column.nullable === false ? ' not null' : ''}`,
    );
    const declared = constraints ? declaredKeys(table, keys, created) : [];
    result.push(`create table ${name} (${[...columns, ...declared].join(', ')})`);
    const values = (rows.get(table.name) ?? []).map(
      (row) => `(${table.columns.map((column) => literal(row[column.name] ?? null, column)).join(', ')})`,
    );
    // A row at a time where rows point to rows of the same table.
    if (values.length > 0) result.push(...values.map((value) => `insert into ${name} values ${value}`));
    created.add(table.name);
  }
  return result;
}

function declaredKeys(table: Table, keys: ReadonlyMap<string, TableKeys>, created: ReadonlySet<string>): string[] {
  const result: string[] = [];
  if (table.primary_key?.length) result.push(`primary key (${list(table.primary_key)})`);
  for (const key of table.unique_keys ?? []) result.push(`unique (${list(key)})`);
  if (!table.foreign_keys?.length) return result;
  for (const key of keys.get(table.name)?.foreign ?? []) {
    const parent = keys.get(key.ref_table);
    const isKey = parent?.primary.join() === key.ref_columns.join();
    if (isKey && created.has(key.ref_table)) {
      result.push(
        `foreign key (${list(key.columns)}) references ${quote(schemaOf(table))}.${quote(key.ref_table)} (${list(key.ref_columns)})`,
      );
    }
  }
  return result;
}

function schemaOf(table: Table): string {
  return table.schema ?? 'main';
}

function list(columns: readonly string[]): string {
  return columns.map(quote).join(', ');
}

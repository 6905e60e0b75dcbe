import { rm } from 'node:fs/promises';
import type { Table } from '../../src/catalog/catalog.ts';
import type { Duckdb } from '../../src/outside/duckdb.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import type { Schema } from './schema.ts';
import type { Rows } from './synthetic-rows.ts';
import { literal, parentsFirst, quote } from './synthetic-rows.ts';

export interface Loading {
  readonly schema: Schema;
  readonly rows: Rows;
  /** Declare the keys that the catalog declares; a planted fault needs tables that let it in. */
  readonly constraints: boolean;
}

/** Writes a DuckDB file anew with the tables of a schema and their rows. */
export async function loadDatabase(path: string, loading: Loading): Promise<void> {
  await rm(path, { force: true });
  const database = await openDuckdb(path);
  try {
    await createTables(database, loading);
    for (const table of parentsFirst(loading.schema)) await insertRows(database, table, loading);
  } finally {
    await database.close();
  }
}

/** Puts other rows into the tables of a file that was loaded without constraints. */
export async function replaceRows(path: string, { schema, rows }: Omit<Loading, 'constraints'>): Promise<void> {
  const database = await openDuckdb(path);
  try {
    for (const table of schema.catalog.tables) {
      await database.run(`delete from ${qualified(table)}`);
      await insertRows(database, table, { rows, constraints: false });
    }
  } finally {
    await database.close();
  }
}

async function createTables(database: Duckdb, { schema, constraints }: Loading): Promise<void> {
  const created = new Set<string>();
  for (const name of new Set(schema.catalog.tables.map(schemaOf)))
    await database.run(`create schema if not exists ${quote(name)}`);
  for (const table of parentsFirst(schema)) {
    const columns = table.columns.map(
      ({ name, type, nullable }) => `${quote(name)} ${type}${constraints && nullable === false ? ' not null' : ''}`,
    );
    const declared = constraints ? declaredKeys(table, schema, created) : [];
    await database.run(`create table ${qualified(table)} (${[...columns, ...declared].join(', ')})`);
    created.add(table.name);
  }
}

async function insertRows(
  database: Duckdb,
  table: Table,
  { rows, constraints }: Omit<Loading, 'schema'>,
): Promise<void> {
  const values = (rows.get(table.name) ?? []).map(
    (row) => `(${table.columns.map((column) => literal(row[column.name] ?? null, column)).join(', ')})`,
  );
  if (values.length === 0) return;
  // A row at a time where rows may point to rows of the same table.
  const batches =
    constraints && table.foreign_keys?.some((key) => key.ref_table === table.name) ? values : [values.join(', ')];
  for (const batch of batches) await database.run(`insert into ${qualified(table)} values ${batch}`);
}

/**
 * The keys that DuckDB can hold. It wants the parent there first (so a cycle is left open), to be unique on the columns,
 * and the two columns to have one type, where other databases let an integer refer to a bigint.
 */
function declaredKeys(table: Table, { catalog, keys }: Schema, created: ReadonlySet<string>): string[] {
  const result: string[] = [];
  if (table.primary_key?.length) result.push(`primary key (${list(table.primary_key)})`);
  for (const key of table.unique_keys ?? []) {
    if (key.join() !== table.primary_key?.join()) result.push(`unique (${list(key)})`);
  }
  for (const key of keys.get(table.name)?.declared ?? []) {
    const parent = catalog.tables.find((candidate) => candidate.name === key.ref_table);
    if (!parent || !(created.has(parent.name) || parent === table)) continue;
    const isKey = [parent.primary_key ?? [], ...(parent.unique_keys ?? [])].some(
      (unique) => unique.join() === key.ref_columns.join(),
    );
    const sameTypes = key.columns.every(
      (column, at) => typeOf(table, column) === typeOf(parent, key.ref_columns[at] ?? ''),
    );
    if (isKey && sameTypes)
      result.push(`foreign key (${list(key.columns)}) references ${qualified(parent)} (${list(key.ref_columns)})`);
  }
  return result;
}

function typeOf(table: Table, column: string): string | undefined {
  return table.columns.find(({ name }) => name === column)?.type;
}

function qualified(table: Table): string {
  return `${quote(schemaOf(table))}.${quote(table.name)}`;
}

function schemaOf(table: Table): string {
  return table.schema ?? 'main';
}

function list(columns: readonly string[]): string {
  return columns.map(quote).join(', ');
}

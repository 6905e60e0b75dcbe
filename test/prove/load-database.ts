import { rm } from 'node:fs/promises';
import type { ForeignKey, Table } from '../../src/catalog/catalog.ts';
import type { Duckdb } from '../../src/outside/duckdb.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import { heldKeys } from './held-keys.ts';
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
  const foreign = loading.constraints ? heldKeys(loading.schema) : undefined;
  await eachTable(path, loading.schema, async (database, table) => {
    await database.run(createTable(table, foreign?.get(table.name)));
    await insertRows(database, table, loading);
  });
}

/** Puts other rows into the tables of a file that was loaded without constraints. */
export async function replaceRows(path: string, { schema, rows }: Omit<Loading, 'constraints'>): Promise<void> {
  await eachTable(path, schema, async (database, table) => {
    await database.run(`delete from ${quote(table.name)}`);
    await insertRows(database, table, { rows, constraints: false });
  });
}

/**
 * Parents before children, each in its schema. With `use`, since `asana.task` says nothing certain in a file
 * `asana.duckdb` that has a schema of that name.
 */
async function eachTable(
  path: string,
  schema: Schema,
  work: (database: Duckdb, table: Table) => Promise<void>,
): Promise<void> {
  const database = await openDuckdb(path);
  try {
    const [current] = await database.query('select current_database() as name');
    const name = quote(String(current?.['name']));
    for (const table of parentsFirst(schema)) {
      const place = `${name}.${quote(table.schema ?? 'main')}`;
      await database.run(`create schema if not exists ${place}`);
      await database.run(`use ${place}`);
      await work(database, table);
    }
  } finally {
    await database.close();
  }
}

/** `foreign`: the keys to declare; undefined for none of any kind. */
function createTable(table: Table, foreign: readonly ForeignKey[] | undefined): string {
  const columns = table.columns.map(
    ({ name, type, nullable }) => `${quote(name)} ${type}${foreign && nullable === false ? ' not null' : ''}`,
  );
  const declared = foreign ? declaredKeys(table, foreign) : [];
  return `create table ${quote(table.name)} (${[...columns, ...declared].join(', ')})`;
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
  const isOneByOne = constraints && table.foreign_keys?.some((key) => key.ref_table === table.name);
  for (const batch of isOneByOne ? values : [values.join(', ')])
    await database.run(`insert into ${quote(table.name)} values ${batch}`);
}

function declaredKeys(table: Table, foreign: readonly ForeignKey[]): string[] {
  const { primary_key: primary = [], unique_keys: unique = [] } = table;
  return [
    ...(primary.length > 0 ? [`primary key (${list(primary)})`] : []),
    ...unique.filter((key) => key.join() !== primary.join()).map((key) => `unique (${list(key)})`),
    ...foreign.map(
      ({ columns, ref_table, ref_columns }) =>
        `foreign key (${list(columns)}) references ${quote(ref_table)} (${list(ref_columns)})`,
    ),
  ];
}

function list(columns: readonly string[]): string {
  return columns.map(quote).join(', ');
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Catalog, Table } from '../../../src/catalog/catalog.ts';
import { loadDatabase } from '../../prove/load-database.ts';
import type { Schema } from '../../prove/schema.ts';
import { schemaOf } from '../../prove/schema.ts';
import { syntheticRows } from '../../prove/synthetic-rows.ts';
import type { TableKeys } from '../../prove/table-keys.ts';

/** 90 to 310 rows a table: enough to be evidence, few enough to be made at once. */
const TIMES = 10;

/**
 * Calls `work` with a folder that holds `<name>.duckdb`: rows that satisfy the declared keys, in tables that declare
 * none. Surrogate keys are dense ranges, so that most of them contain each other by accident; columns that declare
 * nothing hold small numbers and repeated texts. Schemas with two tables of one name are left out: null.
 */
export async function withSyntheticRows<T>(
  name: string,
  catalog: Catalog,
  work: (folder: string) => Promise<T>,
): Promise<T | null> {
  if (new Set(catalog.tables.map((table) => table.name.toLowerCase())).size < catalog.tables.length) return null;
  const folder = mkdtempSync(join(tmpdir(), 'cartridge-eval-'));
  try {
    const schema = declaredSchema(catalog);
    const rows = syntheticRows(schema, TIMES);
    await loadDatabase(join(folder, `${name}.duckdb`), { schema, rows, constraints: false });
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Only what is declared: rows that also satisfied what inference believes would prove it right by themselves. */
function declaredSchema(catalog: Catalog): Schema {
  const schema = schemaOf(catalog, undefined);
  return { ...schema, keys: new Map(catalog.tables.map((table) => [table.name, keysOf(table)])) };
}

function keysOf({ primary_key: primary = [], unique_keys: unique = [], foreign_keys: foreign = [] }: Table): TableKeys {
  return { primary, unique, foreign, declared: foreign };
}

import { basename, extname } from 'node:path';
import type { Problem } from '../errors.ts';
import { CartridgeError } from '../errors.ts';
import type { Duckdb } from '../outside/duckdb.ts';
import { openDuckdb } from '../outside/duckdb.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import { answerProbes } from './answer-probes.ts';
import type { Catalog, Table, TableRef } from './catalog.ts';
import { tableKey, tableLabel } from './catalog.ts';
import { chooseTables } from './choose-tables.ts';
import type { DuckdbTables } from './duckdb-catalog.ts';
import { countRows, readDuckdbCatalog, relationOf } from './duckdb-catalog.ts';
import { isDuckdbFile, kindOfPath } from './input-path.ts';
import { ProbeBudget } from './probe-budget.ts';
import type { ProbedRelation } from './probe-sql.ts';
import type { CatalogReader, OpenInput, Selection } from './reader.ts';

const EXTENSIONS = ['.duckdb', '.ddb', '.db'];

/** Reads a DuckDB file, which is opened read-only and held until the input is closed. */
export const duckdbReader: CatalogReader = {
  kind: 'duckdb',
  accepts: async (from) =>
    (await kindOfPath(from)) === 'file' &&
    (EXTENSIONS.includes(extname(from).toLowerCase()) || (await isDuckdbFile(from))),
  open: async (from, selection) => {
    const database = await openDuckdb(from, { readOnly: true });
    try {
      return await readInput(database, from, selection);
    } catch (error) {
      await database.close();
      throw error;
    }
  },
};

async function readInput(database: Duckdb, from: string, selection: Selection): Promise<OpenInput> {
  const found = await readDuckdbCatalog(database, basename(from, extname(from)));
  const chosen = chooseTables(found.catalog, selection, from);
  const broken = await brokenViews(database, { ...found, catalog: chosen.catalog });
  const readable = withoutTables(chosen.catalog, broken, from);
  const catalog = await countRows(database, { ...found, catalog: readable });
  const source = { database, relationOf: relationsOf({ ...found, catalog }), budget: new ProbeBudget() };
  return {
    input: { kind: 'duckdb', path: from },
    catalog,
    get warnings() {
      return [...chosen.warnings, ...broken.values(), ...source.budget.warnings];
    },
    answer: (probes, signal) => answerProbes(source, probes, signal),
    close: () => database.close(),
  };
}

/** Finds how each table of a catalog is read, in the database that it was read from. */
export function relationsOf({
  catalog,
  databaseName,
}: Omit<DuckdbTables, 'views'>): (table: TableRef) => ProbedRelation | undefined {
  const tables = new Map(catalog.tables.map((table) => [tableKey(table), table]));
  return (ref) => {
    const table = tables.get(tableKey(ref));
    return table && { relation: relationOf(table, databaseName), types: typesOf(table), rows: table.row_count };
  };
}

function typesOf(table: Table): ReadonlyMap<string, string> {
  return new Map(table.columns.map((column) => [column.name, column.type]));
}

/** Views that no longer compile, because what they read has changed, each with a warning. */
async function brokenViews(
  database: Duckdb,
  { catalog, views, databaseName }: DuckdbTables,
): Promise<ReadonlyMap<string, Problem>> {
  const broken = new Map<string, Problem>();
  for (const table of catalog.tables.filter((table) => views.has(tableKey(table)))) {
    const columns = table.columns.map((column) => quoteIdentifier(column.name)).join(', ');
    try {
      await database.prepare(`select ${columns} from ${relationOf(table, databaseName)}`);
    } catch {
      broken.set(tableKey(table), {
        code: 'DUCKDB_QUERY_FAILED',
        message: `the view ${tableLabel(table)} cannot be read, so it is left out`,
        where: { table: tableLabel(table) },
        hint: 'What it selects from was dropped or changed.',
      });
    }
  }
  return broken;
}

function withoutTables(catalog: Catalog, broken: ReadonlyMap<string, Problem>, from: string): Catalog {
  const tables = catalog.tables.filter((table) => !broken.has(tableKey(table)));
  if (tables.length > 0) return { ...catalog, tables };
  throw new CartridgeError({
    code: 'CATALOG_EMPTY',
    message: `${from} holds no table that can be read, only views of dropped tables`,
    where: { file: from },
  });
}

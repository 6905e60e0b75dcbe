import { basename, resolve } from 'node:path';
import { throwProblems } from '../errors.ts';
import type { Problem } from '../errors.ts';
import type { Duckdb } from '../outside/duckdb.ts';
import { openDuckdb } from '../outside/duckdb.ts';
import { answerProbes } from './answer-probes.ts';
import type { Catalog, Table } from './catalog.ts';
import { chooseTables } from './choose-tables.ts';
import type { DuckdbTables } from './duckdb-catalog.ts';
import { countRows, readDuckdbCatalog } from './duckdb-catalog.ts';
import { relationsOf } from './duckdb-reader.ts';
import { dataFile } from './file-scan.ts';
import type { NamedFile } from './find-files.ts';
import { findFiles, folderName, isGlob } from './find-files.ts';
import { kindOfPath } from './input-path.ts';
import { loadFiles } from './load-files.ts';
import { ProbeBudget } from './probe-budget.ts';
import type { CatalogReader, InputFile, OpenInput, Selection } from './reader.ts';
import { selectTables } from './select-tables.ts';

const ALL: Selection = { schemas: [], select: [], exclude: [] };

/** Reads a folder or glob of CSV, TSV, Parquet and JSON files, or one such file, in an in-memory DuckDB: a table a file. */
export const filesReader: CatalogReader = {
  kind: 'files',
  accepts: async (from) => {
    const kind = await kindOfPath(from);
    if (kind === 'missing') return isGlob(from);
    return kind === 'folder' || isLoneDataFile(from);
  },
  open: async (from, selection) => {
    const database = await openDuckdb(':memory:');
    try {
      return await readInput(database, from, selection);
    } catch (error) {
      await database.close();
      throw error;
    }
  },
};

/** A single `.json` file is a catalog file; data in JSON is given by its folder or a glob. */
function isLoneDataFile(from: string): boolean {
  return dataFile(basename(from)) !== null && !from.toLowerCase().endsWith('.json');
}

async function readInput(database: Duckdb, from: string, selection: Selection): Promise<OpenInput> {
  const name = folderName(from, resolve(from));
  const selected = selectFiles(await findFiles(from, database), name, selection);
  throwProblems(sameTable(selected.files));
  const unreadable = await loadFiles(database, selected.files);
  if (unreadable.length === selected.files.length) throwProblems(unreadable);
  const found = await readLoaded(database, name);
  const chosen = chooseTables(found.catalog, ALL, from);
  const relationOf = relationsOf({ ...found, catalog: chosen.catalog });
  const source = { database, relationOf, budget: new ProbeBudget() };
  return {
    input: { kind: 'files', path: from, files: filesOf(chosen.catalog, selected.files) },
    catalog: chosen.catalog,
    get warnings() {
      return [...selected.warnings, ...unreadable, ...chosen.warnings, ...source.budget.warnings];
    },
    answer: (probes, signal) => answerProbes(source, probes, signal),
    close: () => database.close(),
  };
}

/** The file of each table that could be read. */
function filesOf(catalog: Catalog, files: readonly NamedFile[]): ReadonlyMap<string, InputFile> {
  const read = new Set(catalog.tables.map((table) => table.name));
  const found = files.filter((file) => read.has(file.table));
  return new Map(found.map(({ table, path, format }) => [table, { path, format }]));
}

/** Only what is selected is read, so that a file left out cannot fail. */
function selectFiles(
  files: readonly NamedFile[],
  name: string,
  selection: Selection,
): { readonly files: readonly NamedFile[]; readonly warnings: readonly Problem[] } {
  const tables = files.map((file) => ({ name: file.table, columns: [] }));
  const { catalog, warnings } = selectTables({ name, dialect: 'duckdb', tables }, selection);
  const kept = new Set(catalog.tables.map((table) => table.name));
  return { files: files.filter((file) => kept.has(file.table)), warnings };
}

/** Files of one folder have no schemas, and nobody declared a key. */
async function readLoaded(database: Duckdb, name: string): Promise<DuckdbTables> {
  const found = await readDuckdbCatalog(database, name);
  const counted = await countRows(database, found);
  return { ...found, catalog: { ...counted, tables: counted.tables.map(withoutSchema) } };
}

function withoutSchema(table: Table): Table {
  const { schema: _, ...rest } = table;
  return rest;
}

function sameTable(files: readonly NamedFile[]): Problem[] {
  const byName = new Map<string, NamedFile>();
  return files.flatMap((file): Problem[] => {
    const first = byName.get(file.table.toLowerCase());
    if (!first) {
      byName.set(file.table.toLowerCase(), file);
      return [];
    }
    return [
      {
        code: 'CATALOG_DUPLICATE_TABLE',
        message: `two files would be table ${JSON.stringify(file.table)}: ${first.path} and ${file.path}`,
        where: { file: file.path, table: file.table },
        hint: 'Rename one, or choose by ending with a glob: --from "raw/*.csv"',
      },
    ];
  });
}

import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '../errors.ts';
import { CartridgeError } from '../errors.ts';
import type { Duckdb } from '../outside/duckdb.ts';
import { sqlString } from '../sql/identifiers.ts';
import { dataFile } from './file-scan.ts';
import { kindOfPath } from './input-path.ts';
import type { InputFile } from './reader.ts';

/** Whether a text that is no path may be a glob. */
export function isGlob(from: string): boolean {
  return /[*?[]/.test(from);
}

/** A file with the table that it is. */
export interface NamedFile extends InputFile {
  readonly table: string;
}

/**
 * The data files that `from` names, by table name: of a folder those directly in it, of a glob (DuckDB's, with `**`)
 * whatever it matches, else the file itself. Throws CATALOG_NOT_FOUND where there is none.
 */
export async function findFiles(from: string, database: Duckdb): Promise<readonly NamedFile[]> {
  const paths = await pathsOf(from, database);
  const files = paths.flatMap((path): NamedFile[] => {
    const file = dataFile(basename(path));
    return file ? [{ path, ...file }] : [];
  });
  if (files.length === 0) throw new CartridgeError(noFiles(from));
  return files.sort((a, b) => (a.table === b.table ? compare(a.path, b.path) : compare(a.table, b.table)));
}

/** What the raw tables are called together: the folder's name, for a file the name of the folder it is in. */
export function folderName(from: string, absolute: string): string {
  const path = isGlob(from) ? absolute.slice(0, absolute.search(/[*?[]/)) : absolute;
  const folder = dataFile(basename(path)) || (isGlob(from) && !path.endsWith('/')) ? dirname(path) : path;
  return basename(folder) || 'files';
}

async function pathsOf(from: string, database: Duckdb): Promise<string[]> {
  switch (await kindOfPath(from)) {
    case 'file':
      return [from];
    case 'folder': {
      const entries = await readdir(from, { withFileTypes: true });
      return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(from, entry.name));
    }
    case 'missing':
      return (await database.query(`select file from glob(${sqlString(from)})`)).map(({ file }) => String(file));
  }
}

function noFiles(from: string): Problem {
  const what = isGlob(from) ? 'matches' : 'holds';
  return {
    code: 'CATALOG_NOT_FOUND',
    message: `${from} ${what} no CSV, TSV, Parquet, JSON or JSONL file`,
    where: { file: from },
    hint: 'Files are looked for directly in a folder; a glob reaches further: --from "raw/**/*.csv"',
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

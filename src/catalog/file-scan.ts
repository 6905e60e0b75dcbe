import { sqlString } from '../sql/identifiers.ts';
import type { InputFile } from './reader.ts';

/** Endings of the files that DuckDB reads as a table, lower case, with the function that reads them. */
const FORMATS: ReadonlyMap<string, InputFile['format']> = new Map([
  ['.csv', 'csv'],
  ['.tsv', 'csv'],
  ['.parquet', 'parquet'],
  ['.json', 'json'],
  ['.jsonl', 'json'],
  ['.ndjson', 'json'],
]);
const ENDING = /(\.[a-z]+)(\.gz|\.zst)?$/i;

/** The format that a file name tells, and the table name: what stands before the ending. Null: no data file. */
export function dataFile(fileName: string): { readonly format: InputFile['format']; readonly table: string } | null {
  const ending = ENDING.exec(fileName);
  const format = FORMATS.get(ending?.[1]?.toLowerCase() ?? '');
  if (!ending || !format || fileName.startsWith('.')) return null;
  return { format, table: fileName.slice(0, ending.index) };
}

/**
 * SQL that reads a file as a table, the same here and in the project that is made (dbt-facts.md 13). The first line of a
 * CSV names its columns, even where all of them are text; types are told from all rows, so that no later row breaks them.
 */
export function fileScan({ path, format }: InputFile): string {
  const file = sqlString(escapeGlob(path));
  if (format === 'csv') return `read_csv(${file}, header = true, sample_size = -1)`;
  return format === 'json' ? `read_json(${file}, sample_size = -1)` : `read_parquet(${file})`;
}

/** DuckDB takes every path for a glob, so a file whose name holds such characters is named by classes of one. */
function escapeGlob(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}

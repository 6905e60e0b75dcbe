import { readFile, stat } from 'node:fs/promises';
import type { Problem } from '../errors.ts';
import type { Duckdb } from '../outside/duckdb.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import { fileScan } from './file-scan.ts';
import type { NamedFile } from './find-files.ts';
import { emptyFile, unreadableFile } from './unreadable-file.ts';

/** A file up to this size is read into memory once; a greater one is read anew by each query. */
const COPIED_BYTES = 64 * 1024 * 1024;
const COPIED_BYTES_TOGETHER = 8 * COPIED_BYTES;
/** A file this small may be nothing but line ends. */
const SMALL_BYTES = 1024;

/** Makes each file a table of its name in an in-memory database; gives a problem for each that cannot be read. */
export async function loadFiles(database: Duckdb, files: readonly NamedFile[]): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  let copied = 0;
  for (const file of files) {
    try {
      const { size } = await stat(file.path);
      const copies = size <= COPIED_BYTES && copied + size <= COPIED_BYTES_TOGETHER;
      if (copies) copied += size;
      const problem = (await isBlank(file.path, size)) ? emptyFile(file.path) : null;
      problems.push(...(problem ? [problem] : await loadFile(database, file, copies ? 'table' : 'view')));
    } catch (error) {
      problems.push(unreadableFile(file.path, error));
    }
  }
  return problems;
}

async function loadFile(database: Duckdb, file: NamedFile, as: 'table' | 'view'): Promise<Problem[]> {
  const name = quoteIdentifier(file.table);
  await database.run(`create ${as} ${name} as select * from ${fileScan(file)}`);
  if (file.format !== 'json') return [];
  const columns = await database.prepare(`select * from ${name}`);
  if (columns.length !== 1 || columns[0]?.name !== 'json') return [];
  const [counted] = await database.query(`select count(*) as n from ${name}`);
  if (counted?.['n'] !== 0) return [];
  await database.run(`drop ${as} ${name}`);
  return [emptyFile(file.path)];
}

async function isBlank(path: string, size: number): Promise<boolean> {
  return size === 0 || (size < SMALL_BYTES && (await readFile(path, 'utf8')).trim() === '');
}

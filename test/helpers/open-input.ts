import type { OpenInput, Selection } from '../../src/catalog/reader.ts';
import { openInput } from '../../src/catalog/readers.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';

/** Opens an input with everything selected that the test does not narrow. */
export function openAll(from: string, selection: Partial<Selection> = {}): Promise<OpenInput> {
  return openInput(from, { schemas: [], select: [], exclude: [], ...selection });
}

/** Makes a DuckDB file by statements. */
export async function makeDuckdb(path: string, sql: string): Promise<string> {
  const database = await openDuckdb(path);
  await database.run(sql);
  await database.close();
  return path;
}

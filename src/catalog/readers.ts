import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Problem } from '../errors.ts';
import { CartridgeError } from '../errors.ts';
import { nearestName } from '../yaml/nearest-name.ts';
import { catalogFileReader } from './catalog-file-reader.ts';
import { duckdbReader } from './duckdb-reader.ts';
import { filesReader } from './files-reader.ts';
import { kindOfPath } from './input-path.ts';
import type { CatalogReader, OpenInput, Selection } from './reader.ts';

/** Every kind of input; the first that accepts `--from` reads it. */
const READERS: readonly CatalogReader[] = [duckdbReader, filesReader, catalogFileReader];

const WHAT_IS_READ = 'a DuckDB file, a folder or glob of CSV, Parquet or JSON files, a catalog file (JSON or YAML)';

/**
 * Opens what `--from` names and reads its catalog: selected, checked, keys resolved. Close it when done. Throws
 * CartridgeError with everything that is wrong (codes CATALOG_ and DUCKDB_); no message repeats a password.
 */
export async function openInput(from: string, selection: Selection): Promise<OpenInput> {
  const address = addressProblem(from);
  if (address) throw new CartridgeError(address);
  for (const reader of READERS) {
    if (await reader.accepts(from)) return reader.open(from, selection);
  }
  throw new CartridgeError((await kindOfPath(from)) === 'missing' ? await missing(from) : unsupported(from));
}

/** The address of a database, with or without a scheme: it may hold a password, so only its kind is named. */
function addressProblem(from: string): Problem | null {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(from)?.[1];
  if (scheme === undefined && !/\bpassword\s*=|^[^/\\]*:[^/\\]*@/i.test(from)) return null;
  return {
    code: 'CATALOG_UNSUPPORTED',
    message: `live databases${scheme === undefined ? '' : ` (${scheme}://)`} cannot be read yet`,
    hint: `--from takes ${WHAT_IS_READ}. Export the tables to files, or write their columns into a catalog file.`,
  };
}

async function missing(from: string): Promise<Problem> {
  const siblings = (await readdir(dirname(from)).catch(() => [])).sort(compare);
  const isLink = siblings.includes(basename(from));
  const nearest = isLink ? undefined : nearestName(basename(from), siblings);
  const what = isLink ? 'is a link to nothing, or no file' : 'does not exist';
  return {
    code: 'CATALOG_NOT_FOUND',
    message: `${from === '' ? 'the path' : from} ${what}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    where: { file: from },
    hint: `--from takes ${WHAT_IS_READ}.`,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function unsupported(from: string): Problem {
  return {
    code: 'CATALOG_UNSUPPORTED',
    message: `no reader knows what ${from} is`,
    where: { file: from },
    hint: `--from takes ${WHAT_IS_READ}.`,
  };
}

import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { CartridgeError } from '../errors.ts';
import { chooseTables } from './choose-tables.ts';
import { NO_EVIDENCE } from './evidence.ts';
import { kindOfPath } from './input-path.ts';
import { parseCatalog } from './parse-catalog.ts';
import type { CatalogReader } from './reader.ts';

const EXTENSIONS = ['.json', '.yml', '.yaml'];

/** Reads a catalog file: names, types and keys without rows, so no probe is ever answered. */
export const catalogFileReader: CatalogReader = {
  kind: 'catalog',
  accepts: async (from) => EXTENSIONS.includes(extname(from).toLowerCase()) && (await kindOfPath(from)) === 'file',
  open: async (from, selection) => {
    const chosen = chooseTables(parseCatalog(await readText(from), from), selection, from);
    return {
      input: { kind: 'catalog', path: from },
      ...chosen,
      answer: () => Promise.resolve(NO_EVIDENCE),
      close: () => Promise.resolve(),
    };
  },
};

/** Without a byte order mark, as JSON.parse wants it. */
async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    throw new CartridgeError(
      { code: 'CATALOG_NOT_FOUND', message: `${path} cannot be read as UTF-8 text`, where: { file: path } },
      { cause: error },
    );
  }
}

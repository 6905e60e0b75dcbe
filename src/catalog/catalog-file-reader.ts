import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { CartridgeError } from '../errors.ts';
import { unreadableReason } from '../outside/unreadable-reason.ts';
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
  const bytes = await readFile(path).catch((cause: unknown) => {
    const message = `${path} cannot be read: ${unreadableReason(cause)}`;
    throw new CartridgeError({ code: 'CATALOG_NOT_FOUND', message, where: { file: path } }, { cause });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const hint = 'Save it as UTF-8: iconv -f latin1 -t utf-8 OLD > NEW';
    const message = `${path} is not UTF-8 text`;
    throw new CartridgeError({ code: 'CATALOG_INVALID', message, where: { file: path }, hint }, { cause });
  }
}

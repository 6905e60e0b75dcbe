import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FactsStore } from '../context/facts/known-facts.ts';
import { cartridgePaths, openCartridgeFolder } from './cartridge-folder.ts';

const FACTS_FILE = 'facts.json';

/**
 * Keeps the facts of a project's files in `.cartridge/cache/`, once there is a `.cartridge/`: to look at a project leaves nothing
 * behind. A cache that cannot be read or written costs time and nothing else, so neither is an error.
 */
export function factsStore(projectDir: string): FactsStore {
  const { root, cache } = cartridgePaths(projectDir);
  const path = join(cache, FACTS_FILE);
  return {
    load: async () => readFile(path, 'utf8').catch(() => null),
    save: async (text) => {
      if (!(await stat(root).catch(() => null))) return;
      const temporary = `${path}.${randomUUID()}`;
      try {
        await openCartridgeFolder(projectDir, 'cache');
        // Not synced: what a power cut leaves of it does not fit its own seal.
        await writeFile(temporary, text);
        await rename(temporary, path);
      } catch {
        await rm(temporary, { force: true }).catch(() => null);
      }
    },
  };
}

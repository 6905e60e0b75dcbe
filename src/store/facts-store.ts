import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FactsStore, KeptName } from '../context/facts/known-facts.ts';
import { cartridgePaths, openCartridgeFolder } from './cartridge-folder.ts';

/**
 * Keeps what a scan found in `.cartridge/cache/`, once there is a `.cartridge/`: to look at a project leaves nothing
 * behind. A cache that cannot be read or written costs time and nothing else, so neither is an error.
 */
export function factsStore(projectDir: string): FactsStore {
  const { root, cache } = cartridgePaths(projectDir);
  const pathOf = (name: KeptName): string => join(cache, `${name}.json`);
  return {
    load: async (name) => readFile(pathOf(name), 'utf8').catch(() => null),
    save: async (name, text) => {
      if (!(await stat(root).catch(() => null))) return;
      const path = pathOf(name);
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

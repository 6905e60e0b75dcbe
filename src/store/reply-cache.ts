import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mappingOf } from '../yaml/mapping.ts';
import { cartridgePaths, openCartridgeFolder } from './cartridge-folder.ts';

/** Replies by what they answer; survives a run that was cut short. Never throws: a cache that fails forgets. */
export interface ReplyCache {
  get(key: string): Promise<string | null>;
  set(key: string, reply: string): Promise<void>;
}

/** The folder holds as many replies at most, those of the last plans: a thousand tables are about thirty. */
const MOST_KEPT = 2_000;
/** Of so many that are written one looks whether there are too many. */
const LOOKS_EVERY = 50;
const LONGEST = 1_000_000;

/**
 * Keeps replies in `.cartridge/cache/replies/`, one file each, so that a plan that was cut short goes on where it was and a
 * changed table costs one call. Bounded: the oldest go first. A cache that cannot be read or written costs money and
 * nothing else, so it never throws.
 */
export function replyCache(projectDir: string): ReplyCache {
  const folder = cartridgePaths(projectDir).replies;
  const pathOf = (key: string): string => join(folder, `${key.replace(/[^0-9a-zA-Z]/g, '')}.json`);
  let written = 0;
  return {
    get: async (key) => {
      try {
        const kept: unknown = JSON.parse(await readFile(pathOf(key), 'utf8'));
        const reply = mappingOf(kept)['reply'];
        return typeof reply === 'string' ? reply : null;
      } catch {
        // None is there, or what a power cut left of one.
        return null;
      }
    },
    set: async (key, reply) => {
      if (reply.length > LONGEST) return;
      const temporary = `${pathOf(key)}.${randomUUID()}.tmp`;
      try {
        await openCartridgeFolder(projectDir, 'replies');
        // Not synced: what a power cut leaves of it is no JSON, and the model is asked again.
        await writeFile(temporary, JSON.stringify({ reply }));
        await rename(temporary, pathOf(key));
        if (written++ % LOOKS_EVERY === 0) await prune(folder);
      } catch {
        await rm(temporary, { force: true }).catch(() => null);
      }
    },
  };
}

/** Removes the oldest files where there are too many. */
async function prune(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= MOST_KEPT) return;
  const files = await Promise.all(
    names.map(async (name) => ({ name, mtime: (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0 })),
  );
  const oldest = files.sort((a, b) => a.mtime - b.mtime).slice(0, names.length - MOST_KEPT);
  await Promise.all(oldest.map(({ name }) => rm(join(folder, name), { force: true })));
}

import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { CartridgeError } from '../errors.ts';
import type { Disk } from '../outside/disk.ts';
import { tryKernelLock } from '../outside/kernel-lock.ts';
import { tryPidLock } from '../outside/pid-lock.ts';
import { cartridgePaths } from '../store/cartridge-folder.ts';

const holderSchema = z.object({ pid: z.number(), host: z.string(), since: z.string(), command: z.string() });
/** Who works in a project: for people to read, never to decide by. `since`: ISO 8601. */
export type Holder = z.infer<typeof holderSchema>;

/** The right to change a project, of which there is one. */
export interface ProjectLock {
  release(): Promise<void>;
}

/** A look at the lock by `status` holds it for an instant; that must not refuse an apply. */
const PAUSES_MS = [20, 60];

/**
 * Takes the project's lock, or throws LOCKED with the holder's name. The system frees it when the process dies, so that
 * there is no lock to break by hand; `.cartridge/lock.json` beside it only says who holds it. `.cartridge/` must exist.
 */
export async function acquireLock(
  projectDir: string,
  { command, now, disk }: { command: string; now: () => string; disk: Disk },
): Promise<ProjectLock> {
  const { root } = cartridgePaths(projectDir);
  const lock = await tryLock(root);
  if (lock === null) throw lockedError(readHolderFile(root));
  const holder: Holder = { pid: process.pid, host: hostname(), since: now(), command };
  try {
    await writeHolder(root, { holder, disk });
  } catch (error) {
    lock.release();
    throw error;
  }
  return {
    release: async () => {
      await disk.removeFile(join(root, 'lock.json')).catch(() => {}); // only words; the next holder replaces them
      lock.release();
    },
  };
}

/** Who works in the project at this moment; null if nobody does. Writes nothing. */
export function readHolder(projectDir: string): Holder | null {
  const { root } = cartridgePaths(projectDir);
  if (!existsSync(join(root, 'lock'))) return existsSync(join(root, 'lock.pid')) ? readHolderFile(root) : null;
  const lock = tryKernelLock(join(root, 'lock'), { shared: true });
  if (lock === null) return readHolderFile(root) ?? { pid: 0, host: '', since: '', command: '' };
  if (lock !== 'unavailable') lock.release();
  return null;
}

async function tryLock(root: string): Promise<{ release(): void } | null> {
  for (const pause of [...PAUSES_MS, 0]) {
    const kernel = tryKernelLock(join(root, 'lock'), { shared: false });
    const lock = kernel === 'unavailable' ? tryPidLock(join(root, 'lock.pid')) : kernel;
    if (lock !== null) return lock;
    await sleep(pause);
  }
  return null;
}

async function writeHolder(root: string, { holder, disk }: { holder: Holder; disk: Disk }): Promise<void> {
  const path = join(root, 'lock.json');
  await disk.removeFile(path);
  await disk.writeFile(path, Buffer.from(`${JSON.stringify(holder)}\n`), { mode: 0o644, sync: false });
}

function readHolderFile(root: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(join(root, 'lock.json'), 'utf8')));
  } catch {
    return null; // not written yet, or torn by a death
  }
}

function lockedError(holder: Holder | null): CartridgeError {
  const who = holder ? `cartridge ${holder.command} (process ${holder.pid} on ${holder.host})` : 'another cartridge';
  return new CartridgeError({
    code: 'LOCKED',
    message: holder ? `${who} has been working in this project since ${holder.since}` : `${who} works in this project`,
    hint: 'Wait until it ends, or stop that process: the lock goes with it. cartridge status shows how far it is',
  });
}

import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemErrorCode } from './disk.ts';
import type { KernelLock } from './kernel-lock.ts';

/**
 * Second best, where the system's own locks cannot be had: a file that says which process holds the lock. A file whose
 * process is dead (same machine, same boot) is taken away, by a rename that only one of several takers wins. Gives back
 * null when it is held. A process on another machine counts as alive.
 */
export function tryPidLock(path: string, self: LockOwner = thisProcess()): KernelLock | null {
  const claim = `${path}.${self.pid}`;
  const text = JSON.stringify(self);
  writeFileSync(claim, text);
  try {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (tryLink(claim, path)) return { release: () => release(path, text) };
      if (!takeAwayIfDead(path, claim, self)) return null;
    }
    return null;
  } finally {
    unlinkSync(claim);
  }
}

/** A process, told apart from one that had the same number before the machine was started again. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Null where the system does not tell. */
  readonly boot: string | null;
}

/** The process that this is. */
export function thisProcess(): LockOwner {
  return { pid: process.pid, host: hostname(), boot: bootId() };
}

/** A link appears whole, with its text in it, or not at all. */
function tryLink(claim: string, path: string): boolean {
  try {
    linkSync(claim, path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function takeAwayIfDead(path: string, claim: string, self: LockOwner): boolean {
  const text = readOrNull(path);
  if (text === null) return true;
  if (isAlive(text, self)) return false;
  const taken = `${claim}.stale`;
  try {
    renameSync(path, taken);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return true; // another taker was first
    throw error;
  }
  const isTheDeadOne = readOrNull(taken) === text;
  if (!isTheDeadOne) tryLink(taken, path); // a new owner came in between: give it back
  unlinkSync(taken);
  return isTheDeadOne;
}

function isAlive(text: string, self: LockOwner): boolean {
  const owner = parseOwner(text);
  if (!owner || owner.host !== self.host) return true;
  if (owner.boot !== self.boot) return false;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

function parseOwner(text: string): LockOwner | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return null;
    const boot = 'boot' in value && typeof value.boot === 'string' ? value.boot : null;
    return typeof value.pid === 'number' && typeof value.host === 'string'
      ? { pid: value.pid, host: value.host, boot }
      : null;
  } catch {
    return null;
  }
}

function release(path: string, text: string): void {
  if (readOrNull(path) === text) unlinkSync(path);
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function bootId(): string | null {
  return readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? null;
}

import {
  closeSync,
  fchmodSync,
  fstatSync,
  fsync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const syncFile = promisify(fsync);

/**
 * Every call by which the executor changes files, and no other. The crash tests replace it, so that a death or an error
 * can be put at each call in turn. Errors are Node's own (`code` ENOSPC, EIO ...).
 */
export interface Disk {
  /** Makes one folder; its parent must be there. A folder that is there already is fine. */
  readonly makeFolder: (path: string) => Promise<void>;
  /** Writes a file that must not be there yet, whole or not at all; with `sync` it also outlives a power cut. */
  readonly writeFile: (path: string, content: Uint8Array, options: WriteOptions) => Promise<void>;
  /** Adds text at the end of a file, made if missing; with `sync` it is durable when this returns. */
  readonly append: (path: string, text: string, options: { readonly sync: boolean }) => Promise<void>;
  /** Puts `from` in the place of `to`, which readers see old or new, never torn. Same file system only. */
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Removes a file; one that is not there is fine. */
  readonly removeFile: (path: string) => Promise<void>;
  /** Removes a folder if it is empty; false where it is not, or is not there. */
  readonly removeFolder: (path: string) => Promise<boolean>;
  /** Makes the names in a folder durable (does nothing on Windows, which cannot). */
  readonly syncFolder: (path: string) => Promise<void>;
}

/** `mode`: permission bits, set whatever the umask. */
interface WriteOptions {
  readonly mode: number;
  readonly sync: boolean;
}

/** Code of a system error, or undefined for any other. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * The real file system. Calls that do not wait for the device are made synchronously: they take microseconds, and the
 * moment in which a project is half old and half new is made of them.
 */
export const realDisk: Disk = {
  async makeFolder(path) {
    try {
      mkdirSync(path);
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    }
  },

  async writeFile(path, content, { mode, sync }) {
    const file = openSync(path, 'wx', mode);
    try {
      writeFileSync(file, content); // loops over short writes; a single write does not, and loses the end on a full disk
      const stat = fstatSync(file);
      if (stat.size !== content.byteLength) throw shortWrite(path, stat.size, content.byteLength);
      if ((stat.mode & 0o7777) !== mode) fchmodSync(file, mode);
      if (sync) await syncFile(file); // the one call that waits for the device: many of them can wait together
    } catch (error) {
      closeSync(file);
      unlinkSync(path);
      throw error;
    }
    closeSync(file);
  },

  async append(path, text, { sync }) {
    const file = await open(path, 'a', 0o644);
    try {
      await file.appendFile(text);
      if (sync) await file.sync();
    } finally {
      await file.close();
    }
  },

  async rename(from, to) {
    renameSync(from, to);
  },

  async removeFile(path) {
    try {
      unlinkSync(path);
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error;
    }
  },

  async removeFolder(path) {
    try {
      rmdirSync(path);
      return true;
    } catch (error) {
      if (['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return false;
      throw error;
    }
  },

  async syncFolder(path) {
    if (process.platform === 'win32') return;
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  },
};

const PASSING = new Set(['EBUSY', 'EPERM', 'EMFILE', 'ENFILE']);
const PAUSES_MS = [20, 80, 320];

/**
 * The same disk, trying a call up to three times more when it fails for a reason that passes: a virus scanner or an
 * editor holds the file, too many files are open. A full or read-only disk is never tried again.
 */
export function retryingDisk(disk: Disk, pausesMs: readonly number[] = PAUSES_MS): Disk {
  const retry = async <T>(call: () => Promise<T>): Promise<T> => {
    for (const pause of pausesMs) {
      try {
        return await call();
      } catch (error) {
        if (!PASSING.has(systemErrorCode(error) ?? '')) throw error;
        await sleep(pause);
      }
    }
    return call();
  };
  return {
    makeFolder: (path) => retry(() => disk.makeFolder(path)),
    writeFile: (path, content, options) => retry(() => disk.writeFile(path, content, options)),
    append: (path, text, options) => retry(() => disk.append(path, text, options)),
    rename: (from, to) => retry(() => disk.rename(from, to)),
    removeFile: (path) => retry(() => disk.removeFile(path)),
    removeFolder: (path) => retry(() => disk.removeFolder(path)),
    syncFolder: (path) => retry(() => disk.syncFolder(path)),
  };
}

/** Makes a folder with all that is missing above it; gives back those it made, outermost first. */
export async function makeFolders(disk: Disk, path: string, missing: (path: string) => boolean): Promise<string[]> {
  if (!missing(path) || dirname(path) === path) return [];
  const above = await makeFolders(disk, dirname(path), missing);
  await disk.makeFolder(path);
  return [...above, path];
}

function shortWrite(path: string, size: number, wanted: number): Error {
  return Object.assign(new Error(`wrote ${size} of ${wanted} bytes of ${path}`), { code: 'EIO' });
}

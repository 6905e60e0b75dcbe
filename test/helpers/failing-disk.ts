import type { Disk } from '../../src/outside/disk.ts';
import { realDisk } from '../../src/outside/disk.ts';

/** What the process "died" of; nothing may be done after it. */
export class CrashError extends Error {}

export type Call = keyof Disk;

/** A disk that counts its calls and lets `intervene` do something else at each of them (undefined: nothing else). */
export interface WatchedDisk extends Disk {
  readonly calls: Call[];
}

/**
 * The real disk without the waiting for its platters, which no death of a process can tell apart. `intervene` is called
 * before every call with its number, counted from 1; it may throw, or write something and then throw.
 */
export function watchedDisk(intervene: (number: number, call: Call, args: unknown[]) => Promise<void>): WatchedDisk {
  const calls: Call[] = [];
  const watch =
    <A extends unknown[], T>(call: Call, run: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      calls.push(call);
      await intervene(calls.length, call, args);
      return run(...args);
    };
  return {
    calls,
    makeFolder: watch('makeFolder', realDisk.makeFolder),
    writeFile: watch('writeFile', (path, content, { mode }) =>
      realDisk.writeFile(path, content, { mode, sync: false }),
    ),
    append: watch('append', (path, text) => realDisk.append(path, text, { sync: false })),
    rename: watch('rename', realDisk.rename),
    removeFile: watch('removeFile', realDisk.removeFile),
    removeFolder: watch('removeFolder', realDisk.removeFolder),
    syncFolder: watch('syncFolder', async () => {}),
  };
}

/** Counts, and changes nothing. */
export function countingDisk(): WatchedDisk {
  return watchedDisk(async () => {});
}

/** Dies at the `at`-th call, and refuses all that follow; with `torn`, half of what was to be written is there. */
export function crashingDisk(at: number, { torn = false }: { torn?: boolean } = {}): WatchedDisk {
  return watchedDisk(async (number, call, args) => {
    if (number < at) return;
    if (number === at && torn) await writeHalf(call, args);
    throw new CrashError(`died at call ${at}`);
  });
}

/** Fails with a system error from the `at`-th call on, for `times` calls. */
export function erringDisk(at: number, code: string, times = Infinity): WatchedDisk {
  return watchedDisk(async (number) => {
    if (number >= at && number < at + times) throw Object.assign(new Error(`${code}: injected`), { code });
  });
}

/** The calls of which half can be done. */
export async function writeHalf(call: Call, args: unknown[]): Promise<void> {
  const [path, content] = args;
  if (typeof path !== 'string') return;
  if (call === 'append' && typeof content === 'string') {
    await realDisk.append(path, content.slice(0, content.length / 2), { sync: false });
  }
  if (call === 'writeFile' && content instanceof Uint8Array) {
    const half = content.subarray(0, content.length / 2);
    await realDisk.writeFile(path, half, { mode: 0o600, sync: false });
  }
}

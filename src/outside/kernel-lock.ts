import { closeSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { systemErrorCode } from './disk.ts';

/** A lock that the operating system holds for this process, and gives up when the process dies in whatever way. */
export interface KernelLock {
  release(): void;
}

interface NativeLocks {
  tryLock(fd: number, options?: { shared: boolean }): boolean;
  unlock(fd: number): void;
}

/**
 * Tries to lock a file (made if missing, never deleted: a deleted lock file can be held twice). Gives back null when
 * another process holds it, and `unavailable` where the native module cannot load or the file system knows no locks.
 * `shared`: many may hold it at once, but not beside an exclusive one; the file must be there.
 */
export function tryKernelLock(path: string, { shared }: { shared: boolean }): KernelLock | null | 'unavailable' {
  const native = loadNativeLocks();
  if (!native) return 'unavailable';
  const fd = openSync(path, shared ? 'r' : 'a+', 0o644);
  try {
    if (native.tryLock(fd, { shared })) return { release: () => releaseLock(native, fd) };
    closeSync(fd);
    return null;
  } catch (error) {
    closeSync(fd);
    if (['ENOLCK', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS'].includes(systemErrorCode(error) ?? '')) {
      return 'unavailable';
    }
    throw error;
  }
}

function releaseLock(native: NativeLocks, fd: number): void {
  native.unlock(fd);
  closeSync(fd);
}

function loadNativeLocks(): NativeLocks | null {
  try {
    const loaded: unknown = createRequire(import.meta.url)('fs-native-extensions');
    return isNativeLocks(loaded) ? loaded : null;
  } catch {
    return null; // no prebuilt binary for this system (musl, for one)
  }
}

function isNativeLocks(value: unknown): value is NativeLocks {
  return typeof value === 'object' && value !== null && 'tryLock' in value && 'unlock' in value;
}

import type { Disk } from '../outside/disk.ts';
import { openCartridgeFolder } from '../store/cartridge-folder.ts';
import { diskError } from './disk-error.ts';
import { acquireLock } from './lock.ts';

/** Does `work` while no other cartridge may change the project. Throws LOCKED; an error of the disk becomes APPLY_FAILED. */
export async function withLock<T>(
  { projectDir, command, now, disk }: { projectDir: string; command: string; now: () => string; disk: Disk },
  work: () => Promise<T>,
): Promise<T> {
  await openCartridgeFolder(projectDir, 'runs');
  try {
    const lock = await acquireLock(projectDir, { command, now, disk });
    try {
      return await work();
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw diskError(error, 'nothing was changed');
  }
}

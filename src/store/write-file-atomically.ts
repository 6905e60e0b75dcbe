import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { realDisk } from '../outside/disk.ts';

/**
 * Replaces a file as a whole: whoever reads it, also after a power cut, finds the old text or the new one. The folder
 * must exist. Rejects with the system's own error; the old file is then untouched.
 */
export async function writeFileAtomically(path: string, content: string): Promise<void> {
  const temporary = join(dirname(path), `.${process.pid}-${nextNumber()}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o644);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await realDisk.syncFolder(dirname(path));
}

let lastNumber = 0;

/** Names of two writes of one process must differ. */
function nextNumber(): number {
  lastNumber += 1;
  return lastNumber;
}

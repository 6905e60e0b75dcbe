import type { FileHandle } from 'node:fs/promises';
import { constants, copyFile, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { realDisk } from '../outside/disk.ts';
import { utf8Chunks } from '../outside/utf8-chunks.ts';

/**
 * Replaces a file as a whole: whoever reads it, also after a power cut, finds the old text or the new one. The folder
 * must exist. `content` may come in pieces, for a text too long to be one. Rejects with the system's own error; the old
 * file is then untouched.
 */
export async function writeFileAtomically(path: string, content: string | Iterable<string>): Promise<void> {
  await replaceAtomically(path, async (temporary) => {
    const file = await open(temporary, 'wx', 0o644);
    try {
      await writePieces(file, typeof content === 'string' ? [content] : content);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

/** Puts a copy of a file in the place of another, in the same way. */
export async function copyFileAtomically(from: string, path: string): Promise<void> {
  await replaceAtomically(path, async (temporary) => {
    await copyFile(from, temporary, constants.COPYFILE_EXCL);
    const file = await open(temporary, 'r+');
    await file.sync().finally(() => file.close());
  });
}

async function replaceAtomically(path: string, make: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = join(dirname(path), `.${process.pid}-${nextNumber()}.tmp`);
  try {
    await make(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await realDisk.syncFolder(dirname(path));
}

async function writePieces(file: FileHandle, pieces: Iterable<string>): Promise<void> {
  for (const chunk of utf8Chunks(pieces)) await file.writeFile(chunk);
}

let lastNumber = 0;

/** Names of two writes of one process must differ. */
function nextNumber(): number {
  lastNumber += 1;
  return lastNumber;
}

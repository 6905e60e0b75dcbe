import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CartridgeError } from '../../errors.ts';
import type { Call } from '../command.ts';
import { optionText } from '../option-values.ts';

/**
 * An empty folder for the demo, absolute: the one that was asked for, else a new one among the system's temporary files.
 * Throws USAGE for one that holds anything, FILE_UNWRITABLE for one that cannot be made.
 */
export async function demoFolder({ argument, options, io }: Call): Promise<string> {
  if (optionText(options, 'projectDir') !== undefined) {
    throw new CartridgeError({
      code: 'USAGE',
      message: 'demo makes a project of its own and takes no --project-dir',
      hint: 'Name an empty or a new folder for it: cartridge demo shop-demo',
    });
  }
  if (argument === undefined) return await mkdtemp(join(tmpdir(), 'cartridge-demo-'));
  const folder = resolve(io.cwd, argument);
  if ((await makeFolder(folder, argument)).length > 0) {
    throw new CartridgeError({
      code: 'USAGE',
      message: `${argument} is not empty`,
      hint: 'The demo touches nothing that exists. Name an empty or a new folder, or none: cartridge demo',
    });
  }
  return folder;
}

/** Makes a folder if there is none, and returns the names of what is in it. */
async function makeFolder(folder: string, asGiven: string): Promise<string[]> {
  try {
    await mkdir(folder).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
    return await readdir(folder);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new CartridgeError(
      {
        code: 'FILE_UNWRITABLE',
        message: `${asGiven} cannot be made or read as a folder${reason}`,
        hint: 'Name a folder where you may write, or none: cartridge demo',
      },
      { cause },
    );
  }
}

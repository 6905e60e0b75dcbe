import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CartridgeError } from '../errors.ts';
import { systemErrorCode } from '../outside/disk.ts';
import { unreadableReason } from '../outside/unreadable-reason.ts';
import type { Io } from './io.ts';

/** The text of a file that a flag names, relative to the current folder. Throws FILE_UNREADABLE, with `hint`. */
export async function readGivenFile({ cwd }: Pick<Io, 'cwd'>, file: string, hint: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), 'utf8');
  } catch (cause) {
    const why = systemErrorCode(cause) === 'ENOENT' ? 'there is no such file' : unreadableReason(cause);
    const problem = {
      code: 'FILE_UNREADABLE',
      message: `${file} cannot be read: ${why}`,
      where: { file },
      hint,
    } as const;
    throw new CartridgeError(problem, { cause });
  }
}

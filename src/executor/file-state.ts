import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { CartridgeError } from '../errors.ts';
import { systemErrorCode } from '../outside/disk.ts';

/** What is at a path now. `other`: a folder, a link, a device. */
export type FileState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly hash: string; readonly mode: number; readonly content: Buffer }
  | { readonly kind: 'other' };

/**
 * Looks at one path, without following a link there. Synchronous, because it stands between the last look at a file and
 * its replacement, where nothing else should come between. `file` is for the message of FILE_UNREADABLE.
 */
export function readFileState(path: string, file: string): FileState {
  try {
    const stat = lstatSync(path);
    if (!stat.isFile()) return { kind: 'other' };
    const content = readFileSync(path);
    return { kind: 'file', hash: sha256(content), mode: stat.mode & 0o7777, content };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
    throw new CartridgeError(
      {
        code: 'FILE_UNREADABLE',
        message: `${file} cannot be read (${code ?? 'unknown error'})`,
        where: { file },
        hint: 'Check the permissions of the file and of the folders above it',
      },
      { cause: error },
    );
  }
}

/** Whether what is there is what a hash says; null: nothing is there. */
export function hasHash(state: FileState, hash: string | null): boolean {
  return state.kind === 'absent' ? hash === null : state.kind === 'file' && state.hash === hash;
}

/** Lowercase hex, as in a plan. */
function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

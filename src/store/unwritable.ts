import { CartridgeError } from '../errors.ts';
import { systemErrorCode } from '../outside/disk.ts';

/** FILE_UNWRITABLE for `path` (relative to the project folder), with the reason that the system gave. */
export function unwritable(path: string, cause: unknown): CartridgeError {
  if (cause instanceof CartridgeError) return cause;
  const code = systemErrorCode(cause) ?? 'unknown reason';
  return new CartridgeError(
    {
      code: 'FILE_UNWRITABLE',
      message: `${path} cannot be written: ${REASONS[code] ?? code}`,
      where: { file: path },
      hint: 'Nothing of the project was changed. Put this right and run the command again.',
    },
    { cause },
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file is where a folder should be',
  ENOTDIR: 'a file is where a folder should be',
  EISDIR: 'a folder is where a file should be',
  ENAMETOOLONG: 'the name is too long for this file system',
};

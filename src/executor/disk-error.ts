import { CartridgeError } from '../errors.ts';
import { systemErrorCode } from '../outside/disk.ts';

/**
 * Makes one of cartridge's errors of whatever was thrown: APPLY_FAILED of an error of the disk, INTERNAL of a fault of
 * our own. `outcome` says what became of the project's files. No path of this machine is in the message.
 */
export function diskError(error: unknown, outcome: string): CartridgeError {
  if (error instanceof CartridgeError) return error;
  if (systemErrorCode(error) === undefined) {
    const message = error instanceof Error ? error.message : 'unknown error';
    return new CartridgeError({ code: 'INTERNAL', message }, { cause: error });
  }
  return new CartridgeError(
    {
      code: 'APPLY_FAILED',
      message: `writing failed: ${systemReason(error)}; ${outcome}`,
      hint: 'Put this right, then run the command again',
    },
    { cause: error },
  );
}

/** Why a call of the system failed, in words. */
export function systemReason(error: unknown): string {
  const code = systemErrorCode(error) ?? 'unknown error';
  return REASONS[code] ?? code;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EIO: 'the disk reported an error',
  EMFILE: 'too many files are open',
  EBUSY: 'a file is held by another program',
};

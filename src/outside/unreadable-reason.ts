import { systemErrorCode } from './disk.ts';

/** Why a file cannot be read, in words, of the error that the system gave. */
export function unreadableReason(error: unknown): string {
  const code = systemErrorCode(error) ?? 'unknown reason';
  return REASONS[code] ?? code;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link that leads in a circle',
  EIO: 'the disk reported an error',
};

import { CartridgeError, ERRORS, EXIT, type ExitStatus, type Problem } from '../errors.ts';

/** The exit status of whatever was thrown. The one place where failures become numbers (DESIGN.md section 4). */
export function exitCodeOf(error: unknown): ExitStatus {
  return error instanceof CartridgeError ? ERRORS[error.code].exit : EXIT.error;
}

/** The problems behind whatever was thrown; anything but a CartridgeError is a fault of cartridge itself. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof CartridgeError) return error.problems;
  return [
    {
      code: 'INTERNAL',
      message: `cartridge failed where it should not: ${withoutFolders(error instanceof Error ? error.message : String(error))}`,
      hint: 'This is a fault of cartridge. Please report it with what these print:\n  cartridge --version\n  the same command again with --debug',
    },
  ];
}

/** Messages of the system name files by their absolute path, which is nobody's business; `--debug` prints all. */
function withoutFolders(message: string): string {
  return message.replace(/(?:[A-Za-z]:)?(?:[\\/][^\\/\s'"]+)+[\\/]/g, '');
}

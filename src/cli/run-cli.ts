import { EXIT, type ExitStatus } from '../errors.ts';
import { COMMANDS } from './command-table.ts';
import type { Io } from './io.ts';
import { openScreen, type Screen } from './screen.ts';
import { programHelp } from './words/help.ts';

/**
 * Runs one command line (without `node` and the script) and says how it ended. Nothing escapes: whatever is thrown
 * becomes words on standard error and an exit status. What needs no parser is answered without loading one.
 */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitStatus> {
  const screen = openScreen(io, !argv.includes('--no-color'));
  return answerAtOnce(argv, screen) ?? (await import('./run-command-line.ts')).runCommandLine(argv, io, screen);
}

/** Help of the program itself; asked for by nothing at all, it is a fault of usage. */
function answerAtOnce(argv: readonly string[], screen: Screen): ExitStatus | undefined {
  if (argv.length === 0) {
    screen.note(programHelp(COMMANDS, screen.noteLook));
    return EXIT.usage;
  }
  if (argv.length > 1 || !['--help', '-h', 'help'].includes(argv[0] ?? '')) return undefined;
  screen.print(programHelp(COMMANDS, screen.look));
  return EXIT.ok;
}

import { resolve } from 'node:path';
import { CartridgeError, EXIT, type ExitStatus } from '../errors.ts';
import type { Call } from './command.ts';
import { COMMANDS } from './command-table.ts';
import { exitCodeOf, problemsOf } from './exit-code.ts';
import type { Io } from './io.ts';
import { printJsonEnd, printJsonStart } from './json-output.ts';
import { optionFlag, optionText } from './option-values.ts';
import { type Parsed, parseArguments } from './program.ts';
import { openScreen, type Screen } from './screen.ts';
import { usageProblem } from './usage-problem.ts';
import { cartridgeVersion } from './version.ts';
import { cancelledLines, problemLines } from './words/problem-lines.ts';
import { shortenPaths } from './words/shorten-paths.ts';

/** Understands a command line and runs it. Whatever is thrown becomes words on standard error and an exit status. */
export async function runCommandLine(argv: readonly string[], io: Io, screen: Screen): Promise<ExitStatus> {
  try {
    const parsed = understand(argv, screen);
    if ('definition' in parsed) return await runCommand({ ...parsed, commands: COMMANDS, io, screen, runOther });
    io.stdout.write(parsed.asked === 'help' ? parsed.text : `cartridge ${cartridgeVersion()}\n`);
    return EXIT.ok;
  } catch (error) {
    tellFailure(error, screen, argv.includes('--debug'));
    return exitCodeOf(error);
  }
}

async function runOther(argv: readonly string[], io: Io): Promise<ExitStatus> {
  return await runCommandLine(argv, io, openScreen(io, !argv.includes('--no-color')));
}

function understand(argv: readonly string[], screen: Screen): ReturnType<typeof parseArguments> {
  try {
    return parseArguments(argv, COMMANDS, screen.look);
  } catch (error) {
    const names = COMMANDS.map((command) => command.name);
    throw usageProblem(error, argv, names);
  }
}

async function runCommand(call: Call): Promise<ExitStatus> {
  const isJson = optionFlag(call.options, 'json');
  if (isJson) printJsonStart(call);
  try {
    return await untilCancelled(call);
  } catch (error) {
    const shown = withoutAbsolutePaths(error, call);
    if (isJson) printJsonEnd(call, { status: 'failed', exit_code: exitCodeOf(shown), problems: problemsOf(shown) });
    throw shown;
  }
}

/**
 * A command that writes is waited for after Ctrl-C, because it stops only where every file is old or new, and knows
 * which. Any other is left at once: it wrote nothing of the project.
 */
async function untilCancelled(call: Call): Promise<ExitStatus> {
  const { definition, io, screen } = call;
  const running = definition.run(call);
  if (definition.runsOthers) return await running;
  if (definition.writes) {
    const say = (): void => screen.note(['Stopping where it is safe. Ctrl-C again leaves at once.']);
    io.signal.addEventListener('abort', say);
    return await running.finally(() => io.signal.removeEventListener('abort', say));
  }
  running.catch(() => {});
  const cancelled = new Promise<never>((_, reject) => {
    const stop = (): void =>
      reject(new CartridgeError({ code: 'DECLINED', message: 'cancelled; nothing was written' }));
    if (io.signal.aborted) stop();
    else io.signal.addEventListener('abort', stop, { once: true });
  });
  return await Promise.race([running, cancelled]);
}

function tellFailure(error: unknown, screen: Screen, isDebug: boolean): void {
  const problems = problemsOf(error);
  const isCancelled = problems[0]?.code === 'DECLINED';
  screen.note(isCancelled ? cancelledLines(problems, screen.noteLook) : problemLines(problems, screen.noteLook));
  if (isDebug) screen.note(stackLines(error));
}

function stackLines(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return ['', ...(error.stack ?? String(error)).split('\n'), ...stackLines(error.cause)];
}

/** Paths are made absolute to be read and are told as they were given: messages hold no folder of this machine. */
function withoutAbsolutePaths(error: unknown, { io, options }: Parsed & { io: Io }): unknown {
  if (!(error instanceof CartridgeError)) return error;
  const given = ['from', 'projectDir', 'out'].flatMap((name) => optionText(options, name) ?? []);
  const names = given.map((path) => [resolve(io.cwd, path), path] as const);
  const [first, ...rest] = error.problems.map((problem) => shortenPaths(problem, [...names, [io.cwd, '.']]));
  if (!first) return error;
  const shown = new CartridgeError([first, ...rest], { cause: error.cause });
  if (error.stack !== undefined) shown.stack = error.stack;
  return shown;
}

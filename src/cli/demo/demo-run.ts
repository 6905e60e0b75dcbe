import { EXIT, type ExitStatus } from '../../errors.ts';
import type { Call } from '../command.ts';
import type { Io } from '../io.ts';
import { optionFlag } from '../option-values.ts';

/** One run of the demo: every step is given it. */
export interface DemoRun {
  readonly call: Call;
  /** Absolute; holds `shop.duckdb` and the project `shop/`. */
  readonly folder: string;
  /** The world of the commands that the demo runs: that of its caller, but in the demo's folder. */
  readonly io: Io;
}

/** The database of raw tables, and the project: both relative to the demo's folder. */
export const DATABASE = 'shop.duckdb';
export const PROJECT = 'shop';
/** What follows a command that means the demo's project. */
export const IN_PROJECT = ['--project-dir', PROJECT] as const;

/** What a step is about, and the command line that does it, as somebody would type it. */
export function announce({ call }: DemoRun, about: string, command: string): void {
  const { colour } = call.screen.look;
  call.screen.print(['', colour.bold(about), `$ ${colour.cyan(command)}`, '']);
}

/** Announces a command of cartridge and runs it with its own screens. */
export async function runStep(run: DemoRun, about: string, argv: readonly string[]): Promise<ExitStatus> {
  announce(run, about, ['cartridge', ...argv].join(' '));
  return await runQuietly(run, argv);
}

/** Runs a command of cartridge, with what it prints going elsewhere if `stdout` is given. */
export async function runQuietly(
  { call, io }: DemoRun,
  argv: readonly string[],
  stdout = io.stdout,
): Promise<ExitStatus> {
  const isPlain = call.options['color'] === false;
  const flags = [...(optionFlag(call.options, 'debug') ? ['--debug'] : []), ...(isPlain ? ['--no-color'] : [])];
  const status = await call.runOther([...argv, ...flags], { ...io, stdout });
  return io.signal.aborted && status === EXIT.ok ? EXIT.declined : status;
}

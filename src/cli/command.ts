import type { ExitStatus } from '../errors.ts';
import type { Io } from './io.ts';
import type { OptionValues } from './option-values.ts';
import type { Screen } from './screen.ts';

/** One command as data: help, reference page, completion and parsing are all made of it. */
export interface CommandDefinition {
  readonly name: string;
  readonly group: CommandGroup;
  /** One line, without a full stop. */
  readonly summary: string;
  readonly argument?: { readonly name: string; readonly description: string; readonly choices?: readonly string[] };
  readonly options: readonly OptionDefinition[];
  readonly examples: readonly [Example, Example, ...Example[]];
  /** Changes files of the project: Ctrl-C waits until they are all old or all new. */
  readonly writes?: true;
  /** Runs other commands, each of which says itself how Ctrl-C ends it. */
  readonly runsOthers?: true;
  /** What `--json` prints: one document, or one line an event. */
  readonly json?: 'document' | 'lines';
  /** Loads the command's code and runs it; throws a CartridgeError for what a user can put right. */
  readonly run: (call: Call) => Promise<ExitStatus>;
}

export const COMMAND_GROUPS = ['Plan', 'Apply', 'Look', 'Start'] as const;
type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface OptionDefinition {
  /** As commander reads it: `--from <input>`. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  /** May be given several times, or once with commas. */
  readonly list?: true;
}

interface Example {
  readonly command: string;
  readonly does: string;
}

/** One use of a command: what was typed, and where answers go. */
export interface Call {
  readonly definition: CommandDefinition;
  /** Every command, for those that tell of the others. */
  readonly commands: readonly CommandDefinition[];
  readonly argument: string | undefined;
  readonly options: OptionValues;
  readonly io: Io;
  readonly screen: Screen;
  /** Runs another command line of cartridge, with its own screens, as `demo` does. */
  readonly runOther: (argv: readonly string[], io: Io) => Promise<ExitStatus>;
}

/** Options that every command takes. */
export const GLOBAL_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--project-dir <folder>', description: 'the dbt project; else the nearest folder upward that holds one' },
  { flags: '--debug', description: 'print stack traces' },
  { flags: '--no-color', description: 'print without colour' },
];

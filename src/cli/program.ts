import { Command, CommanderError, Option } from 'commander';
import { CartridgeError } from '../errors.ts';
import type { CommandDefinition, OptionDefinition } from './command.ts';
import { GLOBAL_OPTIONS } from './command.ts';
import type { OptionValues } from './option-values.ts';
import type { Look } from './screen.ts';
import { commandHelp, programHelp } from './words/help.ts';

/** What somebody typed, understood. */
export interface Parsed {
  readonly definition: CommandDefinition;
  readonly argument: string | undefined;
  readonly options: OptionValues;
}

/** What to print in place of running a command. */
export type Asked = { readonly asked: 'help'; readonly text: string } | { readonly asked: 'version' };

/**
 * Understands a command line. Throws commander's own error for what it cannot understand, its message with commander's
 * suggestion of the nearest flag or command.
 */
export function parseArguments(
  argv: readonly string[],
  commands: readonly CommandDefinition[],
  look: Look,
): Parsed | Asked {
  let parsed: Parsed | undefined;
  let help = '';
  const program = new Command('cartridge').exitOverride();
  program.configureOutput({ writeOut: (text) => (help += text), writeErr: () => {} });
  program.configureHelp({
    formatHelp: (command) => {
      const definition = commands.find(({ name }) => name === command.name());
      return `${(definition ? commandHelp(definition, look) : programHelp(commands, look)).join('\n')}\n`;
    },
  });
  program.option('-V, --version', 'print the version').helpOption('-h, --help', 'print help');
  for (const option of GLOBAL_OPTIONS) program.addOption(toOption(option));
  for (const definition of commands) {
    addCommand(program, definition, (argument, options) => {
      parsed = { definition, argument, options: { ...options, ...program.opts() } };
    });
  }
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (program.opts()['version'] === true) return { asked: 'version' };
    if (isHelp(error)) return { asked: 'help', text: help === '' ? program.helpInformation() : help };
    throw error;
  }
  return parsed ?? { asked: 'version' };
}

function addCommand(
  program: Command,
  definition: CommandDefinition,
  onParsed: (argument: string | undefined, options: OptionValues) => void,
): void {
  const command = program.command(definition.name);
  if (definition.argument) {
    const argument = command.createArgument(`[${definition.argument.name}]`);
    command.addArgument(definition.argument.choices ? argument.choices(definition.argument.choices) : argument);
  }
  for (const option of definition.options) command.addOption(toOption(option));
  command.action(() => onParsed(command.args[0], command.opts()));
}

function toOption({ flags, description, choices, list }: OptionDefinition): Option {
  const option = new Option(flags, description);
  if (choices) option.choices(choices);
  if (list) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), ...splitList(value)]);
  else if (option.required) takeOnce(option);
  return option;
}

/** Of a flag that takes one value, a second would silently win over the first. */
function takeOnce(option: Option): void {
  const { parseArg } = option;
  option.argParser((value: string, before: string | undefined) => {
    if (before === undefined) return parseArg ? parseArg(value, before) : value;
    throw new CartridgeError({ code: 'USAGE', message: `${option.long} is given twice`, hint: 'It takes one value.' });
  });
}

/** Values with commas between them; a comma inside braces or brackets belongs to a glob. */
function splitList(value: string): string[] {
  return value.split(/,(?![^{]*\})/).filter((part) => part !== '');
}

function isHelp(error: unknown): boolean {
  return error instanceof CommanderError && ['commander.helpDisplayed', 'commander.help'].includes(error.code);
}

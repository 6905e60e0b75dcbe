import { COMMAND_GROUPS, type CommandDefinition, GLOBAL_OPTIONS, type OptionDefinition } from '../command.ts';
import type { Look } from '../screen.ts';
import { displayWidth, indented, labelled, pad } from './layout.ts';
import { sentence } from './sentence.ts';

/** `cartridge --help`: every command in one line, by group, and how a first onboarding goes. */
export function programHelp(commands: readonly CommandDefinition[], look: Look): string[] {
  const column = 4 + Math.max(...commands.map((command) => command.name.length)) + 2;
  const groups = COMMAND_GROUPS.flatMap((group) => [
    '',
    look.colour.bold(group),
    ...commands
      .filter((command) => command.group === group)
      .flatMap((command) => labelled(`  ${command.name}`, command.summary, { column, width: look.width })),
  ]);
  return [
    'Usage: cartridge <command> [options]',
    '',
    ...indented(
      'Onboards raw warehouse tables into a dbt project: plans models with tests and docs, shows every line, writes all or nothing, undoes.',
      0,
      look.width,
    ),
    ...groups,
    '',
    look.colour.bold('Examples'),
    ...exampleLines(
      [
        { command: 'cartridge plan --from shop.duckdb', does: 'read the tables and plan' },
        { command: 'cartridge apply', does: 'write the newest plan, then: dbt build' },
      ],
      look,
    ),
    '',
    'cartridge <command> --help tells more of one; cartridge --version tells the version.',
  ].flatMap((line) => (displayWidth(line) > look.width ? indented(line, 0, look.width) : [line]));
}

/** `cartridge plan --help`: usage, options, two examples. */
export function commandHelp(command: CommandDefinition, look: Look): string[] {
  const options = [...command.options, ...GLOBAL_OPTIONS];
  const column = 4 + Math.max(...options.map((option) => option.flags.length));
  const at = { column: Math.min(column, 30), width: look.width };
  const argument = command.argument;
  return [
    usage(command),
    '',
    ...indented(sentence(command.summary), 0, look.width),
    ...(argument ? ['', ...labelled(`  [${argument.name}]`, argument.description, at)] : []),
    '',
    look.colour.bold('Options'),
    ...options.flatMap((option) => labelled(`  ${option.flags}`, optionText(option), at)),
    '',
    look.colour.bold('Examples'),
    ...exampleLines(command.examples, look),
  ];
}

/** `Usage: cartridge apply [plan] [options]`. */
export function usage(command: CommandDefinition): string {
  return `Usage: cartridge ${command.name}${command.argument ? ` [${command.argument.name}]` : ''} [options]`;
}

/** What an option does, with its choices. */
export function optionText(option: OptionDefinition): string {
  return option.choices ? `${option.description}: ${option.choices.join(', ')}` : option.description;
}

function exampleLines(examples: readonly { command: string; does: string }[], look: Look): string[] {
  const longest = Math.max(...examples.map((example) => example.command.length));
  const isWide = examples.every((example) => 2 + longest + 3 + example.does.length <= look.width);
  return examples.flatMap(({ command, does }) =>
    isWide
      ? [`  ${look.colour.cyan(pad(command, longest))}   ${look.colour.dim(does)}`]
      : [`  ${look.colour.cyan(command)}`, ...indented(does, 6, look.width).map((line) => look.colour.dim(line))],
  );
}

import type { CommandDefinition, OptionDefinition } from '../command.ts';
import { GLOBAL_OPTIONS } from '../command.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** A script that completes commands, options and their choices in a shell. Pure; made of the command table. */
export function completionScript(shell: Shell, commands: readonly CommandDefinition[]): string[] {
  if (shell === 'fish') return fishScript(commands);
  const bash = bashScript(commands);
  return shell === 'bash' ? bash : ['#compdef cartridge', 'autoload -U +X bashcompinit && bashcompinit', ...bash];
}

function bashScript(commands: readonly CommandDefinition[]): string[] {
  const names = commands.map((command) => command.name).join(' ');
  const cases = commands.map((command) => {
    const words = [...options(command).map(longFlag), ...(command.argument?.choices ?? [])];
    return `    ${command.name}) words="${words.join(' ')}" ;;`;
  });
  const choices = commands.flatMap((command) =>
    command.options.flatMap((option) =>
      option.choices ? [`    "${command.name} ${longFlag(option)}") words="${option.choices.join(' ')}" ;;`] : [],
    ),
  );
  return [
    '_cartridge() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}" words=""',
    '  COMPREPLY=()',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    COMPREPLY=($(compgen -W "${names} --help --version" -- "$current"))`,
    '    return',
    '  fi',
    '  case "$command" in',
    ...cases,
    '  esac',
    '  case "$command $before" in',
    ...choices,
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _cartridge cartridge',
  ];
}

function fishScript(commands: readonly CommandDefinition[]): string[] {
  return commands.flatMap((command) => {
    const within = `complete -c cartridge -n '__fish_seen_subcommand_from ${command.name}'`;
    return [
      `complete -c cartridge -n __fish_use_subcommand -f -a ${command.name} -d ${fishQuoted(command.summary)}`,
      ...options(command).map((option) => {
        const values = option.choices ? ` -x -a '${option.choices.join(' ')}'` : /[<[]/.test(option.flags) ? ' -r' : '';
        return `${within} -l ${longFlag(option).slice(2)} -d ${fishQuoted(option.description)}${values}`;
      }),
      ...(command.argument?.choices ? [`${within} -f -a '${command.argument.choices.join(' ')}'`] : []),
    ];
  });
}

function options(command: CommandDefinition): OptionDefinition[] {
  return [...command.options, ...GLOBAL_OPTIONS, { flags: '--help', description: 'print help' }];
}

function longFlag(option: OptionDefinition): string {
  return option.flags.split(' ')[0] ?? option.flags;
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

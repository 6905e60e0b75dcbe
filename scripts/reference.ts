import { COMMAND_GROUPS, type CommandDefinition, GLOBAL_OPTIONS, type OptionDefinition } from '../src/cli/command.ts';
import { COMMANDS } from '../src/cli/command-table.ts';
import { optionText, usage } from '../src/cli/words/help.ts';
import { sentence } from '../src/cli/words/sentence.ts';
import { ERRORS, EXIT } from '../src/errors.ts';

/** Pages that are written from the code: path relative to the repository, then text. */
export function referenceFiles(): Map<string, string> {
  return new Map([
    ['docs/cli.md', cliReference(COMMANDS)],
    ['docs/errors.md', errorsReference()],
  ]);
}

const WRITTEN = '<!-- Written by scripts/write-reference.ts from the code; edit that, then run it. -->';

function cliReference(commands: readonly CommandDefinition[]): string {
  const table = COMMAND_GROUPS.flatMap((group) => [
    `| **${group}** | |`,
    ...commands
      .filter((command) => command.group === group)
      .map((command) => `| [\`${command.name}\`](#cartridge-${command.name}) | ${command.summary} |`),
  ]);
  return [
    WRITTEN,
    '# Commands',
    '| command | what it does |\n|---|---|',
    table.join('\n'),
    'The project is the folder of `--project-dir`, else the nearest folder upward with a `dbt_project.yml`, else the current one.',
    'Results go to standard output; messages, progress and questions to standard error. Nothing asks without a terminal.',
    '## Everywhere',
    optionsTable(GLOBAL_OPTIONS),
    'Read from the environment: `CARTRIDGE_DBT` (the dbt to run), `PATH`, `NO_COLOR`, `PAGER` (for `diff` on a terminal), `COLUMNS`, `CI` (never ask).',
    ...commands.flatMap(commandReference),
    '## Exit codes',
    '| code | meaning |\n|---|---|\n' + EXIT_MEANINGS.map(([code, means]) => `| ${code} | ${means} |`).join('\n'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function commandReference(command: CommandDefinition): string[] {
  const argument = command.argument;
  const choices = argument?.choices ? `: ${argument.choices.join(', ')}` : '';
  const json = { document: '`--json` prints one document with `format_version`.', lines: JSON_LINES };
  return [
    `## cartridge ${command.name}`,
    sentence(command.summary),
    `\`\`\`\n${usage(command)}\n\`\`\``,
    ...(argument ? [`\`[${argument.name}]\`: ${argument.description}${choices}.`] : []),
    ...(command.options.length > 0 ? [optionsTable(command.options)] : []),
    ...(command.json ? [json[command.json]] : []),
    `\`\`\`sh\n${command.examples.map((example) => `# ${example.does}\n${example.command}`).join('\n')}\n\`\`\``,
  ];
}

const JSON_LINES =
  '`--json` prints JSON lines: first a `version` record, then events, last `{"type": "result", ...}` with `exit_code`.';

function optionsTable(options: readonly OptionDefinition[]): string {
  const rows = options.map((option) => {
    const often = option.list ? '; repeat it or give several with commas' : '';
    return `| \`${option.flags}\` | ${optionText(option)}${often} |`;
  });
  return `| option | what it does |\n|---|---|\n${rows.join('\n')}`;
}

const EXIT_MEANINGS: readonly (readonly [number, string])[] = [
  [EXIT.ok, 'done, or nothing to change'],
  [EXIT.error, 'an error'],
  [EXIT.usage, 'the command line cannot be understood, or a question would be asked without a terminal'],
  [EXIT.changes, 'changes present (`plan --detailed-exitcode`)'],
  [EXIT.drift, 'drift, or coverage below the threshold'],
  [EXIT.stale, 'the plan is stale or was applied already'],
  [EXIT.conflict, 'a merge conflict, or an incomplete rollback'],
  [EXIT.locked, 'another cartridge works in this project'],
  [EXIT.declined, 'declined or cancelled'],
  [EXIT.verification, 'verification failed; nothing was kept'],
  [EXIT.unfinished, 'a run is unfinished: resume it or roll it back'],
];

function errorsReference(): string {
  const rows = Object.entries(ERRORS).map(([code, { exit, means }]) => `| \`${code}\` | ${exit} | ${means} |`);
  return [
    WRITTEN,
    '# Error codes',
    'Codes are stable: scripts may rely on them. Every error names one, the place, and what to do next; with `--json` they are in `problems[].code`.',
    `| code | exit | meaning |\n|---|---|---|\n${rows.join('\n')}\n`,
  ].join('\n\n');
}

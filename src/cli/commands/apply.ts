import type { CommandDefinition } from '../command.ts';
import { VERIFY_CHOICES } from '../verify-choices.ts';
import { DBT_OPTION, JSON_LINES_OPTION, PLAN_ARGUMENT, YES_OPTION } from './shared-options.ts';

export const applyCommand: CommandDefinition = {
  name: 'apply',
  group: 'Apply',
  summary: 'verify a plan on a copy of the project, then write all of it or nothing',
  argument: { ...PLAN_ARGUMENT, description: `${PLAN_ARGUMENT.description}; else the newest not applied` },
  options: [
    YES_OPTION,
    { flags: '--dry-run', description: 'verify, and write nothing' },
    {
      flags: '--verify <level>',
      description: 'how far to verify; auto takes the dearest but build that can run here',
      choices: VERIFY_CHOICES,
    },
    { flags: '--report', description: 'end with a report, as cartridge report prints it' },
    DBT_OPTION,
    JSON_LINES_OPTION,
  ],
  examples: [
    { command: 'cartridge apply', does: 'the newest plan, after a question' },
    { command: 'cartridge apply plan.json --yes --verify build', does: 'from a script, with a dbt build first' },
  ],
  writes: true,
  json: 'lines',
  run: async (call) => (await import('../actions/apply.ts')).apply(call),
};

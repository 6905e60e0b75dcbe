import type { CommandDefinition } from '../command.ts';
import { JSON_DOCUMENT_OPTION, PLAN_ARGUMENT } from './shared-options.ts';

export const showCommand: CommandDefinition = {
  name: 'show',
  group: 'Plan',
  summary: 'show a plan: its summary, then every action by batch with what it is based on',
  argument: { ...PLAN_ARGUMENT, description: `${PLAN_ARGUMENT.description}; else the newest` },
  options: [
    { flags: '--check', description: 'list every problem of the plan, and compile its models' },
    { flags: '--questions', description: 'print what the plan asks as a file of answers to fill in' },
    JSON_DOCUMENT_OPTION,
  ],
  examples: [
    { command: 'cartridge show', does: 'the newest plan' },
    { command: 'cartridge show plan.json --check', does: 'is this file a whole plan, and do its models compile?' },
  ],
  json: 'document',
  run: async (call) => (await import('../actions/show.ts')).show(call),
};

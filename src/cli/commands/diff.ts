import type { CommandDefinition } from '../command.ts';
import { PLAN_ARGUMENT } from './shared-options.ts';

export const diffCommand: CommandDefinition = {
  name: 'diff',
  group: 'Plan',
  summary: 'show every line that a plan would write, as a unified diff that git apply accepts',
  argument: { ...PLAN_ARGUMENT, description: `${PLAN_ARGUMENT.description}; else the newest` },
  options: [],
  examples: [
    { command: 'cartridge diff', does: 'read it on a terminal, coloured and paged' },
    { command: 'cartridge diff 7f3a2c > shop.patch', does: 'keep it as a patch: git apply shop.patch' },
  ],
  run: async (call) => (await import('../actions/diff.ts')).diff(call),
};

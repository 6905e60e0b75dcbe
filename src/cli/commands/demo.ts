import type { CommandDefinition } from '../command.ts';
import { DBT_OPTION } from './shared-options.ts';

export const demoCommand: CommandDefinition = {
  name: 'demo',
  group: 'Start',
  summary: 'watch a small, untidy shop become a dbt project that builds, in under a minute',
  options: [DBT_OPTION],
  examples: [
    { command: 'cartridge demo', does: 'in a temporary folder' },
    { command: 'cartridge demo --project-dir shop', does: 'in a folder to keep' },
  ],
  run: async (call) => (await import('../demo/demo.ts')).demo(call),
};

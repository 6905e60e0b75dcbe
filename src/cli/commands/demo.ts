import type { CommandDefinition } from '../command.ts';
import { DBT_OPTION } from './shared-options.ts';

export const demoCommand: CommandDefinition = {
  name: 'demo',
  group: 'Start',
  summary: 'watch a small, untidy shop become a dbt project that builds, in under a minute',
  argument: { name: 'folder', description: 'an empty or a new folder for it; else a new one among temporary files' },
  options: [DBT_OPTION],
  examples: [
    { command: 'cartridge demo', does: 'in a temporary folder' },
    { command: 'cartridge demo shop-demo', does: 'in a folder of your own' },
  ],
  runsOthers: true,
  run: async (call) => (await import('../demo/demo.ts')).demo(call),
};

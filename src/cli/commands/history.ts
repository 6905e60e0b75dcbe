import type { CommandDefinition } from '../command.ts';
import { JSON_DOCUMENT_OPTION } from './shared-options.ts';

export const historyCommand: CommandDefinition = {
  name: 'history',
  group: 'Apply',
  summary: 'list the runs of this project, the newest first',
  options: [JSON_DOCUMENT_OPTION],
  examples: [
    { command: 'cartridge history', does: 'what was applied and undone, and when' },
    { command: 'cartridge history --json', does: 'the same for a script' },
  ],
  json: 'document',
  run: async (call) => (await import('../actions/history.ts')).history(call),
};

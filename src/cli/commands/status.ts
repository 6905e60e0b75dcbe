import type { CommandDefinition } from '../command.ts';
import { JSON_DOCUMENT_OPTION } from './shared-options.ts';

export const statusCommand: CommandDefinition = {
  name: 'status',
  group: 'Apply',
  summary: 'say what state things are in: unfinished runs, plans that wait, who works here now',
  options: [JSON_DOCUMENT_OPTION],
  examples: [
    { command: 'cartridge status', does: 'is anything unfinished? exits 10 if so' },
    { command: 'cartridge status --json', does: 'the same for a script' },
  ],
  json: 'document',
  run: async (call) => (await import('../actions/status.ts')).status(call),
};

import type { CommandDefinition } from '../command.ts';
import { JSON_LINES_OPTION, YES_OPTION } from './shared-options.ts';

export const rollbackCommand: CommandDefinition = {
  name: 'rollback',
  group: 'Apply',
  summary: 'undo a run: put back every file as it was, but never over a later edit',
  argument: { name: 'run', description: 'number of the run; else the newest' },
  options: [YES_OPTION, JSON_LINES_OPTION],
  examples: [
    { command: 'cartridge rollback', does: 'undo the newest run, after a question' },
    { command: 'cartridge rollback 3 --yes', does: 'undo run 3, without a question' },
  ],
  writes: true,
  json: 'lines',
  run: async (call) => (await import('../actions/rollback.ts')).rollback(call),
};

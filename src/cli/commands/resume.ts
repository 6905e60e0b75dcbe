import type { CommandDefinition } from '../command.ts';
import { JSON_LINES_OPTION, YES_OPTION } from './shared-options.ts';

export const resumeCommand: CommandDefinition = {
  name: 'resume',
  group: 'Apply',
  summary: 'finish a run that was interrupted while it wrote',
  argument: { name: 'run', description: 'number of the run; else the unfinished one' },
  options: [YES_OPTION, JSON_LINES_OPTION],
  examples: [
    { command: 'cartridge resume', does: 'finish what was begun' },
    { command: 'cartridge resume 3 --yes', does: 'run 3, without a question' },
  ],
  writes: true,
  json: 'lines',
  run: async (call) => (await import('../actions/resume.ts')).resume(call),
};

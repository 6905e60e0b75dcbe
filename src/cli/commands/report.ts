import type { CommandDefinition } from '../command.ts';
import { JSON_DOCUMENT_OPTION, MODEL_OPTIONS } from './shared-options.ts';

export const reportCommand: CommandDefinition = {
  name: 'report',
  group: 'Look',
  summary: 'what a run built: coverage, test results, goals, open questions and what to do next; changes nothing',
  argument: { name: 'run', description: 'id of a run; else the newest that kept anything' },
  options: [...MODEL_OPTIONS, JSON_DOCUMENT_OPTION],
  examples: [
    { command: 'cartridge report', does: 'about the newest run; after dbt build also what the tests said' },
    { command: 'cartridge report 3 --json', does: 'about run 3, for a program' },
  ],
  json: 'document',
  run: async (call) => (await import('../actions/report.ts')).report(call),
};

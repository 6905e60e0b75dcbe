import type { CommandDefinition } from '../command.ts';
import { JSON_DOCUMENT_OPTION, SELECTION_OPTIONS } from './shared-options.ts';

export const checkCommand: CommandDefinition = {
  name: 'check',
  group: 'Look',
  summary: 'gate for CI: raw tables, columns and keys that the project does not cover, and drift',
  options: [
    ...SELECTION_OPTIONS,
    { flags: '--min-coverage <percent>', description: 'exit 4 when less than this is covered; else any will do' },
    { flags: '--junit <file>', description: 'write the result to this file as well, as JUnit XML' },
    JSON_DOCUMENT_OPTION,
  ],
  examples: [
    { command: 'cartridge check --from shop.duckdb', does: 'exits 4 on drift: the raw tables changed' },
    {
      command: 'cartridge check --from shop.duckdb --min-coverage 90 --junit cartridge.xml',
      does: 'also when less than 90% is covered; the file is for the CI server',
    },
  ],
  json: 'document',
  run: async (call) => (await import('../actions/check.ts')).check(call),
};

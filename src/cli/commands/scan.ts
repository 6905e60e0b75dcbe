import type { CommandDefinition } from '../command.ts';
import { JSON_DOCUMENT_OPTION, SELECTION_OPTIONS } from './shared-options.ts';

export const scanCommand: CommandDefinition = {
  name: 'scan',
  group: 'Look',
  summary: 'list the raw tables with --from, else what the dbt project already has',
  options: [...SELECTION_OPTIONS, JSON_DOCUMENT_OPTION],
  examples: [
    { command: 'cartridge scan', does: 'models, sources and conventions of this project' },
    { command: 'cartridge scan --from shop.duckdb --json > shop.json', does: 'keep the tables as a catalog file' },
  ],
  json: 'document',
  run: async (call) => (await import('../actions/scan.ts')).scan(call),
};

import type { CommandDefinition } from '../command.ts';
import { ANSWERS_OPTION, JSON_DOCUMENT_OPTION, SELECTION_OPTIONS } from './shared-options.ts';

export const inferCommand: CommandDefinition = {
  name: 'infer',
  group: 'Look',
  summary: 'say what the raw tables mean: keys, relationships, roles, and why',
  options: [
    ...SELECTION_OPTIONS,
    { flags: '--why <table.column>', description: 'the evidence for and against what is believed of a column' },
    { flags: '--mermaid', description: 'draw the tables and relationships as a Mermaid diagram' },
    ANSWERS_OPTION,
    JSON_DOCUMENT_OPTION,
  ],
  examples: [
    {
      command: 'cartridge infer --from shop.duckdb',
      does: 'each table with its role, key and references; last what is not sure',
    },
    { command: 'cartridge infer --from shop.duckdb --why orders.store_code', does: 'argue one column' },
  ],
  json: 'document',
  run: async (call) => (await import('../actions/infer.ts')).infer(call),
};

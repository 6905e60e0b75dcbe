import type { CommandDefinition } from '../command.ts';
import { DBT_OPTION, JSON_DOCUMENT_OPTION } from './shared-options.ts';

export const doctorCommand: CommandDefinition = {
  name: 'doctor',
  group: 'Look',
  summary: 'check Node, dbt, the profile, locks and files here, and say what each means',
  options: [
    { flags: '--from <input>', description: 'a DuckDB file to check as well' },
    DBT_OPTION,
    JSON_DOCUMENT_OPTION,
  ],
  examples: [
    { command: 'cartridge doctor', does: 'will plan, apply and dbt build work here?' },
    { command: 'cartridge doctor --from shop.duckdb', does: 'and can this file be read?' },
  ],
  json: 'document',
  run: async (call) => (await import('../actions/doctor.ts')).doctor(call),
};

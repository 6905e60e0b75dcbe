import type { CommandDefinition } from '../command.ts';
import { ANSWERS_OPTION, DBT_OPTION, SELECTION_OPTIONS } from './shared-options.ts';

export const planCommand: CommandDefinition = {
  name: 'plan',
  group: 'Plan',
  summary: 'plan sources, staging, intermediate and mart models for raw tables; writes no file of the project',
  options: [
    ...SELECTION_OPTIONS,
    { flags: '--source-name <name>', description: 'name of the dbt source; else the schema or the catalog' },
    { flags: '--layers <layers>', description: 'layers to plan, of staging, intermediate and marts', list: true },
    {
      flags: '--provider <name>',
      description: 'who drafts the plan',
      choices: ['offline', 'auto', 'openai', 'anthropic', 'gemini'],
    },
    ANSWERS_OPTION,
    { flags: '--adopt <paths>', description: 'models that people wrote and that cartridge is to maintain', list: true },
    { flags: '--out <file>', description: 'write the plan to this file as well' },
    { flags: '--detailed-exitcode', description: 'exit 3 when there are changes' },
    DBT_OPTION,
    { flags: '--json', description: 'print events as JSON lines, the result last' },
  ],
  examples: [
    { command: 'cartridge plan --from shop.duckdb', does: 'plan for every table of a DuckDB file' },
    {
      command: "cartridge plan --from exports/ --exclude 'tmp_*' --out plan.json",
      does: 'plan for a folder of files, but for scratch tables',
    },
    {
      command: 'cartridge plan --from shop.duckdb --answers answers.yml',
      does: 'the same with what you know: cartridge show --questions prints the file to fill in',
    },
  ],
  json: 'lines',
  run: async (call) => (await import('../actions/plan.ts')).plan(call),
};

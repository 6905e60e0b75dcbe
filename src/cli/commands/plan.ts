import type { CommandDefinition } from '../command.ts';
import { ANSWERS_OPTION, DBT_OPTION, MODEL_OPTIONS, SELECTION_OPTIONS } from './shared-options.ts';

export const planCommand: CommandDefinition = {
  name: 'plan',
  group: 'Plan',
  summary: 'plan sources, staging, intermediate and mart models for raw tables; writes no file of the project',
  argument: { name: 'request', description: 'what you want, in words; else everything that the tables give' },
  options: [
    ...SELECTION_OPTIONS,
    { flags: '--source-name <name>', description: 'name of the dbt source; else the schema or the catalog' },
    { flags: '--layers <layers>', description: 'layers to plan, of staging, intermediate and marts', list: true },
    ...MODEL_OPTIONS,
    {
      flags: '--business-context <text>',
      description: 'what the business does, for the model: words, or a file that holds them',
    },
    { flags: '--show-prompt', description: 'print exactly what would be sent to the model, and send nothing' },
    ANSWERS_OPTION,
    {
      flags: '--actions <file>',
      description: 'take only these actions of the draft: JSON or YAML with strategy and actions',
    },
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
    {
      command: 'cartridge plan "stage the billing tables" --from shop.duckdb',
      does: 'only what the words name; "add tests to customers" and "replace stg_old by shop.new" work too',
    },
    {
      command: 'cartridge plan --from shop.duckdb --provider anthropic --budget 200k',
      does: 'a model refines names, descriptions and marts; ANTHROPIC_API_KEY holds the key',
    },
  ],
  json: 'lines',
  run: async (call) => (await import('../actions/plan.ts')).plan(call),
};

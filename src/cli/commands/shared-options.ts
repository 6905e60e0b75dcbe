import type { OptionDefinition } from '../command.ts';

/** What the raw tables are read from, and which of them. */
export const SELECTION_OPTIONS: readonly OptionDefinition[] = [
  {
    flags: '--from <input>',
    description: 'a DuckDB file, a folder or glob of CSV, Parquet or JSON files, or a catalog file',
  },
  { flags: '--schema <names>', description: 'only these schemas', list: true },
  { flags: '--select <globs>', description: 'only tables that match, as table or schema.table', list: true },
  { flags: '--exclude <globs>', description: 'no table that matches', list: true },
];

export const DBT_OPTION: OptionDefinition = {
  flags: '--dbt <path>',
  description: "the dbt to run; else CARTRIDGE_DBT, the project's .venv, PATH",
};

export const YES_OPTION: OptionDefinition = { flags: '--yes', description: 'do not ask' };

export const JSON_DOCUMENT_OPTION: OptionDefinition = { flags: '--json', description: 'print one JSON document' };
export const JSON_LINES_OPTION: OptionDefinition = {
  flags: '--json',
  description: 'print events as JSON lines, the result last',
};

export const PLAN_ARGUMENT = { name: 'plan', description: 'a plan file or the beginning of an id' };

export const ANSWERS_OPTION: OptionDefinition = {
  flags: '--answers <file>',
  description: 'answers to questions of a plan, as YAML or JSON: question id to choice',
};

/** Who refines what the rules draft, and within which bounds. */
export const MODEL_OPTIONS: readonly OptionDefinition[] = [
  {
    flags: '--provider <name>',
    description: 'whose model refines the draft; auto takes the first whose key is set; offline unless told',
    choices: ['offline', 'auto', 'openai', 'anthropic', 'gemini'],
  },
  { flags: '--model <name>', description: "name of the model, as its vendor calls it; else the provider's default" },
  {
    flags: '--base-url <address>',
    description: 'another server that speaks as the provider does: Ollama, vLLM, LM Studio, Azure, a proxy',
  },
  { flags: '--budget <tokens>', description: 'stop asking before more tokens than this are spent, in and out' },
  { flags: '--model-timeout <seconds>', description: 'time for all of the model together; 600 unless told' },
];

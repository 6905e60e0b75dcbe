import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import { infer } from '../../src/inference/infer.ts';
import { documentationPrompt } from '../../src/prompts/documentation.ts';
import { intermediatePrompt } from '../../src/prompts/intermediate.ts';
import { martPrompt } from '../../src/prompts/mart.ts';
import { plannerPrompt } from '../../src/prompts/planner.ts';
import type { ModelPromptInput, Strategy } from '../../src/prompts/prompt-input.ts';
import type { Prompt } from '../../src/prompts/prompt.ts';
import { reflectionPrompt } from '../../src/prompts/reflection.ts';
import { repairPrompt } from '../../src/prompts/repair.ts';
import { requestPrompt } from '../../src/prompts/request.ts';
import { encodeSchema } from '../../src/prompts/schema/encode-schema.ts';
import { schemaTables } from '../../src/prompts/schema/schema-tables.ts';
import { stagingPrompt } from '../../src/prompts/staging.ts';
import { testsPrompt } from '../../src/prompts/tests.ts';
import { draftOf } from '../helpers/built-models.ts';

/** The three tables of the example that every system prompt shows, as somebody in a hurry named them. */
export const HURRIED: Catalog = {
  name: 'erp',
  dialect: 'postgres',
  tables: [
    {
      name: 'tbl_cust',
      comment: 'Whoever was billed at least once',
      columns: [
        { name: 'cust_no', type: 'integer' },
        { name: 'cust_nm', type: 'text' },
        { name: 'region', type: 'text', comment: 'NORTH or SOUTH' },
        { name: 'created_at', type: 'timestamp' },
      ],
      primary_key: ['cust_no'],
    },
    {
      name: 'inv_hdr',
      columns: [
        { name: 'id', type: 'integer' },
        { name: 'cust', type: 'integer' },
        { name: 'stat_cd', type: 'text' },
        { name: 'amt_net', type: 'numeric(10,2)' },
        { name: 'due', type: 'date' },
      ],
      primary_key: ['id'],
    },
    {
      name: 'inv_ln',
      columns: [
        { name: 'id', type: 'integer' },
        { name: 'inv_hdr_id', type: 'integer' },
        { name: 'qty_oh', type: 'integer' },
        { name: 'amt', type: 'numeric(10,2)' },
      ],
      primary_key: ['id'],
      foreign_keys: [{ columns: ['inv_hdr_id'], ref_table: 'inv_hdr', ref_columns: ['id'] }],
    },
  ],
};

/** Encodes a catalog with what the rules believe and draft of it. */
export function encoded(catalog: Catalog, commentTokens = 200): ReturnType<typeof encodeSchema> {
  const { beliefs } = infer(catalog, NO_EVIDENCE);
  const tables = schemaTables({ catalog, beliefs, actions: draftOf(catalog, beliefs), style: DEFAULT_STYLE });
  return encodeSchema({ dialect: catalog.dialect, tables, commentTokens });
}

const BROWNFIELD: Pick<ModelPromptInput, 'existing' | 'history' | 'voice'> = {
  existing: {
    models: [{ name: 'dim_branches', description: 'One row per branch of the company.' }, { name: 'fct_visits' }],
    sources: [{ name: 'crm', tables: ['branches', 'visits'] }],
  },
  history: { built: ['stg_erp__inv_lns'], refused: ['dim_inv_lns'] },
  voice: ['Branch that the visitor came to first.', 'Moment in which the visit began, in UTC.'],
};

/** What a prompt may tell beside the tables, all of it there. */
export function inputOf(strategy: Strategy, changes: Partial<ModelPromptInput> = {}): ModelPromptInput {
  const { beliefs } = infer(HURRIED, NO_EVIDENCE);
  const nobody = { existing: { models: [], sources: [] }, history: { built: [], refused: [] }, voice: [] };
  return {
    strategy,
    schema: encoded(HURRIED),
    request: 'monthly revenue by region',
    goals: [{ goal_id: 'g1', text: 'monthly revenue by region' }],
    questions: beliefs.questions,
    ...(strategy === 'brownfield' ? BROWNFIELD : nobody),
    style: DEFAULT_STYLE,
    businessContext: 'We sell tools to workshops.\nRevenue is what was billed, net of tax.',
    models: new Map([
      [
        'stg_erp__inv_hdrs',
        [
          { name: 'inv_hdr_id', type: 'INTEGER' },
          { name: 'amt_net', type: 'DECIMAL(10,2)' },
          { name: 'due', type: 'DATE' },
        ],
      ],
    ]),
    sqlRules: ['One select, with CTEs as needed.', 'The last select names every column.'],
    ...changes,
  };
}

/** Every kind of prompt by name. */
export const PROMPTS: Readonly<Record<string, (input: ModelPromptInput) => Prompt>> = {
  request: (input) => requestPrompt({ ...input, request: input.request ?? '', tables: TABLES }),
  planner: plannerPrompt,
  staging: stagingPrompt,
  intermediate: intermediatePrompt,
  mart: martPrompt,
  tests: testsPrompt,
  documentation: documentationPrompt,
  repair: (input) => repairPrompt({ ...input, failing: FAILING }),
  reflection: (input) => reflectionPrompt({ ...input, facts: FACTS }),
};

const TABLES = new Map(
  HURRIED.tables.map(({ name, columns }, at) => [at + 1, { name, columns: columns.map((each) => each.name) }]),
);
const FAILING = [
  { item: '{"renames":[{"table":9,"column":1,"name":"order_id"}]}', problem: 'There is no table 9; there are 1 to 3.' },
];
const FACTS = [
  'built: 1 source, 3 staging models, 2 marts',
  'tests: 14 passed, 1 failed: unique stg_erp__custs.cust_no',
  'goal g1 monthly revenue by region: partly met, no model sums by month and region',
];

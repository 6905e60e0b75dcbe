import * as z from 'zod';
import { questionSchema } from './questions/question.ts';

/**
 * What inference believes of the tables, each with a probability and evidence a person can read. This is the document
 * of `cartridge infer --json` (DESIGN.md section 4), so it is snake_case in memory too.
 */
export const ROLES = ['fact', 'event', 'snapshot', 'dimension', 'bridge', 'classification', 'technical'] as const;
export type Role = (typeof ROLES)[number];

export const COLUMN_KINDS = [
  'identifier',
  'money',
  'measure',
  'non_additive',
  'timestamp',
  'date',
  'time',
  'boolean',
  'enum',
  'soft_delete',
  'loader',
  'text',
  'json',
  'other',
] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

export const columnBeliefSchema = z.looseObject({
  name: z.string(),
  kind: z.enum(COLUMN_KINDS),
  /**
   * Money: `cents` if amounts are in minor units, `micros` in millionths. Moments held in numbers: `s`, `ms` or `us`. Text
   * holding moments or dates: `iso`.
   */
  unit: z.enum(['cents', 'micros', 's', 'ms', 'us', 'iso']).optional(),
  /** Kind of personal data, for instance `email`; absent if none is suspected. */
  pii: z.string().optional(),
  /**
   * The key of a row of one of several tables: the column that names which (`commentable_type`). Such a column has no
   * relationship and is never tested.
   */
  polymorphic: z.string().optional(),
  /** Values seen, at most 20; only for an enum that is not personal. */
  values: z.array(z.string()).optional(),
});
export type ColumnBelief = z.infer<typeof columnBeliefSchema>;

export const tableBeliefSchema = z.looseObject({
  schema: z.string().optional(),
  name: z.string(),
  role: z.enum(ROLES),
  role_probability: z.number(),
  /** The next best role, how much less probable it is, and what speaks for `role`: short phrases, the weightiest first. */
  role_runner_up: z.enum(ROLES).optional(),
  role_margin: z.number().optional(),
  role_evidence: z.array(z.string()).optional(),
  primary_key: z
    .object({
      columns: z.array(z.string()),
      probability: z.number(),
      declared: z.boolean(),
      /** Whether a person said so. */
      answered: z.boolean().optional(),
    })
    .nullable(),
  columns: z.array(columnBeliefSchema),
  /** What the columns of a loader tell, where one wrote the table. */
  loader: z
    .object({
      /** As dbt's `loader:` names it; absent where people's own pipelines add such columns. */
      name: z.string().optional(),
      /** The column by which freshness is measured. */
      loaded_at: z.string().optional(),
      /** The column that marks rows deleted at the source. */
      deleted: z.string().optional(),
    })
    .optional(),
  /** What a person said of the table that no test can state, as its staging model keeps it in `meta`. */
  answers: z.record(z.string(), z.string()).optional(),
});
export type TableBelief = z.infer<typeof tableBeliefSchema>;

export const VERDICTS = ['sure', 'likely', 'doubtful'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const relationshipSchema = z.looseObject({
  schema: z.string().optional(),
  table: z.string(),
  columns: z.array(z.string()),
  ref_schema: z.string().optional(),
  ref_table: z.string(),
  ref_columns: z.array(z.string()),
  cardinality: z.enum(['many_to_one', 'one_to_one']),
  probability: z.number(),
  verdict: z.enum(VERDICTS),
  declared: z.boolean(),
  /** Short phrases for and against. */
  evidence: z.array(z.string()),
  /** With data: child rows without a parent (0 where a relationships test would pass). */
  orphans: z.number().optional(),
});
export type Relationship = z.infer<typeof relationshipSchema>;

export const beliefsSchema = z.looseObject({
  format_version: z.string(),
  tables: z.array(tableBeliefSchema),
  relationships: z.array(relationshipSchema),
  /** What is too doubtful to be written and a person may decide, at most 20; what would change most first. */
  questions: z.array(questionSchema),
  /** Answers that it rests on: question id to choice. */
  answers: z.record(z.string(), z.string()).optional(),
});
export type Beliefs = z.infer<typeof beliefsSchema>;

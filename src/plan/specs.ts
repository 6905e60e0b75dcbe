import * as z from 'zod';
import type { ProjectSpec } from './project-spec.ts';

/**
 * The spec of each kind of action: all that rendering needs, in dbt's words and without YAML or, but for what a model wrote, SQL. Pure data;
 * rendering the same spec twice gives the same bytes.
 */

/** One data test of a column or of a model, in dbt's words. `unique_combination` becomes a singular test file. */
export const testSpecSchema = z.discriminatedUnion('test', [
  z.object({ test: z.literal('unique'), severity: z.literal('warn').optional() }),
  z.object({ test: z.literal('not_null'), severity: z.literal('warn').optional() }),
  z.object({
    test: z.literal('accepted_values'),
    values: z.array(z.string()),
    /** `false` where the column holds numbers or booleans: dbt then writes the values without quotes. */
    quote: z.literal(false).optional(),
    severity: z.literal('warn').optional(),
  }),
  z.object({
    test: z.literal('relationships'),
    /** Model (`to_source` absent) or source table that holds the parent. */
    to: z.string(),
    to_source: z.string().optional(),
    field: z.string(),
    severity: z.literal('warn').optional(),
  }),
]);
export type TestSpec = z.infer<typeof testSpecSchema>;

/** A column as it comes out of a model or stands in a source, for YAML. */
export const columnSpecSchema = z.looseObject({
  name: z.string(),
  description: z.string(),
  data_type: z.string().optional(),
  /** Set where the name must be quoted in SQL. */
  quote: z.boolean().optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
  tests: z.array(testSpecSchema),
});
export type ColumnSpec = z.infer<typeof columnSpecSchema>;

/** By which column dbt tells how fresh a table is, and when it complains. */
const freshnessSchema = z.object({
  /** A column, or an expression that makes a moment of one. */
  loaded_at_field: z.string(),
  warn_after: z.object({ count: z.int(), period: z.enum(['minute', 'hour', 'day']) }),
});

export const sourceSpecSchema = z.object({
  kind: z.literal('source'),
  name: z.string(),
  /** File in which people declare the source; absent: a file of its own. There only `name` and our `tables` are written. */
  path: z.string().optional(),
  /** Physical schema, and database where it is not the project's own. */
  schema: z.string().optional(),
  database: z.string().optional(),
  /** Absent where the source is people's. */
  description: z.string().optional(),
  /** The program that copied the tables into the warehouse, in lower case. */
  loader: z.string().optional(),
  /** Of every table that does not say otherwise. */
  freshness: freshnessSchema.optional(),
  tables: z.array(
    z.object({
      name: z.string(),
      /** Physical name, where it differs from `name`. */
      identifier: z.string().optional(),
      /** Absent where people declare the table, and only columns come to it. */
      description: z.string().optional(),
      /** SQL that reads the table's file, for dbt-duckdb's external sources. */
      external_location: z.string().optional(),
      /** Where it is not the source's. */
      loader: z.string().optional(),
      /** Where it is not the source's; `null`: the table has no column that tells. */
      freshness: freshnessSchema.nullable().optional(),
      columns: z.array(columnSpecSchema),
    }),
  ),
});
export type SourceSpec = z.infer<typeof sourceSpecSchema>;

/** The groups of a staging select list, in order (dbt-facts.md 4.1). */
export const STAGING_GROUPS = [
  'ids',
  'strings',
  'numerics',
  'booleans',
  'dates',
  'timestamps',
  'other',
  'loader metadata',
] as const;

/** How a staging column is made of a raw one. */
export const stagingColumnSchema = z.object({
  from: z.string(),
  as: z.string(),
  /** Group heading in the select list, in the order of STAGING_GROUPS. */
  group: z.enum(STAGING_GROUPS),
  how: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('keep') }),
    /** Integer minor units to decimal. */
    z.object({ kind: z.literal('cents') }),
    z.object({ kind: z.literal('cast'), to: z.enum(['boolean', 'date', 'timestamp']) }),
    z.object({ kind: z.literal('epoch'), unit: z.enum(['s', 'ms', 'us']) }),
    /** `coalesce(x, false)`: a loader's delete flag. */
    z.object({ kind: z.literal('default_false') }),
    /** `x is not null`: a loader's moment of deletion. */
    z.object({ kind: z.literal('is_not_null') }),
    /** Whether a text is one of those that say yes; what is empty stays so. */
    z.object({ kind: z.literal('is_yes') }),
    /** `coalesce(x = 'true', false)`: a flag that a loader writes as text. */
    z.object({ kind: z.literal('is_true') }),
  ]),
});
export type StagingColumn = z.infer<typeof stagingColumnSchema>;

const modelBase = {
  name: z.string(),
  description: z.string(),
  /** One sentence: `one row an order`. */
  grain: z.string().optional(),
  /** Columns whose combination is unique, when there is more than one: rendered as a singular test. */
  unique_combination: z.object({ columns: z.array(z.string()), severity: z.literal('warn').optional() }).optional(),
  columns: z.array(columnSpecSchema),
  /** Where the model differs from its folder's default. */
  materialized: z.string().optional(),
  /** File that holds its properties, where that is not the one the style names. */
  properties_path: z.string().optional(),
};

export const stagingSpecSchema = z.object({
  kind: z.literal('staging'),
  ...modelBase,
  source: z.string(),
  /** Name of the table in the source. */
  table: z.string(),
  /** What a person answered of the raw table and no test states, so that the next plan knows it. */
  meta: z.record(z.string(), z.string()).optional(),
  select: z.array(stagingColumnSchema),
});
export type StagingSpec = z.infer<typeof stagingSpecSchema>;

/** Columns that come to a staging model which people wrote: into its select list, and into its properties if it has any. */
export const stagingColumnsSpecSchema = z.object({
  kind: z.literal('staging_columns'),
  name: z.string(),
  /** File of its SQL. */
  path: z.string(),
  /** File that holds its properties; null: it has none, and gets none. */
  properties_path: z.string().nullable(),
  source: z.string(),
  /** Name of the table in the source. */
  table: z.string(),
  select: z.array(stagingColumnSchema),
  columns: z.array(columnSpecSchema),
});
export type StagingColumnsSpec = z.infer<typeof stagingColumnsSpecSchema>;

/** Sums a child model up to one row for each parent key, so that a mart can join it without fanning out. */
export const intermediateSpecSchema = z.object({
  kind: z.literal('intermediate'),
  ...modelBase,
  from: z.string(),
  group_by: z.array(z.string()),
  measures: z.array(
    z.object({
      as: z.string(),
      function: z.enum(['count', 'sum', 'min', 'max']),
      /** Absent: `count(*)`. */
      column: z.string().optional(),
    }),
  ),
});
export type IntermediateSpec = z.infer<typeof intermediateSpecSchema>;

export const martSpecSchema = z.object({
  kind: z.literal('mart'),
  ...modelBase,
  mart: z.enum(['fact', 'dimension']),
  /** The model whose rows the mart keeps, one for one. */
  base: z.object({ model: z.string(), alias: z.string() }),
  /** Left joins, each to a model that is unique on the joined columns: they can add columns, never rows. */
  joins: z.array(
    z.object({
      model: z.string(),
      alias: z.string(),
      on: z.array(z.object({ left_alias: z.string(), left: z.string(), right: z.string() })).min(1),
    }),
  ),
  select: z.array(
    z.object({
      alias: z.string(),
      column: z.string(),
      as: z.string(),
      /** Value where the join finds no row: `0` for counts and sums. */
      default_zero: z.boolean().optional(),
    }),
  ),
});
export type MartSpec = z.infer<typeof martSpecSchema>;

/** A model that rules cannot express, in SQL that a language model wrote and that was checked. */
export const writtenSpecSchema = z.object({
  kind: z.literal('written'),
  ...modelBase,
  layer: z.enum(['intermediate', 'marts']),
  /** Of a mart: what it is by its name. */
  mart: z.enum(['fact', 'dimension']).optional(),
  /** Models that it reads. */
  reads: z.array(z.string()).min(1),
  /** Its lines, in the dialect and style of the project, with `{{ ref('name') }}` for each of `reads`. */
  sql: z.array(z.string()),
});
export type WrittenSpec = z.infer<typeof writtenSpecSchema>;

/** What comes to the properties of a model that is there, whoever wrote it; what stands there stays. */
export const propertiesSpecSchema = z.object({
  kind: z.literal('properties'),
  name: z.string(),
  /** File of its properties: where they stand, or where they come to be. */
  path: z.string(),
  description: z.string().optional(),
  /** Docs block that holds the description. */
  block: z.string().optional(),
  columns: z.array(
    columnSpecSchema.extend({
      /** Docs block that holds the description; one with a description is written, one without is there. */
      block: z.string().optional(),
    }),
  ),
  /** Markdown file that the docs blocks come to; absent: descriptions stand in the YAML. */
  blocks_path: z.string().optional(),
  unique_combination: modelBase.unique_combination,
});
export type PropertiesSpec = z.infer<typeof propertiesSpecSchema>;

/** A model that is turned off, and what referred to it and refers to another now. */
export const retiredSpecSchema = z.object({
  kind: z.literal('retired'),
  name: z.string(),
  /** File of its SQL. */
  path: z.string(),
  /** Name of the model that takes its place. */
  replaced_by: z.string(),
  /** The project that both are of, as `ref('project', 'model')` names it. */
  project: z.string(),
  /** Files whose references move. */
  moved: z.array(z.string()),
  /** Files of SQL that are turned off: the model, and tests that are about it alone. */
  disabled: z.array(z.string()),
  /** Columns that somebody reads of it and that what replaces it lacks. */
  missing: z.array(z.string()),
});
export type RetiredSpec = z.infer<typeof retiredSpecSchema>;

export type ModelSpec = StagingSpec | IntermediateSpec | MartSpec | WrittenSpec;
export type ActionSpec = ProjectSpec | SourceSpec | ModelSpec | StagingColumnsSpec | PropertiesSpec | RetiredSpec;

const MODEL_KINDS: ReadonlySet<string> = new Set<ModelSpec['kind']>(['staging', 'intermediate', 'mart', 'written']);

/** Whether a spec is of a whole model that cartridge writes. */
export function isModelSpec(spec: ActionSpec): spec is ModelSpec {
  return MODEL_KINDS.has(spec.kind);
}

/** Whether a spec is of what is asked of a model that is there. */
export function isActSpec(spec: ActionSpec): spec is PropertiesSpec | RetiredSpec {
  return spec.kind === 'properties' || spec.kind === 'retired';
}

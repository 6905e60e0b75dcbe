import * as z from 'zod';

/**
 * What the project covers of the raw tables, and where it no longer fits them: the document of `cartridge check --json`, so
 * snake_case in memory too.
 */
export const REPORT_FORMAT_VERSION = '1.0';

/** What can be covered. */
export const ITEM_KINDS = ['table', 'column', 'key', 'relationship'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** One thing of a raw table that the project covers, or does not. */
export const itemSchema = z.object({
  kind: z.enum(ITEM_KINDS),
  /** Its raw columns; none: the table itself. */
  columns: z.array(z.string()),
  /** Where a relationship leads: `customers.id`. */
  to: z.string().optional(),
  covered: z.boolean(),
  /** What is missing, in a sentence without a full stop; only of what is not covered. */
  missing: z.string().optional(),
  /** What to do about it. */
  hint: z.string().optional(),
});
export type CoverageItem = z.infer<typeof itemSchema>;

const coveredTableSchema = z.object({
  schema: z.string().optional(),
  name: z.string(),
  /** The source table that stands for it; null: none. */
  source: z.object({ name: z.string(), table: z.string(), file: z.string() }).nullable(),
  /** Models that select from it, also through a base or tmp model. */
  models: z.array(z.string()),
  items: z.array(itemSchema),
});
export type CoveredTable = z.infer<typeof coveredTableSchema>;

/** How a raw table is no longer what the project says of it, or the project is no longer all that it was of the table. */
export const DRIFT_KINDS = [
  'table_added',
  'table_dropped',
  'column_added',
  'column_dropped',
  'type_changed',
  'key_changed',
] as const;

const driftSchema = z.object({
  kind: z.enum(DRIFT_KINDS),
  /** `safe`: nothing breaks; `moderate`: a text is no longer true; `breaking`: a model or a test fails, or counts rows twice. */
  severity: z.enum(['safe', 'moderate', 'breaking']),
  schema: z.string().optional(),
  table: z.string(),
  columns: z.array(z.string()),
  source: z.string(),
  /** File of the project that says otherwise. */
  file: z.string(),
  /** What changed, in a sentence without a full stop. */
  text: z.string(),
  /** Models that read it, and those that build on them. */
  downstream: z.array(z.string()),
});
export type Drift = z.infer<typeof driftSchema>;

const shareSchema = z.object({
  covered: z.int(),
  of: z.int(),
  /** Rounded down to a tenth; 100 where there is nothing to cover. */
  percent: z.number(),
});
export type Share = z.infer<typeof shareSchema>;

export const checkReportSchema = z.object({
  format_version: z.string(),
  project: z.string().nullable(),
  catalog: z.string(),
  /** False: exit 4. */
  passed: z.boolean(),
  /** What `--min-coverage` asks for; null: nothing. */
  min_coverage: z.number().nullable(),
  coverage: z.object({
    tables: shareSchema,
    columns: shareSchema,
    keys: shareSchema,
    relationships: shareSchema,
    /** Of everything above together. */
    total: shareSchema,
  }),
  tables: z.array(coveredTableSchema),
  drift: z.array(driftSchema),
});
export type CheckReport = z.infer<typeof checkReportSchema>;

/** Whether as much is covered as was asked for. Exact: a share is shown rounded. */
export function isCoveredEnough({
  coverage: { total },
  min_coverage: least,
}: Pick<CheckReport, 'coverage' | 'min_coverage'>): boolean {
  return least === null || total.covered * 100 >= least * total.of;
}

import * as z from 'zod';

/**
 * The catalog: the raw tables. The same shape in memory and in a catalog file (DESIGN.md section 4), so there is one
 * set of names for it. `dialect` is an open string and decides only how types are read.
 */
export const columnStatsSchema = z.looseObject({
  nulls: z.number(),
  distinct: z.number(),
  min: z.union([z.string(), z.number()]).optional(),
  max: z.union([z.string(), z.number()]).optional(),
  /** Distinct values; only of columns that are enumerations and not personal. */
  values: z.array(z.string()).optional(),
});
export type ColumnStats = z.infer<typeof columnStatsSchema>;

export const columnSchema = z.looseObject({
  name: z.string(),
  type: z.string(),
  nullable: z.boolean().optional(),
  comment: z.string().optional(),
  stats: columnStatsSchema.optional(),
});
export type Column = z.infer<typeof columnSchema>;

export const foreignKeySchema = z.looseObject({
  columns: z.array(z.string()).min(1),
  ref_schema: z.string().optional(),
  ref_table: z.string(),
  /** Empty means the parent's primary key. */
  ref_columns: z.array(z.string()),
});
export type ForeignKey = z.infer<typeof foreignKeySchema>;

export const tableSchema = z.looseObject({
  schema: z.string().optional(),
  name: z.string(),
  comment: z.string().optional(),
  row_count: z.number().optional(),
  columns: z.array(columnSchema),
  primary_key: z.array(z.string()).optional(),
  unique_keys: z.array(z.array(z.string())).optional(),
  foreign_keys: z.array(foreignKeySchema).optional(),
});
export type Table = z.infer<typeof tableSchema>;

export const catalogSchema = z.looseObject({
  format_version: z.string().optional(),
  name: z.string(),
  dialect: z.string(),
  tables: z.array(tableSchema),
});
export type Catalog = z.infer<typeof catalogSchema>;

/** Identity of a table inside one catalog. */
export interface TableRef {
  readonly schema?: string | undefined;
  readonly name: string;
}

/** A string that is equal for two references to the same table, and only then. */
export function tableKey(table: TableRef): string {
  return table.schema === undefined ? table.name : `${table.schema}\u0000${table.name}`;
}

/** A table by its name alone, without its columns. */
export function refOf({ schema, name }: TableRef): TableRef {
  return schema === undefined ? { name } : { schema, name };
}

/** How a table is shown to a person: `schema.name`, or `name` alone. */
export function tableLabel(table: TableRef): string {
  return table.schema === undefined ? table.name : `${table.schema}.${table.name}`;
}

import * as z from 'zod';

/** Where the raw tables are, for the profile: paths are relative to the project folder, with `/`. */
const projectInputSchema = z.discriminatedUnion('kind', [
  /** Attached read-only as `alias`. */
  z.object({ kind: z.literal('duckdb'), path: z.string(), alias: z.string() }),
  /** The project's own database file is the raw one (models go to their own schema). */
  z.object({ kind: z.literal('own_database') }),
  /** Read in place by dbt-duckdb's external sources. */
  z.object({ kind: z.literal('files'), path: z.string() }),
  /** No rows: the user loads them into the project's own database. */
  z.object({ kind: z.literal('catalog') }),
]);
export type ProjectInput = z.infer<typeof projectInputSchema>;

export const projectSpecSchema = z.object({
  kind: z.literal('project'),
  name: z.string(),
  /** dbt's name of it. */
  adapter: z.string(),
  /** Path of the project's own DuckDB file, relative to the project folder. */
  database_path: z.string(),
  /** Schema that dbt builds into; never the raw one. */
  schema: z.string(),
  input: projectInputSchema,
  /** Lines that .gitignore must hold. */
  gitignore: z.array(z.string()),
});
export type ProjectSpec = z.infer<typeof projectSpecSchema>;

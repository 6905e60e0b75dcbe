import type { ProjectInput } from '../plan/specs.ts';

/** Where the raw tables are, seen from the project folder, with `/`. */
export type PlacedInput =
  | { readonly kind: 'duckdb'; readonly path: string }
  | { readonly kind: 'files'; readonly path: string }
  | { readonly kind: 'catalog' };

export interface PlacedProject {
  /** The project's own DuckDB file, relative to the project folder. */
  readonly database_path: string;
  readonly input: ProjectInput;
  /** Database that sources name; absent: the project's own. */
  readonly sourceDatabase?: string;
}

/**
 * Chooses the project's own DuckDB file and how it reaches the raw tables, so that dbt builds on the very input that
 * was planned from and can never write to it (dbt-facts.md 13). DuckDB names a database after its file, and `attach`
 * refuses two of one name, so the alias differs from the stem of the project's own file. Pure.
 */
export function placeProject(projectName: string, input: PlacedInput): PlacedProject {
  if (input.kind === 'catalog') return { database_path: `${projectName}.duckdb`, input: { kind: 'catalog' } };
  if (input.kind === 'files') {
    return { database_path: `${projectName}.duckdb`, input: { kind: 'files', path: input.path } };
  }
  const own = input.path === `${projectName}.duckdb` ? `${projectName}_dbt` : projectName;
  const alias = `${projectName}_raw`;
  return {
    database_path: `${own}.duckdb`,
    input: { kind: 'duckdb', path: input.path, alias },
    sourceDatabase: alias,
  };
}

import { fileScan } from '../catalog/file-scan.ts';
import type { InputFile } from '../catalog/reader.ts';
import type { ProjectContext } from '../context/context.ts';
import type { Problem } from '../errors.ts';
import type { ProjectInput } from '../plan/project-spec.ts';

/** Where the raw tables are, seen from the project folder, with `/`. */
export type PlacedInput =
  | { readonly kind: 'duckdb'; readonly path: string }
  | { readonly kind: 'files'; readonly path: string }
  | { readonly kind: 'catalog' };

export interface PlacedProject {
  /** The project's own DuckDB file, relative to the project folder. */
  readonly databasePath: string;
  readonly input: ProjectInput;
  /** Database that sources name; absent: the project's own. */
  readonly sourceDatabase?: string;
}

/** Of a file of such a name DuckDB calls the database `main_db`, while dbt goes by the file. */
const NAMES_OF_DUCKDB = new Set(['main', 'temp', 'system']);

/**
 * Chooses the own DuckDB file of a new project and how it reaches the raw tables, so that dbt builds on the very input
 * that was planned from and can never write to it (dbt-facts.md 13). DuckDB names a database after its file and lets no
 * two have one name, so the alias differs from the stem of the project's own file. Pure.
 */
export function placeNewProject(projectName: string, input: PlacedInput): PlacedProject {
  const isTaken =
    NAMES_OF_DUCKDB.has(projectName) || (input.kind === 'duckdb' && input.path === `${projectName}.duckdb`);
  const databasePath = `${projectName}${isTaken ? '_dbt' : ''}.duckdb`;
  if (input.kind !== 'duckdb') return { databasePath, input };
  const alias = `${projectName}_raw`;
  return {
    databasePath,
    input: { kind: 'duckdb', path: input.path, alias },
    sourceDatabase: alias,
  };
}

/**
 * How a project that is there already reaches the raw tables: its profile is a person's and is not changed, so a DuckDB
 * file must be its own database or attached, and only a project on DuckDB reaches files at all. Pure.
 */
export function findSourceDatabase(
  { target, adapter }: { readonly target: ProjectContext['target']; readonly adapter: string },
  input: PlacedInput,
): { readonly sourceDatabase: string | undefined } | { readonly problem: Problem } {
  if (adapter !== 'duckdb' && input.kind !== 'catalog') return { problem: outOfReach(input.path, adapter) };
  if (input.kind !== 'duckdb' || samePath(input.path, target?.database_path)) return { sourceDatabase: undefined };
  const attached = target?.attached.find(({ path }) => samePath(path, input.path));
  if (attached) return { sourceDatabase: attached.alias };
  return {
    problem: {
      code: 'PROJECT_UNSUPPORTED',
      message: `the project's profile does not reach ${input.path}`,
      where: { file: 'profiles.yml' },
      hint: `Attach it, then plan again:\n  attach:\n    - {path: ${JSON.stringify(input.path)}, alias: raw, read_only: true}`,
    },
  };
}

function outOfReach(path: string, adapter: string): Problem {
  return {
    code: 'PROJECT_UNSUPPORTED',
    message: `the project is on ${adapter}, which cannot reach ${path}`,
    where: { file: path },
    hint: 'Plan from a catalog file of the raw tables as they are in its warehouse.',
  };
}

/**
 * SQL by which dbt-duckdb reads a file in place, as the catalog was read; `path` is relative to the project folder.
 * dbt-duckdb gives it to Python's `format`, where a brace is doubled; rendering escapes what dbt takes for Jinja.
 */
export function externalLocation(file: InputFile): string {
  return fileScan(file).replaceAll('{', '{{').replaceAll('}', '}}');
}

function samePath(a: string, b: string | null | undefined): boolean {
  const plain = (path: string): string => path.replace(/^(\.\/)+/, '');
  return b != null && plain(a) === plain(b);
}

import type { DbtForm } from './dbt-form.ts';
import { NEWEST_FORM } from './dbt-form.ts';

/**
 * The conventions to write by: those found in the project, overridden by `cartridge.yml`, dbt Labs' own for the rest. Kept
 * in the plan. Every value but `form` is a convention that may be found (conventions/convention.ts), under the same name.
 */
export interface Style {
  /** Patterns of model names with `{source}` and `{entity}`. */
  readonly naming: {
    readonly staging: string;
    readonly intermediate: string;
    readonly fact: string;
    readonly dimension: string;
  };
  /** What stands for `{entity}` in the name of a staging model: as_raw is the table's own name in snake_case. */
  readonly entity: 'plural' | 'singular' | 'as_raw';
  /** Folder of each layer, relative to the project; may hold `{source}`. */
  readonly folders: ByLayer;
  /** Name of the file beside a model that holds its properties; may hold `{source}`, `{folder}` (last name of the path), `{model}`. */
  readonly properties: ByLayer;
  /** Path of the file that declares a source, relative to the project; may hold `{source}`. */
  readonly sources_file: string;
  /** Folder of tests that are files of SQL. */
  readonly tests_folder: string;
  readonly materialized: ByLayer;
  readonly yaml: YamlStyle;
  readonly sql: SqlStyle;
  /** Where descriptions stand: in the YAML, in `{% docs %}` blocks of Markdown files, or nowhere. */
  readonly docs: 'inline' | 'doc_blocks' | 'none';
  /** How the primary key comes out of staging: `{entity}_id`, `{entity}_key`, `id` ... (entity in the singular). */
  readonly primary_key: string;
  readonly form: DbtForm;
}

export interface YamlStyle {
  /** Whether files begin with `version: 2`. */
  readonly version: boolean;
  /** Columns by which a nested mapping is indented. */
  readonly indent: number;
  /** Whether the dash of a list stands deeper than its key. */
  readonly lists: 'indented' | 'flush';
  /** Blank lines between the models, or the tables of a source, of one file. */
  readonly blank_lines: number;
  /** Whether columns of models state their `data_type`. */
  readonly data_type: boolean;
  /** Whether what is known of a node or a column (personal data, grain) stands in its `meta`. */
  readonly meta: boolean;
  /** Whether the tables of sources list their columns. */
  readonly source_columns: boolean;
}

export interface SqlStyle {
  readonly keywords: 'lower' | 'upper';
  readonly commas: 'trailing' | 'leading';
  /** Spaces of one level; `tab` where tabs are used. */
  readonly indent: number | 'tab';
  /** `own_line`: `with` stands alone, the first CTE below it. */
  readonly with: 'own_line' | 'inline';
  /** Whether CTEs stand one level deeper than a `with` on its own line. */
  readonly indented_ctes: boolean;
  /** Whether the body of a CTE stands between blank lines. */
  readonly blank_lines: boolean;
  /** Names of the CTEs of a staging model, in order; none: a bare `select .. from {{ source(..) }}`. */
  readonly staging_ctes: readonly string[];
  /** Name of the last CTE of marts and intermediate models, which the last line selects from; null: no such CTE. */
  readonly final_cte: string | null;
  /** Whether column names stand in quotes even where they need none. */
  readonly quoting: 'needed' | 'always';
  readonly casts: 'cast' | 'double_colon';
  /** Whether comments head the groups of a staging select list (`-- ids`). */
  readonly column_groups: boolean;
  /** How these comments are written: `-- {group}`; `{Group}` begins with a capital letter. */
  readonly headings: string;
  /** Whether a model states its materialization itself (`{{ config(..) }}`), rather than dbt_project.yml. */
  readonly config_block: boolean;
}

export type Layer = 'staging' | 'intermediate' | 'marts';
export const LAYERS = ['staging', 'intermediate', 'marts'] as const satisfies readonly Layer[];
type ByLayer = Readonly<Record<Layer, string>>;

/** dbt Labs' own conventions (dbt-facts.md 3.1): what a new project gets. */
export const DEFAULT_STYLE: Style = {
  naming: {
    staging: 'stg_{source}__{entity}',
    intermediate: 'int_{entity}',
    fact: 'fct_{entity}',
    dimension: 'dim_{entity}',
  },
  entity: 'plural',
  folders: { staging: 'models/staging/{source}', intermediate: 'models/intermediate', marts: 'models/marts' },
  properties: { staging: '_{source}__models.yml', intermediate: '_int__models.yml', marts: '_marts__models.yml' },
  sources_file: 'models/staging/{source}/_{source}__sources.yml',
  tests_folder: 'tests',
  materialized: { staging: 'view', intermediate: 'view', marts: 'table' },
  yaml: {
    version: false,
    indent: 2,
    lists: 'indented',
    blank_lines: 1,
    data_type: false,
    meta: true,
    source_columns: true,
  },
  sql: {
    keywords: 'lower',
    commas: 'trailing',
    indent: 4,
    with: 'own_line',
    indented_ctes: false,
    blank_lines: true,
    staging_ctes: ['source', 'renamed'],
    final_cte: 'final',
    quoting: 'needed',
    casts: 'cast',
    column_groups: true,
    headings: '---------- {group}',
    config_block: false,
  },
  docs: 'inline',
  primary_key: '{entity}_id',
  form: NEWEST_FORM,
};

import type { Conventions } from './conventions/convention.ts';
import type { Style } from './style.ts';

/**
 * What the dbt project already has: the document of `cartridge scan --json`, so snake_case in memory too.
 */
export interface ProjectContext {
  readonly format_version: string;
  readonly project_name: string | null;
  readonly warehouse_type: string | null;
  /** True when the project holds a model or a source. */
  readonly is_incremental: boolean;
  readonly existing_models: readonly ExistingModel[];
  readonly existing_sources: readonly ExistingSource[];
  readonly existing_tests: readonly ExistingSingularTest[];
  readonly naming_conventions: Style['naming'];
  /** What was found of its conventions, with evidence. */
  readonly conventions: Conventions;
  readonly style: Style;
  /** How dbt_project.yml has the models of a folder materialized, by folder (`models/marts`). */
  readonly materialized_folders: Readonly<Record<string, string>>;
  /** True where there is no dbt_project.yml: the folder becomes a project. */
  readonly is_new: boolean;
  /** Schema that dbt builds into and path of the project's own DuckDB file, where the profile says so. */
  readonly target: {
    readonly schema: string;
    readonly database_path: string | null;
    /** Databases that the profile attaches, paths as written. */
    readonly attached: readonly { readonly path: string; readonly alias: string }[];
  } | null;
}

/** A model of the project or of an installed package. */
export interface ExistingModel {
  readonly name: string;
  /** Relative to the project folder. */
  readonly path: string;
  /** Whether cartridge wrote it: there is a base text for its path. */
  readonly generated: boolean;
  /** Null: the project's own. */
  readonly package: string | null;
  /** False where its config turns it off. */
  readonly enabled: boolean;
  /** As its own config says; null: its folder decides. */
  readonly materialized: string | null;
  /** Models that it refers to, each once. */
  readonly refs: readonly string[];
  /** Source tables that it selects from, as `shop.orders`, each once. */
  readonly sources: readonly string[];
  /** File that holds its properties; null: none. */
  readonly properties_path: string | null;
  /** Columns that its properties name. */
  readonly columns: readonly ExistingColumn[];
  /** Data tests of the whole model, not of one column. */
  readonly tests: readonly ExistingTest[];
}

export interface ExistingColumn {
  readonly name: string;
  /** As written; null: not said. */
  readonly data_type: string | null;
  readonly tests: readonly ExistingTest[];
}

/** A data test as properties state it, whatever the form: `tests` or `data_tests`, arguments nested or beside `config`. */
export interface ExistingTest {
  /** `unique`, `dbt_utils.accepted_range`. */
  readonly test: string;
  /** As written, Jinja and all: `{ to: "ref('stg_orders')", field: 'order_id' }`. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly severity: 'error' | 'warn';
  /** False where its config turns it off. */
  readonly enabled: boolean;
}

/** A test that is a file of SQL. */
export interface ExistingSingularTest {
  readonly name: string;
  /** Relative to the project folder. */
  readonly path: string;
  /** Models that it refers to, and source tables that it selects from (`shop.orders`), each once. */
  readonly refs: readonly string[];
  readonly sources: readonly string[];
}

/** One entry of a `sources:` list; a source that is split over files is several. */
export interface ExistingSource {
  readonly name: string;
  readonly path: string;
  /** Whether cartridge declared it; a table of a person's source may be generated all the same. */
  readonly generated: boolean;
  readonly package: string | null;
  /** As written; null: not said, or known only when dbt renders it. The schema is then the source's name, if not said. */
  readonly database: string | null;
  readonly schema: string | null;
  readonly tables: readonly ExistingTable[];
}

export interface ExistingTable {
  readonly name: string;
  /** Physical name, where it is another. */
  readonly identifier: string | null;
  readonly generated: boolean;
  readonly enabled: boolean;
  readonly columns: readonly ExistingColumn[];
  /** Data tests of the whole table, not of one column. */
  readonly tests: readonly ExistingTest[];
}

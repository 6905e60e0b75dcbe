import type { Problem } from '../errors.ts';
import type { Conventions } from './conventions/convention.ts';
import type { FolderConfig } from './folder-configs.ts';
import type { Style } from './style.ts';

/**
 * What the dbt project already has: the document of `cartridge scan --json`, so snake_case in memory too.
 */
export interface ProjectContext {
  readonly format_version: string;
  readonly project_name: string | null;
  /** dbt's adapter; null where nothing tells. */
  readonly warehouse_type: string | null;
  /** Where the adapter was found. */
  readonly adapter: FoundAdapter | null;
  readonly dbt_version: FoundVersion | null;
  /** True when the project holds a model or a source. */
  readonly is_incremental: boolean;
  readonly existing_models: readonly ExistingModel[];
  readonly existing_sources: readonly ExistingSource[];
  readonly existing_tests: readonly ExistingSingularTest[];
  /** Seeds, snapshots, exposures and all else that has a name or depends on models. */
  readonly other_nodes: readonly OtherNode[];
  readonly macros: readonly ExistingMacro[];
  readonly packages: readonly ExistingPackage[];
  readonly groups: readonly string[];
  readonly naming_conventions: Style['naming'];
  /** What was found of its conventions, with evidence. */
  readonly conventions: Conventions;
  readonly style: Style;
  /** How dbt_project.yml has the models of a folder materialized, by folder (`models/marts`). */
  readonly materialized_folders: Readonly<Record<string, string>>;
  /** All that dbt_project.yml sets by folder, the outer folders first. */
  readonly folder_configs: readonly FolderConfig[];
  /** Files, or parts of them, that could not be read. */
  readonly problems: readonly Problem[];
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

/** Where something was found; never a secret, never a path outside the repository. */
interface Found {
  /** In words: `target/manifest.json`, `pin in requirements.txt`. */
  readonly found_by: string;
  readonly file: string | null;
  readonly line: number | null;
}

export interface FoundAdapter extends Found {
  readonly name: string;
  /** False for a guess, by the way the SQL is written for instance. */
  readonly is_sure: boolean;
}

export interface FoundVersion extends Found {
  /** `1.9.4`: the version itself, or the oldest that the project allows. */
  readonly version: string;
  readonly is_exact: boolean;
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
  /** Of a model with versions. */
  readonly version: string | number | null;
  /** False where its config turns it off; true where only dbt can know. */
  readonly enabled: boolean;
  /** As its own config says; null: its folder decides. */
  readonly materialized: string | null;
  /** Name of its relation, where that is another. */
  readonly alias: string | null;
  /** Models that it refers to, each once. */
  readonly refs: readonly string[];
  /** Source tables that it selects from, as `shop.orders`, each once. */
  readonly sources: readonly string[];
  /** Whether it refers to something that only dbt can know. */
  readonly computed: boolean;
  /** File that holds its properties; null: none. */
  readonly properties_path: string | null;
  /** Whether cartridge wrote its properties, which may stand in a person's file. */
  readonly properties_generated: boolean;
  /** Columns that its properties name. */
  readonly columns: readonly ExistingColumn[];
  /** Data tests of the whole model, not of one column. */
  readonly tests: readonly ExistingTest[];
  readonly constraints: readonly ExistingConstraint[];
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
  /** Rows that it looks at; null: all. */
  readonly where: string | null;
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

export interface ExistingConstraint {
  /** `primary_key`, `not_null`, `unique`, `foreign_key` ... */
  readonly type: string;
  readonly columns: readonly string[];
  /** As written: `ref('customers')`. */
  readonly to: string | null;
  readonly to_columns: readonly string[];
}

/** One entry of a `sources:` list; a source that is split over files is several. */
export interface ExistingSource {
  readonly name: string;
  readonly path: string;
  /** Whether cartridge declared it; a table of a person's source may be generated all the same. */
  readonly generated: boolean;
  readonly package: string | null;
  /** As written, what is Jinja as dbt's last run had it; null: not said, or not known. The schema is the source's name, if not said. */
  readonly database: string | null;
  readonly schema: string | null;
  /** Which of them only dbt can know. */
  readonly computed: readonly ('database' | 'schema')[];
  readonly quoting: Quoting;
  readonly tables: readonly ExistingTable[];
}

/** Which parts of a relation's name dbt quotes, where it is said. */
export type Quoting = Readonly<Partial<Record<'database' | 'schema' | 'identifier', boolean>>>;

export interface ExistingTable {
  readonly name: string;
  /** Physical name, where it is another; null too where only dbt can know. */
  readonly identifier: string | null;
  /** Whether only dbt can know its physical name. */
  readonly computed: boolean;
  /** Its own and its source's. */
  readonly quoting: Quoting;
  readonly generated: boolean;
  readonly enabled: boolean;
  readonly columns: readonly ExistingColumn[];
  /** Data tests of the whole table, not of one column. */
  readonly tests: readonly ExistingTest[];
}

export interface OtherNode {
  readonly resource_type: 'seed' | 'snapshot' | 'exposure' | 'analysis' | 'semantic_model' | 'function';
  readonly name: string;
  readonly path: string;
  readonly package: string | null;
  readonly enabled: boolean;
  readonly refs: readonly string[];
  readonly sources: readonly string[];
}

export interface ExistingMacro {
  readonly name: string;
  readonly path: string;
  readonly package: string | null;
}

/** A package that the project asks for or has installed. */
export interface ExistingPackage {
  /** As its models are called: `dbt_utils`. As asked for (`dbt-labs/dbt_utils`) where it is not installed. */
  readonly name: string;
  /** Folder of an installed one; null: not installed. */
  readonly path: string | null;
  /** As asked for: `1.3.0`, `[">=1.0.0", "<2.0.0"]`; null: not asked for by the project itself. */
  readonly version: string | null;
}

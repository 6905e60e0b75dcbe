import type { Style } from './style.ts';

/**
 * What the dbt project already has: the document of `cartridge scan --json`, so snake_case in memory too. Richer keys
 * come with brownfield planning.
 */
export interface ProjectContext {
  readonly format_version: string;
  readonly project_name: string | null;
  readonly warehouse_type: string | null;
  /** True when the project holds a model or a source. */
  readonly is_incremental: boolean;
  readonly existing_models: readonly ExistingModel[];
  readonly existing_sources: readonly ExistingSource[];
  readonly naming_conventions: Style['naming'];
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

export interface ExistingModel {
  readonly name: string;
  /** Relative to the project folder. */
  readonly path: string;
  /** Whether cartridge wrote it: there is a base text for its path. */
  readonly generated: boolean;
}

export interface ExistingSource {
  readonly name: string;
  readonly tables: readonly string[];
  readonly path: string;
  readonly generated: boolean;
}

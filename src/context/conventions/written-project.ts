import type { SqlStyleFacts } from './sql-style-facts.ts';
import type { YamlStyleFacts } from './yaml-style-facts.ts';

/**
 * What people wrote in the project, as far as it shows their conventions: no packages, nothing disabled and nothing that
 * cartridge generated, or the project would be taken at cartridge's word.
 */
export interface WrittenProject {
  readonly models: readonly WrittenModel[];
  readonly sources: readonly WrittenSource[];
  /** Files of properties, by path. */
  readonly yaml: ReadonlyMap<string, YamlStyleFacts>;
  /** What dbt_project.yml sets for the models of a folder, in plain words; null: nothing. */
  readonly settingOf: (folder: string, key: 'materialized' | 'schema') => string | null;
}

export interface WrittenModel {
  readonly name: string;
  /** Relative to the project folder, with `/`. */
  readonly path: string;
  readonly refs: readonly string[];
  /** Source tables that it selects from, as `shop.orders`. */
  readonly sources: readonly string[];
  readonly properties_path: string | null;
  /** Columns that its properties name, with the names of their tests. */
  readonly columns: readonly { readonly name: string; readonly tests: readonly string[] }[];
  /** By its own config; null: its folder decides. */
  readonly materialized: string | null;
  /** Tags that its folders give it. */
  readonly folder_tags: readonly string[];
  /** Null for a Python model. */
  readonly sql: SqlStyleFacts | null;
}

export interface WrittenSource {
  readonly name: string;
  readonly path: string;
  /** Those that people declared. */
  readonly tables: readonly { readonly name: string; readonly columns: readonly { readonly name: string }[] }[];
}

/** Folder in which a file or folder stands; empty for the project's own. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

import type {
  ExistingColumn,
  ExistingModel,
  ExistingSource,
  ExistingTable,
  ProjectContext,
} from '../../src/context/context.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';

/** What the scan of an empty folder gives, with what matters to a test. */
export function projectContext(about: Partial<ProjectContext> = {}): ProjectContext {
  return {
    format_version: '1.0',
    project_name: null,
    warehouse_type: null,
    adapter: null,
    dbt_version: null,
    is_incremental: false,
    existing_models: [],
    existing_sources: [],
    existing_tests: [],
    other_nodes: [],
    macros: [],
    packages: [],
    groups: [],
    naming_conventions: DEFAULT_STYLE.naming,
    conventions: {},
    style: DEFAULT_STYLE,
    materialized_folders: {},
    folder_configs: [],
    problems: [],
    is_new: true,
    target: null,
    ...about,
  };
}

/** A model of a project, with what matters to a test. */
export function model(name: string, about: Partial<ExistingModel> = {}): ExistingModel {
  return {
    name,
    path: `models/${name}.sql`,
    generated: false,
    package: null,
    version: null,
    enabled: true,
    materialized: null,
    alias: null,
    refs: [],
    sources: [],
    computed: false,
    properties_path: null,
    properties_generated: false,
    columns: [],
    tests: [],
    constraints: [],
    ...about,
  };
}

/** A source of a project; tables by name, or with what matters to a test. */
export function source(
  name: string,
  tables: readonly (string | (Partial<ExistingTable> & { readonly name: string }))[],
  about: Partial<Omit<ExistingSource, 'tables'>> = {},
): ExistingSource {
  return {
    name,
    path: `models/${name}.yml`,
    generated: false,
    package: null,
    database: null,
    schema: null,
    computed: [],
    quoting: {},
    ...about,
    tables: tables.map((table) => ({
      identifier: null,
      computed: false,
      quoting: {},
      generated: false,
      enabled: true,
      columns: [],
      tests: [],
      ...(typeof table === 'string' ? { name: table } : table),
    })),
  };
}

/** Columns as properties name them, without tests. */
export function columns(...names: readonly string[]): ExistingColumn[] {
  return names.map((name) => ({ name, data_type: null, tests: [] }));
}

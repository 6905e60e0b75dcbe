import type { ExistingColumn, ExistingModel, ExistingSource, ExistingTable } from '../../src/context/context.ts';

/** A model of a project, with what matters to a test. */
export function model(name: string, about: Partial<ExistingModel> = {}): ExistingModel {
  return {
    name,
    path: `models/${name}.sql`,
    generated: false,
    package: null,
    enabled: true,
    materialized: null,
    refs: [],
    sources: [],
    properties_path: null,
    columns: [],
    tests: [],
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
    ...about,
    tables: tables.map((table) => ({
      identifier: null,
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

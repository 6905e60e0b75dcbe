import { createHash } from 'node:crypto';
import type { ModelSpec, StagingColumnsSpec } from '../../plan/specs.ts';
import { docsBlocks } from './docs-blocks.ts';
import { layOut } from './lay-out.ts';
import { modelEntry } from './model-entry.ts';
import { modelPaths } from './node-paths.ts';
import type { Rendered, RenderedText, RenderOptions } from './rendered.ts';
import { sqlWriter } from './sql-writer.ts';
import { insertedColumns, intermediateData, martData, stagingData, writtenData } from './select-data.ts';

/** dbt names the relation of a stored test after it, and Postgres carries 63 characters. */
const LONGEST_TEST_NAME = 63;

/** A model: its SQL, its singular test if it has one, its docs blocks where the project has such, and its properties. */
export function renderModel(spec: ModelSpec, options: RenderOptions): Rendered {
  const { sql, properties, docs } = modelPaths(spec, options.style);
  const blocks = options.style.docs === 'doc_blocks' ? docsBlocks(spec) : null;
  return {
    files: [
      { path: sql, text: renderSql(spec, options) },
      ...uniqueCombinationTest(spec, options),
      ...(blocks ? [{ path: docs, text: blocks.text }] : []),
    ],
    entries: [{ path: properties, list: 'models', text: modelEntry(spec, blocks, options) }],
  };
}

/** Columns that come to a person's staging model, and to its properties where it has any. */
export function renderStagingColumns(spec: StagingColumnsSpec, options: RenderOptions): Rendered {
  const { path, properties_path } = spec;
  return {
    files: [],
    entries:
      properties_path === null
        ? []
        : [{ path: properties_path, list: 'models', text: modelEntry(spec, null, options) }],
    ...(spec.select.length > 0 ? { insert: { path, columns: insertedColumns(spec.select, options) } } : {}),
  };
}

function renderSql(spec: ModelSpec, options: RenderOptions): string {
  switch (spec.kind) {
    case 'staging':
      return layOut('models/staging.sql', stagingData(spec, options), options);
    case 'intermediate':
      return layOut('models/intermediate.sql', intermediateData(spec, options), options);
    case 'mart':
      return layOut('models/mart.sql', martData(spec, options), options);
    case 'written':
      return layOut('models/written.sql', writtenData(spec, options), options);
  }
}

/** The test, as a file of SQL, that no combination of columns occurs twice, where a model has such a one. */
export function uniqueCombinationTest(
  spec: Pick<ModelSpec, 'name' | 'unique_combination'>,
  options: RenderOptions,
): RenderedText[] {
  if (!spec.unique_combination) return [];
  const { columns, severity } = spec.unique_combination;
  const name = shortened(`assert_${spec.name}_unique_${columns.join('_')}`);
  const { column: sql } = sqlWriter(options.style.sql, options.templates.dialect);
  const list = columns.map(sql).join(', ');
  const data = { model: spec.name, columns, list, severity: severity ?? null };
  return [
    { path: `${options.style.tests_folder}/${name}.sql`, text: layOut('tests/unique_combination.sql', data, options) },
  ];
}

function shortened(name: string): string {
  if (name.length <= LONGEST_TEST_NAME) return name;
  const hash = createHash('sha256').update(name, 'utf8').digest('hex').slice(0, 8);
  return `${name.slice(0, LONGEST_TEST_NAME - hash.length - 1)}_${hash}`;
}

import { createHash } from 'node:crypto';
import type { ModelSpec } from '../../plan/specs.ts';
import { quoteIdentifier } from '../../sql/identifiers.ts';
import type { Templates } from '../../templates.ts';
import { escapeJinja } from '../../yaml/jinja.ts';
import { columnData } from './column-data.ts';
import { modelPaths } from './layer-folders.ts';
import type { Rendered, RenderedText, RenderOptions } from './rendered.ts';
import { intermediateData, martData, stagingData } from './select-data.ts';

/** dbt names the relation of a stored test after it, and Postgres carries 63 characters. */
const LONGEST_TEST_NAME = 63;

/** A model: its SQL, its singular test if it has one, and its entry of the folder's properties. */
export function renderModel(spec: ModelSpec, { style, templates }: RenderOptions): Rendered {
  const { sql, properties } = modelPaths(spec, style);
  const entry = templates.render('models/model.yml', {
    name: spec.name,
    description: spec.description,
    meta: metaOf(spec),
    columns: spec.columns.map(columnData),
  });
  return {
    files: [{ path: sql, text: renderSql(spec, templates) }, ...uniqueCombinationTest(spec, templates)],
    entry: { path: properties, text: entry.trimEnd() },
  };
}

/** What a staging model keeps of answers; the grain of the others. Null where there is nothing, since templates are strict. */
function metaOf(spec: ModelSpec): { key: string; value: string }[] | null {
  if (spec.kind === 'staging') {
    return spec.meta ? Object.entries(spec.meta).map(([key, value]) => ({ key, value })) : null;
  }
  return spec.grain === undefined ? null : [{ key: 'grain', value: spec.grain }];
}

function renderSql(spec: ModelSpec, templates: Templates): string {
  switch (spec.kind) {
    case 'staging':
      return templates.render('models/staging.sql', stagingData(spec));
    case 'intermediate':
      return templates.render('models/intermediate.sql', intermediateData(spec));
    case 'mart':
      return templates.render('models/mart.sql', martData(spec));
  }
}

function uniqueCombinationTest(spec: ModelSpec, templates: Templates): RenderedText[] {
  if (!spec.unique_combination) return [];
  const { columns, severity } = spec.unique_combination;
  const name = shortened(`assert_${spec.name}_unique_${columns.join('_')}`);
  const list = columns.map((column) => escapeJinja(quoteIdentifier(column))).join(', ');
  const data = { model: spec.name, columns, list, severity: severity ?? null };
  return [{ path: `tests/${name}.sql`, text: templates.render('tests/unique_combination.sql', data) }];
}

function shortened(name: string): string {
  if (name.length <= LONGEST_TEST_NAME) return name;
  const hash = createHash('sha256').update(name, 'utf8').digest('hex').slice(0, 8);
  return `${name.slice(0, LONGEST_TEST_NAME - hash.length - 1)}_${hash}`;
}

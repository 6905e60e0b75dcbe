import { expect, it } from 'vitest';
import type { Style } from '../../../src/context/style.ts';
import { DEFAULT_STYLE } from '../../../src/context/style.ts';
import type { ProjectInput } from '../../../src/plan/project-spec.ts';
import { draftPlan } from '../../../src/planner/draft-plan.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { loadTemplates } from '../../../src/templates.ts';
import { UNTIDY_SHOP, UNTIDY_SHOP_BELIEFS } from '../../helpers/untidy-shop.ts';

const templates = await loadTemplates();

/** The staging layer of the untidy shop, by path. */
function rendered(input: ProjectInput, style: Style = DEFAULT_STYLE): Record<string, string> {
  const draft = draftPlan({
    catalog: UNTIDY_SHOP,
    beliefs: UNTIDY_SHOP_BELIEFS,
    style,
    adapter: 'duckdb',
    newProject: { name: 'shop', database_path: 'shop.duckdb', schema: 'analytics', input },
    layers: ['staging'],
    tableNames: new Map(),
    takenNames: [],
  });
  const files = renderActions(draft.actions, { style, templates });
  return Object.fromEntries(files.map((file) => [file.path, file.content]));
}

it('configures only layers that have models', () => {
  expect(rendered({ kind: 'catalog' })['dbt_project.yml']).toMatch(
    /models:\n {2}shop:\n {4}staging:\n {6}\+materialized: view\n$/,
  );
});

it('follows the folders and names of the style', () => {
  const files = rendered(
    { kind: 'catalog' },
    {
      ...DEFAULT_STYLE,
      naming: { ...DEFAULT_STYLE.naming, staging: 'base_{entity}' },
      folders: { ...DEFAULT_STYLE.folders, staging: 'transform/dwh/{source}/base' },
      sources_file: 'transform/dwh/{source}/base/_{source}__sources.yml',
      materialized: { ...DEFAULT_STYLE.materialized, staging: 'table' },
    },
  );
  expect(Object.keys(files)).toContain('transform/dwh/shop/base/base_orders.sql');
  expect(Object.keys(files)).toContain('transform/dwh/shop/base/_shop__sources.yml');
  expect(files['dbt_project.yml']).toContain('model-paths: ["models", "transform"]');
  expect(files['dbt_project.yml']).toMatch(/models:\n {2}shop:\n {4}dwh:\n {6}\+materialized: table\n$/);
});

it.each<[ProjectInput, string]>([
  [
    { kind: 'duckdb', path: '../raw.duckdb', alias: 'raw' },
    'The raw tables are in `../raw.duckdb`, attached read-only',
  ],
  [{ kind: 'own_database' }, 'The raw tables are in the same database'],
  [{ kind: 'files', path: '../raw' }, 'The raw tables are the files of `../raw`, read in place.'],
  [{ kind: 'catalog' }, 'load the raw tables into `shop.duckdb` first'],
])('says in the README how the raw tables are reached: %j', (input, text) => {
  const files = rendered(input);
  expect(files['README.md']).toContain(text);
  expect(files['profiles.yml']?.includes('attach:')).toBe(input.kind === 'duckdb');
  expect(files['.gitignore']?.includes('/shop.duckdb\n')).toBe(input.kind !== 'own_database');
});

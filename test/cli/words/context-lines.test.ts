import { expect, it } from 'vitest';
import { PLAIN } from '../../../src/cli/colour.ts';
import { contextLines } from '../../../src/cli/words/context-lines.ts';
import type { ProjectContext } from '../../../src/context/context.ts';
import { model, projectContext, source } from '../../helpers/existing-nodes.ts';

const LOOK = { width: 100, colour: PLAIN };

function show(about: Partial<ProjectContext>): string {
  return contextLines(projectContext({ is_new: false, project_name: 'shop', ...about }), LOOK).join('\n');
}

const RICH: Partial<ProjectContext> = {
  adapter: { name: 'snowflake', found_by: 'the profile', file: 'profiles.yml', line: null, is_sure: true },
  dbt_version: { version: '1.9.4', is_exact: true, found_by: 'dbt-core pinned', file: '../uv.lock', line: 12 },
  existing_models: [
    model('stg_shop__orders', { path: 'models/staging/shop/stg_shop__orders.sql', generated: true }),
    model('stg_shop__items', { path: 'models/staging/shop/stg_shop__items.sql', enabled: false }),
    model('orders', { path: 'models/marts/orders.sql' }),
    model('people', { path: 'dbt_packages/crm/models/people.sql', package: 'crm' }),
  ],
  existing_sources: [
    source('shop', ['orders', 'items'], { path: 'models/staging/shop/s.yml' }),
    source('shop', ['refunds'], { path: 'models/other.yml' }),
    source('crm', ['people'], { package: 'crm' }),
  ],
  existing_tests: [{ name: 't', path: 'tests/t.sql', refs: [], sources: [] }],
  other_nodes: [
    { resource_type: 'seed', name: 's', path: 'seeds/s.csv', package: null, enabled: true, refs: [], sources: [] },
  ],
  packages: [
    { name: 'dbt_utils', path: 'dbt_packages/dbt_utils', version: '1.3.0' },
    { name: 'dbt-labs/codegen', path: null, version: '0.12.1' },
  ],
  macros: [
    { name: 'generate_schema_name', path: 'macros/m.sql', package: null },
    { name: 'cents', path: 'macros/m.sql', package: null },
    { name: 'star', path: 'dbt_packages/dbt_utils/macros/m.sql', package: 'dbt_utils' },
  ],
  materialized_folders: { 'models/marts': 'table' },
  target: { schema: 'analytics', database_path: null, attached: [] },
  conventions: {
    'naming.staging': {
      value: 'stg_{source}__{entity}',
      confidence: 0.9,
      found: 42,
      of: 45,
      examples: ['stg_shop__orders'],
      decided_by: 'majority',
    },
    'yaml.version': { value: false, confidence: 1, found: 0, of: 0, examples: [], decided_by: 'config' },
    'sql.staging_ctes': { value: [], confidence: 0.8, found: 3, of: 3, examples: ['a'], decided_by: 'all' },
  },
  problems: [
    {
      code: 'FILE_UNREADABLE',
      message: 'models/x.yml is not YAML: deficient indentation',
      where: { file: 'models/x.yml', line: 7, column: 2 },
    },
  ],
};

it('shows what a project has, how it is written, and what could not be read', () => {
  expect(show(RICH)).toBe(`project          shop
adapter          snowflake (the profile, profiles.yml)
dbt              1.9.4 (dbt-core pinned, ../uv.lock:12)
holds            3 models (1 made by cartridge, 1 disabled), 1 source with 3 tables, 1 seed,
                 1 singular test
packages         dbt_utils 1.3.0, dbt-labs/codegen 0.12.1 (not installed)
macros           2, generate_schema_name among them
builds into      schema analytics

Sources
  shop   3 tables   models/staging/shop/s.yml

Models
  models/staging   2 models
  models/marts     1 model    table

Conventions
  naming.staging     stg_{source}__{entity}   42 of 45        stg_shop__orders
  yaml.version       no                       cartridge.yml
  sql.staging_ctes   none                     3 of 3          a

Could not be read
  models/x.yml is not YAML: deficient indentation, line 7`);
});

it('says what is not known, and what would be written where there is nothing to follow', () => {
  expect(show({})).toBe(`project          shop
adapter          unknown; adapter: in cartridge.yml says it
dbt              version unknown
holds            0 models, no source

names            stg_{source}__{entity}, int_{entity}, fct_{entity}, dim_{entity}
folders          models/staging/{source}, models/intermediate, models/marts
materialized     staging view, intermediate view, marts table`);
});

it('counts what is beyond a screen', () => {
  const sources = Array.from({ length: 40 }, (_, index) => source(`app_${index}`, ['a']));
  expect(show({ existing_sources: sources })).toContain('app_14   1 table   models/app_14.yml\n  and 25 more');
});

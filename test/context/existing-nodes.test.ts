import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { scanTree } from '../helpers/scan-tree.ts';

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'cartridge-nodes-'));
});

const scan = (files: Record<string, string>, bases?: Record<string, string>) => scanTree(project, files, bases);

it('puts models together with their properties, wherever these stand', async () => {
  const { existing_models } = await scan({
    'models/staging/stg_orders.sql':
      "{{ config(materialized='table', alias='orders') }} {{ source('shop', 'orders') }}",
    'models/marts/orders.sql': "select * from {{ ref('stg_orders') }} join {{ ref('crm', 'people') }} {{ ref(x) }}",
    'seeds/all.yml': `
models:
  - name: stg_orders
    config: {materialized: view}
    constraints: [{type: primary_key, columns: [id]}]
    columns: [{name: id, data_type: integer, tests: [unique]}]
`,
  });
  expect(existing_models).toEqual([
    {
      name: 'orders',
      path: 'models/marts/orders.sql',
      generated: false,
      package: null,
      version: null,
      enabled: true,
      materialized: null,
      alias: null,
      refs: ['stg_orders', 'people'],
      sources: [],
      computed: true,
      properties_path: null,
      properties_generated: false,
      columns: [],
      tests: [],
      constraints: [],
    },
    expect.objectContaining({
      name: 'stg_orders',
      materialized: 'table',
      alias: 'orders',
      sources: ['shop.orders'],
      computed: false,
      properties_path: 'seeds/all.yml',
      columns: [{ name: 'id', data_type: 'integer', tests: [expect.objectContaining({ test: 'unique' })] }],
      constraints: [{ type: 'primary_key', columns: ['id'], to: null, to_columns: [] }],
    }),
  ]);
});

it('follows what a model depends on through macros, those that call each other in a circle too', async () => {
  const { existing_models, existing_tests } = await scan({
    'models/a.sql': "{{ ref('x') }} {{ outer() }}",
    'tests/t.sql': '{{ inner() }}',
    'macros/outer.sql': "{% macro outer() %}{{ inner() }}{{ ref('y') }}{% endmacro %}",
    'macros/inner.sql':
      "{% macro inner() %}{{ source('shop', 'z') }}{{ outer() }}{% endmacro %}{% macro no() %}{{ ref('n') }}{% endmacro %}",
  });
  expect(existing_models).toMatchObject([{ refs: ['x', 'y'], sources: ['shop.z'] }]);
  expect(existing_tests).toMatchObject([{ refs: ['y'], sources: ['shop.z'] }]);
});

it('names the versions of a model by the model', async () => {
  const { existing_models } = await scan({
    'models/dim_v1.sql': '',
    'models/dim_old.sql': '',
    'models/dim.sql': '',
    'models/dim.yml': 'models: [{name: dim, versions: [{v: 1}, {v: 2, defined_in: dim_old}, {v: 3}]}]',
  });
  expect(existing_models.map(({ name, version, path }) => [name, version, path])).toEqual([
    ['dim', 3, 'models/dim.sql'],
    ['dim', 2, 'models/dim_old.sql'],
    ['dim', 1, 'models/dim_v1.sql'],
  ]);
});

it('knows what is turned off: by the file, by its properties, by the innermost folder; what only dbt knows is on', async () => {
  const { existing_models, existing_sources, other_nodes } = await scan({
    'dbt_project.yml': `name: shop
models:
  +enabled: false
  shop:
    live: {+enabled: true, dead: {enabled: false}, one: {+enabled: "{{ var('x') }}"}}
seeds: {shop: {small: {+enabled: false}}}
sources: {shop: {raw: {+enabled: false, shop: {orders: {+enabled: true}}}}}
`,
    'models/a.sql': '',
    'models/live/b.sql': '',
    'models/live/dead/c.sql': '',
    'models/live/dead/d.sql': '{{ config(enabled=true) }}',
    'models/live/e.sql': '{{ config(enabled=false) }}',
    'models/live/one.sql': '',
    'models/live/dead/f.sql': '',
    'models/live/dead/g.sql': '',
    'models/live/p.yml': 'models: [{name: f, config: {enabled: true}}, {name: g, config: {enabled: "{{ x }}"}}]',
    'models/raw/s.yml':
      'sources: [{name: shop, tables: [{name: orders}, {name: old, config: {enabled: true}}, {name: gone}]}]',
    'models/dead.yml':
      'sources: [{name: dead, config: {enabled: false}, tables: [{name: a}, {name: b, enabled: true}]}]',
    'seeds/small/rates.csv': 'a,b',
    'seeds/kept.csv': 'a,b',
  });
  expect(
    existing_models
      .filter((model) => model.enabled)
      .map((model) => model.name)
      .sort(),
  ).toEqual(['b', 'd', 'f', 'g', 'one']);
  expect(existing_sources.flatMap(({ tables }) => tables.map(({ name, enabled }) => [name, enabled]))).toEqual([
    ['a', false],
    ['b', true],
    ['orders', true],
    ['old', true],
    ['gone', false],
  ]);
  expect(other_nodes.map(({ name, enabled }) => [name, enabled])).toEqual([
    ['kept', true],
    ['rates', false],
  ]);
});

it('reads where sources are, as far as that can be known without dbt', async () => {
  const { existing_sources } = await scan({
    'models/s.yml': `
sources:
  - name: shop
    database: raw
    schema: "{{ var('schema', 'shop') }}"
    quoting: {identifier: true}
    tables:
      - {name: a, identifier: 'odd "" name', quoting: {schema: false}}
      - {name: b, identifier: "b_{{ target.name }}"}
      - {name: c, identifier: "{{ '{' }}{ c"}
`,
  });
  expect(existing_sources).toMatchObject([
    {
      name: 'shop',
      database: 'raw',
      schema: null,
      computed: ['schema'],
      tables: [
        { name: 'a', identifier: 'odd " name', computed: false, quoting: { identifier: true, schema: false } },
        { name: 'b', identifier: null, computed: true },
        { name: 'c', identifier: '{{ c', computed: false },
      ],
    },
  ]);
});

it('finds all else that has a name or depends on models', async () => {
  const context = await scan({
    'snapshots/s.sql': "{% snapshot s_orders %}{{ source('shop', 'orders') }}{% endsnapshot %}",
    'snapshots/new.yml': "snapshots: [{name: s_new, relation: ref('a')}, {name: s_orders}]",
    'models/e.yml': "exposures: [{name: board, depends_on: [ref('a')]}]\ngroups: [{name: finance}]",
    'analyses/look.sql': "{{ ref('a') }}",
    'tests/assert_a.sql': "{{ ref('a') }}",
    'tests/generic/odd.sql': '{% test odd(model) %}{% endtest %}',
    'tests/fixtures/rows.sql': 'select 1',
    'macros/m.sql': '{% macro cents(x) %}{% endmacro %}{% macro generate_schema_name(a, b) %}{% endmacro %}',
  });
  expect(
    context.other_nodes.map(({ resource_type, name, refs, sources }) => [resource_type, name, refs, sources]),
  ).toEqual([
    ['snapshot', 's_orders', [], ['shop.orders']],
    ['snapshot', 's_new', ['a'], []],
    ['exposure', 'board', ['a'], []],
    ['analysis', 'look', ['a'], []],
  ]);
  expect(context.existing_tests).toEqual([{ name: 'assert_a', path: 'tests/assert_a.sql', refs: ['a'], sources: [] }]);
  expect(context.macros.map((macro) => macro.name)).toEqual(['cents', 'generate_schema_name', 'test_odd']);
  expect(context.groups).toEqual(['finance']);
});

describe('what cartridge generated', () => {
  const files = {
    'models/stg_a.sql': 'edited since',
    'models/mine.sql': '',
    'models/all.yml': `
sources:
  - {name: shop, description: mine, tables: [{name: a}, {name: b}]}
  - {name: crm, description: theirs, tables: [{name: c}]}
models: [{name: stg_a}, {name: mine}]
`,
  };
  const bases = {
    'models/stg_a.sql': 'select 1',
    'models/all.yml': `
sources: [{name: shop, tables: [{name: b}]}, {name: crm, description: ours, tables: [{name: c}]}]
models: [{name: stg_a}]
`,
  };

  it('is told node by node, in files of people too', async () => {
    const { existing_models, existing_sources } = await scan(files, bases);
    expect(existing_models.map((model) => [model.name, model.generated, model.properties_generated])).toEqual([
      ['mine', false, false],
      ['stg_a', true, true],
    ]);
    expect(
      existing_sources.map(({ name, generated, tables }) => [name, generated, tables.map((table) => table.generated)]),
    ).toEqual([
      ['shop', false, [false, true]],
      ['crm', true, [true]],
    ]);
  });
});

describe('messy projects', () => {
  it('are read in spite of what is broken, which is told', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `  -- line ${index}\n`).join('');
    await mkdir(join(project, 'models/folder.sql'), { recursive: true });
    const { existing_models, problems } = await scan({
      'models/folder.sql/inside.sql': '',
      'models/long.sql': `select 1\n${lines}from {{ ref('x') }}`,
      'models/empty.sql': '',
      'models/empty.yml': '',
      'models/windows.yml': '\uFEFFmodels:\r\n  - name: long\r\n    columns:\r\n      - name: id\r\n',
      'models/tabs.yml': 'models:\n\t- name: x\n',
      'models/jinja.yml': 'models:\n  - name: {{ x }}\n',
      'models/open.sql': 'select 1\n{% if x %}\n',
    });
    expect(existing_models.map(({ name, refs, columns }) => [name, refs.length, columns.length])).toEqual([
      ['empty', 0, 0],
      ['inside', 0, 0],
      ['long', 1, 1],
      ['open', 0, 0],
    ]);
    expect(problems.map(({ where }) => [where?.file, where?.line])).toEqual([
      ['models/jinja.yml', 2],
      ['models/open.sql', 2],
      ['models/tabs.yml', 2],
    ]);
  });
});

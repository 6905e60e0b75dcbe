import { expect, it } from 'vitest';
import { checkProjectOf, dataTest, uncovered } from '../../helpers/checked-project.ts';
import { columns, model, source } from '../../helpers/existing-nodes.ts';
import { catalogOf } from '../../helpers/short-catalog.ts';

const SHOP = catalogOf({
  customers: { columns: 'id integer, name text', primary_key: ['id'] },
  orders: {
    columns: 'id integer, customer_id integer, status text, _fivetran_synced timestamp',
    primary_key: ['id'],
    foreign_keys: [{ columns: ['customer_id'], ref_table: 'customers', ref_columns: ['id'] }],
  },
});
const KEY_TESTS = [dataTest('unique'), dataTest('not_null')];

/** A source and two staging models, as people write them. */
const PROJECT = {
  existing_sources: [source('shop', ['customers', 'orders'])],
  existing_models: [
    model('stg_customers', {
      sources: ['shop.customers'],
      columns: [{ name: 'customer_id', data_type: null, tests: KEY_TESTS }],
    }),
    model('stg_orders', {
      sources: ['shop.orders'],
      columns: [
        { name: 'order_id', data_type: null, tests: KEY_TESTS },
        {
          name: 'customer_id',
          data_type: null,
          tests: [dataTest('relationships', { to: "ref('stg_customers')", field: 'customer_id' })],
        },
      ],
    }),
  ],
  texts: {
    'models/stg_customers.sql': "select id as customer_id, upper(name) as name from {{ source('shop', 'customers') }}",
    'models/stg_orders.sql': `with source as (select * from {{ source('shop', 'orders') }})
select id as order_id, customer_id, status from source`,
  },
};

it('counts tables, columns, keys and relationships, but no columns of a loader', () => {
  const report = checkProjectOf(SHOP, PROJECT);
  expect(report.coverage).toEqual({
    tables: { covered: 2, of: 2, percent: 100 },
    columns: { covered: 5, of: 5, percent: 100 },
    keys: { covered: 2, of: 2, percent: 100 },
    relationships: { covered: 1, of: 1, percent: 100 },
    total: { covered: 10, of: 10, percent: 100 },
  });
  expect(report.tables[1]).toMatchObject({
    source: { name: 'shop', table: 'orders', file: 'models/shop.yml' },
    models: ['stg_orders'],
  });
});

it('covers nothing of a table that no source declares, and says what to do', () => {
  const report = checkProjectOf(SHOP, { ...PROJECT, existing_sources: [source('shop', ['customers'])] });
  expect(uncovered(report)).toEqual([
    'orders table',
    'orders column id',
    'orders column customer_id',
    'orders column status',
    'orders key id',
    'orders relationship customer_id',
  ]);
  expect(report.tables[1]?.items[0]).toMatchObject({
    missing: 'no source declares it',
    hint: 'cartridge plan adds it to a source, with a staging model.',
  });
  expect(report.passed).toBe(true);
});

it('takes a table for covered only when a model selects from it, and a disabled node for none', () => {
  const [customers, orders] = PROJECT.existing_models;
  const off = checkProjectOf(SHOP, {
    ...PROJECT,
    existing_models: [customers, { ...orders, enabled: false }].map((each) => ({ ...model('x'), ...each })),
  });
  expect(uncovered(off, 'table')).toEqual(['orders table']);
  const undeclared = checkProjectOf(SHOP, {
    ...PROJECT,
    existing_sources: [source('shop', ['customers', { name: 'orders', enabled: false }])],
  });
  expect(uncovered(undeclared, 'table')).toEqual(['orders table']);
});

it('takes a column for covered when the source lists it, or a model reads it under whatever name', () => {
  const texts = { ...PROJECT.texts, 'models/stg_orders.sql': "select id as a from {{ source('shop', 'orders') }}" };
  expect(uncovered(checkProjectOf(SHOP, { ...PROJECT, texts }), 'column')).toEqual([
    'orders column customer_id',
    'orders column status',
  ]);
  const listed = source('shop', ['customers', { name: 'orders', columns: columns('CUSTOMER_ID') }]);
  expect(uncovered(checkProjectOf(SHOP, { ...PROJECT, texts, existing_sources: [listed] }), 'column')).toEqual([
    'orders column status',
  ]);
});

it('takes a star for all columns but those that it leaves out', () => {
  const check = (sql: string): string[] =>
    uncovered(
      checkProjectOf(SHOP, { ...PROJECT, texts: { ...PROJECT.texts, 'models/stg_orders.sql': sql } }),
      'column',
    );
  expect(check("select * from {{ source('shop', 'orders') }}")).toEqual([]);
  expect(check("select * exclude (status) from {{ source('shop', 'orders') }}")).toEqual(['orders column status']);
  expect(check("select {{ dbt_utils.star(source('shop', 'orders')) }} from {{ source('shop', 'orders') }}")).toEqual(
    [],
  );
});

it('takes what the SQL names for read, where it joins', () => {
  const sql = `select o.id, o.customer_id, c.name from {{ source('shop', 'orders') }} o
join {{ source('shop', 'customers') }} c on c.id = o.customer_id`;
  const texts = { ...PROJECT.texts, 'models/stg_orders.sql': sql };
  expect(uncovered(checkProjectOf(SHOP, { ...PROJECT, texts }), 'column')).toEqual(['orders column status']);
});

it('wants a key to be unique and filled, wherever either is tested', () => {
  const [customers = model('x'), orders = model('x')] = PROJECT.existing_models;
  const keyOf = (stagingTests: typeof KEY_TESTS, sourceTests: typeof KEY_TESTS) =>
    checkProjectOf(SHOP, {
      ...PROJECT,
      existing_sources: [
        source('shop', [
          'customers',
          { name: 'orders', columns: [{ name: 'id', data_type: null, tests: sourceTests }] },
        ]),
      ],
      existing_models: [
        customers,
        { ...orders, columns: [{ name: 'order_id', data_type: null, tests: stagingTests }] },
      ],
    }).tables[1]?.items.find((item) => item.kind === 'key');
  expect(keyOf([dataTest('unique')], [dataTest('not_null')])?.covered).toBe(true);
  expect(keyOf([dataTest('not_null')], [])).toMatchObject({
    covered: false,
    missing: 'no test makes sure that it is unique',
    hint: 'Add the test unique to the column of stg_orders.',
  });
});

const LINES = catalogOf({
  lines: { columns: 'order_id integer, line integer, sku text', primary_key: ['order_id', 'line'] },
});

it.each([
  [
    'a combination',
    "select order_id, line as line_number from {{ source('shop', 'lines') }}",
    {
      tests: [
        dataTest('dbt_utils.unique_combination_of_columns', { combination_of_columns: ['order_id', 'line_number'] }),
      ],
    },
  ],
  [
    'a surrogate key',
    "select {{ dbt_utils.generate_surrogate_key(['order_id', 'line']) }} as line_id from {{ source('shop', 'lines') }}",
    { columns: [{ name: 'line_id', data_type: null, tests: [dataTest('unique')] }] },
  ],
])('takes a key of several columns for covered by %s', (_, sql, about) => {
  const stg = model('stg_lines', { sources: ['shop.lines'], ...about });
  const project = { existing_sources: [source('shop', ['lines'])], existing_models: [stg] };
  expect(uncovered(checkProjectOf(LINES, { ...project, texts: { [stg.path]: sql } }), 'key')).toEqual([]);
  const untested = { ...project, existing_models: [{ ...stg, tests: [], columns: [] }], texts: { [stg.path]: sql } };
  expect(uncovered(checkProjectOf(LINES, untested), 'key')).toEqual(['lines key order_id line']);
});

it('takes it for covered by a test in SQL, but not by one of fewer rows than the table has', () => {
  const stg = model('stg_lines', { sources: ['shop.lines'] });
  const test = { name: 'lines_unique', path: 'tests/lines_unique.sql', refs: ['stg_lines'], sources: [] };
  const check = (sql: string): string[] =>
    uncovered(
      checkProjectOf(LINES, {
        existing_sources: [source('shop', ['lines'])],
        existing_models: [stg],
        existing_tests: [test],
        texts: {
          [stg.path]: sql,
          [test.path]: "select order_id from {{ ref('stg_lines') }} group by order_id having count(*) > 1",
        },
      }),
      'key',
    );
  expect(check("select order_id from {{ source('shop', 'lines') }}")).toEqual([]);
  expect(check("select order_id, count(*) as n from {{ source('shop', 'lines') }} group by order_id")).toEqual([
    'lines key order_id line',
  ]);
});

it('follows a table through its base model', () => {
  const base = model('base_shop__lines', { sources: ['shop.lines'] });
  const stg = model('stg_lines', {
    refs: ['base_shop__lines'],
    tests: [dataTest('unique_combination_of_columns', { combination_of_columns: ['order_key', 'line'] })],
  });
  const report = checkProjectOf(LINES, {
    existing_sources: [source('shop', ['lines'])],
    existing_models: [base, stg],
    texts: {
      [base.path]: "select order_id as order_no, line from {{ source('shop', 'lines') }}",
      [stg.path]: "select order_no as order_key, line from {{ ref('base_shop__lines') }}",
    },
  });
  expect(uncovered(report)).toEqual(['lines column sku']);
});

it('wants a relationship to lead to the very column of the parent', () => {
  const [customers = model('x'), orders = model('x')] = PROJECT.existing_models;
  const check = (to: string, field: string): string[] =>
    uncovered(
      checkProjectOf(SHOP, {
        ...PROJECT,
        existing_models: [
          customers,
          {
            ...orders,
            columns: [{ name: 'customer_id', data_type: null, tests: [dataTest('relationships', { to, field })] }],
          },
        ],
      }),
      'relationship',
    );
  expect(check("source('shop', 'customers')", 'id')).toEqual([]);
  expect(check("ref('stg_customers')", 'customer_id')).toEqual([]);
  expect(check("ref('stg_customers')", 'name')).toEqual(['orders relationship customer_id']);
  expect(check("ref('stg_orders')", 'order_id')).toEqual(['orders relationship customer_id']);
});

it('asks for tests only of what is declared or sure, and of what a test can say', () => {
  const catalog = catalogOf({
    notes: 'body text, created_at timestamp',
    parents: { columns: 'a integer, b integer', primary_key: ['a', 'b'] },
    children: {
      columns: 'id integer, a integer, b integer',
      primary_key: ['id'],
      foreign_keys: [{ columns: ['a', 'b'], ref_table: 'parents', ref_columns: ['a', 'b'] }],
    },
  });
  const { coverage } = checkProjectOf(catalog, {});
  expect([coverage.keys.of, coverage.relationships.of]).toEqual([2, 0]);
});

it('passes at the very share that is asked for', () => {
  const project = { ...PROJECT, existing_sources: [source('shop', ['customers'])] };
  const { coverage } = checkProjectOf(SHOP, project);
  expect(coverage.total).toEqual({ covered: 4, of: 10, percent: 40 });
  expect(checkProjectOf(SHOP, project, { minCoverage: 40 }).passed).toBe(true);
  expect(checkProjectOf(SHOP, project, { minCoverage: 40.1 }).passed).toBe(false);
});

it('takes no columns of another relation for those of the table', () => {
  const sql = `select order_id, note from {{ ref('notes') }}
where order_id in (select id from {{ source('shop', 'orders') }})`;
  const [customers = model('x'), orders = model('x')] = PROJECT.existing_models;
  const report = checkProjectOf(SHOP, {
    ...PROJECT,
    existing_models: [customers, { ...orders, refs: ['notes'], columns: [] }],
    texts: { ...PROJECT.texts, [orders.path]: sql },
  });
  expect(uncovered(report, 'column')).toEqual(['orders column customer_id', 'orders column status']);
  expect(report.drift).toEqual([]);
});

it('knows of the models of packages what their properties name', () => {
  const stg = model('stg_lines', {
    sources: ['shop.lines'],
    package: 'shop_source',
    columns: columns('order_id', 'line'),
  });
  const report = checkProjectOf(LINES, { existing_sources: [source('shop', ['lines'])], existing_models: [stg] });
  expect(uncovered(report, 'column')).toEqual(['lines column sku']);
});

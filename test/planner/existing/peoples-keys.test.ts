import { describe, expect, it } from 'vitest';
import type { ExistingColumn, ExistingModel, ExistingTest } from '../../../src/context/context.ts';
import { findTables, readStagingModels } from '../../../src/planner/existing/existing-tables.ts';
import { withPeoplesKeys } from '../../../src/planner/existing/peoples-keys.ts';
import { DEFAULT_STYLE } from '../../../src/context/style.ts';
import { model, source } from '../../helpers/existing-nodes.ts';
import { CUSTOMERS, ORDERS, smallShop } from '../../helpers/small-shop.ts';

const [{ primary_key: _id, ...customers }, { primary_key: _key, foreign_keys: _keys, ...orders }] = [CUSTOMERS, ORDERS];

function test(name: string, about: Partial<ExistingTest> = {}): ExistingTest {
  return { test: name, arguments: {}, severity: 'error', enabled: true, where: null, ...about };
}

function column(name: string, ...tests: readonly (string | ExistingTest)[]): ExistingColumn {
  return { name, data_type: null, tests: tests.map((each) => (typeof each === 'string' ? test(each) : each)) };
}

const STG_CUSTOMERS = model('stg_customers', {
  sources: ['ecom.customers'],
  columns: [column('customer_id', 'unique', 'not_null')],
});
const STG_ORDERS = model('stg_orders', {
  sources: ['ecom.orders'],
  columns: [
    column('order_id', 'unique', 'not_null'),
    column('buyer_id', test('relationships', { arguments: { to: "ref('stg_customers')", field: 'customer_id' } })),
  ],
});
const SQL = new Map([
  ['models/stg_customers.sql', "select id as customer_id from {{ source('ecom', 'customers') }}"],
  [
    'models/stg_orders.sql',
    "select id as order_id, customer_id as buyer_id, status || '!' as loud from {{ source('ecom', 'orders') }}",
  ],
]);

/** Keys and references of the tables, as people state them. */
function keys(
  models: readonly ExistingModel[],
  tables: Parameters<typeof source>[1] = ['customers', 'orders'],
): object {
  const nodes = {
    models,
    sources: [source('ecom', tables, { schema: 'raw' })],
    added: new Map(),
    planned: new Set<string>(),
  };
  const found = findTables(smallShop(customers, orders), nodes, { adapter: 'duckdb', style: DEFAULT_STYLE });
  const catalog = withPeoplesKeys(readStagingModels(found, { texts: SQL, adapter: 'duckdb' }));
  return Object.fromEntries(
    catalog.tables.map(({ name, primary_key: key, foreign_keys: references = [] }) => [
      name,
      [
        key?.join('+'),
        ...references.map((each) => `${each.columns.join('+')} -> ${each.ref_table}.${each.ref_columns.join('+')}`),
      ],
    ]),
  );
}

it('takes what tests of people state for declared, in names of the raw tables', () => {
  expect(keys([STG_CUSTOMERS, STG_ORDERS])).toEqual({
    customers: ['id'],
    orders: ['id', 'customer_id -> customers.id'],
  });
});

describe('tests of the source itself', () => {
  it('speak of raw columns', () => {
    const toSource = test('relationships', { arguments: { to: "source('ecom', 'customers')", field: 'ID' } });
    const tables = [
      { name: 'customers', columns: [column('ID', 'unique', 'not_null')] },
      { name: 'orders', columns: [column('customer_id', toSource)] },
    ];
    expect(keys([], tables)).toEqual({ customers: ['id'], orders: [undefined, 'customer_id -> customers.id'] });
  });
});

it.each([
  ['only warns', { severity: 'warn' } as const],
  ['is turned off', { enabled: false }],
  ['looks at some rows', { where: 'id > 1' }],
])('takes nothing of a test that %s', (_what, about) => {
  const columns = [column('customer_id', test('unique', about), 'not_null')];
  expect(keys([{ ...STG_CUSTOMERS, columns }])).toEqual({ customers: [undefined], orders: [undefined] });
});

it('knows keys of several columns, and constraints', () => {
  const pair = test('dbt_utils.unique_combination_of_columns', {
    arguments: { combination_of_columns: ['order_id', 'buyer_id'] },
  });
  const constraint = { type: 'primary_key', columns: ['customer_id'], to: null, to_columns: [] };
  const models = [
    { ...STG_CUSTOMERS, columns: [], constraints: [constraint] },
    { ...STG_ORDERS, columns: [], tests: [pair] },
  ];
  expect(keys(models)).toEqual({ customers: ['id'], orders: ['id+customer_id'] });
});

it('takes nothing of a column that is computed, or of a model that cartridge generated', () => {
  expect(keys([{ ...STG_ORDERS, columns: [column('loud', 'unique', 'not_null')] }])).toMatchObject({
    orders: [undefined],
  });
  expect(keys([{ ...STG_CUSTOMERS, generated: true }])).toMatchObject({ customers: [undefined] });
});

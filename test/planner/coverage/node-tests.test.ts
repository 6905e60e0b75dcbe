import { expect, it } from 'vitest';
import type { ExistingTest } from '../../../src/context/context.ts';
import { readNodeTests } from '../../../src/planner/coverage/node-tests.ts';

function dataTest(test: string, args: Record<string, unknown> = {}, change: Partial<ExistingTest> = {}): ExistingTest {
  return { test, arguments: args, severity: 'error', enabled: true, where: null, ...change };
}

function column(name: string, ...tests: ExistingTest[]) {
  return { name, data_type: null, tests };
}

function uniqueOf(...tests: ExistingTest[]): string[][] {
  return readNodeTests({ columns: [], tests }).unique.map((columns) => [...columns]);
}

it('reads what columns are tested for, names in lower case and without quotes', () => {
  const tests = readNodeTests({
    columns: [
      column('Order_ID', dataTest('unique'), dataTest('not_null')),
      column('"customer id"', dataTest('relationships', { to: "ref('stg_customers')", field: 'ID' })),
      column('status', dataTest('accepted_values', { values: ['new'] })),
    ],
    tests: [],
  });
  expect(tests.unique).toEqual([new Set(['order_id'])]);
  expect(tests.notNull).toEqual(new Set(['order_id']));
  expect(tests.references).toEqual([
    { column: 'customer id', to: { resource: 'model', name: 'stg_customers' }, field: 'id' },
  ]);
});

it('reads a combination of columns, from packages and copies of their macros alike', () => {
  expect(uniqueOf(dataTest('dbt_utils.unique_combination_of_columns', { combination_of_columns: ['a', 'B'] }))).toEqual(
    [['a', 'b']],
  );
  expect(uniqueOf(dataTest('unique_combination_of_columns', { combination_of_columns: ['a'] }))).toEqual([['a']]);
  expect(
    uniqueOf(dataTest('dbt_expectations.expect_compound_columns_to_be_unique', { column_list: ['a', 'b'] })),
  ).toEqual([['a', 'b']]);
});

it('reads a unique test of an expression over columns', () => {
  expect(uniqueOf(dataTest('unique', { column_name: "order_id || '-no-' || line" }))).toEqual([['order_id', 'line']]);
  expect(uniqueOf(dataTest('unique', { column_name: 'concat(order_id, "Line No")' }))).toEqual([
    ['order_id', 'line no'],
  ]);
  expect(uniqueOf(dataTest('unique'))).toEqual([]);
});

it.each([
  ["source('shop', 'customers')", { resource: 'source', name: 'shop.customers' }],
  ["{{ ref('package', 'Customers') }}", { resource: 'model', name: 'customers' }],
  ["ref('customers', v=2)", { resource: 'model', name: 'customers' }],
])('reads where a relationship leads: %s', (to, expected) => {
  const tests = readNodeTests({
    columns: [column('customer_id', dataTest('relationships', { to, field: 'id' }))],
    tests: [],
  });
  expect(tests.references[0]?.to).toEqual(expected);
});

it('passes over tests that are turned off, that say something else, or that only dbt can read', () => {
  const tests = readNodeTests({
    columns: [
      column(
        'id',
        dataTest('unique', {}, { enabled: false }),
        dataTest('accepted_values', { values: [1] }),
        dataTest('relationships', { to: "ref(var('parent'))", field: 'id' }),
        dataTest('relationships', { to: ['no text'], field: 'id' }),
      ),
    ],
    tests: [],
  });
  expect(tests).toEqual({ unique: [], notNull: new Set(), references: [] });
});

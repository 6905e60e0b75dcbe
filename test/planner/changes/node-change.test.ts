import { expect, it } from 'vitest';
import { compareNodes } from '../../../src/planner/changes/node-change.ts';

const ORDERS = {
  name: 'stg_orders',
  description: 'one row an order',
  columns: [
    { name: 'id', data_type: 'integer', data_tests: ['unique', 'not_null'] },
    { name: 'note', description: 'free text' },
  ],
};

const SAME = { added: [], removed: [], retyped: [], unkeyed: [], tests: 'same', docs: false, other: false };

it('tells columns that come, go and change their type', () => {
  const after = { ...ORDERS, columns: [{ ...ORDERS.columns[0], data_type: 'bigint' }, { name: 'total' }] };
  expect(compareNodes(ORDERS, after)).toEqual({ ...SAME, added: ['total'], removed: ['note'], retyped: ['id'] });
});

it('tells tables of a source, and their columns', () => {
  const table = { name: 'orders', columns: [{ name: 'id' }] };
  const after = { name: 'shop', tables: [{ ...table, columns: [{ name: 'id' }, { name: 'x' }] }, { name: 'refunds' }] };
  expect(compareNodes({ name: 'shop', tables: [table] }, after)).toEqual({ ...SAME, added: ['orders.x', 'refunds'] });
});

it('tells tests that are added from those that change, and a key that is one no longer', () => {
  const tests = (...data_tests: unknown[]) => ({ name: 'a', columns: [{ name: 'id', data_tests }] });
  expect(compareNodes(tests('unique'), tests('unique', 'not_null'))).toEqual({ ...SAME, tests: 'added' });
  expect(compareNodes(tests('unique'), tests())).toEqual({ ...SAME, tests: 'changed', unkeyed: ['id'] });
  const warned = { unique: { config: { severity: 'warn' } } };
  expect(compareNodes(tests('unique'), tests(warned))).toEqual({ ...SAME, tests: 'changed' });
});

it('takes the same test in another form, and the same node in another order, for the same', () => {
  const one = { columns: [{ name: 'a', tests: [{ accepted_values: { values: ['x'] } }] }, { name: 'b' }] };
  const other = {
    columns: [{ name: 'b' }, { name: 'a', data_tests: [{ accepted_values: { arguments: { values: ['x'] } } }] }],
  };
  expect(compareNodes(one, other)).toEqual(SAME);
});

it('tells words and meta from what dbt acts upon', () => {
  expect(compareNodes(ORDERS, { ...ORDERS, description: 'orders', config: { meta: { owner: 'ann' } } })).toEqual({
    ...SAME,
    docs: true,
  });
  expect(compareNodes(ORDERS, { ...ORDERS, config: { tags: ['daily'] } })).toEqual({ ...SAME, other: true });
});

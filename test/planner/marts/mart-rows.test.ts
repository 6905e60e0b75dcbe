import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Catalog, Table } from '../../../src/catalog/catalog.ts';
import type { Duckdb } from '../../../src/outside/duckdb.ts';
import { openDuckdb } from '../../../src/outside/duckdb.ts';
import { quoteIdentifier } from '../../../src/sql/identifiers.ts';
import { duckdbType, typeFamily } from '../../../src/sql/types.ts';
import { buildModels, createRawTables, draftOf } from '../../helpers/built-models.ts';

let duckdb: Duckdb;
beforeEach(async () => {
  duckdb = await openDuckdb(':memory:');
});
afterEach(async () => {
  await duckdb.close();
});

/** Orders with items and payments, two countries in two roles, and a shipment whose order number is unknown. */
const SHOP: Catalog = {
  name: 'shop',
  dialect: 'duckdb',
  tables: [
    {
      name: 'country',
      primary_key: ['code'],
      columns: [
        { name: 'code', type: 'varchar' },
        { name: 'name', type: 'varchar' },
      ],
    },
    {
      name: 'orders',
      primary_key: ['order_id'],
      foreign_keys: [
        { columns: ['billing_country_code'], ref_table: 'country', ref_columns: [] },
        { columns: ['shipping_country_code'], ref_table: 'country', ref_columns: [] },
      ],
      columns: [
        { name: 'order_id', type: 'integer' },
        { name: 'billing_country_code', type: 'varchar' },
        { name: 'shipping_country_code', type: 'varchar' },
        { name: 'total_amount', type: 'decimal(10,2)' },
        { name: 'order_date', type: 'date' },
      ],
    },
    {
      name: 'order_items',
      primary_key: ['order_id', 'line_number'],
      foreign_keys: [{ columns: ['order_id'], ref_table: 'orders', ref_columns: [] }],
      columns: [
        { name: 'order_id', type: 'integer' },
        { name: 'line_number', type: 'integer' },
        { name: 'quantity', type: 'integer' },
        { name: 'unit_price', type: 'decimal(10,2)' },
      ],
    },
    {
      name: 'payments',
      primary_key: ['payment_id'],
      foreign_keys: [{ columns: ['order_id'], ref_table: 'orders', ref_columns: [] }],
      columns: [
        { name: 'payment_id', type: 'integer' },
        { name: 'order_id', type: 'integer' },
        { name: 'amount', type: 'decimal(10,2)' },
        { name: 'payment_date', type: 'date' },
      ],
    },
  ],
};
it('keeps the rows of its base: totals are made before they are joined', async () => {
  await createRawTables(duckdb, SHOP);
  await duckdb.run(`
      insert into country values ('be', 'Belgium'), ('nl', 'Netherlands');
      insert into orders values
        (1, 'be', 'nl', 30, '2024-01-01'), (2, 'nl', null, 10, '2024-01-02'), (3, 'xx', 'be', 5, '2024-01-03');
      insert into order_items values (1, 1, 2, 10), (1, 2, 1, 10), (2, 1, 1, 10), (null, 1, 9, 1);
      insert into payments values
        (1, 1, 10, '2024-02-01'), (2, 1, 20, '2024-02-03'), (3, null, 99, '2024-02-04'), (4, null, 1, '2024-02-05')`);
  await buildModels(duckdb, draftOf(SHOP));

  expect(await duckdb.query('select * from fct_orders order by order_id')).toEqual([
    {
      order_id: 1,
      billing_country_code: 'be',
      shipping_country_code: 'nl',
      billing_country_name: 'Belgium',
      shipping_country_name: 'Netherlands',
      total_amount: '30.00',
      order_item_count: 2,
      total_order_item_quantity: 3,
      payment_count: 2,
      total_payment_amount: '30.00',
      order_date: '2024-01-01',
      first_payment_date: '2024-02-01',
      last_payment_date: '2024-02-03',
    },
    {
      order_id: 2,
      billing_country_code: 'nl',
      shipping_country_code: null,
      billing_country_name: 'Netherlands',
      shipping_country_name: null,
      total_amount: '10.00',
      order_item_count: 1,
      total_order_item_quantity: 1,
      payment_count: 0,
      total_payment_amount: '0.00',
      order_date: '2024-01-02',
      first_payment_date: null,
      last_payment_date: null,
    },
    {
      order_id: 3,
      billing_country_code: 'xx',
      shipping_country_code: 'be',
      billing_country_name: null,
      shipping_country_name: 'Belgium',
      total_amount: '5.00',
      order_item_count: 0,
      total_order_item_quantity: 0,
      payment_count: 0,
      total_payment_amount: '0.00',
      order_date: '2024-01-03',
      first_payment_date: null,
      last_payment_date: null,
    },
  ]);
  expect(await duckdb.query('select * from fct_order_items order by all limit 1')).toEqual([
    { order_id: 1, line_number: 1, quantity: 2, unit_price: '10.00', order_date: '2024-01-01' },
  ]);
  expect(
    await duckdb.query(
      `select (select count(*) from fct_order_items) items, (select count(*) from fct_payments) payments`,
    ),
  ).toEqual([{ items: 4, payments: 4 }]);
});

const CATALOGS = join(import.meta.dirname, '../../fixtures/catalogs');

it.each(['bench_tpch', 'chinook', 'sakila_mysql', 'pagila', 'employees'])(
  'every mart of %s has as many rows as its base, though references repeat and some lead nowhere',
  async (name) => {
    const catalog = JSON.parse(readFileSync(join(CATALOGS, `${name}.json`), 'utf8')) as Catalog;
    await createRawTables(duckdb, catalog);
    for (const table of catalog.tables) await duckdb.run(someRows(table, catalog.dialect));
    const actions = draftOf(catalog);
    await buildModels(duckdb, actions);
    const marts = actions.flatMap(({ spec }) => (spec.kind === 'mart' ? [spec] : []));
    for (const { name: mart, base } of marts) {
      const counts = `select (select count(*) from ${mart}) as rows, (select count(*) from ${base.model}) as expected`;
      const [count] = await duckdb.query(counts);
      expect([mart, count]).toEqual([mart, { rows: 12, expected: 12 }]);
    }
  },
);

/** Twelve rows with distinct keys; all other columns repeat a few values, which keys elsewhere bear or not. */
function someRows({ name, columns, primary_key: key = [] }: Table, dialect: string): string {
  const values = columns.map((column, position) => {
    const last = key.at(-1) === column.name;
    const number = last ? 'i' : `((i * 7 + ${key.includes(column.name) ? 0 : position}) % 5)`;
    const { type } = duckdbType(column.type, dialect);
    const family = typeFamily(column.type, dialect);
    if (family === 'text') return `(${number})::varchar`;
    if (['integer', 'decimal', 'float'].includes(family)) return `(${number})::${type}`;
    const isDay = family === 'date' || family === 'timestamp';
    return isDay ? `(date '2024-01-01' + (${number})::integer)::${type}` : `null::${type}`;
  });
  return `insert into ${quoteIdentifier(name)} select ${values.join(', ')} from range(12) as made(i)`;
}

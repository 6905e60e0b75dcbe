import { expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { ExistingTable } from '../../../src/context/context.ts';
import type { CheckInput } from '../../../src/planner/coverage/check-coverage.ts';
import type { CheckReport } from '../../../src/planner/coverage/report.ts';
import { checkProjectOf, dataTest } from '../../helpers/checked-project.ts';
import { columns, model, source } from '../../helpers/existing-nodes.ts';
import { catalogOf } from '../../helpers/short-catalog.ts';

const ORDERS = catalogOf({
  customers: 'id integer',
  orders: { columns: 'id integer, status varchar(20), total numeric(10,2)', primary_key: ['id'] },
});
/** The raw tables in a schema, as a database has them. */
function inSchema(catalog: Catalog): Catalog {
  return { ...catalog, tables: catalog.tables.map((table) => ({ schema: 'raw', ...table })) };
}

type ShortTable = Partial<ExistingTable> & { readonly name: string };

interface Change {
  readonly catalog?: Catalog;
  /** Tables of the source besides `customers` and `orders`. */
  readonly tables?: readonly ShortTable[];
  /** SQL of the staging model. */
  readonly sql?: string;
  /** Whether cartridge wrote the source and the staging model. */
  readonly generated?: boolean;
  readonly input?: Partial<CheckInput>;
}

const SQL = "select id as order_id, status from {{ source('shop', 'orders') }}";

/** Drift of a project with a source over the schema `raw`, a staging model and a mart on top. */
function driftOf(orders: ShortTable | null, change: Change = {}): string[] {
  const { catalog = ORDERS, tables = [], sql = SQL, generated = false, input = {} } = change;
  const stg = model('stg_orders', { sources: ['shop.orders'], generated });
  const fct = model('fct_orders', { refs: ['stg_orders'] });
  const declared = [{ name: 'customers' }, ...(orders ? [orders] : []), ...tables];
  const report = checkProjectOf(
    inSchema(catalog),
    {
      existing_sources: [source('shop', declared, { schema: 'raw', generated })],
      existing_models: [stg, fct],
      texts: { [stg.path]: sql },
    },
    input,
  );
  expect(report.passed).toBe(report.drift.length === 0);
  return report.drift.map(sentenceOf);
}

function sentenceOf({ severity, table, columns: names, text, downstream }: CheckReport['drift'][number]): string {
  const used = downstream.length === 0 ? '' : ` [${downstream.join(', ')}]`;
  return `${severity} ${[table, ...names].join('.')}: ${text}${used}`;
}

it('finds none where the project says what is so, or says nothing', () => {
  expect(driftOf({ name: 'orders' })).toEqual([]);
  expect(driftOf({ name: 'orders', columns: columns('ID', '"status"', 'total') })).toEqual([]);
});

it('finds a table that is gone, and who needs it', () => {
  const catalog = catalogOf({ customers: 'id integer' });
  expect(driftOf({ name: 'orders' }, { catalog })).toEqual([
    'breaking orders: the table is gone; source shop declares it [stg_orders, fct_orders]',
  ]);
  expect(driftOf({ name: 'refunds', identifier: 'shop_refunds' })).toEqual([
    'moderate shop_refunds: the table is gone; source shop declares it',
  ]);
});

it('says nothing of tables that it was told to leave out, or that are turned off', () => {
  expect(
    driftOf({ name: 'refunds' }, { input: { scope: { isWhole: true, isMeant: ({ name }) => name !== 'refunds' } } }),
  ).toEqual([]);
  expect(driftOf({ name: 'refunds', enabled: false })).toEqual([]);
});

it('takes an input that may hold a part of a schema for one where many tables of a source are missing', () => {
  const gone = [{ name: 'refunds' }, { name: 'returns' }];
  const there = { customers: 'id', orders: 'id, status', boats: 'id', berths: 'id', piers: 'id', ropes: 'id' };
  const tables = [{ name: 'boats' }, { name: 'berths' }, { name: 'piers' }, { name: 'ropes' }, ...gone];
  const droppedFrom = (isWhole: boolean, declared: ShortTable[]): string[] => {
    const input = { scope: { isWhole, isMeant: () => true } };
    return driftOf({ name: 'orders' }, { catalog: catalogOf(there), tables: declared, input });
  };
  expect(droppedFrom(true, gone)).toHaveLength(2);
  expect(droppedFrom(false, gone)).toEqual([]);
  expect(droppedFrom(false, tables)).toHaveLength(2);
});

it('takes a table for new where cartridge declared the schema, or people most of its tables', () => {
  const added = ['safe orders: the table is new; source shop does not declare it'];
  expect(driftOf(null)).toEqual([]);
  expect(driftOf(null, { generated: true })).toEqual(added);
  const catalog = catalogOf({ customers: 'id', orders: 'id', boats: 'id' });
  expect(driftOf(null, { catalog, tables: [{ name: 'boats' }] })).toEqual(added);
});

it('finds a column that is gone: breaking where a model selects or a test needs it', () => {
  const catalog = catalogOf({ customers: 'id integer', orders: 'id integer' });
  expect(driftOf({ name: 'orders', columns: columns('id', 'note') }, { catalog })).toEqual([
    'breaking orders.status: the column is gone; stg_orders selects it [stg_orders, fct_orders]',
    'moderate orders.note: the column is gone; source shop lists it',
  ]);
  const tested = [{ name: 'note', data_type: null, tests: [dataTest('not_null')] }];
  expect(driftOf({ name: 'orders', columns: tested })).toEqual([
    'breaking orders.note: the column is gone; source shop tests it',
  ]);
});

it('finds who needs a column that is gone: to compute another, or anywhere in SQL that joins', () => {
  const catalog = catalogOf({ customers: 'id integer', orders: 'id integer, total integer' });
  const listed = { name: 'orders', columns: columns('id', 'status', 'total') };
  const gone = 'orders.status: the column is gone;';
  const computed = "select id, lower(status) as state from {{ source('shop', 'orders') }}";
  expect(driftOf(listed, { catalog, sql: computed })).toEqual([
    `breaking ${gone} stg_orders selects it [stg_orders, fct_orders]`,
  ]);
  const joined = "select o.id, c.status from {{ source('shop', 'orders') }} o join {{ ref('codes') }} c using (id)";
  expect(driftOf(listed, { catalog, sql: joined })[0]).toContain('breaking');
  const star = "select * from {{ source('shop', 'orders') }}";
  expect(driftOf(listed, { catalog, sql: star })).toEqual([`moderate ${gone} source shop lists it`]);
});

it('knows columns that warehouses have without listing them', () => {
  const sql = "select id, _partitiontime, rowid from {{ source('shop', 'orders') }}";
  expect(driftOf({ name: 'orders' }, { sql })).toEqual([]);
});

it('takes a column for new where the source lists most others, or cartridge wrote the list', () => {
  const catalog = catalogOf({ customers: 'id integer', orders: 'id, status, total, paid, note, _fivetran_synced' });
  const text = 'safe orders.note: the column is new; source shop does not list it';
  expect(driftOf({ name: 'orders', columns: columns('id', 'status', 'total', 'paid') }, { catalog })).toEqual([text]);
  expect(driftOf({ name: 'orders', columns: columns('id', 'status') }, { catalog })).toEqual([]);
  const generated = { name: 'orders', columns: columns('id', 'status'), generated: true };
  expect(driftOf(generated, { catalog, generated: true })).toHaveLength(3);
});

it.each([
  ['varchar', 'text'],
  ['TEXT', 'varchar(20)'],
  ['{{ type }}', 'text'],
  ['a type of nobody', 'text'],
])('takes the types %s and %s for the same, or for nothing that it can tell', (stated, raw) => {
  expect(typeDrift(stated, raw)).toEqual([]);
});

it('finds a column of another type, and who reads it', () => {
  expect(typeDrift('integer', 'text')).toEqual([
    'moderate orders.status: the type is text; source shop says integer [stg_orders, fct_orders]',
  ]);
});

function typeDrift(stated: string, raw: string): string[] {
  const catalog = catalogOf({ customers: 'id integer', orders: `id integer, status ${raw}` });
  return driftOf({ name: 'orders', columns: [{ name: 'status', data_type: stated, tests: [] }] }, { catalog });
}

it('takes another width of the same values for safe, and minds it only in what cartridge wrote', () => {
  const catalog = catalogOf({ customers: 'id bigint', orders: 'id bigint, status text, total numeric(12,2)' });
  const listed = [
    { name: 'id', data_type: 'integer', tests: [] },
    { name: 'status', data_type: null, tests: [] },
    { name: 'total', data_type: 'numeric(10,2)', tests: [] },
  ];
  expect(driftOf({ name: 'orders', columns: listed, generated: true }, { catalog })).toEqual([
    'safe orders.id: the type is bigint; source shop says integer [stg_orders, fct_orders]',
    'safe orders.total: the type is numeric(12,2); source shop says numeric(10,2)',
  ]);
  expect(driftOf({ name: 'orders', columns: listed }, { catalog })).toEqual([]);
});

it('takes a list that has little in common with its table for no list of its columns', () => {
  const listed = columns('id', 'one', 'two');
  expect(driftOf({ name: 'orders', columns: listed })).toEqual([]);
  expect(driftOf({ name: 'orders', columns: listed, generated: true })).toHaveLength(4);
});

/** What cartridge stated of `orders` when it staged it. */
function statedOrders(key: string[] | null, ...names: string[]): Partial<CheckInput> {
  const about = { conversion: 'keep', values: null, partOfReference: null, isDescribed: true } as const;
  const stated = {
    schema: 'raw',
    name: 'orders',
    model: 'stg_orders',
    key: key && { columns: key, isSure: true },
    references: [],
    columns: names.map((name) => ({ name, ...about })),
    meta: {},
  };
  return { stated: [stated] };
}

it('finds a key that is no longer the one that cartridge tests', () => {
  const keyDrift = (before: string[], generated = true): string[] =>
    driftOf({ name: 'orders' }, { generated, input: statedOrders(before, 'id', 'status', 'total') });
  expect(keyDrift(['ID'])).toEqual([]);
  expect(keyDrift(['id', 'status'])).toEqual([
    'safe orders.id: the key is id; stg_orders is tested to be unique on id + status [stg_orders, fct_orders]',
  ]);
  expect(keyDrift(['status'])).toEqual([
    'breaking orders.id: the key is id; stg_orders is tested to be unique on status [stg_orders, fct_orders]',
  ]);
  expect(keyDrift(['status'], false)).toEqual([]);
});

it('knows the columns that cartridge staged, where the source lists none', () => {
  const staged = statedOrders(null, 'id', 'status', 'total', 'note');
  const lower = "select id, lower(note) as note from {{ source('shop', 'orders') }}";
  expect(driftOf({ name: 'orders' }, { generated: true, input: staged, sql: lower })).toEqual([
    'breaking orders.note: the column is gone; stg_orders selects it [stg_orders, fct_orders]',
  ]);
  expect(driftOf({ name: 'orders' }, { generated: true, input: statedOrders(null, 'id', 'status') })).toEqual([
    'safe orders.total: the column is new; stg_orders does not select it',
  ]);
});

it('leaves the sources of packages alone', () => {
  const project = { existing_sources: [source('shop', ['orders', 'gone'], { schema: 'raw', package: 'shop_source' })] };
  expect(checkProjectOf(inSchema(ORDERS), project).drift).toEqual([]);
});

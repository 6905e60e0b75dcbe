import { expect, it } from 'vitest';
import { DEFAULT_STYLE, LAYERS } from '../../../src/context/style.ts';
import type { MartSpec } from '../../../src/plan/specs.ts';
import type { DraftAction } from '../../../src/planner/draft.ts';
import { draftMarts } from '../../../src/planner/marts/draft-marts.ts';
import type { ShortTable } from '../../helpers/staged-tables.ts';
import { stageShort, testNames } from '../../helpers/staged-tables.ts';

type Schema = Readonly<Record<string, ShortTable>>;

const CUSTOMERS: ShortTable = { role: 'dimension', columns: { customer_id: 'integer', name: 'varchar' } };
const ORDERS: ShortTable = {
  role: 'fact',
  columns: {
    order_id: 'integer',
    customer_id: 'integer',
    order_date: 'date',
    status: 'varchar',
    amount: 'decimal(9,2)',
  },
  to: { customer_id: 'customers' },
};

it('conforms dimensions: facts that share one reach it by the same column and the same test', () => {
  const marts = draftedMarts({
    customers: CUSTOMERS,
    orders: ORDERS,
    visits: {
      role: 'event',
      columns: { visit_id: 'integer', customer_id: 'integer', visited_at: 'timestamp' },
      to: { customer_id: 'customers' },
    },
  });
  const test = { test: 'relationships', to: 'dim_customers', field: 'customer_id' };
  for (const fact of ['fct_orders', 'fct_visits']) {
    expect(marts.get(fact)?.columns.find(({ name }) => name === 'customer_id')?.tests).toEqual([test]);
  }
  expect([...marts.keys()].filter((name) => name.startsWith('dim_'))).toEqual(['dim_customers']);
});

it('duplicates a classification for each role in which it is pointed to', () => {
  const marts = draftedMarts({
    address: { role: 'classification', columns: { address_id: 'integer', city: 'varchar', postal_code: 'varchar' } },
    orders: {
      role: 'fact',
      columns: { order_id: 'integer', billing_address_id: 'integer', shipping_address_id: 'integer' },
      to: { billing_address_id: 'address', shipping_address_id: 'address' },
    },
  });
  expect(marts.get('fct_orders')?.joins.map(({ model, alias }) => [model, alias])).toEqual([
    ['stg_shop__addresses', 'billing_address'],
    ['stg_shop__addresses', 'shipping_address'],
  ]);
  expect(columnsOf(marts, 'fct_orders')).toEqual([
    'order_id',
    'billing_address_id',
    'shipping_address_id',
    'billing_address_city',
    'billing_address_postal_code',
    'shipping_address_city',
    'shipping_address_postal_code',
  ]);
});

it('folds no more than three links of a chain in', () => {
  const link = (name: string, above?: string): ShortTable => ({
    role: 'classification',
    columns: {
      [`${name}_id`]: 'integer',
      [`${name}_name`]: 'varchar',
      ...(above ? { [`${above}_id`]: 'integer' } : {}),
    },
    ...(above ? { to: { [`${above}_id`]: above } } : {}),
  });
  const marts = draftedMarts({
    continent: link('continent'),
    country: link('country', 'continent'),
    province: link('province', 'country'),
    city: link('city', 'province'),
    stores: {
      role: 'dimension',
      columns: { store_id: 'integer', city_id: 'integer' },
      to: { city_id: 'city' },
    },
  });
  expect(columnsOf(marts, 'dim_stores')).toEqual(['store_id', 'city_id', 'city_name', 'province_name', 'country_name']);
  expect([...marts.keys()]).toEqual(['dim_continents', 'dim_stores']);
});

it('never joins one to many: two kinds of children are summed up apart', () => {
  const child = (name: string): ShortTable => ({
    role: 'fact',
    columns: { [`${name}_id`]: 'integer', order_id: 'integer', amount: 'decimal(9,2)' },
    to: { order_id: 'orders' },
  });
  const actions = draft({ customers: CUSTOMERS, orders: ORDERS, payments: child('payment'), refunds: child('refund') });
  const orders = martsOf(actions).get('fct_orders');
  expect(orders?.joins.map(({ model, on }) => [model, on.map(({ right }) => right)])).toEqual([
    ['int_payments_by_order', ['order_id']],
    ['int_refunds_by_order', ['order_id']],
  ]);
  for (const { spec } of actions) if (spec.kind === 'intermediate') expect(spec.group_by).toEqual(['order_id']);
});

it('stages what is technical, and makes no mart of it', () => {
  const marts = draftedMarts({
    customers: CUSTOMERS,
    schema_migrations: { role: 'technical', columns: { version: 'varchar' } },
    jobs: {
      role: 'technical',
      columns: { job_id: 'integer', customer_id: 'integer' },
      to: { customer_id: 'customers' },
    },
  });
  expect([...marts.keys()]).toEqual(['dim_customers']);
});

it('adds no levels up: what held for a time is not summed for what it belongs to', () => {
  const marts = draft({
    accounts: { role: 'fact', columns: { account_id: 'integer', opened_on: 'date' } },
    balances: {
      role: 'snapshot',
      columns: { account_id: 'integer', day: 'date', amount: 'decimal(9,2)' },
      key: ['account_id', 'day'],
      to: { account_id: 'accounts' },
    },
  });
  expect(marts.map(({ name }) => name)).toEqual(['fct_accounts', 'fct_balances']);
});

it('sums up first the lines of a fact, then what has amounts, then what can only be counted', () => {
  const child = (name: string, columns: Record<string, string>): ShortTable => ({
    role: 'fact',
    columns: { [`${name}_id`]: 'integer', order_id: 'integer', ...columns },
    to: { order_id: 'orders' },
  });
  const counted = Object.fromEntries(['call', 'event', 'fax', 'note'].map((name) => [`${name}s`, child(name, {})]));
  const actions = draft({
    customers: CUSTOMERS,
    orders: ORDERS,
    ...counted,
    payments: child('payment', { amount: 'decimal(9,2)' }),
    order_items: child('order_item', { quantity: 'integer' }),
  });
  expect(
    martsOf(actions)
      .get('fct_orders')
      ?.joins.map(({ alias }) => alias),
  ).toEqual(['order_items', 'payments', 'calls', 'events', 'faxes']);
});

it('gives a line the status of its header, and calls people by the name they log in with', () => {
  const { staged, beliefs } = stageShort({
    users: { role: 'dimension', columns: { user_id: 'integer', username: 'varchar' } },
    orders: ORDERS,
    order_items: {
      role: 'fact',
      columns: { order_item_id: 'integer', order_id: 'integer', quantity: 'integer' },
      to: { order_id: 'orders' },
    },
    notes: {
      role: 'dimension',
      columns: { note_id: 'integer', user_id: 'integer', title: 'varchar' },
      to: { user_id: 'users' },
    },
  });
  const enums = staged.map((each) => ({
    ...each,
    belief: {
      ...each.belief,
      columns: each.belief.columns.map((column) =>
        column.name === 'status' ? { ...column, kind: 'enum' as const } : column,
      ),
    },
  }));
  const marts = martsOf(draftMarts(enums, beliefs, { style: DEFAULT_STYLE, names: testNames(), layers: LAYERS }));
  expect(columnsOf(marts, 'fct_order_items')).toEqual([
    'order_item_id',
    'order_id',
    'order_status',
    'quantity',
    'order_date',
  ]);
  expect(columnsOf(marts, 'dim_notes')).toEqual(['note_id', 'user_id', 'title', 'username']);
});

it('names a role that SQL keeps for itself as the table is called', () => {
  const marts = draftedMarts({
    spree_orders: { role: 'fact', columns: { id: 'integer', total: 'decimal(9,2)', placed_on: 'date' } },
    spree_payments: {
      role: 'fact',
      columns: { payment_id: 'integer', order_id: 'integer', amount: 'decimal(9,2)' },
      to: { order_id: 'spree_orders' },
    },
  });
  expect(marts.get('fct_spree_orders')?.joins.map(({ model }) => model)).toEqual(['int_spree_payments_by_spree_order']);
});

it('names a dimension of a raw warehouse once', () => {
  const marts = draftedMarts({
    dim_customer: { role: 'dimension', columns: { customer_key: 'integer', name: 'varchar' } },
    date_dim: { role: 'dimension', columns: { date_key: 'integer', day: 'date' } },
  });
  expect([...marts.keys()]).toEqual(['dim_customers', 'dim_date']);
});

it('takes names that are written together apart', () => {
  const marts = draftedMarts({
    person: {
      role: 'dimension',
      columns: { personid: 'integer', title: 'varchar', firstname: 'varchar', lastname: 'varchar' },
    },
    team: {
      role: 'dimension',
      columns: { teamid: 'integer', teamname: 'varchar', coachpersonid: 'integer' },
      to: { coachpersonid: 'person' },
    },
  });
  expect(columnsOf(marts, 'dim_teams')).toEqual([
    'teamid',
    'coachpersonid',
    'teamname',
    'coachperson_firstname',
    'coachperson_lastname',
  ]);
});

function draft(schema: Schema): DraftAction[] {
  const { staged, beliefs } = stageShort(schema);
  return draftMarts(staged, beliefs, { style: DEFAULT_STYLE, names: testNames(), layers: LAYERS });
}

function draftedMarts(schema: Schema): Map<string, MartSpec> {
  return martsOf(draft(schema));
}

function martsOf(actions: readonly DraftAction[]): Map<string, MartSpec> {
  return new Map(actions.flatMap(({ spec }) => (spec.kind === 'mart' ? [[spec.name, spec] as const] : [])));
}

function columnsOf(marts: ReadonlyMap<string, MartSpec>, name: string): string[] {
  return marts.get(name)?.columns.map((column) => column.name) ?? [];
}

import { expect, it } from 'vitest';
import { DEFAULT_STYLE, LAYERS } from '../../../src/context/style.ts';
import type { Layer } from '../../../src/context/style.ts';
import type { Relationship } from '../../../src/inference/beliefs.ts';
import type { MartSpec } from '../../../src/plan/specs.ts';
import type { DraftAction } from '../../../src/planner/draft.ts';
import { draftMarts } from '../../../src/planner/marts/draft-marts.ts';
import type { ShortTable } from '../../helpers/staged-tables.ts';
import { stageShort, testNames } from '../../helpers/staged-tables.ts';

type Schema = Readonly<Record<string, ShortTable>>;

const CUSTOMERS: ShortTable = { role: 'dimension', columns: { customer_id: 'integer', name: 'varchar' } };
const ORDERS: ShortTable = {
  role: 'fact',
  columns: { order_id: 'integer', customer_id: 'integer', order_date: 'date', amount: 'decimal(9,2)' },
  to: { customer_id: 'customers' },
};

it('says what a mart is, why it is there and what it rests on', () => {
  const payments: ShortTable = {
    role: 'fact',
    columns: { payment_id: 'integer', order_id: 'integer', amount: 'decimal(9,2)' },
    to: { order_id: 'orders' },
  };
  const actions = draft({ customers: CUSTOMERS, orders: ORDERS, payments });

  expect(actions.map(({ name }) => name)).toEqual([
    'int_payments_by_order',
    'dim_customers',
    'fct_orders',
    'fct_payments',
  ]);
  expect(actions[0]).toMatchObject({
    type: 'create_intermediate',
    description: 'Sums payments up, one row for each order.',
    dependencies: ['stg_shop__payments'],
    reason: {
      code: 'totals_before_join',
      text: 'joined as they are, payments would repeat the rows of orders',
      evidence: ['order_id -> orders: declared'],
    },
    spec: { grain: 'one row for each order with payments', from: 'stg_shop__payments', group_by: ['order_id'] },
  });
  expect(actions[2]).toMatchObject({
    type: 'create_mart',
    description: 'Fact table of orders, one row an order.',
    dependencies: ['stg_shop__orders', 'int_payments_by_order'],
    reason: {
      code: 'fact_from_role',
      text: 'orders is a fact (1 measure, 1 parent, 1 date)',
      evidence: ['fact, probability 0.90', 'key order_id: declared', 'order_id -> orders: declared'],
    },
    spec: {
      description: 'Fact table of orders: one row an order. Adds totals of its payments.',
      grain: 'one row an order',
    },
  });
  expect(actions[3]).toMatchObject({
    spec: { description: 'Fact table of payments: one row a payment. Adds the keys and dates of its order.' },
  });
});

it('folds a chain of classifications in, under the role in which it is pointed to', () => {
  const marts = draftedMarts({
    country: { role: 'classification', columns: { country_id: 'integer', country: 'varchar' } },
    city: {
      role: 'classification',
      columns: { city_id: 'integer', city: 'varchar', country_id: 'integer', last_update: 'timestamp' },
      to: { country_id: 'country' },
    },
    address: {
      role: 'classification',
      columns: { address_id: 'integer', address: 'varchar', postal_code: 'varchar', city_id: 'integer' },
      to: { city_id: 'city' },
    },
    orders: {
      role: 'fact',
      columns: { order_id: 'integer', billing_address_id: 'integer', address_id: 'integer' },
      to: { billing_address_id: 'address', address_id: 'address' },
    },
  });

  expect([...marts.keys()]).toEqual(['fct_orders']);
  expect(columnsOf(marts, 'fct_orders')).toEqual([
    'order_id',
    'billing_address_id',
    'address_id',
    'billing_address',
    'billing_address_postal_code',
    'address',
    'address_postal_code',
    'billing_city',
    'city',
    'billing_country',
    'country',
  ]);
  expect(marts.get('fct_orders')?.columns.find(({ name }) => name === 'billing_city')?.description).toBe(
    'Billing city: The city of city.',
  );
});

it('makes a dimension of a classification that no mart holds, the lowest of a chain for all of it', () => {
  const marts = draftedMarts({
    region: { role: 'classification', columns: { region_id: 'integer', region_name: 'varchar' } },
    country: {
      role: 'classification',
      columns: { country_id: 'integer', country_name: 'varchar', region_id: 'integer' },
      to: { region_id: 'region' },
    },
  });
  expect([...marts.keys()]).toEqual(['dim_countries']);
  expect(columnsOf(marts, 'dim_countries')).toEqual(['country_id', 'region_id', 'country_name', 'region_name']);
});

it('makes a fact of a bridge only if something happened in it', () => {
  const films: ShortTable = { role: 'dimension', columns: { film_id: 'integer', title: 'varchar' } };
  const actors: ShortTable = { role: 'dimension', columns: { actor_id: 'integer', name: 'varchar' } };
  const link = { actor_id: 'integer', film_id: 'integer' };
  const to = { actor_id: 'actors', film_id: 'films' };
  const key = ['actor_id', 'film_id'];
  const marts = draftedMarts({
    films,
    actors,
    film_actor: { role: 'bridge', columns: { ...link, last_update: 'timestamp' }, to, key },
    film_contract: { role: 'bridge', columns: { ...link, signed_on: 'date' }, to, key },
  });
  expect([...marts.keys()]).toEqual(['dim_films', 'dim_actors', 'fct_film_contracts']);
  expect(marts.get('fct_film_contracts')).toMatchObject({
    grain: 'one row for each actor and film',
    unique_combination: { columns: ['actor_id', 'film_id'] },
  });
});

it('joins nothing over what is only likely, and lets its test warn', () => {
  const schema: Schema = {
    status: { role: 'classification', columns: { status_id: 'integer', status_name: 'varchar' } },
    customers: CUSTOMERS,
    orders: {
      role: 'fact',
      columns: { order_id: 'integer', customer_id: 'integer', status_id: 'integer' },
      to: { customer_id: 'customers', status_id: 'status' },
    },
  };
  const marts = draftedMarts(schema, { verdict: 'likely', declared: false });
  expect(marts.get('fct_orders')?.joins).toEqual([]);
  expect(marts.get('fct_orders')?.columns.map(({ name, tests }) => [name, tests])).toEqual([
    ['order_id', [{ test: 'unique' }, { test: 'not_null' }]],
    ['customer_id', [{ test: 'relationships', to: 'dim_customers', field: 'customer_id', severity: 'warn' }]],
    ['status_id', [{ test: 'relationships', to: 'dim_statuses', field: 'status_id', severity: 'warn' }]],
  ]);
});

it('joins nothing to a table whose key is not sure', () => {
  const { staged, beliefs } = stageShort({ customers: CUSTOMERS, orders: { ...ORDERS, role: 'dimension' } });
  const unsure = staged.map((each) => ({
    ...each,
    belief: {
      ...each.belief,
      primary_key: { columns: [each.table.columns[0]!.name], probability: 0.7, declared: false },
    },
  }));
  const actions = draftMarts(unsure, beliefs, { style: DEFAULT_STYLE, names: testNames(), layers: LAYERS });
  const orders = martsOf(actions).get('dim_orders');
  expect(orders?.joins).toEqual([]);
  expect(orders?.columns[0]?.tests).toEqual([
    { test: 'unique', severity: 'warn' },
    { test: 'not_null', severity: 'warn' },
  ]);
});

it('keeps a table without a key, and says that nothing proves its grain', () => {
  const marts = draftedMarts({
    page_views: { role: 'event', columns: { url: 'varchar', viewed_at: 'timestamp' }, key: null },
  });
  expect(marts.get('fct_page_views')).toMatchObject({
    description: 'Fact table of page views: one row as in stg_shop__page_views; no key was found.',
    grain: 'one row as in stg_shop__page_views; no key was found',
    columns: [
      { name: 'url', tests: [] },
      { name: 'viewed_at', tests: [] },
    ],
  });
});

it('names who a row points to in its own table, in a dimension but not in a fact', () => {
  const columns = { employee_id: 'integer', manager_id: 'integer', name: 'varchar' };
  const to = { manager_id: 'employees' };
  expect(columnsOf(draftedMarts({ employees: { role: 'dimension', columns, to } }), 'dim_employees')).toEqual([
    'employee_id',
    'manager_id',
    'name',
    'manager_name',
  ]);
  expect(draftedMarts({ employees: { role: 'fact', columns, to } }).get('fct_employees')?.joins).toEqual([]);
});

it('survives facts that point to each other', () => {
  const marts = draftedMarts({
    orders: {
      role: 'fact',
      columns: { order_id: 'integer', last_payment_id: 'integer', order_date: 'date' },
      to: { last_payment_id: 'payments' },
    },
    payments: {
      role: 'fact',
      columns: { payment_id: 'integer', order_id: 'integer', payment_date: 'date' },
      to: { order_id: 'orders' },
    },
  });
  expect(marts.get('fct_orders')?.joins.map(({ model }) => model)).toEqual([
    'stg_shop__payments',
    'int_payments_by_order',
  ]);
  expect(marts.get('fct_payments')?.joins.map(({ model }) => model)).toEqual([
    'stg_shop__orders',
    'int_orders_by_last_payment',
  ]);
});

it('stays under seven parents, and says what it left out', () => {
  const names = ['colour', 'size', 'brand', 'season', 'fabric', 'cut', 'label'];
  const lookups = names.map((name) => [
    name,
    { role: 'classification', columns: { [`${name}_id`]: 'integer', [`${name}_name`]: 'varchar' } } as const,
  ]);
  const columns = Object.fromEntries(names.map((name) => [`${name}_id`, 'integer']));
  const to = Object.fromEntries(names.map((name) => [`${name}_id`, name]));
  const products: ShortTable = { role: 'dimension', columns: { product_id: 'integer', ...columns }, to };
  const marts = draftedMarts({ ...(Object.fromEntries(lookups) as Schema), products });

  expect(marts.get('dim_products')?.joins.map(({ alias }) => alias)).toEqual([
    'colours',
    'sizes',
    'brands',
    'seasons',
    'fabrics',
  ]);
  expect(marts.get('dim_products')?.description).toBe(
    'Dimension of products: one row a product. Adds what describes its colour, size, brand, season and fabric. Left out, to stay under seven parents: cut and label.',
  );
  expect([...marts.keys()]).toEqual(['dim_cuts', 'dim_labels', 'dim_products']);
});

it('leaves passwords out', () => {
  const { staged, beliefs } = stageShort({
    users: { role: 'dimension', columns: { user_id: 'integer', email: 'varchar', password: 'varchar' } },
  });
  const known = staged.map((each) => ({
    ...each,
    belief: {
      ...each.belief,
      columns: each.belief.columns.map((column) =>
        column.name === 'password' ? { ...column, pii: 'credential' } : column,
      ),
    },
  }));
  const [users] = draftMarts(known, beliefs, { style: DEFAULT_STYLE, names: testNames(), layers: LAYERS });
  expect(users?.spec).toMatchObject({
    description: 'Dimension of users: one row a user. Left out, since they are secret: password.',
    columns: [{ name: 'user_id' }, { name: 'email' }],
  });
});

it('drafts only the layers that are asked for', () => {
  const payments: ShortTable = {
    role: 'fact',
    columns: { payment_id: 'integer', order_id: 'integer' },
    to: { order_id: 'orders' },
  };
  const schema = { customers: CUSTOMERS, orders: ORDERS, payments };
  expect(draft(schema, {}, ['staging', 'intermediate'])).toEqual([]);
  expect(draft(schema, {}, ['staging', 'marts']).map(({ name }) => name)).toEqual([
    'dim_customers',
    'fct_orders',
    'fct_payments',
  ]);
});

function draft(schema: Schema, change: Partial<Relationship> = {}, layers: readonly Layer[] = LAYERS): DraftAction[] {
  const { staged, beliefs } = stageShort(schema);
  const relationships = beliefs.relationships.map((each) => ({ ...each, ...change }));
  return draftMarts(staged, { ...beliefs, relationships }, { style: DEFAULT_STYLE, names: testNames(), layers });
}

function draftedMarts(schema: Schema, change: Partial<Relationship> = {}): Map<string, MartSpec> {
  return martsOf(draft(schema, change));
}

function martsOf(actions: readonly DraftAction[]): Map<string, MartSpec> {
  return new Map(actions.flatMap(({ spec }) => (spec.kind === 'mart' ? [[spec.name, spec] as const] : [])));
}

function columnsOf(marts: ReadonlyMap<string, MartSpec>, name: string): string[] {
  return marts.get(name)?.columns.map((column) => column.name) ?? [];
}

import { expect, it } from 'vitest';
import type { Catalog, Table } from '../../src/catalog/catalog.ts';
import type { Beliefs, ColumnBelief, Relationship, TableBelief } from '../../src/inference/beliefs.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import type { StagingSpec } from '../../src/plan/specs.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';

interface TableAbout {
  columns: Record<string, string>;
  key?: TableBelief['primary_key'];
  kinds?: Record<string, Pick<ColumnBelief, 'kind' | 'unit' | 'pii' | 'values'>>;
  more?: Partial<Table>;
}

/** The staging specs of tables, by raw name. */
function staged(tables: Record<string, TableAbout>, relationships: Relationship[] = []): Record<string, StagingSpec> {
  const catalog: Catalog = {
    name: 'shop',
    dialect: 'duckdb',
    tables: Object.entries(tables).map(([name, { columns, more }]) => ({
      name,
      columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
      ...more,
    })),
  };
  const beliefs: Beliefs = {
    format_version: '1.0',
    relationships,
    questions: [],
    tables: Object.entries(tables).map(([name, { columns, key = null, kinds = {} }]) => ({
      name,
      role: 'dimension',
      role_probability: 1,
      primary_key: key,
      columns: Object.keys(columns).map((column) => ({ name: column, kind: 'other', ...kinds[column] })),
    })),
  };
  const draft = draftPlan({
    catalog,
    beliefs,
    style: DEFAULT_STYLE,
    adapter: 'duckdb',
    layers: ['staging'],
    tableNames: new Map(),
    takenNames: [],
  });
  const specs = draft.actions.map((action) => action.spec).filter((spec) => spec.kind === 'staging');
  return Object.fromEntries(specs.map((spec) => [spec.table, spec]));
}

function tests(spec: StagingSpec | undefined): Record<string, unknown[]> {
  const tested = spec?.columns.filter((column) => column.tests.length > 0) ?? [];
  return Object.fromEntries(tested.map((column) => [column.name, column.tests]));
}

function refersTo(child: string, parent: string, about: Partial<Relationship> = {}): Relationship {
  const [table = '', column = ''] = child.split('.');
  const [ref_table = '', ref_column = ''] = parent.split('.');
  return {
    table,
    columns: [column],
    ref_table,
    ref_columns: [ref_column],
    cardinality: 'many_to_one',
    probability: 0.99,
    verdict: 'sure',
    declared: false,
    evidence: [],
    ...about,
  };
}

const ID = {
  columns: { id: 'INTEGER', customer: 'INTEGER' },
  key: { columns: ['id'], probability: 1, declared: true },
};
const CUSTOMERS = { columns: { id: 'INTEGER' }, key: ID.key };

it.each([
  ['declared', { columns: ['id'], probability: 1, declared: true }, [{ test: 'unique' }, { test: 'not_null' }]],
  [
    'inferred and sure',
    { columns: ['id'], probability: 0.95, declared: false },
    [{ test: 'unique' }, { test: 'not_null' }],
  ],
  [
    'probable',
    { columns: ['id'], probability: 0.8, declared: false },
    [
      { test: 'unique', severity: 'warn' },
      { test: 'not_null', severity: 'warn' },
    ],
  ],
])('tests a key that is %s', (_, key, expected) => {
  expect(tests(staged({ orders: { ...ID, key } }).orders)).toEqual({ order_id: expected });
});

it('tests a composite key as a combination, its columns for nulls only where it is declared', () => {
  const columns = { order_id: 'INTEGER', line: 'INTEGER' };
  const key = { columns: ['order_id', 'line'], probability: 0.8, declared: false };
  const inferred = staged({ items: { columns, key } }).items;
  expect(inferred?.unique_combination).toEqual({ columns: ['order_id', 'line'], severity: 'warn' });
  expect(tests(inferred)).toEqual({});
  const declared = staged({ items: { columns, key: { ...key, declared: true } } }).items;
  expect(declared?.unique_combination).toEqual({ columns: ['order_id', 'line'] });
  expect(tests(declared)).toEqual({ order_id: [{ test: 'not_null' }], line: [{ test: 'not_null' }] });
});

it.each([
  ['sure', {}, [{ test: 'relationships', to: 'stg_shop__customers', field: 'customer_id' }]],
  [
    'likely',
    { verdict: 'likely' as const },
    [{ test: 'relationships', to: 'stg_shop__customers', field: 'customer_id', severity: 'warn' }],
  ],
  [
    'sure, but with orphans',
    { orphans: 3 },
    [{ test: 'relationships', to: 'stg_shop__customers', field: 'customer_id', severity: 'warn' }],
  ],
])('tests a reference that is %s, under the name of its parent', (_, about, expected) => {
  const { orders } = staged({ orders: ID, customers: CUSTOMERS }, [refersTo('orders.customer', 'customers.id', about)]);
  expect(tests(orders).customer_id).toEqual(expected);
});

it('tests no doubtful reference, and none between a text and a number', () => {
  const doubtful = refersTo('orders.customer', 'customers.id', { verdict: 'doubtful' });
  expect(tests(staged({ orders: ID, customers: CUSTOMERS }, [doubtful]).orders).customer).toBeUndefined();
  const text = { ...ID, columns: { id: 'INTEGER', customer: 'VARCHAR' } };
  const { orders } = staged({ orders: text, customers: CUSTOMERS }, [refersTo('orders.customer', 'customers.id')]);
  expect(tests(orders).customer_id).toBeUndefined();
});

it('accepts the values seen, and warns of others; never personal ones or what Jinja would read', () => {
  const values = (kinds: TableAbout['kinds']) =>
    tests(staged({ orders: { columns: { status: 'VARCHAR', level: 'INTEGER' }, ...(kinds ? { kinds } : {}) } }).orders);
  expect(
    values({ status: { kind: 'enum', values: ['paid', "won't"] }, level: { kind: 'enum', values: ['2', '1'] } }),
  ).toEqual({
    status: [{ test: 'accepted_values', values: ['paid', "won't"], severity: 'warn' }],
    level: [{ test: 'accepted_values', values: ['1', '2'], quote: false, severity: 'warn' }],
  });
  expect(values({ status: { kind: 'enum', pii: 'gender', values: ['f', 'm'] } })).toEqual({});
  expect(values({ status: { kind: 'enum', values: ['{{ x }}'] } })).toEqual({});
  expect(values({ status: { kind: 'enum', values: ['a\\b'] } })).toEqual({});
  // Numbers stand in SQL without quotes, so what is none must not stand there.
  expect(values({ level: { kind: 'enum', values: ['1', '2) or (1=1'] } })).toEqual({});
});

it('groups columns by kind, converts what is certain, and leaves a loader its one load time', () => {
  const { orders } = staged({
    orders: {
      key: ID.key,
      columns: {
        _fivetran_synced: 'TIMESTAMP',
        _fivetran_index: 'INTEGER',
        payload: 'JSON',
        created: 'BIGINT',
        shipped: 'VARCHAR',
        due: 'VARCHAR',
        total_cents: 'INTEGER',
        note: 'VARCHAR',
        id: 'INTEGER',
        paid: 'BOOLEAN',
      },
      kinds: {
        created: { kind: 'timestamp', unit: 's' },
        shipped: { kind: 'timestamp', unit: 'iso' },
        due: { kind: 'date' },
        total_cents: { kind: 'money', unit: 'cents' },
        paid: { kind: 'boolean' },
      },
    },
  });
  expect(orders?.select.map(({ group, from, as, how }) => [group, from, as, how.kind])).toEqual([
    ['ids', 'id', 'order_id', 'keep'],
    ['strings', 'due', 'due', 'keep'],
    ['strings', 'note', 'note', 'keep'],
    ['numerics', 'total_cents', 'total', 'cents'],
    ['booleans', 'paid', 'is_paid', 'keep'],
    ['timestamps', 'created', 'created_at', 'epoch'],
    ['timestamps', 'shipped', 'shipped_at', 'cast'],
    ['other', 'payload', 'payload', 'keep'],
    ['loader metadata', '_fivetran_synced', '_fivetran_synced', 'keep'],
  ]);
});

it('takes comments as descriptions, one paragraph each, and says of the rest what it is to its table', () => {
  const { orders } = staged(
    {
      orders: { ...ID, more: { comment: '  Every order.\n\nAlso\u0000 the {{ cancelled }}.  ' } },
      customers: {
        ...CUSTOMERS,
        columns: { id: 'INTEGER', email: 'VARCHAR' },
        kinds: { email: { kind: 'text', pii: 'email' } },
      },
    },
    [refersTo('orders.customer', 'customers.id')],
  );
  expect(orders?.description).toBe('Every order. Also the {{ cancelled }}.');
  expect(orders?.columns.map((column) => column.description)).toEqual([
    'Primary key of orders.',
    'Foreign key to customers.',
  ]);
});

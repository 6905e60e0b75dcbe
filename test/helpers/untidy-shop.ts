import type { Catalog, Column, Table } from '../../src/catalog/catalog.ts';
import type { Beliefs, ColumnBelief, Relationship, TableBelief } from '../../src/inference/beliefs.ts';

/** A small shop with everything that a name, a comment or a loader can do to a generator; and its rows. */
export const UNTIDY_SHOP_SQL = `
  create table raw_customers (id integer primary key, "Full Name" varchar, email varchar, active boolean,
    created timestamp, referred_by integer, _fivetran_synced timestamp, _fivetran_deleted boolean);
  create table "Order" ("OrderID" integer primary key, customer_id integer not null, "order" integer, status varchar,
    amount_cents integer, gift_wrapped boolean, ordered_on date, "no" varchar, "weird ""col"" {{ x }}" integer);
  create table order_items (order_id integer, line_no integer, product varchar, qty integer, unit_price decimal(10, 2),
    primary key (order_id, line_no));
  create table "Produkte & Preise {% x %}" (sku varchar, "名前" varchar, "цена" double, updated varchar);
  create table schema_migrations (version varchar);
  insert into raw_customers values
    (1, 'Ann', 'ann@example.com', true, '2024-01-01 10:00:00', null, '2024-02-01', false),
    (2, 'Bob', 'bob@example.com', false, '2024-01-02 11:00:00', 1, '2024-02-01', null);
  insert into "Order" values (10, 1, 3, 'paid', 1999, true, '2024-01-03', 'a', 1),
    (11, 2, 4, 'won''t pay', 5, false, '2024-01-04', 'b', 2);
  insert into order_items values (10, 1, 'tea', 2, 3.50), (10, 2, 'cup', 1, 9.99), (11, 1, 'tea', 1, 3.50);
  insert into "Produkte & Preise {% x %}" values ('tea', 'お茶', 3.5, '2024-01-01T00:00:00'),
    ('cup', '茶碗', 9.99, '2024-01-02T00:00:00');
  insert into schema_migrations values ('1');`;

const COMMENT = 'The "orders" of {{ our }} shop: {% raw %}, {# not a comment, and\na second line; 100% of them.';

export const UNTIDY_SHOP: Catalog = {
  name: 'shop',
  dialect: 'duckdb',
  tables: [
    {
      ...table('raw_customers', {
        id: 'INTEGER',
        'Full Name': 'VARCHAR',
        email: 'VARCHAR',
        active: 'BOOLEAN',
        created: 'TIMESTAMP',
        referred_by: 'INTEGER',
        _fivetran_synced: 'TIMESTAMP',
        _fivetran_deleted: 'BOOLEAN',
      }),
      primary_key: ['id'],
      unique_keys: [['email']],
    },
    {
      ...table('Order', {
        OrderID: 'INTEGER',
        customer_id: 'INTEGER',
        order: 'INTEGER',
        status: 'VARCHAR',
        amount_cents: 'INTEGER',
        gift_wrapped: 'BOOLEAN',
        ordered_on: 'DATE',
        no: 'VARCHAR',
        'weird "col" {{ x }}': 'INTEGER',
      }),
      comment: COMMENT,
      primary_key: ['OrderID'],
    },
    {
      ...table('order_items', {
        order_id: 'INTEGER',
        line_no: 'INTEGER',
        product: 'VARCHAR',
        qty: 'INTEGER',
        unit_price: 'DECIMAL(10,2)',
      }),
      primary_key: ['order_id', 'line_no'],
    },
    table('Produkte & Preise {% x %}', { sku: 'VARCHAR', 名前: 'VARCHAR', цена: 'DOUBLE', updated: 'VARCHAR' }),
    table('schema_migrations', { version: 'VARCHAR' }),
  ],
};

export const UNTIDY_SHOP_BELIEFS: Beliefs = {
  format_version: '1.0',
  questions: [],
  tables: [
    belief('raw_customers', 'dimension', {
      key: ['id'],
      kinds: {
        id: { kind: 'identifier' },
        'Full Name': { kind: 'text', pii: 'name' },
        email: { kind: 'text', pii: 'email' },
        active: { kind: 'boolean' },
        created: { kind: 'timestamp' },
        referred_by: { kind: 'identifier' },
        _fivetran_synced: { kind: 'loader' },
        _fivetran_deleted: { kind: 'soft_delete' },
      },
    }),
    belief('Order', 'fact', {
      key: ['OrderID'],
      kinds: {
        OrderID: { kind: 'identifier' },
        customer_id: { kind: 'identifier' },
        order: { kind: 'measure' },
        status: { kind: 'enum', values: ["won't pay", 'paid'] },
        amount_cents: { kind: 'money', unit: 'cents' },
        gift_wrapped: { kind: 'boolean' },
        ordered_on: { kind: 'date' },
        no: { kind: 'text' },
      },
    }),
    belief('order_items', 'fact', {
      key: ['order_id', 'line_no'],
      kinds: {
        order_id: { kind: 'identifier' },
        product: { kind: 'identifier' },
        qty: { kind: 'measure' },
        unit_price: { kind: 'money' },
      },
    }),
    belief('Produkte & Preise {% x %}', 'dimension', {
      key: ['sku'],
      probability: 0.8,
      kinds: { sku: { kind: 'identifier' }, updated: { kind: 'timestamp', unit: 'iso' } },
    }),
    belief('schema_migrations', 'technical', { key: [], kinds: {} }),
  ],
  relationships: [
    relationship('Order.customer_id', 'raw_customers.id', 'sure'),
    relationship('raw_customers.referred_by', 'raw_customers.id', 'likely'),
    relationship('order_items.order_id', 'Order.OrderID', 'sure'),
    relationship('order_items.product', 'Produkte & Preise {% x %}.sku', 'likely'),
    relationship('Order.order', 'raw_customers.id', 'doubtful'),
  ],
};

function table(name: string, types: Record<string, string>): Table {
  const columns = Object.entries(types).map(([column, type]): Column => ({
    name: column,
    type,
    ...(column === 'customer_id' ? { nullable: false, comment: 'Who bought.\n\n  {{ secret }}' } : {}),
  }));
  return { schema: 'main', name, columns };
}

function belief(
  name: string,
  role: TableBelief['role'],
  about: { key: string[]; probability?: number; kinds: Record<string, Omit<ColumnBelief, 'name'>> },
): TableBelief {
  const { key, probability = 1, kinds } = about;
  return {
    schema: 'main',
    name,
    role,
    role_probability: 0.9,
    primary_key: key.length === 0 ? null : { columns: key, probability, declared: probability === 1 },
    columns: Object.entries(kinds).map(([column, rest]) => ({ name: column, ...rest }) as ColumnBelief),
  };
}

function relationship(child: string, parent: string, verdict: Relationship['verdict']): Relationship {
  const [table = '', column = ''] = child.split('.');
  const [ref_table = '', ref_column = ''] = parent.split('.');
  return {
    schema: 'main',
    table,
    columns: [column],
    ref_schema: 'main',
    ref_table,
    ref_columns: [ref_column],
    cardinality: 'many_to_one',
    probability: { sure: 0.99, likely: 0.8, doubtful: 0.5 }[verdict],
    verdict,
    declared: verdict === 'sure',
    evidence: ['the names agree'],
  };
}

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ColumnBelief } from '../../src/inference/beliefs.ts';
import { renameColumns } from '../../src/planner/column-names.ts';
import { NO_DELTAS } from '../../src/planner/deltas/table-deltas.ts';
import { isReservedName } from '../../src/planner/reserved-names.ts';
import type { TableToStage } from '../../src/planner/table-to-stage.ts';
import { typeFamily } from '../../src/sql/types.ts';

type About = Pick<ColumnBelief, 'kind' | 'unit' | 'values'> & { type: string };

function orders(columns: Record<string, About>, key = 'id'): TableToStage {
  const beliefs = Object.entries(columns).map(([name, about]): ColumnBelief => ({ name, ...about }));
  return {
    table: { name: 'orders', columns: Object.entries(columns).map(([name, { type }]) => ({ name, type })) },
    belief: {
      name: 'orders',
      role: 'fact',
      role_probability: 1,
      primary_key: { columns: [key], probability: 1, declared: true },
      columns: beliefs,
    },
    columnBeliefs: new Map(beliefs.map((belief) => [belief.name, belief])),
    relationships: [],
    referred: new Set(),
    source: 'shop',
    sourceTable: 'orders',
    entity: { singular: 'order', plural: 'orders' },
    model: 'stg_shop__orders',
    keyName: '{entity}_id',
    declared: null,
    isAround: false,
    deltas: NO_DELTAS,
    staging: null,
    columnPrefix: '',
    families: new Map(Object.entries(columns).map(([name, { type }]) => [name, typeFamily(type)])),
  };
}

function renamed(columns: Record<string, About>, key = 'id'): Record<string, string> {
  const table = orders(columns, key);
  return Object.fromEntries(renameColumns(table, table.table.columns, new Map()).renamed);
}

const TEXT = { type: 'VARCHAR', kind: 'text' } as const;
const NUMBER = { type: 'INTEGER', kind: 'measure' } as const;
const FLAG = { type: 'BOOLEAN', kind: 'boolean' } as const;
const TIME = { type: 'TIMESTAMP', kind: 'timestamp' } as const;
const CENTS = { type: 'INTEGER', kind: 'money', unit: 'cents' } as const;

it('gives columns the names that an analytics engineer would', () => {
  expect(
    renamed({
      id: { type: 'INTEGER', kind: 'identifier' },
      CustomerID: NUMBER,
      'Ship To': TEXT,
      active: FLAG,
      gift: FLAG,
      created: TIME,
      updated_on: TIME,
      shippedAt: TIME,
      amount_cents: CENTS,
      tax: CENTS,
      order: NUMBER,
      '2024': NUMBER,
      名前: TEXT,
      _fivetran_synced: TIME,
      _fivetran_deleted: FLAG,
    }),
  ).toEqual({
    id: 'order_id',
    CustomerID: 'customer_id',
    'Ship To': 'ship_to',
    active: 'is_active',
    gift: 'is_gift',
    created: 'created_at',
    updated_on: 'updated_at',
    shippedAt: 'shipped_at',
    amount_cents: 'amount',
    tax: 'tax',
    order: 'order_order',
    '2024': 'order_2024',
    名前: 'order_column',
    _fivetran_synced: '_fivetran_synced',
    _fivetran_deleted: 'is_deleted',
  });
});

it('keeps a key with the letter of its table, and an id that is no key', () => {
  expect(renamed({ o_orderkey: NUMBER }, 'o_orderkey')).toEqual({ o_orderkey: 'o_orderkey' });
  expect(renamed({ id: NUMBER, code: TEXT }, 'code')).toEqual({ id: 'id', code: 'code' });
});

it('casts and renames numbers to booleans only where no other value was seen', () => {
  const active = { type: 'INTEGER', kind: 'boolean' } as const;
  expect(renamed({ active })).toEqual({ active: 'active' });
  expect(renamed({ active: { ...active, values: ['0', '1'] } })).toEqual({ active: 'is_active' });
  expect(renamed({ active: { ...active, type: 'tinyint(1)' } })).toEqual({ active: 'is_active' });
});

it('renames nothing onto a name that is there, and says so', () => {
  const table = orders({
    id: NUMBER,
    order_id: NUMBER,
    ORDER_iD2: TEXT,
    'order id2': TEXT,
    amount_cents: CENTS,
    Amount: NUMBER,
  });
  const { renamed: names, collisions } = renameColumns(table, table.table.columns, new Map());
  expect(Object.fromEntries(names)).toEqual({
    id: 'id',
    order_id: 'order_id',
    ORDER_iD2: 'order_i_d2',
    'order id2': 'order_id2_2',
    amount_cents: 'amount_cents',
    Amount: 'amount',
  });
  expect(collisions).toEqual([
    { kind: 'column_name', wanted: 'order_id', taken_by: 'order_id', resolution: 'orders.id keeps its name' },
    {
      kind: 'column_name',
      wanted: 'order_id2',
      taken_by: 'ORDER_iD2',
      resolution: 'orders.order id2 is named order_id2_2',
    },
    {
      kind: 'column_name',
      wanted: 'amount',
      taken_by: 'Amount',
      resolution: 'orders.amount_cents keeps its name',
    },
  ]);
});

it('names any columns once, never needs quotes, and takes no other raw name', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
    fc.constantFrom(
      'id',
      'Order ID',
      'order_id',
      'active',
      'is_active',
      'select',
      'created',
      'created_at',
      'x'.repeat(70),
    ),
  );
  const columns = fc.uniqueArray(name, { minLength: 1, maxLength: 10, selector: (each) => each.toLowerCase() });
  const about = fc.constantFrom<About>(TEXT, NUMBER, FLAG, TIME, CENTS);
  fc.assert(
    fc.property(columns, about, (raw, each) => {
      const names = renamed(Object.fromEntries(raw.map((column) => [column, each])));
      const values = raw.map((column) => names[column] ?? '');
      expect(new Set(values).size).toBe(raw.length);
      for (const [index, value] of values.entries()) {
        expect(value).toMatch(/^[a-z_][a-z0-9_]{0,62}$/);
        expect(isReservedName(value)).toBe(false);
        expect(raw.filter((_, other) => other !== index).map((other) => other.toLowerCase())).not.toContain(value);
      }
    }),
  );
});

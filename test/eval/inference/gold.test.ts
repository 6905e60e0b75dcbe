import { expect, it } from 'vitest';
import { declaredClaims } from './claims.ts';
import type { Gold } from './gold.ts';
import { goldFacts, goldSchema } from './gold.ts';
import { scoreGold } from './gold-score.ts';
import { catalogOf, SHOP } from './made-up.ts';

function model(name: string, rest: Partial<Gold['models'][number]>): Gold['models'][number] {
  return {
    name,
    layer: 'staging',
    refs: [],
    sources: [],
    renames: [],
    keys: [],
    foreignKeys: [],
    joinedOn: [],
    ...rest,
  };
}

const GOLD = goldSchema.parse({
  sources: { 'shop.order_lines': { describedForeignKeys: [{ columns: ['order_id'], to: 'orders' }] } },
  models: [
    model('stg_shop__customers', {
      refs: ['stg_shop__customers_tmp'],
      renames: [['id', 'customer_id']],
      keys: [['customer_id', 'source_relation']],
    }),
    model('stg_shop__customers_tmp', { sources: ['shop.customers'] }),
    model('stg_shop__orders', { sources: ['shop.orders'], renames: [['id', 'order_id']] }),
    model('dim_customers', { layer: 'marts', refs: ['stg_shop__customers'], keys: [['CUSTOMER_ID']] }),
    model('fct_orders', {
      layer: 'marts',
      refs: ['stg_shop__orders'],
      foreignKeys: [{ columns: ['customer_id'], to: 'dim_customers' }],
    }),
    model('customers_per_day', { layer: 'marts', refs: ['stg_shop__customers'], keys: [['points']] }),
    model('report', {
      layer: 'other',
      refs: ['fct_orders', 'dim_customers'],
      joinedOn: [
        [
          ['fct_orders', 'customer_id'],
          ['dim_customers', 'customer_id'],
        ],
      ],
    }),
  ],
});

it('traces what experts wrote back to raw tables, through renames', () => {
  const { keys, references, joins } = goldFacts(GOLD, SHOP);
  expect(Object.fromEntries(keys)).toEqual({ customers: ['id'] });
  expect(references).toEqual([
    { child: 'orders', columns: ['customer_id'], parent: 'customers' },
    { child: 'order_lines', columns: ['order_id'], parent: 'orders' },
  ]);
  expect(joins).toEqual([
    [
      { table: 'orders', column: 'customer_id' },
      { table: 'customers', column: 'id' },
    ],
  ]);
});

it('counts what is believed of it', () => {
  const facts = goldFacts(GOLD, SHOP);
  const truth = declaredClaims(SHOP);
  expect(scoreGold(facts, truth, 0.5)).toEqual({
    keys: { expected: 1, found: 1 },
    references: { expected: 2, found: 2 },
    joins: { expected: 1, found: 1 },
    errors: [],
  });
  const { errors } = scoreGold(facts, { keys: new Map([['customers', ['points']]]), edges: [] }, 0.5);
  expect(errors).toEqual([
    'key     customers(id), believed points',
    'missed  orders(customer_id) -> customers',
    'missed  order_lines(order_id) -> orders',
    'join    orders.customer_id = customers.id',
  ]);
});

it('explains a join of two children by their common parent', () => {
  const catalog = catalogOf({
    races: { columns: ['id'], key: ['id'] },
    results: { columns: ['race_id'], to: { race_id: 'races.id' } },
    laps: { columns: ['race_id'], to: { race_id: 'races.id' } },
  });
  const joins = [
    [
      { table: 'results', column: 'race_id' },
      { table: 'laps', column: 'race_id' },
    ],
  ] as const;
  expect(scoreGold({ keys: new Map(), references: [], joins }, declaredClaims(catalog), 0.5).joins.found).toBe(1);
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Claims } from './claims.ts';
import { declaredClaims, edgeKey } from './claims.ts';
import { catalogOf, SHOP } from './made-up.ts';
import { measuresOf, scoreClaims, sumScores, targetAccuracy } from './score.ts';

const truth = declaredClaims(SHOP);

/** `orders.customer_id -> customers.id`. */
function claim(text: string, probability = 0.9): Claims['edges'][number] {
  const [child = '', column = '', parent = '', refColumn = ''] = text.split(/ -> |\./);
  return { child, columns: [column], parent, refColumns: [refColumn], probability };
}

it('gives full marks to the truth itself', () => {
  const score = scoreClaims(truth, truth, 0.5);
  expect(score.keys).toEqual({ declared: 3, right: 3 });
  expect(measuresOf(score.edges)).toEqual({ precision: 1, recall: 1, f1: 1 });
  expect(score.errors).toEqual([]);
});

it('gives nothing to silence', () => {
  const score = scoreClaims(truth, { keys: new Map(), edges: [] }, 0.5);
  expect(score.keys).toEqual({ declared: 3, right: 0 });
  expect(measuresOf(score.edges)).toEqual({ precision: null, recall: 0, f1: 0 });
});

it('counts one right, one wrong target and one that nobody declared', () => {
  const claims: Claims = {
    keys: new Map([
      ['customers', ['id']],
      ['orders', ['id', 'customer_id']],
    ]),
    edges: [
      claim('orders.customer_id -> customers.id'),
      claim('order_lines.order_id -> customers.id'),
      claim('customers.points -> orders.id'),
    ],
  };
  const score = scoreClaims(truth, claims, 0.5);
  expect(score.keys).toEqual({ declared: 3, right: 1 });
  expect(score.edges).toEqual({ declared: 2, found: 3, right: 1 });
  expect(score.declaring).toEqual({ declared: 2, found: 2, right: 1 });
  expect(targetAccuracy(score)).toBe(0.5);
  expect(measuresOf(score.edges)).toEqual({ precision: 1 / 3, recall: 1 / 2, f1: 2 / 5 });
  expect(score.errors).toEqual([
    'key     orders(id), believed (id, customer_id)',
    'key     order_lines(id), believed none',
    'missed  order_lines(order_id) -> orders(id), believed customers(id)',
    'wrong   0.90 order_lines(order_id) -> customers(id)',
    'undeclared 0.90 customers(points) -> orders(id)',
  ]);
});

it('counts an edge from the threshold on', () => {
  const claims: Claims = { keys: new Map(), edges: [claim('orders.customer_id -> customers.id', 0.6)] };
  expect(scoreClaims(truth, claims, 0.6).edges.right).toBe(1);
  expect(scoreClaims(truth, claims, 0.61).edges).toEqual({ declared: 2, found: 0, right: 0 });
});

it('asks for the right column of the right parent, and not for an order of pairs', () => {
  const declared = declaredClaims(
    catalogOf({
      stock: { columns: ['shop_id', 'item_id'], key: ['shop_id', 'item_id'] },
      sales: { columns: ['at_shop', 'of_item'], to: { 'at_shop,of_item': 'stock.shop_id,item_id' } },
    }),
  );
  const edge = { child: 'sales', columns: ['of_item', 'at_shop'], parent: 'stock', probability: 1 };
  const turned = { ...edge, refColumns: ['item_id', 'shop_id'] };
  const crossed = { ...edge, refColumns: ['shop_id', 'item_id'] };
  expect(scoreClaims(declared, { keys: new Map(), edges: [turned] }, 0.5).edges.right).toBe(1);
  expect(scoreClaims(declared, { keys: new Map(), edges: [crossed] }, 0.5).edges.right).toBe(0);
  expect(
    scoreClaims(declared, { keys: new Map(), edges: [claim('sales.of_item -> stock.item_id')] }, 0.5),
  ).toMatchObject({ edges: { found: 1, right: 0 }, judged: [{ right: false, decided: true }] });
});

it('takes tables of one name in two schemas for two tables', () => {
  const catalog = {
    name: 'two',
    dialect: 'postgres',
    tables: ['eu', 'us'].flatMap((schema) => [
      { schema, name: 'users', columns: [{ name: 'id', type: 'int' }], primary_key: ['id'] },
      {
        schema,
        name: 'visits',
        columns: [{ name: 'user_id', type: 'int' }],
        foreign_keys: [{ columns: ['user_id'], ref_schema: schema, ref_table: 'users', ref_columns: ['id'] }],
      },
    ]),
  };
  const across = { child: 'eu.visits', columns: ['user_id'], parent: 'us.users', refColumns: ['id'], probability: 1 };
  const claims: Claims = { keys: new Map([['eu.users', ['id']]]), edges: [across] };
  const score = scoreClaims(declaredClaims(catalog), claims, 0.5);
  expect(score.keys).toEqual({ declared: 2, right: 1 });
  expect(score.edges).toEqual({ declared: 2, found: 1, right: 0 });
  expect(score.wrongTarget).toBe(1);
});

it('adds schemas up by their declarations', () => {
  const [full, none] = [scoreClaims(truth, truth, 0.5), scoreClaims(truth, { keys: new Map(), edges: [] }, 0.5)];
  const both = sumScores([full, none]);
  expect(both.keys).toEqual({ declared: 6, right: 3 });
  expect(measuresOf(both.edges)).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3 });
});

it('counts as sets do, whatever is declared and claimed', () => {
  const names = fc.constantFrom('a', 'b', 'c');
  const edge = fc.record({ child: names, columns: fc.tuple(names), parent: names, refColumns: fc.tuple(names) });
  const claims = fc.uniqueArray(edge, { selector: edgeKey, maxLength: 12 }).map((edges): Claims => ({
    keys: new Map(edges.map(({ child, columns }) => [child, columns])),
    edges: edges.map((one) => ({ ...one, probability: 1 })),
  }));
  fc.assert(
    fc.property(claims, claims, (declared, claimed) => {
      const { edges, declaring, wrongTarget, misses, judged } = scoreClaims(declared, claimed, 0.5);
      const both = claimed.edges.filter((one) => declared.edges.some((other) => edgeKey(other) === edgeKey(one)));
      expect(edges).toEqual({ declared: declared.edges.length, found: claimed.edges.length, right: both.length });
      expect(declaring.found).toBeLessThanOrEqual(edges.found);
      expect(wrongTarget + edges.right).toBeLessThanOrEqual(edges.declared);
      expect([...misses.values()].reduce((sum, count) => sum + count, 0)).toBe(edges.declared - edges.right);
      expect(judged.filter(({ right }) => right)).toHaveLength(both.length);
    }),
  );
});

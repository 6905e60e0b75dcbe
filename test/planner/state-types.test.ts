import { expect, it } from 'vitest';
import { DEFAULT_STYLE, LAYERS } from '../../src/context/style.ts';
import { isModelSpec } from '../../src/plan/specs.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { UNTIDY_SHOP, UNTIDY_SHOP_BELIEFS } from '../helpers/untidy-shop.ts';

/** Types of the columns of each model, where the properties of the project state them or not. */
function typesOf(data_type: boolean): Record<string, string[]> {
  const style = { ...DEFAULT_STYLE, yaml: { ...DEFAULT_STYLE.yaml, data_type } };
  const { actions } = draftPlan({
    catalog: UNTIDY_SHOP,
    beliefs: UNTIDY_SHOP_BELIEFS,
    style,
    adapter: 'duckdb',
    layers: LAYERS,
    tableNames: new Map(),
    takenNames: [],
  });
  return Object.fromEntries(
    actions.flatMap(({ spec }) =>
      isModelSpec(spec) ? [[spec.name, spec.columns.map(({ name, data_type: type }) => `${name} ${type}`)]] : [],
    ),
  );
}

it('states the type of every column that is known, followed from the raw table to the marts', () => {
  const types = typesOf(true);
  expect(types['stg_shop__orders']).toEqual(
    expect.arrayContaining(['order_id INTEGER', 'amount decimal(18, 2)', 'ordered_on DATE']),
  );
  expect(types['int_order_items_by_order']).toEqual(
    expect.arrayContaining(['order_id INTEGER', 'order_item_count bigint']),
  );
  expect(types['fct_orders']).toEqual(
    expect.arrayContaining(['order_id INTEGER', 'amount decimal(18, 2)', 'order_item_count bigint']),
  );
});

it('says nothing of a total, whose type the warehouse chooses, nor of anything where the project states no types', () => {
  const totals = typesOf(true)['int_order_items_by_order']!.filter((column) => column.endsWith(' undefined'));
  expect(totals.length).toBeGreaterThan(0);
  expect(
    Object.values(typesOf(false))
      .flat()
      .filter((column) => !column.endsWith(' undefined')),
  ).toEqual([]);
});

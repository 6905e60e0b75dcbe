import { expect, it } from 'vitest';
import { summarisePlan } from '../../src/plan/explain.ts';
import { shopPlan } from '../helpers/shop-plan.ts';

it('sums a plan up in numbers and names', () => {
  const summary = summarisePlan(shopPlan());
  expect(summary).toMatchObject({
    actions: 5,
    files: { created: 5, changed: 0, deleted: 0 },
    tests: 0,
    lines: { added: 5, removed: 0 },
    risks: { new: 5 },
  });
  const names = summary.batches.map(({ layers }) =>
    layers.map(({ layer, actions }) => [layer, ...actions.map((action) => action.name)]),
  );
  expect(names).toEqual([
    [['project', 'shop']],
    [['source', 'shop']],
    [['staging', 'stg_shop__orders', 'stg_shop__customers']],
    [['marts', 'fct_orders']],
  ]);
});

it('tells new, changed and deleted files apart', () => {
  const plan = shopPlan();
  const [first, second, ...others] = plan.files;
  const files = [
    { ...first!, before_hash: 'a'.repeat(64) },
    { ...second!, before_hash: 'a'.repeat(64), after_hash: null, content: null },
    ...others,
  ];
  expect(summarisePlan({ ...plan, files }).files).toEqual({ created: 3, changed: 1, deleted: 1 });
});

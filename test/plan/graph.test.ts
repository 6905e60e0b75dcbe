import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderBatches } from '../../src/plan/batches.ts';
import { buildGraph } from '../../src/plan/graph.ts';
import type { Action } from '../../src/plan/plan.ts';
import { makeAction, shopActions } from '../helpers/shop-plan.ts';

function model(step: number, name: string, ...dependencies: (string | number)[]): Action {
  return makeAction(step, `create_staging ${name}`, { dependencies });
}

it('resolves bare names, names with a resource type, tables of a source, and step ids', () => {
  const graph = buildGraph([...shopActions(), model(6, 'by_id', 5, 'source:shop', 'stg_shop__orders')]);
  expect([...graph.dependencies]).toEqual([
    [1, []],
    [2, [1]],
    [3, [2]],
    [4, [2]],
    [5, [3, 4]],
    [6, [2, 3, 5]],
  ]);
  expect(graph.unresolved).toEqual([]);
});

it('takes a bare name for the model where a source or the project bears it too', () => {
  const actions = [...shopActions(), model(6, 'shop'), model(7, 'x', 'shop')];
  expect(buildGraph(actions).dependencies.get(7)).toEqual([6]);
});

it('leaves to the project what no action makes', () => {
  const graph = buildGraph([model(1, 'a', 'stg_old', 'source:crm.people', 9)]);
  expect(graph.unresolved).toEqual([
    { step_id: 1, dependency: 'stg_old' },
    { step_id: 1, dependency: 'source:crm.people' },
    { step_id: 1, dependency: 9 },
  ]);
  expect(orderBatches([model(1, 'a', 'stg_old')])).toHaveProperty('batches.0.task_ids', [1]);
});

it('puts each action into the first batch after its dependencies', () => {
  expect(orderBatches(shopActions())).toEqual({
    batches: [
      { batch_id: 1, task_ids: [1], can_parallel: false, depends_on: [], description: 'project' },
      { batch_id: 2, task_ids: [2], can_parallel: false, depends_on: [1], description: 'source, 2 tables' },
      { batch_id: 3, task_ids: [3, 4], can_parallel: true, depends_on: [2], description: 'staging, 2 models' },
      { batch_id: 4, task_ids: [5], can_parallel: false, depends_on: [3], description: 'marts, 1 model' },
    ],
  });
});

it('describes a batch of several layers in the order of the data', () => {
  const actions = [
    makeAction(1, 'create_mart dim_a'),
    makeAction(2, 'create_mart dim_b'),
    makeAction(3, 'create_intermediate int_a'),
    makeAction(4, 'my_kind mine'),
  ];
  expect(orderBatches(actions)).toHaveProperty(
    'batches.0.description',
    'intermediate, 1 model; marts, 2 models; my_kind, 1 model',
  );
});

it('names a circle the same way whatever the order of the actions', () => {
  const actions = [model(1, 'c', 'b'), model(2, 'a', 'c'), model(3, 'b', 'a'), model(4, 'd', 'a'), model(5, 'e')];
  const cycle = {
    cycle: {
      code: 'PLAN_CYCLE',
      message: 'actions depend on each other in a circle: a -> c -> b -> a',
      hint: 'Take one of these dependencies away.',
    },
  };
  expect(orderBatches(actions)).toEqual(cycle);
  expect(orderBatches([...actions].toReversed())).toEqual(cycle);
  expect(orderBatches([model(1, 'a', 'a')])).toHaveProperty(
    'cycle.message',
    'actions depend on each other in a circle: a -> a',
  );
});

it('orders a row of 10,000 actions, and finds a circle of as many', () => {
  const row = Array.from({ length: 10_000 }, (_, index) =>
    model(index + 1, `m${index}`, ...(index > 0 ? [`m${index - 1}`] : [])),
  );
  expect(orderBatches(row)).toHaveProperty('batches.length', 10_000);
  const ring = [...row.slice(1), model(1, 'm0', 'm9999')];
  expect(orderBatches(ring)).toHaveProperty('cycle.code', 'PLAN_CYCLE');
});

it('puts every action of any graph after its dependencies and no later than needed', () => {
  const graphs = fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(graphs, (parents) => {
      const actions = parents.map((list, index) =>
        model(index + 1, `m${index}`, ...(index === 0 ? [] : list.map((parent) => `m${parent % index}`))),
      );
      const ordered = orderBatches(actions);
      if ('cycle' in ordered) throw new Error('a graph that only points back has no circle');
      const batchOf = new Map(
        ordered.batches.flatMap(({ batch_id, task_ids }) => task_ids.map((step) => [step, batch_id])),
      );
      const { dependencies } = buildGraph(actions);
      for (const { step_id } of actions) {
        const latest = Math.max(0, ...(dependencies.get(step_id) ?? []).map((parent) => batchOf.get(parent)!));
        expect(batchOf.get(step_id)).toBe(latest + 1);
      }
      expect(orderBatches([...actions].toReversed())).toEqual(ordered);
    }),
  );
});

import { expect, it } from 'vitest';
import type { Problem } from '../../../src/errors.ts';
import type { Reply } from '../../../src/prompts/reply/reply-schema.ts';
import type { Request } from '../../../src/planner/requests/request.ts';
import { refineDraft } from '../../../src/refinement/refine-draft.ts';
import type { Asking } from '../../../src/refinement/refinement.ts';
import { fakeModel, reply } from '../../helpers/fake-model.ts';
import { asking, refineInput } from '../../helpers/refine-input.ts';
import { smallShop } from '../../helpers/small-shop.ts';

const GOAL = {
  goal_id: 'g1',
  parent: null,
  text: 'monthly revenue',
  status: 'partly',
  reason: 'no model sums by month',
} as const;
const REQUEST: Request = {
  text: 'monthly revenue',
  shape: 'make',
  tables: null,
  layers: null,
  acts: [],
  convert: null,
  parts: [],
  goals: [GOAL],
  ignored: [],
  mistyped: [],
};
const readable = new Map([['stg_shop__orders', [{ name: 'amount', type: 'DOUBLE' }]]]);
const input = refineInput(smallShop(), { request: REQUEST, readable });

function model(sql: string): Reply['models'][number] {
  const columns = [{ name: 'month', description: 'The month' }];
  const named = { name: 'fct_monthly_revenue', description: 'Revenue by month', key: ['month'], columns };
  return { goal: 'g1', why: 'asked for', layer: 'marts', ...named, sql };
}

/** Says which SQL compiles. */
function tryModels(isGood: (sql: string) => boolean): Asking['tryModels'] {
  const problem = (sql: string): Problem => ({ code: 'MODEL_SQL_INVALID', message: `there is no column in "${sql}"` });
  return async (models) => new Map(models.map(({ name, sql }) => [name, isGood(sql) ? [] : [problem(sql)]]));
}

/** Writes one version after the other, whenever a model is asked for. */
function writing(...versions: readonly string[]) {
  let next = 0;
  return fakeModel(({ prompt, system }) => {
    const asksForSql = /readable|failed/.test(system + prompt);
    return JSON.stringify(reply(asksForSql ? { models: [model(versions[next++] ?? 'none')] } : {}));
  });
}

it('a model that compiles meets the goal that it is for', async () => {
  const { deltas, goals } = await refineDraft(
    input,
    asking({ provider: writing('good'), tryModels: tryModels((sql) => sql === 'good') }),
  );
  expect(deltas).toMatchObject([{ kind: 'write_model', name: 'fct_monthly_revenue', goal_id: 'g1' }]);
  expect(goals).toEqual([{ ...GOAL, status: 'met', reason: 'by fct_monthly_revenue' }]);
});

it('goes back with its error, twice at most', async () => {
  const provider = writing('bad 1', 'bad 2', 'good');
  const { deltas, refused } = await refineDraft(
    input,
    asking({ provider, tryModels: tryModels((sql) => sql === 'good') }),
  );
  expect(deltas).toMatchObject([{ kind: 'write_model', sql: 'good' }]);
  expect(refused).toEqual([]);
  expect(provider.asked.at(-1)?.prompt).toContain('there is no column in "bad 2"');
});

it('is dropped where it never compiles, and the goal stays as the rules left it', async () => {
  const provider = writing('bad 1', 'bad 2', 'bad 3', 'good');
  const { deltas, refused, goals, warnings } = await refineDraft(
    input,
    asking({ provider, tryModels: tryModels((sql) => sql === 'good') }),
  );
  expect(deltas).toEqual([]);
  expect(refused.map(({ why }) => why)).toEqual(['there is no column in "bad 3"']);
  expect(goals).toEqual([GOAL]);
  expect(warnings.map(({ code }) => code)).toEqual(['model_dropped']);
});

it('is dropped where it cannot be tried', async () => {
  const broken: Asking['tryModels'] = async () => {
    throw new Error('out of memory');
  };
  const { deltas, refused } = await refineDraft(input, asking({ provider: writing('a', 'b', 'c'), tryModels: broken }));
  expect(deltas).toEqual([]);
  expect(refused).toMatchObject([{ why: 'out of memory' }]);
});

it('meets no goal by saying so', async () => {
  const goals = [
    { goal: 'g1', parent: '', text: '', met: true },
    { goal: '', parent: 'g1', text: 'Revenue by region', met: true },
  ];
  const provider = fakeModel(() => JSON.stringify(reply({ goals })));
  const refinement = await refineDraft(input, asking({ provider }));
  expect(refinement.goals).toEqual([
    GOAL,
    {
      goal_id: 'g2',
      parent: 'g1',
      text: 'Revenue by region',
      status: 'unmet',
      reason: 'no model was made for this part of "monthly revenue"',
    },
  ]);
});

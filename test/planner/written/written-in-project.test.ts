import { expect, it } from 'vitest';
import type { ExistingModel } from '../../../src/context/context.ts';
import type { Draft } from '../../../src/planner/draft.ts';
import { draftIn } from '../../helpers/brownfield-draft.ts';
import { model, source } from '../../helpers/existing-nodes.ts';
import { smallShop } from '../../helpers/small-shop.ts';
import { writeModel } from '../../helpers/written-models.ts';

const column = (name: string, data_type: string | null = null): ExistingModel['columns'][number] => ({
  name,
  data_type,
  tests: [],
});
const MODELS = [
  model('stg_orders', { sources: ['ecom.orders'] }),
  model('targets', { columns: [column('status'), column('Goal Amount', 'decimal(18, 2)')] }),
  model('old_targets', { columns: [column('status')], enabled: false }),
  model('versioned', { columns: [column('status')], version: 2 }),
  model('untold'),
];

function draftOf(sql: string): Draft {
  return draftIn(
    {
      models: MODELS,
      sources: [source('ecom', ['customers', 'orders'], { schema: 'raw' })],
      sql: { stg_orders: "select id as order_no, status as state, amount from {{ source('ecom', 'orders') }}" },
      deltas: [writeModel(sql, { name: 'fct_by_state', key: ['state'] })],
    },
    smallShop(),
  );
}

it('reads what people have made, by the names that they gave', () => {
  const draft = draftOf(
    `select o.state, sum(o.amount) as amount, max(t."goal amount") as goal from {{ ref('stg_orders') }} o
     left join {{ ref('targets') }} t on t.status = o.state group by 1`,
  );
  expect(draft.refused).toEqual([]);
  const written = draft.actions.at(-1);
  expect(written?.dependencies).toEqual(['stg_orders', 'targets']);
  expect(written?.spec).toMatchObject({
    kind: 'written',
    sql: [
      'select',
      '    o.state,',
      '    sum(o.amount) as amount,',
      '    max(t."Goal Amount") as goal',
      "from {{ ref('stg_orders') }} as o",
      "left join {{ ref('targets') }} as t",
      '    on t.status = o.state',
      'group by 1',
    ],
  });
});

it.each(['old_targets', 'versioned', 'untold'])(
  'reads nothing that is turned off, has versions, or whose columns nobody knows: %s',
  (name) => {
    const draft = draftOf(`select status as state from {{ ref('${name}') }}`);
    expect(draft.refused.map(({ why }) => why)).toEqual([
      `there is no model "${name}" that can be read; there are targets, stg_ecom__customers, stg_orders, dim_customers, fct_orders`,
    ]);
  },
);

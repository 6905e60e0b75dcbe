import { describe, expect, it } from 'vitest';
import { LAYERS } from '../../../src/context/style.ts';
import type { Style } from '../../../src/context/style.ts';
import type { Delta, DeltaOf } from '../../../src/plan/deltas.ts';
import type { Draft, DraftInput } from '../../../src/planner/draft.ts';
import { draftPlan, modelsToRead } from '../../../src/planner/draft-plan.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { infer } from '../../../src/inference/infer.ts';
import { dialectOf } from '../../../src/sql/dialects/dialects.ts';
import { loadTemplates } from '../../../src/templates.ts';
import { smallShop } from '../../helpers/small-shop.ts';
import { styleWith } from '../../helpers/styled.ts';
import { writeModel } from '../../helpers/written-models.ts';

const PAID: DeltaOf<'write_model'> = writeModel(
  "select order_id, customer_id, amount, ordered_at from {{ ref('stg_shop__orders') }} where status = 'paid'",
  { layer: 'intermediate', name: 'paid_orders', description: 'Orders that were paid' },
);
const REVENUE: DeltaOf<'write_model'> = writeModel(
  `select cast(date_trunc('month', o.ordered_at) as date) as month, c.email, sum(o.amount) as revenue
   from {{ ref('paid_orders') }} o left join {{ ref('stg_shop__customers') }} c on o.customer_id = c.customer_id group by 1, 2`,
  {
    name: 'monthly_revenue',
    description: 'Revenue of each month',
    key: ['month', 'email'],
    columns: [{ name: 'revenue', description: 'What was {{ paid }}' }],
    goal_id: 'g1',
  },
);

const style = (change: Parameters<typeof styleWith>[0] = {}): Style => styleWith(change);

function inputOf(deltas: readonly Delta[], other: Partial<DraftInput> = {}): DraftInput {
  const catalog = smallShop();
  const { beliefs } = infer(catalog, NO_EVIDENCE);
  const base = { catalog, beliefs, style: style(), adapter: 'duckdb', layers: LAYERS, sourceName: 'shop' };
  return { ...base, tableNames: new Map(), takenNames: [], deltas, ...other };
}

function written(draft: Draft): string[] {
  return draft.actions.flatMap(({ name, spec }) => (spec.kind === 'written' ? [name] : []));
}

function whyNot(deltas: readonly Delta[], other: Partial<DraftInput> = {}): string[] {
  return draftPlan(inputOf(deltas, other)).refused.map(({ why }) => why);
}

async function files(draft: Draft, look = style(), adapter = 'duckdb'): Promise<Map<string, string>> {
  const templates = await loadTemplates(undefined, dialectOf(adapter));
  return new Map(renderActions(draft.actions, { style: look, templates }).map(({ path, content }) => [path, content]));
}

describe('models that a model wrote', () => {
  it('come after the marts of the rules, each after what it reads, named as the project names things', () => {
    const draft = draftPlan(inputOf([REVENUE, PAID]));
    expect(draft.refused).toEqual([]);
    expect(
      draft.actions.slice(-2).map(({ type, name, dependencies, goal_id }) => [type, name, dependencies, goal_id]),
    ).toEqual([
      ['create_intermediate', 'int_paid_orders', ['stg_shop__orders'], undefined],
      ['create_mart', 'fct_monthly_revenue', ['int_paid_orders', 'stg_shop__customers'], 'g1'],
    ]);
    expect(draft.actions.at(-1)?.reason).toEqual({
      code: 'model_wrote',
      text: 'a model wrote its SQL, which no rule makes',
      evidence: ['model: asked for'],
    });
    expect(draft.deltas).toEqual([REVENUE, PAID].sort((a, b) => (a.name < b.name ? -1 : 1)));
  });

  it('are written with their docs and the test of their key', async () => {
    const made = await files(draftPlan(inputOf([PAID, REVENUE])));
    expect(made.get('models/marts/fct_monthly_revenue.sql'))
      .toBe(`-- A model wrote this select; cartridge checked what it reads and tests its key.
select
    cast(date_trunc('month', o.ordered_at) as date) as month,
    c.email,
    sum(o.amount) as revenue
from {{ ref('int_paid_orders') }} as o
left join {{ ref('stg_shop__customers') }} as c
    on o.customer_id = c.customer_id
group by 1, 2
`);
    expect(made.get('tests/assert_fct_monthly_revenue_unique_month_email.sql')).toContain('group by month, email');
    expect(made.get('models/marts/_marts__models.yml')).toContain(`  - name: fct_monthly_revenue
    description: Revenue of each month.
    config:
      meta:
        grain: one row for each month and email
    columns:
      - name: month
        description: Month of the monthly revenue.
      - name: email
        description: Email address of the monthly revenue.
      - name: revenue
        description: "What was {{ '{' }}{ paid }}."
`);
    expect(made.get('models/intermediate/_int__models.yml')).toContain(`  - name: int_paid_orders
    description: Orders that were paid.
    config:
      meta:
        grain: one row for each order id
    columns:
      - name: order_id
        description: Order identifier of the paid orders.
        data_tests:
          - unique:
              config:
                severity: warn
          - not_null:
              config:
                severity: warn
`);
  });

  it('are written in the dialect and the style of the project', async () => {
    const look = style({
      sql: { keywords: 'upper', commas: 'leading', config_block: true },
      naming: { fact: 'f_{entity}' },
    });
    const draft = draftPlan(inputOf([PAID, REVENUE], { adapter: 'bigquery', style: look }));
    const made = await files(draft, look, 'bigquery');
    expect(made.get('models/marts/f_monthly_revenue.sql')).toBe(`{{ config(materialized='table') }}

-- A model wrote this select; cartridge checked what it reads and tests its key.
SELECT
    CAST(DATE_TRUNC(o.ordered_at, month) AS DATE) AS month
    , c.email
    , SUM(o.amount) AS revenue
FROM {{ ref('int_paid_orders') }} AS o
LEFT JOIN {{ ref('stg_shop__customers') }} AS c
    ON o.customer_id = c.customer_id
GROUP BY 1, 2
`);
  });

  it('change nothing else of the draft, and are the same whatever their order', () => {
    const without = draftPlan(inputOf([]));
    const both = draftPlan(inputOf([PAID, REVENUE]));
    expect(both.actions.slice(0, -2)).toEqual(without.actions);
    expect(draftPlan(inputOf([REVENUE, PAID]))).toEqual(both);
  });

  it('are left out where their layer is not asked for', () => {
    const draft = draftPlan(inputOf([PAID], { layers: ['staging', 'marts'] }));
    expect([written(draft), draft.refused]).toEqual([[], []]);
  });

  it('serve no goal of this plan where an earlier one made them', () => {
    const draft = draftPlan(inputOf([PAID, REVENUE], { kept: [REVENUE] }));
    expect(draft.actions.at(-1)).not.toHaveProperty('goal_id');
  });
});

describe('names that other deltas change', () => {
  const raw = (name: string) => ({ schema: 'raw', name });
  const renaming: readonly Delta[] = [
    { kind: 'rename_table', table: raw('orders'), name: 'sales', why: 'said so' },
    { kind: 'rename_column', table: raw('orders'), column: 'amount', name: 'paid_amount', why: 'said so' },
    { kind: 'rename_column', table: raw('orders'), column: 'status', name: 'state', why: 'said so' },
  ];

  it('are those that a model knew when it wrote', async () => {
    const sql = `with o as (select * from {{ ref('stg_shop__orders') }})
      select o.status, amount, count(*) as orders from o join {{ ref('fct_orders') }} on fct_orders.amount = o.amount group by 1, 2`;
    const delta = writeModel(sql, { name: 'fct_by_status', key: ['status', 'amount'] });
    const draft = draftPlan(inputOf([...renaming, delta]));
    expect(draft.refused).toEqual([]);
    expect((await files(draft)).get('models/marts/fct_by_status.sql'))
      .toBe(`-- A model wrote this select; cartridge checked what it reads and tests its key.
with

o as (

    select * from {{ ref('stg_shop__sales') }}

)

select
    o.state as status,
    paid_amount as amount,
    count(*) as orders
from o
join {{ ref('fct_sales') }} as fct_orders
    on fct_orders.paid_amount = o.paid_amount
group by 1, 2
`);
  });

  it('may be those that the deltas give, where nothing else had them', async () => {
    const delta = writeModel("select order_id, paid_amount from {{ ref('stg_shop__sales') }}", { name: 'fct_paid' });
    const draft = draftPlan(inputOf([...renaming, delta]));
    expect(draft.refused).toEqual([]);
    expect((await files(draft)).get('models/marts/fct_paid.sql')).toContain(
      '    sales_id as order_id,\n    paid_amount\n',
    );
  });
});

describe('models that are not followed', () => {
  it('never take the place of a model that is there', () => {
    expect(whyNot([{ ...PAID, layer: 'marts', name: 'fct_orders' }])).toEqual(['the name fct_orders is taken']);
    expect(whyNot([PAID], { takenNames: ['INT_paid_orders'] })).toEqual(['the name int_paid_orders is taken']);
  });

  it('say which column is gone once a raw table changed', () => {
    const [customers, orders] = smallShop().tables;
    const drifted = { ...orders!, columns: orders!.columns.filter(({ name }) => name !== 'amount') };
    const catalog = smallShop(customers!, drifted);
    const draft = draftPlan(inputOf([PAID, REVENUE], { catalog, beliefs: infer(catalog, NO_EVIDENCE).beliefs }));
    expect(written(draft)).toEqual([]);
    expect(draft.refused.map(({ why }) => why)).toEqual([
      expect.stringContaining('there is no model "paid_orders" that can be read'),
      'column "amount" does not exist in stg_shop__orders; there are order_id, customer_id, status, ordered_at',
    ]);
  });

  it('read each other in a circle', () => {
    const again = { ...PAID, sql: "select order_id from {{ ref('monthly_revenue') }}" };
    expect(whyNot([again, REVENUE])).toEqual(Array(2).fill('it reads itself, through other models that were written'));
  });
});

describe('what may be read', () => {
  it('is every model of the draft with the types of its columns, but not what was written', () => {
    const models = modelsToRead(inputOf([PAID, REVENUE]));
    expect([...models.keys()].sort()).toEqual([
      'dim_customers',
      'fct_orders',
      'stg_shop__customers',
      'stg_shop__orders',
    ]);
    expect(models.get('stg_shop__orders')).toEqual([
      { name: 'order_id', type: 'INTEGER' },
      { name: 'customer_id', type: 'INTEGER' },
      { name: 'status', type: 'VARCHAR' },
      { name: 'amount', type: 'DECIMAL(18,2)' },
      { name: 'ordered_at', type: 'TIMESTAMP' },
    ]);
  });
});

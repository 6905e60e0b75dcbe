import { describe, expect, it } from 'vitest';
import type { ReadableModels } from '../../../src/planner/written/reading.ts';
import { tryWrittenModels } from '../../../src/verify/written/try-written-models.ts';
import { SHOP_MODELS, writeModel } from '../../helpers/written-models.ts';

const ORDERS = "{{ ref('stg_shop__orders') }}";

async function faults(
  models: Readonly<Record<string, string>>,
  known: { models?: ReadableModels; adapter?: string } = {},
): Promise<Record<string, string[]>> {
  const deltas = Object.entries(models).map(([name, sql]) => writeModel(sql, { name }));
  const found = await tryWrittenModels(deltas, { models: SHOP_MODELS, adapter: 'duckdb', ...known });
  return Object.fromEntries([...found].map(([name, problems]) => [name, problems.map(({ message }) => message)]));
}

describe('trying models that a model wrote', () => {
  it('compiles each on empty tables, in the order in which they read each other', async () => {
    const models = {
      int_paid: `select order_id, customer_id, amount * 2 as twice from ${ORDERS} where status = 'paid'`,
      a_first: "select order_id, sum(twice) as total from {{ ref('int_paid') }} group by order_id",
    };
    expect(await faults(models)).toEqual({ int_paid: [], a_first: [] });
  });

  it.each([
    [
      `select order_id, sum(amount) as total from ${ORDERS}`,
      'column "order_id" must appear in the GROUP BY clause or must be part of an aggregate function',
    ],
    [
      `select order_id, sum(status) as total from ${ORDERS} group by 1`,
      "no function matches the given name and argument types 'sum(VARCHAR)'. You might need to add explicit type casts",
    ],
    [`select order_id, amount + as total from ${ORDERS}`, 'syntax error at or near "as"'],
    [
      `select order_id from ${ORDERS} join {{ ref('stg_shop__customers') }} c on c.customer_id = customer_id`,
      'ambiguous reference to column name "customer_id" (use: "stg_shop__orders.customer_id" or "c.customer_id")',
    ],
    [`select order_id from ${ORDERS} where row_number() over () = 1`, 'WHERE clause cannot contain window functions'],
  ])('says what the database says: %s', async (sql, message) => {
    expect(await faults({ fct_written: sql })).toEqual({ fct_written: [message] });
  });

  it('tells what the rules say before any database is asked', async () => {
    expect(await faults({ fct_written: "select a as order_id from read_csv('/etc/passwd')" })).toEqual({
      fct_written: ["it selects from read_csv: only {{ ref('model') }} and CTEs that stand before are read"],
    });
  });

  it('refuses models that read each other in a circle, and what reads one that does not hold', async () => {
    const models = {
      a: "select order_id from {{ ref('b') }}",
      b: "select order_id from {{ ref('a') }}",
      wrong: `select order_id, none from ${ORDERS}`,
      below: "select order_id from {{ ref('wrong') }}",
      self: "select order_id from {{ ref('self') }}",
    };
    const circle = ['it reads itself, through other models that were written'];
    expect(await faults(models)).toEqual({
      a: circle,
      b: circle,
      self: circle,
      wrong: [
        'column "none" does not exist in stg_shop__orders; there are order_id, customer_id, status, amount, ordered_at',
      ],
      below: ['there is no model "wrong" that can be read; there are stg_shop__orders, stg_shop__customers'],
    });
  });

  it('does not hold a column against a model whose type nobody knows', async () => {
    const models: ReadableModels = new Map([
      [
        'stg_old',
        [
          { name: 'order_id', type: '' },
          { name: 'at', type: '' },
        ],
      ],
    ]);
    const sql = "select order_id, date_trunc('month', o.at) as month from {{ ref('stg_old') }} as o";
    expect(await faults({ fct_written: sql }, { models })).toEqual({ fct_written: [] });
  });

  it('compiles what is written for another warehouse in its DuckDB form', async () => {
    const sql = `select order_id, date_diff('day', min(ordered_at), max(ordered_at)) as days, sum(amount) / count(*) as mean
      from ${ORDERS} group by 1`;
    expect(await faults({ fct_written: sql }, { adapter: 'bigquery' })).toEqual({ fct_written: [] });
  });

  it('computes nothing ahead, however large it would be', async () => {
    const ctes = Array.from({ length: 40 }, (_, at) => `c${at + 1} as (select order_id, v || v as v from c${at})`);
    const sql = `with c0 as (select order_id, 'x' as v from ${ORDERS}), ${ctes.join(', ')} select order_id, v from c40`;
    const started = performance.now();
    expect(await faults({ fct_written: sql })).toEqual({ fct_written: [] });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const models = [writeModel(`select order_id from ${ORDERS}`)];
    await expect(tryWrittenModels(models, { models: SHOP_MODELS, adapter: 'duckdb', signal })).rejects.toThrow(
      'enough',
    );
  });

  it('asks no database where there is nothing to try', async () => {
    expect(await tryWrittenModels([], { models: SHOP_MODELS, adapter: 'duckdb' })).toEqual(new Map());
  });
});

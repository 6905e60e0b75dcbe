import { describe, expect, it } from 'vitest';
import { checkWrittenModel } from '../../../src/planner/written/check-written-model.ts';
import { HOSTILE_SQL } from '../../helpers/hostile-sql.ts';
import { SHOP_MODELS, writeModel } from '../../helpers/written-models.ts';

const ORDERS = "{{ ref('stg_shop__orders') }}";
const SELECT = `select order_id from ${ORDERS}`;

/** What is wrong with a model, the first fault alone; null: nothing. */
function faultOf(sql: string, adapter = 'duckdb'): string | null {
  const checked = checkWrittenModel(writeModel(sql), { models: SHOP_MODELS, adapter });
  return 'problems' in checked ? (checked.problems[0]?.message ?? '') : null;
}

describe('hostile SQL', () => {
  it.each(HOSTILE_SQL)('that reaches for %s is refused', (_, sql, fault) => {
    expect(faultOf(sql)).toBe(fault);
  });

  it('is refused for another warehouse too', () => {
    expect(HOSTILE_SQL.filter(([, sql]) => faultOf(sql, 'postgres') === null)).toEqual([]);
  });

  it('that doubles with each CTE is refused before anything unfolds it', () => {
    const ctes = Array.from(
      { length: 30 },
      (_, at) => `c${at + 1} as (select a.order_id from c${at} a join c${at} b on a.order_id = b.order_id)`,
    );
    expect(faultOf(`with c0 as (${SELECT}), ${ctes.join(', ')} select order_id from c30`)).toBe(
      'it reads models 1073741824 times, its CTEs unfolded; at most 100 times is allowed',
    );
  });

  it('takes no longer than its length asks for', () => {
    const started = performance.now();
    for (const [, sql] of HOSTILE_SQL) faultOf(sql);
    for (const piece of ['(', ')', "'", '"', '/*', '{{', '{%', '[', 'case ', 'a.', ',', 'with x as ('])
      expect(faultOf(piece.repeat(Math.floor(19_000 / piece.length)))).not.toBeNull();
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('comments', () => {
  it.each([
    `select order_id /* ; drop table x */ from ${ORDERS} -- ; drop table y`,
    `select {# order_id from x #} order_id from ${ORDERS}`,
    `${SELECT};`,
  ])('and a last semicolon are left out, and harm nothing: %s', (sql) => {
    expect(faultOf(sql)).toBeNull();
  });
});

describe('what only DuckDB knows', () => {
  it.each([
    [
      `${SELECT} qualify row_number() over (partition by customer_id order by ordered_at) = 1`,
      '"qualify" is not written the same in every warehouse: number the rows in a CTE and keep those that are wanted',
    ],
    [
      `select status::integer as order_id from ${ORDERS}`,
      '"::" is not written the same in every warehouse: write cast(x as type)',
    ],
    [
      `select count(*) filter (where amount > 1) as order_id from ${ORDERS}`,
      '"filter" is not written the same in every warehouse: write sum(case when .. then .. end)',
    ],
    [
      `select greatest(order_id, 1) as order_id from ${ORDERS}`,
      '"greatest" is not written the same in every warehouse: write case when a > b then a else b end',
    ],
    [
      `select amount * 2 as double_amount, double_amount + 1 as order_id from ${ORDERS}`,
      '"double_amount" is an alias of the same select, which most warehouses do not know there: compute it in a CTE first',
    ],
    [
      `select order_id from ${ORDERS} where ordered_at > current_date - interval 7 day`,
      `"interval" is not written the same in every warehouse: write date_diff('day', from, to) and a number`,
    ],
  ])('is written for it alone: %s', (sql, fault) => {
    expect(faultOf(sql)).toBeNull();
    expect(faultOf(sql, 'snowflake')).toBe(fault);
  });

  it.each(['sqlserver', 'fabric', 'mysql', 'clickhouse'])('nothing is written for %s', (adapter) => {
    expect(faultOf(SELECT, adapter)).toBe(`SQL that a model wrote is not made for ${adapter}`);
  });

  it('is not all that Redshift wants to be told', () => {
    const sql = `select order_id, sum(amount) over (order by ordered_at) as total from ${ORDERS}`;
    expect(faultOf(sql, 'postgres')).toBeNull();
    expect(faultOf(sql, 'redshift')).toBe(
      'sum(..) over (order by ..) must say which rows: rows between unbounded preceding and current row',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { checkWrittenModel } from '../../../src/planner/written/check-written-model.ts';
import { SHOP_MODELS, writeModel } from '../../helpers/written-models.ts';

const known = { models: SHOP_MODELS, adapter: 'duckdb' };
const ORDERS = "{{ ref('stg_shop__orders') }}";
const CUSTOMERS = "{{ ref('stg_shop__customers') }}";

function faults(sql: string, key = ['order_id'], adapter = 'duckdb'): readonly string[] {
  const checked = checkWrittenModel(writeModel(sql, { key }), { models: SHOP_MODELS, adapter });
  return 'problems' in checked ? checked.problems.map(({ message }) => message) : [];
}

describe('a model that holds', () => {
  it('tells what it reads, and the columns that come out', () => {
    const sql = `with o as (select * from ${ORDERS}), final as (select o.order_id, c.region as customer_region, o.amount * 2 doubled
      from o left join ${CUSTOMERS} as c using (customer_id)) select * from final`;
    const checked = checkWrittenModel(writeModel(sql), known);
    expect(checked).toMatchObject({
      refs: ['stg_shop__customers', 'stg_shop__orders'],
      columns: ['order_id', 'customer_region', 'doubled'],
      isKeyProven: false,
    });
  });

  it.each([
    `select order_id, (select max(amount) from ${ORDERS}) as most from ${ORDERS}`,
    `select o.order_id from ${ORDERS} o where exists (select 1 from ${CUSTOMERS} c where c.customer_id = o.customer_id)`,
    `select order_id from ${ORDERS} where amount is distinct from 1 and status not in ('a') and status like 'x%'`,
    `select extract(year from ordered_at) as order_id from ${ORDERS}`,
    `(select order_id from ${ORDERS}) union all (select customer_id from ${CUSTOMERS})`,
    `select x.order_id from (select order_id from ${ORDERS}) as x`,
    `select order_id, "Sign Up" as signed_up from ${ORDERS} join ${CUSTOMERS} c on c.customer_id = stg_shop__orders.customer_id`,
    `select case status when 'a' then 1 else -1 end as order_id from ${ORDERS}`,
    `select order_id, lag(amount, 1) over (partition by customer_id order by ordered_at rows between 1 preceding and current row) as before from ${ORDERS}`,
    `select customer_id, sum(amount) as order_id from ${ORDERS} group by 1 order by order_id desc nulls last, 1 limit 10`,
    `select ORDER_ID from ${ORDERS} Orders where ORDERS.Status = 'a'`,
  ])('on every warehouse: %s', (sql) => {
    expect(faults(sql)).toEqual([]);
    expect(faults(sql, ['order_id'], 'bigquery')).toEqual([]);
  });
});

describe('its key', () => {
  const proven = (sql: string, ...key: string[]): boolean | undefined => {
    const checked = checkWrittenModel(writeModel(sql, { key }), known);
    return 'problems' in checked ? undefined : checked.isKeyProven;
  };

  it('is proven where rows are grouped by it', () => {
    const grouped = `select date_trunc('month', ordered_at) as month, status, count(*) as orders from ${ORDERS}`;
    expect(proven(`${grouped} group by 1, 2`, 'month', 'status')).toBe(true);
    expect(proven(`${grouped} group by date_trunc('month', ordered_at), status`, 'month', 'status')).toBe(true);
    expect(proven(`${grouped} group by month, status`, 'status', 'month')).toBe(true);
    expect(proven(`with x as (${grouped} group by 1, 2) select * from x where orders > 1`, 'month', 'status')).toBe(
      true,
    );
    expect(proven(`with x as (${grouped} group by 1, 2) select month, status from x`, 'month', 'status')).toBe(true);
    expect(proven(`select distinct status from ${ORDERS}`, 'status')).toBe(true);
    expect(proven(`select status from ${ORDERS} union select region from ${CUSTOMERS}`, 'status')).toBe(true);
  });

  it('is not where something else is grouped by, left out, or joined on', () => {
    const grouped = `select date_trunc('month', ordered_at) as month, status, count(*) as orders from ${ORDERS} group by 1, 2`;
    expect(proven(grouped, 'month')).toBe(false);
    expect(proven(`with x as (${grouped}) select month as status, orders from x`, 'status')).toBe(false);
    expect(
      proven(`with x as (${grouped}) select x.month, x.status from x join ${ORDERS} using (status)`, 'month', 'status'),
    ).toBe(false);
    expect(proven(`select order_id from ${ORDERS}`, 'order_id')).toBe(false);
    expect(proven(`select status from ${ORDERS} union all select region from ${CUSTOMERS}`, 'status')).toBe(false);
    expect(proven(`with x as (${grouped}) select month, lower(status) as status from x`, 'month', 'status')).toBe(
      false,
    );
    expect(proven(`with x as (${grouped}) select month, orders + orders as status from x`, 'month', 'status')).toBe(
      false,
    );
  });
});

describe('a model that does not hold', () => {
  it.each<[string, string[]]>([
    [
      `select o.order_id, o.amnt, custmer_id from ${ORDERS} o`,
      [
        'column "amnt" does not exist in o; there are order_id, customer_id, status, amount, ordered_at',
        'column "custmer_id" does not exist in o; did you mean "customer_id"?',
      ],
    ],
    [`select a.order_id from ${ORDERS} o`, ['"a" is none of what is selected from (o)']],
    [
      `with o as (select order_id from ${ORDERS}) select order_id, amount from o`,
      ['column "amount" does not exist in o; there are order_id'],
    ],
    [`select order_id, count(*) from ${ORDERS} group by 1`, ['"count(*)" has no name: write "count(*) as name"']],
    [
      `select order_id, Amount as "Order Amount" from ${ORDERS}`,
      ['the column "Order Amount" needs an alias in snake_case'],
    ],
    [
      `select order_id, amount as "order" from ${ORDERS}`,
      ['"order" is a reserved word: give the column another alias'],
    ],
    [`select order_id, amount as order_id from ${ORDERS}`, ['two columns come out as "order_id"']],
    [`select amount from ${ORDERS}`, ['the key column "order_id" does not come out of it; there are amount']],
    [`select order_id from ${ORDERS} a left join ${CUSTOMERS} b`, ['"left join b" says neither on nor using']],
    [
      `select order_id from ${ORDERS} where summ(amount) > 1`,
      ['the function summ may not be called; did you mean "sum"?'],
    ],
  ])('says so: %s', (sql, messages) => {
    expect(faults(sql).slice(0, messages.length)).toEqual(messages);
  });

  it('has no key', () => {
    expect(faults(`select order_id from ${ORDERS}`, [])).toEqual([
      'it has no key: name the columns that identify a row',
    ]);
    expect(faults(`select order_id from ${ORDERS}`, ['order_id', 'order_id'])).toEqual([
      'its key names "order_id" twice',
    ]);
  });
});

describe('in common SQL alone', () => {
  it.each([
    [`select order_id at time zone 'UTC' as order_id from ${ORDERS}`, '"at" cannot stand in "select order_id at'],
    [`select date_trunc('decade', ordered_at) as order_id from ${ORDERS}`, "date_trunc takes one of 'year', 'quarter'"],
    [
      `select date_diff('month', ordered_at, ordered_at) as order_id from ${ORDERS}`,
      "date_diff takes 'day' and two dates",
    ],
    [`select extract(dow from ordered_at) as order_id from ${ORDERS}`, 'extract takes one of year'],
    [`select cast(status as json) as order_id from ${ORDERS}`, '"as json": a cast is to one of varchar'],
    [`select status || 'a\\b' as order_id from ${ORDERS}`, "the text 'a\\b' is not a plain one"],
    [
      `select date_trunc('month', ordered_at) as ordered_at, count(*) as order_id from ${ORDERS} group by ordered_at`,
      '"group by ordered_at" may mean the column or the alias',
    ],
    [`select order_id from ${ORDERS} limit 3 offset 2`, '"offset" is not written the same in every warehouse'],
    [`select status -> 'a' as order_id from ${ORDERS}`, '"->" is not among the operators of common SQL'],
  ])('%s', (sql, message) => {
    expect(faults(sql, ['order_id'], 'trino')[0]).toContain(message);
  });
});

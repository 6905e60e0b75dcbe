import { describe, expect, it } from 'vitest';
import { readOrigins } from '../../../src/sql/select/read-origins.ts';

/** `as < parent.column`, with `?` where a row may have nothing in it; stars as `* < parent`. */
function origins(sql: string) {
  const read = readOrigins(sql, 'duckdb');
  if ('reason' in read) return read.reason;
  const { columns, stars, rowsOf, isJoined, groupedBy, isOpen } = read;
  return {
    columns: columns.map(
      ({ as, from, keepsFilled }) =>
        `${as} < ${from ? `${from.parent.name}.${from.column}${keepsFilled ? '' : '?'}` : '-'}`,
    ),
    stars: stars.map(({ parent, except }) => [`* < ${parent.name}`, ...except].join(' - ')),
    rowsOf: rowsOf?.name ?? null,
    isJoined,
    groupedBy,
    isOpen,
  };
}

describe('readOrigins', () => {
  it('follows columns through CTEs and joins to the models that they come from', () => {
    expect(
      origins(`
        with customers as (select * from {{ ref('stg_customers') }}),
        orders as (select customer_id, count(*) as order_count from {{ ref('stg_orders') }} group by customer_id),
        final as (
          select customers.customer_id, customers.name as customer_name, orders.order_count
          from customers left join orders on customers.customer_id = orders.customer_id
        )
        select * from final`),
    ).toEqual({
      columns: ['customer_id < stg_customers.customer_id', 'customer_name < stg_customers.name', 'order_count < -'],
      stars: [],
      rowsOf: 'stg_customers',
      isJoined: true,
      groupedBy: null,
      isOpen: false,
    });
  });

  it('knows by what rows are grouped, by name or place, and that each combination comes out once', () => {
    const grouped = { stars: [], rowsOf: null, isJoined: false, isOpen: false };
    expect(
      origins(`select o.status, date_trunc('day', at) as day, sum(x) as total from {{ ref('o') }} o group by 1, 2`),
    ).toEqual({
      ...grouped,
      columns: ['status < o.status', 'day < -', 'total < -'],
      groupedBy: ['status', 'day'],
    });
    expect(origins(`select count(*) as n from {{ ref('o') }} group by status`)).toEqual({
      ...grouped,
      columns: ['n < -'],
      groupedBy: null,
    });
  });

  it('says whose columns may be empty', () => {
    expect(
      origins(`select a.x, b.y from {{ ref('a') }} a full outer join {{ ref('b') }} b on a.x = b.x`),
    ).toMatchObject({
      columns: ['x < a.x?', 'y < b.y?'],
    });
    expect(origins(`select a.*, b.y from {{ ref('a') }} a join {{ source('s', 'b') }} b using (x)`)).toMatchObject({
      columns: ['y < s.b.y?'],
      stars: ['* < a'],
    });
    expect(origins(`select * exclude (x) from {{ ref('a') }}`)).toMatchObject({ stars: ['* < a - x'] });
  });

  it('takes no column from a relation that it cannot follow', () => {
    expect(origins(`select x from {{ ref('a') }}, {{ ref('b') }}`)).toMatchObject({ columns: ['x < -'] });
    expect(origins(`select x from {{ ref('a') }} union all select x from {{ ref('b') }}`)).toMatchObject({
      columns: ['x < -'],
      rowsOf: null,
      isOpen: true,
    });
    expect(origins(`select {{ my_columns() }} from {{ ref('a') }}`)).toMatchObject({ isOpen: true });
    expect(origins(`select 'x`)).toBe('a quote or a comment is never closed');
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutSql } from '../../../src/planner/render/lay-out-sql.ts';
import { styleWith } from '../../helpers/styled.ts';
import { writtenFor } from '../../helpers/written-models.ts';

const REVENUE = `
with orders as (select * from {{ ref("stg_shop__orders") }}), -- all of them
  customers as ( SELECT * from {{ref('stg_shop__customers')}} ),
  final as (
    select cast(date_trunc('month', o.ordered_at) as date) as month, c.Region, sum(o.amount)/count(*) avg_amount,
      round(avg(o.amount), 2) as rounded, date_diff('day', min(o.ordered_at), max(o.ordered_at)) as days,
      case when c."Sign Up" >= date '2024-01-01' then 'it''s new' else null end as kind,
      row_number() over (partition by c.region order by sum(o.amount) desc nulls last) as place,
      cast(sum(o.amount) as decimal(18,2)) as total, cast(c.region as varchar) || '!' as shout
    from orders o left outer join customers c on o.customer_id = c.customer_id and c.region is not null
    where o.status between 'a' and 'b' and o.amount > 0 group by 1, c.region, 6, shout having count(*) > 1
  )
select * from final;`;

describe('SQL that a model wrote', () => {
  it('stands in the project as the rules would lay it out, without its comments', () => {
    expect(writtenFor(REVENUE).join('\n')).toBe(`with

orders as (

    select * from {{ ref('stg_shop__orders') }}

),

customers as (

    select * from {{ ref('stg_shop__customers') }}

),

final as (

    select
        cast(date_trunc('month', o.ordered_at) as date) as month,
        c.region,
        sum(o.amount)/count(*) as avg_amount,
        round(avg(o.amount), 2) as rounded,
        date_diff('day', min(o.ordered_at), max(o.ordered_at)) as days,
        case when c."Sign Up" >= date '2024-01-01' then 'it''s new' else null end as kind,
        row_number() over (partition by c.region order by sum(o.amount) desc nulls last) as place,
        cast(sum(o.amount) as decimal(18, 2)) as total,
        cast(c.region as varchar) || '!' as shout
    from orders as o
    left join customers as c
        on o.customer_id = c.customer_id
        and c.region is not null
    where o.status between 'a' and 'b'
        and o.amount > 0
    group by 1, c.region, 6, shout
    having count(*) > 1

)

select * from final`);
  });

  it.each([
    ['postgres', 'sum(o.amount) * 1.0 / count(*) as avg_amount'],
    ['postgres', 'round(cast(avg(o.amount) as numeric), 2) as rounded'],
    ['postgres', '(cast(max(o.ordered_at) as date) - cast(min(o.ordered_at) as date)) as days'],
    ['redshift', 'datediff(day, min(o.ordered_at), max(o.ordered_at)) as days'],
    ['redshift', 'round(avg(1.0 * (o.amount)), 2) as rounded'],
    ['redshift', "cast(c.region as varchar(65535)) || '!' as shout"],
    ['snowflake', 'datediff(day, min(o.ordered_at), max(o.ordered_at)) as days'],
    ['snowflake', 'c."Sign Up"'],
    ['bigquery', 'cast(date_trunc(o.ordered_at, month) as date) as month'],
    ['bigquery', 'date_diff(cast(max(o.ordered_at) as date), cast(min(o.ordered_at) as date), day) as days'],
    ['bigquery', String.raw`then 'it\'s new'`],
    ['bigquery', 'c.`Sign Up`'],
    ['bigquery', "cast(c.region as string) || '!' as shout"],
    ['databricks', 'datediff(max(o.ordered_at), min(o.ordered_at)) as days'],
    ['trino', "date_diff('day', cast(min(o.ordered_at) as date), cast(max(o.ordered_at) as date)) as days"],
  ])('is written for %s as %s', (adapter, piece) => {
    expect(writtenFor(REVENUE, adapter).join('\n')).toContain(piece);
  });

  it('says distinct where a warehouse wants it said', () => {
    const sql =
      "select status from {{ ref('stg_shop__orders') }} union select region from {{ ref('stg_shop__customers') }}";
    expect(writtenFor(sql, 'bigquery')).toEqual([
      'select',
      '    status',
      "from {{ ref('stg_shop__orders') }}",
      '',
      'union distinct',
      '',
      'select',
      '    region',
      "from {{ ref('stg_shop__customers') }}",
    ]);
  });

  it('has the case, the commas and the quotes of the project', () => {
    const sql = `with o as (select * from {{ ref('stg_shop__orders') }})
      select status, count(*) as orders from o where status in (select region from {{ ref('stg_shop__customers') }}) group by 1`;
    const style = styleWith({ sql: { keywords: 'upper', commas: 'leading', quoting: 'always' } });
    expect(layOutSql(writtenFor(sql, 'duckdb', style).join('\n'), style.sql)).toBe(`WITH

o AS (

    SELECT * FROM {{ ref('stg_shop__orders') }}

)

SELECT
    "status"
    , COUNT(*) AS "orders"
FROM o
WHERE "status" IN (SELECT "region" FROM {{ ref('stg_shop__customers') }})
GROUP BY 1`);
  });

  it('has a long case on lines of its own', () => {
    const sql = `select order_id, case when status = 'paid' and amount > 100 then 'large' when status = 'paid' then case when amount > 10
      then 'middle' else 'small' end else 'none' end as size from {{ ref('stg_shop__orders') }}`;
    expect(writtenFor(sql)).toEqual([
      'select',
      '    order_id,',
      '    case',
      "        when status = 'paid' and amount > 100 then 'large'",
      "        when status = 'paid' then case when amount > 10 then 'middle' else 'small' end",
      "        else 'none'",
      '    end as size',
      "from {{ ref('stg_shop__orders') }}",
    ]);
  });

  it('reads the same once it is laid out', () => {
    for (const adapter of ['duckdb', 'snowflake']) {
      const once = writtenFor(REVENUE).join('\n');
      expect(writtenFor(once, adapter)).toEqual(writtenFor(REVENUE, adapter));
    }
  });

  it('depends on line breaks and comments between its words in nothing', () => {
    const lines = REVENUE.replace(/--.*/, '').split(/\s*\n\s*/);
    const gap = fc.constantFrom(' ', '\n\n', '\t ', ' /* x */ ', '\r\n', ' -- y\n', '{# z #} ');
    fc.assert(
      fc.property(fc.array(gap, { minLength: lines.length, maxLength: lines.length }), (gaps) => {
        const text = lines.map((line, at) => line + gaps[at]!).join('');
        expect(writtenFor(text)).toEqual(writtenFor(REVENUE));
      }),
      { numRuns: 30 },
    );
  });
});

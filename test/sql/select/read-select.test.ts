import { describe, expect, it } from 'vitest';
import { readSelect } from '../../../src/sql/select/read-select.ts';

/** What comes out of a model, in short: `as` of what is kept, `as = computed(uses)`. */
function columns(sql: string, dialect = 'duckdb'): string[] {
  const read = readSelect(sql, dialect);
  if ('reason' in read) return [`refused: ${read.reason}`];
  return read.columns.map(({ raw, as, uses }) => (raw === null ? `${as} = (${uses.join(', ')})` : `${raw} -> ${as}`));
}

describe('readSelect', () => {
  it('follows a staging model to the raw columns of its source', () => {
    const sql = `
with source as (select * from {{ source('shop', 'orders') }}),
renamed as (
    select
        -- ids
        id as order_id,
        "Customer" as customer_id, -- who
        cast(total as decimal(18, 2)) as total, placed::date as placed_on,
        lower(trim(note)) as note,
        {{ cents_to_dollars('tax') }} as tax,
        row_number() over (partition by id order by placed desc) latest
    from source
)
select * from renamed`;
    expect(readSelect(sql, 'postgres')).toMatchObject({
      source: { source: 'shop', table: 'orders' },
      ctes: ['source', 'renamed'],
      hasStar: false,
      isOpen: false,
      isGrouped: false,
    });
    expect(columns(sql)).toEqual([
      'id -> order_id',
      'Customer -> customer_id',
      'total -> total',
      'placed -> placed_on',
      'note = (note)',
      'tax = (tax)',
      'latest = (id, placed)',
    ]);
  });

  it('composes names through CTEs, subqueries and stars', () => {
    const sql = `
with raw as (select *, upper(sku) as code from {{ ref('base_items') }} where not deleted),
named as (select i.id as item_id, i.code, * exclude (id, sku), price as cost from raw as i)
select n.item_id, code as item_code, name from (select * from named) n`;
    expect(columns(sql)).toEqual(['id -> item_id', 'item_code = (sku)', 'name -> name']);
    expect(readSelect(sql, 'snowflake')).toMatchObject({ source: { ref: 'base_items' }, hasStar: false });
  });

  it.each([
    ['select * from {{ source("a", "b") }}', { hasStar: true, except: [], columns: [] }],
    ['select b.* except (x, y) from {{ source("a", "b") }} as b', { hasStar: true, except: ['x', 'y'] }],
    [
      'select * replace (lower(x) as x) from {{ ref("b") }}',
      { except: ['x'], columns: [{ raw: null, as: 'x', uses: ['x'] }] },
    ],
    ['select * rename (x as z) from {{ ref("b") }}', { except: ['x'], columns: [{ raw: 'x', as: 'z', uses: ['x'] }] }],
    ["select {{ dbt_utils.star(ref('b')) }} from {{ ref('b') }}", { hasStar: false, isOpen: true, columns: [] }],
    ['select distinct a from {{ ref("p", "b") }}', { isGrouped: true, source: { ref: 'b' } }],
    ['select a from {{ ref("b") }} {{ dbt_utils.group_by(1) }}', { isGrouped: true }],
    ['select max(a) as a, sum(b) over () as b from t', { isGrouped: true, source: null }],
    ['select a, sum(b) over () as b from {{ var("t") }}', { isGrouped: false, source: null }],
    [
      'with d as ({{ dbt_utils.deduplicate(ref("b"), "id") }}) select id from d',
      { isOpen: true, source: { ref: 'b' } },
    ],
  ])('reads %s', (sql, expected) => {
    expect(readSelect(sql, 'snowflake')).toMatchObject(expected);
  });

  it('keeps the first branch of an if, the body of a loop, and nothing of a macro or of what only separates', () => {
    const sql = `{{ config(materialized='view') }}
{% set names = ['x'] %}
{% macro m() %} select z from {{ ref('no') }} {% endmacro %}
{% if target.name == 'prod' %}
select id, {% if var('a') %} a as flag {% else %} b as flag {% endif %},
  {% for name in names %} {{ name }} {{ ',' if not loop.last }} {% if not loop.last %},{% endif %} {% endfor %}
from {{ source('s', 't') }}
{% else %} select 1 as nothing {% endif %}`;
    expect(columns(sql)).toEqual(['id -> id', 'a -> flag']);
    expect(readSelect(sql, 'duckdb')).toMatchObject({ isOpen: true, source: { source: 's', table: 't' } });
  });

  it('knows how each dialect writes comments, texts and names', () => {
    expect(columns('select a, // b\n c from t', 'snowflake')).toEqual(['a -> a', 'c -> c']);
    expect(columns('select a, # b,\n "x, y" as c, `d` from t', 'bigquery')).toEqual(['a -> a', 'c = ()', 'd -> d']);
    expect(columns("select '''a' , b''' as x, r'\\'' as y from t", 'bigquery')).toEqual(['x = ()', 'y = ()']);
    expect(columns("select $q$a, ' b$q$ as x, e'\\'' as y, 'it''s' as z from t", 'postgres')).toHaveLength(3);
    expect(columns('select [a, b] as x, c = d, top_1 from t', 'sqlserver')).toEqual([
      'a, b -> x',
      'd -> c',
      'top_1 -> top_1',
    ]);
    expect(columns('select [a, b] as x from t', 'duckdb')).toEqual(['x = (a, b)']);
  });

  it('knows a cast from what is made of one', () => {
    const sql = `select a::timestamp without time zone as a, b::numeric(18, 2)::int as b, try_cast(c as Nullable(Date)) as c,
      d::int + 1 as d, cast(e as int) + f::array<struct<g int>> as e, h::int[] h,
      lower(i::text) as i from t`;
    expect(columns(sql)).toEqual(['a -> a', 'b -> b', 'c -> c', 'd = (d)', 'e = (e, f)', 'h -> h', 'i = (i)']);
  });

  it('takes no name of a clause or operator for the end of a list', () => {
    const sql = `select top 5 a.limit, offset as o, x is distinct from y as differs, extract(day from d) as day,
      percentile_cont(0.5) within group (order by z) over () as middle, array<struct<k int64, v string>>[] as kv,
      case when q then 1 else 2 end, v:a.from::int as deep, t.window, filter, first_value(r ignore nulls) over (order by w)
      rows_first from t as a where true`;
    expect(columns(sql, 'bigquery')).toEqual([
      'limit -> limit',
      'offset -> o',
      'differs = (x, y)',
      'day = (day, d)',
      'middle = (z)',
      'kv = ()',
      'deep = (v)',
      'window = (t)',
      'filter -> filter',
      'rows_first = (r, w)',
    ]);
  });

  it.each([
    ['select a from b join c using (id)', 'it joins several relations'],
    ['select a from b, c', 'it joins several relations'],
    ['select a from b union all select a from c', 'it unites several selects'],
    ["{{ dbt_utils.union_relations([ref('a'), ref('b')]) }}", 'it has no select list that can be read'],
    ['from t select a', 'it has no select list that can be read'],
    ["select 'a from b", 'a quote or a comment is never closed'],
    ['select (a from b', 'its brackets do not match, or are too many'],
    ['{% if a %} select 1', 'its Jinja is not well-formed: {% if %} is never closed by {% endif %}'],
  ])('refuses %s', (sql, reason) => {
    expect(readSelect(sql, 'duckdb')).toEqual({ reason });
  });
});

import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Style } from '../../../src/context/style.ts';
import type { Duckdb } from '../../../src/outside/duckdb.ts';
import { openDuckdb } from '../../../src/outside/duckdb.ts';
import type { IntermediateSpec, MartSpec, StagingSpec } from '../../../src/plan/specs.ts';
import { KEYWORDS } from '../../../src/planner/render/lay-out-sql.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { RESERVED_WORDS } from '../../../src/sql/reserved-words.ts';
import { loadTemplates } from '../../../src/templates.ts';
import { anyStyle } from '../../helpers/any-style.ts';
import { draftOf } from '../../helpers/built-models.ts';
import { actionsOf, styleWith } from '../../helpers/styled.ts';
import { UNTIDY_SHOP, UNTIDY_SHOP_BELIEFS, UNTIDY_SHOP_SQL } from '../../helpers/untidy-shop.ts';

const templates = await loadTemplates();

const ORDERS: StagingSpec = {
  kind: 'staging',
  name: 'stg_shop__orders',
  description: 'Orders.',
  source: 'shop',
  table: 'orders',
  select: [
    { from: 'ID', as: 'order_id', group: 'ids', how: { kind: 'keep' } },
    { from: 'from', as: 'origin', group: 'strings', how: { kind: 'keep' } },
    { from: 'cents', as: 'amount', group: 'numerics', how: { kind: 'cents' } },
    { from: 'date', as: 'date', group: 'dates', how: { kind: 'keep' } },
    { from: 'day', as: 'ordered_on', group: 'dates', how: { kind: 'cast', to: 'date' } },
  ],
  columns: [],
};
const TOTALS: IntermediateSpec = {
  kind: 'intermediate',
  name: 'int_order_totals',
  description: 'Totals.',
  from: 'stg_shop__items',
  group_by: ['order_id', 'day'],
  measures: [{ as: 'item_count', function: 'count' }],
  columns: [],
};
const FACT: MartSpec = {
  kind: 'mart',
  mart: 'fact',
  name: 'fct_orders',
  description: 'Orders.',
  base: { model: 'stg_shop__orders', alias: 'orders' },
  joins: [
    {
      model: 'int_order_totals',
      alias: 'totals',
      on: [{ left_alias: 'orders', left: 'order_id', right: 'order_id' }],
    },
  ],
  select: [
    { alias: 'orders', column: 'order_id', as: 'order_id' },
    { alias: 'totals', column: 'item_count', as: 'item_count', default_zero: true },
  ],
  columns: [],
};

function sqlOf(spec: StagingSpec | IntermediateSpec | MartSpec, style: Style): string {
  const files = renderActions(actionsOf(spec), { style, templates });
  return files.find(({ path }) => path.endsWith('.sql'))!.content;
}

describe('a staging model', () => {
  it('has leading commas, keywords in capitals, two spaces, and casts by colons', () => {
    const style = styleWith({
      sql: {
        keywords: 'upper',
        commas: 'leading',
        indent: 2,
        with: 'inline',
        blank_lines: false,
        casts: 'double_colon',
      },
    });
    expect(sqlOf(ORDERS, style)).toBe(`WITH source AS (
  SELECT * FROM {{ source('shop', 'orders') }}
),

renamed AS (
  SELECT
    ---------- ids
    "ID" AS order_id

    ---------- strings
    , "from" AS origin

    ---------- numerics
    , (cents / 100.0)::DECIMAL(18, 2) AS amount

    ---------- dates
    , date
    , day::DATE AS ordered_on
  FROM source
)

SELECT * FROM renamed
`);
  });

  it('is a bare select where the project writes no CTEs', () => {
    expect(sqlOf(ORDERS, styleWith({ sql: { staging_ctes: [], column_groups: false } }))).toBe(`select
    "ID" as order_id,
    "from" as origin,
    cast(cents / 100.0 as decimal(18, 2)) as amount,
    date,
    cast(day as date) as ordered_on
from {{ source('shop', 'orders') }}
`);
  });

  it.each([
    [['src'], /^with\n\nsrc as \(\n\n {4}select \* from \{\{ source[^]*\n\)\n\nselect\n[^]*\nfrom src\n$/],
    [
      ['renamed'],
      /^with\n\nrenamed as \(\n\n {4}select\n[^]*\n {4}from \{\{ source[^]*\n\)\n\nselect \* from renamed\n$/,
    ],
    [
      ['base', 'fields', 'final'],
      /^with\n\nbase as \([^]*\nfinal as \([^]*\n {4}from base\n\n\)\n\nselect \* from final\n$/,
    ],
  ])('has the CTEs %j of the project', (staging_ctes, text) => {
    expect(sqlOf(ORDERS, styleWith({ sql: { staging_ctes } }))).toMatch(text);
  });

  it('has its CTEs below the with and deeper, as sqlfmt writes them', () => {
    const style = styleWith({ sql: { indented_ctes: true, column_groups: false, blank_lines: false } });
    expect(sqlOf({ ...ORDERS, select: ORDERS.select.slice(0, 2) }, style)).toBe(`with
    source as (
        select * from {{ source('shop', 'orders') }}
    ),

    renamed as (
        select
            "ID" as order_id,
            "from" as origin
        from source
    )

select * from renamed
`);
  });

  it('keeps blank lines within deeper CTEs where the project has both', () => {
    expect(sqlOf(ORDERS, styleWith({ sql: { indented_ctes: true } }))).toContain(
      'with\n    source as (\n\n        select * from',
    );
  });

  it('heads groups of columns as the project does', () => {
    const lines = (headings: string): string[] =>
      sqlOf(ORDERS, styleWith({ sql: { headings } }))
        .split('\n')
        .filter((line) => line.includes('--'))
        .map((line) => line.trim());
    expect(lines('-- {Group}')).toEqual(['-- Ids', '-- Strings', '-- Numerics', '-- Dates']);
    expect(lines('-- == {group} ==')[0]).toBe('-- == ids ==');
  });

  it('has every column in quotes, and its materialization beside it', () => {
    const style = styleWith({
      sql: { quoting: 'always', config_block: true, staging_ctes: [], column_groups: false, blank_lines: false },
    });
    expect(sqlOf(ORDERS, style)).toBe(`{{ config(materialized='view') }}

select
    "ID" as "order_id",
    "from" as "origin",
    cast("cents" / 100.0 as decimal(18, 2)) as "amount",
    "date",
    cast("day" as date) as "ordered_on"
from {{ source('shop', 'orders') }}
`);
  });
});

describe('a mart', () => {
  it('ends in a bare select where the project has no last CTE, with tabs', () => {
    expect(sqlOf(FACT, styleWith({ sql: { final_cte: null, with: 'inline', blank_lines: false, indent: 'tab' } })))
      .toBe(`with orders as (
\tselect * from {{ ref('stg_shop__orders') }}
),

totals as (
\tselect * from {{ ref('int_order_totals') }}
)

select
\torders.order_id,
\tcoalesce(totals.item_count, 0) as item_count
from orders
left join totals
\ton orders.order_id = totals.order_id
`);
  });

  it('names the last CTE as the project does, unless an input has the name', () => {
    expect(sqlOf(FACT, styleWith({ sql: { final_cte: 'joined' } }))).toMatch(
      /\njoined as \([^]*\nselect \* from joined\n$/,
    );
    expect(sqlOf(FACT, styleWith({ sql: { final_cte: 'orders' } }))).toMatch(/\n\)\n\nselect\n[^]*\nfrom orders\n/);
  });
});

it('sums in the style of the project', () => {
  expect(sqlOf(TOTALS, styleWith({ sql: { keywords: 'upper', commas: 'leading', final_cte: null } }))).toBe(`WITH

items AS (

    SELECT * FROM {{ ref('stg_shop__items') }}

)

SELECT
    order_id
    , day
    , COUNT(*) AS item_count
FROM items
WHERE order_id IS NOT NULL
    AND day IS NOT NULL
GROUP BY 1, 2
`);
});

it('writes in capitals only words that no name can be', () => {
  expect([...KEYWORDS].filter((word) => !RESERVED_WORDS.has(word))).toEqual([]);
});

describe('in DuckDB', () => {
  let duckdb: Duckdb;
  beforeAll(async () => {
    duckdb = await openDuckdb(':memory:');
    await duckdb.run(UNTIDY_SHOP_SQL);
    await duckdb.run('create view produkte_and_preise_x as from "Produkte & Preise {% x %}"');
  });
  afterAll(() => duckdb.close());

  it('is the same table in every style', async () => {
    const actions = draftOf(UNTIDY_SHOP, UNTIDY_SHOP_BELIEFS);
    /** Columns of every model, with their types, as DuckDB finds them. */
    const bound = async (style: Style): Promise<unknown> => {
      const files = new Map(
        renderActions(actions, { style, templates })
          .filter(({ path }) => path.endsWith('.sql'))
          .map(({ path, content }) => [path.replace(/^.*\/(.*)\.sql$/, '$1'), content]),
      );
      await duckdb.run('drop schema if exists built cascade; create schema built; set search_path = "built,main"');
      for (const { name } of actions) {
        const sql = files
          .get(name)
          ?.replace(/\{\{ config\([^)]*\) \}\}/, '')
          .replaceAll(/\{\{ (?:ref|source)\((?:'[^']+', )?'(.+?)'\) \}\}/g, '"$1"')
          .replaceAll("{{ '{' }}", '{');
        if (sql !== undefined) await duckdb.run(`create view built."${name}" as ${sql}`);
      }
      return duckdb.query(
        "select table_name, column_name, data_type from duckdb_columns() where schema_name = 'built' order by 1, column_index",
      );
    };
    const expected = await bound(styleWith({}));
    expect(expected).not.toEqual([]);
    await fc.assert(
      fc.asyncProperty(anyStyle, async (style) => {
        expect(await bound(style)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

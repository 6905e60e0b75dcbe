import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSqlStyle } from '../../../src/context/conventions/sql-style-facts.ts';

const DBT_LABS = `{{ config(materialized='view', tags=['shop', "daily"], meta={'owner': 'ops'}) }}

with

source as (

    select * from {{ source('shop', 'orders') }}

),

renamed as (

    select
        ---------- ids
        id as order_id,
        customer_id, -- of {{ ref('stg_shop__customers') }}

        ---------- timestamps
        cast(created_at as timestamp) as created_at,
        'a, SELECT FROM' as note

    from source

)

select * from renamed
`;

const LEADING_UPPER = `WITH base AS (
  SELECT
    "user_id"
  , "name"::text AS "user_name"
  , "is_admin"
  {# SELECT nothing, #}
  FROM {{ ref('users') }}
), final AS (
  SELECT * FROM base
)
SELECT * FROM final
{% if is_incremental() %}
  WHERE user_id > 1
{% endif %}
`;

describe('readSqlStyle', () => {
  it('reads a staging model of the dbt Labs kind', () => {
    expect(readSqlStyle(DBT_LABS)).toEqual({
      keywords: 'lower',
      commas: 'trailing',
      indent: 4,
      quoting: 'needed',
      casts: 'cast',
      column_groups: true,
      headings: '---------- {group}',
      with: 'own_line',
      indented_ctes: false,
      blank_lines: true,
      ctes: ['source', 'renamed'],
      final_cte: 'renamed',
      id_as: 'order_id',
      first_column: 'order_id',
      config_block: true,
      tags: ['shop', 'daily'],
      meta_keys: ['owner'],
    });
  });

  it('reads the opposite of it', () => {
    expect(readSqlStyle(LEADING_UPPER)).toEqual({
      keywords: 'upper',
      commas: 'leading',
      indent: 2,
      quoting: 'always',
      casts: 'double_colon',
      column_groups: false,
      headings: null,
      with: 'inline',
      indented_ctes: null,
      blank_lines: false,
      ctes: ['base', 'final'],
      final_cte: 'final',
      id_as: null,
      first_column: 'user_id',
      config_block: false,
      tags: [],
      meta_keys: [],
    });
  });

  it('takes what a text does not show for unknown', () => {
    expect(readSqlStyle("{{ union_relations(['a', 'b']) }}")).toMatchObject({
      keywords: null,
      commas: null,
      indent: null,
      quoting: null,
      casts: null,
      with: null,
      blank_lines: null,
      ctes: [],
      final_cte: null,
      first_column: null,
    });
  });

  it.each([
    ['tabs', 'select\n\ta,\n\tb\nfrom t', { indent: 'tab' }],
    ['what is aligned', 'select a,\n       b,\n       c\nfrom t', { indent: null, commas: 'trailing' }],
    [
      'a comma before a CTE',
      'with a as (\n  select x,\n    y\n  from t\n)\n, b as (\n  select 1\n)\nselect 1',
      { commas: 'trailing' },
    ],
    ['a CTE that Jinja names', 'with {{ name }} as (\n select 1\n), b as (select 2)\nselect * from b', { ctes: ['b'] }],
    ['a cast of id', 'select id::text as user_pk from t', { id_as: 'user_pk', first_column: 'user_pk' }],
    ['a computed first column', 'select md5(a) as k, b from t', { first_column: null }],
    [
      'explanations, which head no group',
      'select\n  -- the id, of course\n  id,\n  -- see issue 4!\n  b\nfrom t',
      { column_groups: false },
    ],
    ['an end that takes some', 'with a as (select 1) select x from a', { final_cte: null }],
    [
      'CRLF',
      'with\r\n\r\na as (\r\n\r\n    select 1\r\n\r\n)\r\n\r\nselect * from a\r\n',
      { with: 'own_line', blank_lines: true, final_cte: 'a' },
    ],
  ])('reads %s', (_, sql, facts) => {
    expect(readSqlStyle(sql)).toMatchObject(facts);
  });

  it.each(['select ', ' ', '/*', '-- ', "'", ')', 'with a as (', 'select * from a   ', '{{', '\n'])(
    'comes to an end with %j a hundred thousand times',
    (piece) => {
      expect(readSqlStyle(piece.repeat(100_000))).toMatchObject({ casts: null });
    },
  );

  it('never throws, and is plain data', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      "'",
      '"',
      '`',
      '--',
      '/*',
      '*/',
      ',',
      '\n',
      'select',
      'with',
      'as (',
      ')',
      'ref(',
      '§',
      '¤',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(piece, fc.string())).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (sql) => {
        const facts = readSqlStyle(sql);
        expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
      }),
    );
  });
});

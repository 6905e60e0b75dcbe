import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPythonFacts } from '../../../src/context/facts/python-facts.ts';
import { NO_SQL_FACTS, readSqlFacts } from '../../../src/context/facts/sql-facts.ts';

/** `orders`, `pkg.orders`, `orders v2`. */
function refsOf(sql: string): string[] {
  return readSqlFacts(sql).refs.map(
    (ref) =>
      `${ref.package === null ? '' : `${ref.package}.`}${ref.name}${ref.version === null ? '' : ` v${ref.version}`}`,
  );
}

it('finds every ref, with its package and its version, each once', () => {
  expect(refsOf(`select * from {{ ref('orders') }} join {{ ref("orders") }} join {{ref('crm', 'people',)}}`)).toEqual([
    'orders',
    'crm.people',
  ]);
  expect(refsOf(`{{ ref('a', v=2) }} {{ ref('a', version="3b") }} {{ ref('p', 'a', v = 1) }}`)).toEqual([
    'a v2',
    'a v3b',
    'p.a v1',
  ]);
});

it('finds refs wherever Jinja runs', () => {
  const sql = `
    -- depends_on: {{ ref('in_a_comment') }}
    {% set tables = [ref('in_a_list'), source('shop', 'orders')] %}
    {{ dbt_utils.union_relations(relations=[ref('in_a_call')]) }}
    {% if is_incremental() %} {{ ref('in_a_branch') }} {% else %} {{ builtins.ref('built_in') }} {% endif %}
    {{ config(post_hook="insert into log select count(*) from {{ ref('in_a_hook') }}") }}`;
  expect(refsOf(sql)).toEqual(['in_a_comment', 'in_a_list', 'in_a_call', 'in_a_branch', 'built_in', 'in_a_hook']);
  expect(readSqlFacts(sql)).toMatchObject({ sources: ['shop.orders'], computed: false, fault: null });
});

it('leaves out what dbt never runs, and what is no ref', () => {
  const sql = `{# {{ ref('a') }} #} {% raw %}{{ ref('b') }}{% endraw %} {{ my_ref('c') }} {{ this.ref('d') }} ref('e')`;
  expect(readSqlFacts(sql)).toEqual({ ...NO_SQL_FACTS, calls: ['my_ref'] });
});

it('says where only dbt can know', () => {
  expect(readSqlFacts("{% for t in ts %}{{ ref('stg_' ~ t) }}{% endfor %}{{ ref('a') }}")).toMatchObject({
    refs: [{ name: 'a' }],
    computed: true,
  });
  expect(readSqlFacts("{{ source(var('schema'), 'orders') }}")).toMatchObject({ sources: [], computed: true });
  expect(refsOf("{{ ref('a', v=var('v')) }}")).toEqual(['a']);
});

it('reads what config sets as written, what is computed as Jinja', () => {
  const sql = `{{ config(
      materialized = 'incremental',
      enabled=False, tags=['daily', "core"], full_refresh=none, cluster_by=['a', var('b')],
      partition_by={'field': 'day', 'data_type': 'date', 'n': -1.5},
      alias='x' ~ target.name, schema="mart's", post_hook=["grant, select", "}}"]
  ) }} select 1`;
  expect(readSqlFacts(sql).config).toEqual({
    materialized: 'incremental',
    enabled: false,
    tags: ['daily', 'core'],
    full_refresh: null,
    partition_by: { field: 'day', data_type: 'date', n: -1.5 },
    cluster_by: "{{ ['a', var('b')] }}",
    alias: "{{ 'x' ~ target.name }}",
    schema: "mart's",
    post_hook: ['grant, select', '}}'],
  });
  expect(readSqlFacts("{{ config({'materialized': 'table'}) }}").config).toEqual({ materialized: 'table' });
});

it('takes the last config, and nothing that hangs on a condition', () => {
  const configOf = (sql: string) => readSqlFacts(sql).config;
  expect(configOf("{{ config(schema='a') }}{{ config(schema='b', tags='t') }}")).toEqual({ schema: 'b', tags: 't' });
  const either = "{% if var('on') %}{{ config(enabled=true) }}{% else %}{{ config(enabled=false) }}{% endif %}";
  expect(configOf(`${either}{{ config(alias='x') }}`)).toEqual({ alias: 'x' });
  expect(configOf('{{ config(enabled=true) }}{% if a %}{{ config(enabled=false) }}{% endif %}')).toEqual({});
});

it('names macros as dbt does, and snapshots', () => {
  const sql = `{% macro cents(x) %}{% endmacro %}
    {%- test is_odd(model, column_name) -%}{%- endtest -%}
    {% materialization delta, adapter='spark' %}{% endmaterialization %}
    {% materialization plain, default %}{% endmaterialization %}
    {% snapshot orders_snapshot %}{{ config(unique_key='id') }} select * from {{ ref('orders') }}{% endsnapshot %}`;
  expect(readSqlFacts(sql)).toMatchObject({
    macros: [
      { name: 'cents' },
      { name: 'test_is_odd' },
      { name: 'materialization_delta_spark' },
      { name: 'materialization_plain_default' },
    ],
    snapshots: ['orders_snapshot'],
    refs: [{ name: 'orders' }],
    config: { unique_key: 'id' },
    fault: null,
  });
});

it('says what each macro depends on, and what is called', () => {
  const sql = `{% macro a() %}{{ ref('x') }}{{ b(1) }}{% endmacro %}
    {% macro b(n) %}{{ source('shop', 'orders') }}{% endmacro %}
    {{ ref('y') }}`;
  expect(readSqlFacts(sql).macros).toEqual([
    { name: 'a', refs: [{ name: 'x', package: null, version: null }], sources: [], computed: false, calls: ['b'] },
    { name: 'b', refs: [], sources: ['shop.orders'], computed: false, calls: [] },
  ]);
  expect(readSqlFacts("{% if is_incremental() %}{{ cents(dbt_utils.star('a')) }}{% endif %}").calls).toEqual([
    'is_incremental',
    'cents',
  ]);
});

it('says where a text is no Jinja, and reads what stands before', () => {
  expect(readSqlFacts("select 1\nfrom {{ ref('a') }}\n  {% if x %}")).toMatchObject({
    refs: [{ name: 'a' }],
    fault: { line: 3, column: 3, message: '{% if %} is never closed by {% endif %}' },
  });
});

it('reads models in Python', () => {
  const python = `
import pandas  # dbt.ref("in_a_comment")
def model(dbt, session):
    """Reads dbt.ref("in_a_text")."""
    dbt.config(materialized="table", packages=["numpy", "x#y"])
    orders = dbt.ref("orders")
    people = dbt.ref('crm', 'people')
    raw = dbt.source("shop", "raw # orders")
    return dbt.ref(name)
`;
  expect(readPythonFacts(python)).toEqual({
    ...NO_SQL_FACTS,
    refs: [
      { name: 'orders', package: null, version: null },
      { name: 'people', package: 'crm', version: null },
    ],
    sources: ['shop.raw # orders'],
    computed: true,
    config: { materialized: 'table', packages: ['numpy', 'x#y'] },
  });
});

it('never throws, however deep the brackets', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '{%',
    '%}',
    'ref(',
    'config(',
    "'",
    '"',
    '(',
    ')',
    '[',
    '{',
    '}',
    ',',
    '=',
    'a',
    '\\',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      readSqlFacts(pieces.join(''));
      readPythonFacts(pieces.join(''));
    }),
  );
  expect(readSqlFacts(`{{ config(x=${'['.repeat(20_000)}) }}`).config).toEqual({});
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYamlFacts } from '../../../src/context/facts/yaml-facts.ts';

const read = (text: string) => readYamlFacts(text, 'models/x.yml');

it('reads sources with their tables as written', () => {
  const text = `
version: 2
sources:
  - name: shop
    description: not kept
    database: raw
    schema: "{{ var('shop_schema', 'shop') }}"
    quoting: {identifier: true, database: "{{ x }}"}
    config: {enabled: "{{ var('use_shop') }}"}
    tables:
      - name: orders
        identifier: ORDERS_V2
        config: {enabled: false}
        data_tests:
          - dbt_utils.unique_combination_of_columns:
              arguments: {combination_of_columns: [day, shop_id]}
        columns:
          - name: id
            data_type: integer
            data_tests: [unique, not_null]
      - name: customers
  - name: crm
    tables: [{name: people}]
`;
  expect(read(text)).toMatchObject({
    keys: ['version', 'sources'],
    problems: [],
    sources: [
      {
        name: 'shop',
        database: 'raw',
        schema: "{{ var('shop_schema', 'shop') }}",
        quoting: { identifier: true },
        enabled: "{{ var('use_shop') }}",
        is_partial: false,
        tables: [
          {
            name: 'orders',
            identifier: 'ORDERS_V2',
            enabled: false,
            columns: [{ name: 'id', data_type: 'integer', tests: [{ test: 'unique' }, { test: 'not_null' }] }],
            tests: [
              {
                test: 'dbt_utils.unique_combination_of_columns',
                arguments: { combination_of_columns: ['day', 'shop_id'] },
              },
            ],
          },
          { name: 'customers', identifier: null, enabled: null, columns: [], tests: [] },
        ],
      },
      { name: 'crm', schema: null, is_partial: true, tables: [{ name: 'people' }] },
    ],
  });
});

it('reads models with their tests and constraints, in every form that dbt had', () => {
  const text = `
models:
  - name: orders
    config: {materialized: table, alias: order, schema: core, enabled: true}
    constraints:
      - {type: primary_key, columns: [id]}
    columns:
      - name: id
        constraints: [{type: not_null}, {type: foreign_key, to: ref('other'), to_columns: [id]}]
        tests:
          - unique: {where: "id > 0", config: {severity: warn}}
          - accepted_values: {values: [1, 2024-01-01], name: plain, severity: WARN}
          - relationships: {to: "source('shop', 'x')", field: id}
          - test_name: dbt_utils.accepted_range
            min_value: 0
            config: {enabled: false}
          - 7
`;
  expect(read(text).entries).toMatchObject([
    {
      resource: 'model',
      name: 'orders',
      materialized: 'table',
      alias: 'order',
      schema: 'core',
      enabled: true,
      constraints: [
        { type: 'primary_key', columns: ['id'] },
        { type: 'not_null', columns: ['id'] },
        { type: 'foreign_key', columns: ['id'], to: "ref('other')", to_columns: ['id'] },
      ],
      columns: [
        {
          name: 'id',
          tests: [
            { test: 'unique', arguments: {}, severity: 'warn', where: 'id > 0', enabled: true },
            { test: 'accepted_values', arguments: { values: [1, '2024-01-01T00:00:00.000Z'] }, severity: 'warn' },
            { test: 'relationships', arguments: { to: "source('shop', 'x')", field: 'id' }, severity: 'error' },
            { test: 'dbt_utils.accepted_range', arguments: { min_value: 0 }, enabled: false },
          ],
        },
      ],
      tests: [],
    },
  ]);
});

it('reads what depends on models: snapshots in YAML, exposures, semantic models; and versions and groups', () => {
  const text = `
snapshots: [{name: s, relation: "source('shop', 'orders')"}, {name: documented}]
exposures: [{name: board, depends_on: [ref('a'), "ref('p', 'b')", "source('shop', 'x')", metric('m')]}]
semantic_models: [{name: sem, model: ref('a')}]
groups: [{name: finance, owner: {name: F}}]
models: [{name: v, latest_version: 2, versions: [{v: 1, defined_in: old_v}, {v: 2}]}]
`;
  const { entries } = read(text);
  expect(
    entries.map((entry) => [entry.resource, entry.name, entry.refs.map((ref) => ref.name), entry.sources]),
  ).toEqual([
    ['model', 'v', [], []],
    ['snapshot', 's', [], ['shop.orders']],
    ['snapshot', 'documented', [], []],
    ['exposure', 'board', ['a', 'b'], ['shop.x']],
    ['group', 'finance', [], []],
    ['semantic_model', 'sem', ['a'], []],
  ]);
  expect(entries.filter((entry) => entry.is_whole).map((entry) => entry.name)).toEqual(['s']);
  expect(entries[0]?.versions).toEqual([
    { v: 1, defined_in: 'old_v' },
    { v: 2, defined_in: null },
  ]);
});

it('counts the forms that changed with the versions of dbt', () => {
  const text = `
sources:
  - name: a
    freshness: {warn_after: {count: 1, period: day}}
    tables: [{name: t, config: {meta: {x: 1}}}]
models:
  - name: m
    tests: [unique: {column_name: a}]
    columns:
      - {name: a, data_tests: [accepted_values: {arguments: {values: [1]}}], meta: {x: 1}}
      - {name: b, data_tests: [not_null: {config: {severity: warn}}], config: {tags: [x]}}
`;
  expect(read(text).forms).toEqual({
    tests: 1,
    data_tests: 2,
    nested_arguments: 1,
    inline_arguments: 1,
    nested_source_config: 1,
    top_level_source_config: 1,
    nested_column_config: 1,
    top_level_column_config: 1,
  });
});

describe('messy YAML', () => {
  it('reads anchors, merge keys, repeated keys and YAML 1.1 as PyYAML does', () => {
    const text = `
anchors:
  - &key {name: id, data_tests: [unique, not_null]}
  - &defaults {schema: raw}
sources:
  - name: dropped
sources:
  - <<: *defaults
    name: shop
    tables:
      - {name: orders, columns: [*key, {name: "no"}], config: {enabled: off}}
`;
    expect(read(text)).toMatchObject({
      problems: [],
      sources: [
        {
          name: 'shop',
          schema: 'raw',
          tables: [{ name: 'orders', enabled: false, columns: [{ name: 'id' }, { name: 'no', tests: [] }] }],
        },
      ],
    });
  });

  it('reads Windows line ends, a mark of byte order, and nothing from an empty file', () => {
    expect(read('\uFEFFmodels:\r\n  - name: a\r\n    columns:\r\n      - name: b\r\n').entries).toMatchObject([
      { name: 'a', columns: [{ name: 'b' }] },
    ]);
    for (const empty of ['', '# nothing\n', '---\n', 'version: 2\n', 'models:\n']) {
      expect(read(empty)).toMatchObject({ sources: [], entries: [], problems: [] });
    }
  });

  it('says where a text is no YAML, and what has no name', () => {
    const linesOf = (text: string) => read(text).problems.map(({ message, where }) => [where?.line, message]);
    expect(linesOf('models:\n\t- name: a\n')[0]?.[0]).toBe(2);
    expect(linesOf('models:\n  - name: {{ x }}\n    a: [\n')[0]?.[0]).toBeGreaterThan(1);
    expect(linesOf('- a\n')).toEqual([[1, 'models/x.yml is no mapping']]);
    expect(linesOf('models:\n  - name: a\n  - name: 2024\n  - nothing\n')).toEqual([
      [3, 'models/x.yml has an entry of models without a name that is text'],
      [4, 'models/x.yml has an entry of models without a name that is text'],
    ]);
  });

  it('bounds what aliases can stand for', () => {
    const lines = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`,
    );
    const text = `l0: &l0 [x]\n${lines.join('\n')}\nmodels: [{name: m, tests: [t: {values: *l12}]}]\n`;
    expect(JSON.stringify(read(text)).length).toBeLessThan(200_000);
  });
});

it('gives JSON, whatever it reads, and never throws', () => {
  const key = fc.constantFrom(
    'name',
    'sources',
    'tables',
    'models',
    'columns',
    'tests',
    'config',
    'arguments',
    'versions',
    'constraints',
  );
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.dictionary(key, tie('node'), { maxKeys: 4 }),
      fc.array(tie('node'), { maxLength: 3 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, node), (document) => {
      const facts = read(JSON.stringify(document));
      expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    }),
  );
});

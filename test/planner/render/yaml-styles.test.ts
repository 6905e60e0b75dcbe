import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Style } from '../../../src/context/style.ts';
import { DEFAULT_STYLE } from '../../../src/context/style.ts';
import type { MartSpec, SourceSpec, StagingSpec } from '../../../src/plan/specs.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { loadTemplates } from '../../../src/templates.ts';
import { anyStyle } from '../../helpers/any-style.ts';
import { draftOf } from '../../helpers/built-models.ts';
import { allData } from '../../helpers/properties-data.ts';
import { actionsOf, styleWith } from '../../helpers/styled.ts';
import { UNTIDY_SHOP, UNTIDY_SHOP_BELIEFS } from '../../helpers/untidy-shop.ts';

const templates = await loadTemplates();

const SOURCE: SourceSpec = {
  kind: 'source',
  name: 'shop',
  schema: 'raw',
  description: 'The shop.',
  freshness: { loaded_at_field: 'loaded_at', warn_after: { count: 3, period: 'day' } },
  tables: [
    {
      name: 'orders',
      description: 'Orders.',
      columns: [
        { name: 'id', description: 'Key.', data_type: 'integer', tests: [] },
        { name: 'email', description: '', quote: true, meta: { contains_pii: true }, tests: [] },
      ],
    },
    { name: 'lines', description: 'Lines.', freshness: null, columns: [] },
  ],
};

const ORDERS: StagingSpec = {
  kind: 'staging',
  name: 'stg_orders',
  description: 'Orders, renamed.',
  source: 'shop',
  table: 'orders',
  select: [{ from: 'id', as: 'order_id', group: 'ids', how: { kind: 'keep' } }],
  columns: [
    { name: 'order_id', description: 'Key.', data_type: 'integer', tests: [{ test: 'unique' }, { test: 'not_null' }] },
    {
      name: 'customer_id',
      description: 'Who bought.',
      meta: { contains_pii: true },
      tests: [{ test: 'relationships', to: 'stg_customers', field: 'customer_id', severity: 'warn' }],
    },
  ],
};
const LINES: StagingSpec = { ...ORDERS, name: 'stg_lines', description: 'Lines.', table: 'lines', columns: [] };
const FACT: MartSpec = {
  kind: 'mart',
  mart: 'fact',
  name: 'fct_orders',
  description: 'Orders.',
  base: { model: 'stg_orders', alias: 'orders' },
  joins: [],
  select: [{ alias: 'orders', column: 'order_id', as: 'order_id' }],
  columns: [{ name: 'order_id', description: 'Key.', tests: [] }],
};

function properties(style: Style, ...specs: Parameters<typeof actionsOf>): Record<string, string> {
  const files = renderActions(actionsOf(...specs), { style, templates });
  return Object.fromEntries(
    files.filter(({ path }) => !path.endsWith('.sql')).map((file) => [file.path, file.content]),
  );
}

describe('where properties stand', () => {
  it('has a file for each model, beside it or in a folder of its own', () => {
    const style = styleWith({ properties: { staging: '{model}.yml', marts: '../_schema/{model}.yml' } });
    expect(Object.keys(properties(style, ORDERS, LINES, FACT))).toEqual([
      'models/staging/shop/stg_orders.yml',
      'models/staging/shop/stg_lines.yml',
      'models/_schema/fct_orders.yml',
    ]);
  });

  it('names a file after the folder', () => {
    const style = styleWith({ properties: { staging: '_{folder}__{source}.yml' }, folders: { staging: 'models/stg' } });
    expect(Object.keys(properties(style, ORDERS))).toEqual(['models/stg/_stg__shop.yml']);
  });

  it('puts the sources and the models of several layers into one file, with what each contributed', () => {
    const style = styleWith({
      folders: { staging: 'models', marts: 'models' },
      properties: { staging: 'schema.yml', marts: 'schema.yml' },
      sources_file: 'models/schema.yml',
      yaml: { version: true },
    });
    const other = { ...SOURCE, name: 'crm', freshness: undefined, tables: [] };
    const files = renderActions(actionsOf(SOURCE, other, LINES, FACT), { style, templates });
    const schema = files.find((file) => file.path === 'models/schema.yml')!;
    expect(schema.content).toBe(`version: 2

${schema.parts[0]!.text}
  - name: crm
    description: The shop.
    schema: raw
    tables:

models:
  - name: stg_lines
    description: Lines.

  - name: fct_orders
    description: Orders.
    columns:
      - name: order_id
        description: Key.
`);
    expect(schema.parts.map((part) => part.action)).toEqual([
      'create_source shop',
      'create_source crm',
      'create_staging stg_lines',
      'create_mart fct_orders',
    ]);
    expect(schema.parts.every((part) => schema.content.includes(part.text))).toBe(true);
  });

  it('writes a node where people declare it already', () => {
    const files = properties(
      DEFAULT_STYLE,
      { kind: 'source', name: 'shop', path: 'models/sources.yml', tables: [{ name: 'new', columns: [] }] },
      { ...LINES, properties_path: 'models/schema.yml' },
    );
    expect(files).toEqual({
      'models/sources.yml': 'sources:\n  - name: shop\n    tables:\n      - name: new\n',
      'models/schema.yml': 'models:\n  - name: stg_lines\n    description: Lines.\n',
    });
  });
});

it('gives the new columns of a staging model that people wrote, for its select list and its properties', () => {
  const files = renderActions(
    actionsOf({
      kind: 'staging_columns',
      name: 'stg_orders',
      path: 'models/stg_orders.sql',
      properties_path: 'models/schema.yml',
      source: 'shop',
      table: 'orders',
      select: [{ from: 'Paid On', as: 'paid_on', group: 'dates', how: { kind: 'cast', to: 'date' } }],
      columns: [{ name: 'paid_on', description: 'When it was paid.', tests: [] }],
    }),
    { style: DEFAULT_STYLE, templates },
  );
  expect(files).toMatchObject([
    {
      path: 'models/stg_orders.sql',
      content: '',
      insert: [{ name: 'paid_on', text: 'cast("Paid On" as date) as paid_on', group: 'dates' }],
    },
    {
      path: 'models/schema.yml',
      content:
        'models:\n  - name: stg_orders\n    columns:\n      - name: paid_on\n        description: When it was paid.\n',
    },
  ]);
});

describe('how properties are written', () => {
  it('meta only where the project has it', () => {
    const style = styleWith({ yaml: { ...DEFAULT_STYLE.yaml, meta: false } });
    const graded = { ...FACT, grain: 'one row an order' };
    const written = Object.values(properties(style, SOURCE, ORDERS, graded)).join('');
    expect(written).not.toContain('contains_pii');
    expect(written).not.toContain('grain');
    expect(Object.values(properties(DEFAULT_STYLE, ORDERS, graded)).join('')).toMatch(/contains_pii[^]*grain/);
  });

  it('the columns of a source where other sources list theirs, or where they come to a table of people', () => {
    const style = styleWith({ yaml: { ...DEFAULT_STYLE.yaml, source_columns: false } });
    const [orders, lines] = SOURCE.tables;
    const peoples = { name: 'orders', columns: [{ name: 'paid_on', description: '', tests: [] }] };
    const listed = (tables: SourceSpec['tables']): string | undefined =>
      Object.values(properties(style, { ...SOURCE, tables }))[0];
    expect(listed([...(orders ? [orders] : []), ...(lines ? [lines] : [])])).not.toContain('columns:');
    expect(listed([peoples])).toContain('- name: paid_on');
  });

  it('lists flush, four spaces deep, without blank lines, for a dbt that is old', () => {
    const style = styleWith({
      yaml: { version: true, indent: 4, lists: 'flush', blank_lines: 0, data_type: true },
      form: {
        tests_key: 'tests',
        test_arguments: 'inline',
        source_config: 'top_level',
        column_config: 'top_level',
      },
    });
    expect(properties(style, SOURCE, ORDERS, LINES)).toEqual({
      'models/staging/shop/_shop__sources.yml': `version: 2

sources:
- name: shop
  description: The shop.
  schema: raw
  freshness:
      warn_after:
          count: 3
          period: day
  loaded_at_field: loaded_at
  tables:
  - name: orders
    description: Orders.
    columns:
    - name: id
      description: Key.
      data_type: integer
    - name: email
      quote: true
      meta:
          contains_pii: true
  - name: lines
    description: Lines.
    freshness: null
`,
      'models/staging/shop/_shop__models.yml': `version: 2

models:
- name: stg_orders
  description: Orders, renamed.
  columns:
  - name: order_id
    description: Key.
    data_type: integer
    tests:
    - unique
    - not_null
  - name: customer_id
    description: Who bought.
    meta:
        contains_pii: true
    tests:
    - relationships:
          to: ref('stg_customers')
          field: customer_id
          config:
              severity: warn
- name: stg_lines
  description: Lines.
`,
    });
  });

  it('keeps descriptions in docs blocks where the project has such', () => {
    expect(properties(styleWith({ docs: 'doc_blocks' }), { ...ORDERS, columns: ORDERS.columns.slice(0, 1) })).toEqual({
      'models/staging/shop/stg_orders.md': `{% docs stg_orders %}
Orders, renamed.
{% enddocs %}

{% docs stg_orders__order_id %}
Key.
{% enddocs %}
`,
      'models/staging/shop/_shop__models.yml': `models:
  - name: stg_orders
    description: "{{ doc('stg_orders') }}"
    columns:
      - name: order_id
        description: "{{ doc('stg_orders__order_id') }}"
        data_tests:
          - unique
          - not_null
`,
    });
  });

  it('writes no description where the project has none', () => {
    expect(properties(styleWith({ docs: 'none' }), { ...ORDERS, columns: ORDERS.columns.slice(0, 1) })).toEqual({
      'models/staging/shop/_shop__models.yml': `models:
  - name: stg_orders
    columns:
      - name: order_id
        data_tests:
          - unique
          - not_null
`,
    });
  });
});

it('says the same in every style', () => {
  const actions = draftOf(UNTIDY_SHOP, UNTIDY_SHOP_BELIEFS);
  const expected = allData(renderActions(actions, { style: DEFAULT_STYLE, templates }));
  fc.assert(
    fc.property(anyStyle, (style) => {
      const files = renderActions(actions, { style: { ...style, docs: 'inline' }, templates });
      expect(allData(files)).toEqual(expected);
      for (const { content, parts } of files) expect(parts.filter(({ text }) => !content.includes(text))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readStatedFacts } from '../../src/context/stated-facts.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import type { DraftAction } from '../../src/planner/draft.ts';
import type { ActionSpec, StagingColumn, StagingSpec } from '../../src/plan/specs.ts';
import type { Style } from '../../src/context/style.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import { loadTemplates } from '../../src/templates.ts';
import { anyStyle } from '../helpers/any-style.ts';
import { draftOf } from '../helpers/built-models.ts';
import { UNTIDY_SHOP, UNTIDY_SHOP_BELIEFS } from '../helpers/untidy-shop.ts';

const templates = await loadTemplates();

function render(...specs: ActionSpec[]): Map<string, string> {
  const actions = specs.map((spec): DraftAction => {
    const type = spec.kind === 'source' ? 'create_source' : 'create_staging';
    return {
      type,
      name: spec.name,
      description: '',
      dependencies: [],
      reason: { code: '', text: '', evidence: [] },
      spec,
    };
  });
  return new Map(renderActions(actions, { style: DEFAULT_STYLE, templates }).map((file) => [file.path, file.content]));
}

function keep(from: string, as = from, how: StagingColumn['how'] = { kind: 'keep' }): StagingColumn {
  return { from, as, group: 'ids', how };
}

function staging(table: string, select: StagingColumn[], change: Partial<StagingSpec> = {}): StagingSpec {
  const columns = select.map(({ as }) => ({ name: as, description: `The ${as}.`, tests: [] }));
  return { kind: 'staging', name: `stg_${table}`, description: 'x', source: 'shop', table, select, columns, ...change };
}

const SOURCE: ActionSpec = {
  kind: 'source',
  name: 'shop',
  schema: 'main',
  description: 'The shop.',
  tables: [
    { name: 'orders', description: 'x', columns: [] },
    { name: 'order_lines', identifier: 'Order "Lines"', description: 'x', columns: [] },
  ],
};

it('reads keys, references and values back from what cartridge generated', () => {
  const orders = staging(
    'orders',
    [
      keep('id', 'order_id'),
      keep('Status {{ x }}', 'status'),
      keep('paid', 'is_paid', { kind: 'cast', to: 'boolean' }),
    ],
    {
      columns: [
        { name: 'order_id', description: 'Key.', tests: [{ test: 'unique' }, { test: 'not_null' }] },
        {
          name: 'status',
          description: '{% raw %}',
          tests: [{ test: 'accepted_values', values: ["it's", '1'], severity: 'warn' }],
        },
        { name: 'is_paid', description: 'Paid?', tests: [] },
      ],
      meta: { role: 'event' },
    },
  );
  const lines = staging(
    'order_lines',
    [keep('order', 'order_id'), keep('a "b" as c', 'line'), keep('at', 'sold_at', { kind: 'epoch', unit: 's' })],
    {
      unique_combination: { columns: ['order_id', 'line'], severity: 'warn' },
      columns: [
        {
          name: 'order_id',
          description: 'Probably refers to orders.',
          tests: [{ test: 'relationships', to: 'stg_orders', field: 'order_id', severity: 'warn' }],
        },
        { name: 'line', description: 'Part of the foreign key to products.', tests: [{ test: 'not_null' }] },
        { name: 'sold_at', description: 'When.', tests: [] },
      ],
    },
  );
  expect(readStatedFacts(render(SOURCE, orders, lines))).toEqual([
    {
      schema: 'main',
      name: 'orders',
      model: 'stg_orders',
      key: { columns: ['id'], isSure: true },
      references: [],
      columns: [
        { name: 'id', conversion: 'keep', values: null, partOfReference: null, isDescribed: true },
        { name: 'Status {{ x }}', conversion: 'keep', values: ["it's", '1'], partOfReference: null, isDescribed: true },
        { name: 'paid', conversion: 'boolean', values: null, partOfReference: null, isDescribed: true },
      ],
      meta: { role: 'event' },
    },
    {
      schema: 'main',
      name: 'Order "Lines"',
      model: 'stg_order_lines',
      key: { columns: ['order', 'a "b" as c'], isSure: false },
      references: [
        { column: 'order', ref_schema: 'main', ref_table: 'orders', ref_column: 'id', isSure: false, isProbable: true },
      ],
      columns: [
        { name: 'order', conversion: 'keep', values: null, partOfReference: null, isDescribed: true },
        { name: 'a "b" as c', conversion: 'keep', values: null, partOfReference: 'sure', isDescribed: true },
        { name: 'at', conversion: 'epoch_s', values: null, partOfReference: null, isDescribed: true },
      ],
      meta: {},
    },
  ]);
});

it('takes nothing from files that cartridge would not have written so', () => {
  const files = new Map([
    ['models/a.sql', 'select 1'],
    [
      'models/b.sql',
      "with\n\nsource as (\n\n    select * from {{ source('shop', 'orders') }}\n\n)\n\nselect * from source",
    ],
    ['models/c.yml', 'models: [{name: a, columns: [{name: x, data_tests: 3}, 7, {}]}, nonsense]\nsources: no'],
    ['models/d.yml', 'models: ['],
    ['tests/t.sql', 'select a\nfrom b'],
  ]);
  expect(readStatedFacts(files)).toEqual([]);
  expect(readStatedFacts(new Map())).toEqual([]);
});

it('reads the same facts back from every style, but for descriptions where a project has none', () => {
  const actions = draftOf(UNTIDY_SHOP, UNTIDY_SHOP_BELIEFS);
  const stated = (style: Style) => {
    const files = renderActions(actions, { style, templates });
    return readStatedFacts(new Map(files.map((file) => [file.path, file.content]))).sort((a, b) =>
      a.model < b.model ? -1 : 1,
    );
  };
  const expected = stated(DEFAULT_STYLE);
  expect(expected).toHaveLength(5);
  fc.assert(
    fc.property(anyStyle, (style) => {
      expect(stated({ ...style, docs: style.docs === 'none' ? 'inline' : style.docs })).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

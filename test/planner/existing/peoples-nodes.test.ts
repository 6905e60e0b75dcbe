import { expect, it } from 'vitest';
import { peoplesNodes } from '../../../src/planner/existing/peoples-nodes.ts';
import { columns, model, source } from '../../helpers/existing-nodes.ts';

it('leaves out models, sources and tables that cartridge generated', () => {
  const context = {
    existing_models: [model('stg_a', { generated: true }), model('stg_b')],
    existing_sources: [
      source('a', [{ name: 'x', generated: true }], { generated: true }),
      source('b', ['y', { name: 'z', generated: true }]),
    ],
  };
  const { models, sources } = peoplesNodes(context, new Map());
  expect(models.map(({ name }) => name)).toEqual(['stg_b']);
  expect(sources.map(({ name, tables }) => [name, tables.map((table) => table.name)])).toEqual([['b', ['y']]]);
});

it('keeps a table that a person put into a source that is ours', () => {
  const ours = 'sources:\n  - name: a\n    schema: raw\n    tables:\n      - name: x\n        description: Rows.\n';
  const context = {
    existing_models: [],
    existing_sources: [source('a', [{ name: 'x', generated: true }, 'mine'], { generated: true, path: 'a.yml' })],
  };
  const { sources } = peoplesNodes(context, new Map([['a.yml', ours]]));
  expect(sources.map(({ tables }) => tables.map(({ name }) => name))).toEqual([['mine']]);
});

it('sees a person’s table and model without the columns that are ours', () => {
  const base = `sources:
  - name: b
    tables:
      - name: y
        columns:
          - name: added
models:
  - name: stg_b
    columns:
      - name: added
`;
  const context = {
    existing_models: [model('stg_b', { properties_path: 'b.yml', columns: columns('id', 'added') })],
    existing_sources: [
      source('b', [{ name: 'y', columns: columns('id', 'added'), generated: true }], { path: 'b.yml' }),
    ],
  };
  const { models, sources } = peoplesNodes(context, new Map([['b.yml', base]]));
  expect(models[0]?.columns.map(({ name }) => name)).toEqual(['id']);
  expect(sources[0]?.tables[0]).toMatchObject({ name: 'y', generated: false, columns: columns('id') });
});

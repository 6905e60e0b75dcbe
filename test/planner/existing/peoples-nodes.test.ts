import { describe, expect, it } from 'vitest';
import type { ExistingModel, ExistingSource } from '../../../src/context/context.ts';
import type { PeoplesNodes } from '../../../src/planner/existing/peoples-nodes.ts';
import { peoplesNodes } from '../../../src/planner/existing/peoples-nodes.ts';
import { columns, model, source } from '../../helpers/existing-nodes.ts';

interface Project {
  readonly models?: readonly ExistingModel[];
  readonly sources?: readonly ExistingSource[];
  readonly bases?: Readonly<Record<string, string>>;
  readonly planned: readonly string[];
}

function peoples({ models = [], sources = [], bases = {}, planned }: Project): PeoplesNodes {
  const context = { existing_models: models, existing_sources: sources };
  return peoplesNodes(context, { bases: new Map(Object.entries(bases)), planned: new Set(planned) });
}

function tablesOf({ sources }: PeoplesNodes): string[] {
  return sources.flatMap(({ name, tables }) => tables.map((table) => `${name}.${table.name}`));
}

describe('what cartridge generated for the tables of the plan', () => {
  it('is left out, whoever declared the source', () => {
    const generated = { generated: true };
    const found = peoples({
      models: [model('stg_a', { ...generated, sources: ['a.x'] }), model('stg_b', { sources: ['b.y'] })],
      sources: [source('a', [{ name: 'x', ...generated }], generated), source('b', ['y', { name: 'z', ...generated }])],
      planned: ['a.x', 'b.y', 'b.z'],
    });
    expect(found.models.map(({ name }) => name)).toEqual(['stg_b']);
    expect(tablesOf(found)).toEqual(['b.y']);
  });

  it('is left out of a table and a model that are a person’s', () => {
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
    const both = columns('id', 'added');
    const { models, sources } = peoples({
      models: [model('stg_b', { properties_path: 'b.yml', columns: both, sources: ['b.y'] })],
      sources: [source('b', [{ name: 'y', columns: both, generated: true }], { path: 'b.yml' })],
      bases: { 'b.yml': base },
      planned: ['b.y'],
    });
    expect(models[0]?.columns.map(({ name }) => name)).toEqual(['id']);
    expect(sources[0]?.tables[0]).toMatchObject({ name: 'y', generated: false, columns: columns('id') });
  });
});

it('keeps a table that a person put into a source that is ours', () => {
  const found = peoples({
    sources: [source('a', [{ name: 'x', generated: true }, 'mine'], { generated: true, path: 'a.yml' })],
    bases: { 'a.yml': 'sources:\n  - name: a\n    tables:\n      - name: x\n        description: Rows.\n' },
    planned: ['a.x', 'a.mine'],
  });
  expect(tablesOf(found)).toEqual(['a.mine']);
});

describe('what cartridge generated for other tables', () => {
  const models = [
    model('stg_orders', { generated: true, sources: ['shop.orders'] }),
    model('stg_users', { generated: true, sources: ['shop.users'] }),
    model('fct_orders', { generated: true, refs: ['stg_orders', 'stg_users'] }),
    model('dim_users', { generated: true, refs: ['stg_users'] }),
  ];
  const sources = [
    source(
      'shop',
      ['orders', 'users'].map((name) => ({ name, generated: true })),
      { generated: true },
    ),
  ];

  it('stays, and so does what is made of both', () => {
    const found = peoples({ models, sources, planned: ['shop.orders'] });
    expect(found.models.map(({ name }) => name)).toEqual(['stg_users', 'fct_orders', 'dim_users']);
    expect(tablesOf(found)).toEqual(['shop.users']);
  });

  it('does not keep a model for a circle', () => {
    const circle = [
      model('a', { generated: true, refs: ['b'] }),
      model('b', { generated: true, refs: ['a'], sources: ['shop.orders'] }),
    ];
    expect(peoples({ models: circle, planned: ['shop.orders'] }).models).toEqual([]);
  });
});

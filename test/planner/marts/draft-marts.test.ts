import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { openDuckdb } from '../../../src/outside/duckdb.ts';
import type { ColumnSpec, MartSpec } from '../../../src/plan/specs.ts';
import { buildModels, createRawTables, draftOf } from '../../helpers/built-models.ts';
import type { ExpectedMart } from './expected-marts.ts';
import { EXPECTED_MARTS } from './expected-marts.ts';

const CATALOGS = join(import.meta.dirname, '../../fixtures/catalogs');

describe.each(Object.entries(EXPECTED_MARTS))('the marts of %s', (name, marts) => {
  const catalog = JSON.parse(readFileSync(join(CATALOGS, `${name}.json`), 'utf8')) as Catalog;
  const actions = draftOf(catalog);
  const drafted = new Map(actions.flatMap(({ spec }) => (spec.kind === 'mart' ? [[spec.name, spec] as const] : [])));

  it('are those that an expert would build', () => {
    expect([...drafted.keys()].sort()).toEqual(Object.keys(marts).sort());
  });

  it.each(Object.entries(marts))('%s has its grain, joins and dimensions', (mart, expected) => {
    const spec = drafted.get(mart)!;
    expect(seen(spec)).toEqual({ grain: expected.grain, joins: expected.joins, pointsTo: expected.pointsTo });
    expect(missing(spec, expected)).toEqual([]);
  });

  it('compile in DuckDB and come out with the columns that their YAML lists', async () => {
    const duckdb = await openDuckdb(':memory:');
    await createRawTables(duckdb, catalog);
    await buildModels(duckdb, actions);
    for (const { spec } of actions) {
      if (spec.kind !== 'mart' && spec.kind !== 'intermediate') continue;
      const columns = (await duckdb.prepare(`select * from ${spec.name}`)).map((column) => column.name);
      expect(columns.sort()).toEqual(spec.columns.map((column) => column.name).sort());
    }
    await duckdb.close();
  });
});

function seen(spec: MartSpec): Omit<ExpectedMart, 'columns'> {
  return {
    grain: grainOf(spec),
    joins: spec.joins.map((one) => one.model.replace(/^stg_.*?__/, '')),
    pointsTo: Object.fromEntries(
      spec.columns.flatMap((column) =>
        column.tests.flatMap((test) => (test.test === 'relationships' ? [[column.name, test.to]] : [])),
      ),
    ),
  };
}

function grainOf(spec: MartSpec): readonly string[] {
  if (spec.unique_combination) return spec.unique_combination.columns;
  return spec.columns.filter(isUnique).map((column) => column.name);
}

function isUnique(column: ColumnSpec): boolean {
  return column.tests.some((test) => test.test === 'unique');
}

function missing(spec: MartSpec, expected: ExpectedMart): string[] {
  const names = new Set(spec.columns.map((column) => column.name));
  return expected.columns.filter((column) => !names.has(column));
}

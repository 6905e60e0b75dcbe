import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { tableKey } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import type { Evidence } from '../../src/catalog/evidence.ts';
import type { Beliefs } from '../../src/inference/beliefs.ts';
import { beliefsSchema } from '../../src/inference/beliefs.ts';
import { infer } from '../../src/inference/infer.ts';
import { anyAnswers, anyCatalog, usableCatalog } from '../helpers/any-catalog.ts';

/** What holds of the beliefs about any catalog: they are about its tables, and say each thing once. */
function expectSound(catalog: Catalog, beliefs: Beliefs): void {
  beliefsSchema.parse(beliefs);
  expect(beliefs.tables.map(({ schema, name }) => [schema, name])).toEqual(
    catalog.tables.map(({ schema, name }) => [schema, name]),
  );
  for (const [at, table] of beliefs.tables.entries()) {
    const names = catalog.tables[at]!.columns.map((column) => column.name);
    expect(table.columns.map((column) => column.name)).toEqual(names);
    if (table.primary_key) {
      expect(table.primary_key.columns.length).toBeGreaterThan(0);
      expect(names).toEqual(expect.arrayContaining(table.primary_key.columns));
      expectProbability(table.primary_key.probability);
    }
    expectProbability(table.role_probability);
  }
  expectSoundRelationships(catalog, beliefs);
}

function expectSoundRelationships(catalog: Catalog, { relationships }: Beliefs): void {
  const columnsOf = new Map<string, Set<string>>();
  const twice = new Set<string>();
  for (const table of catalog.tables) {
    const known = columnsOf.get(tableKey(table)) ?? new Set();
    for (const { name } of table.columns) {
      if (known.has(name)) twice.add(JSON.stringify([tableKey(table), [name]]));
      known.add(name);
    }
    columnsOf.set(tableKey(table), known);
  }
  const parents = new Map<string, string>();
  for (const each of relationships) {
    const child = tableKey({ schema: each.schema, name: each.table });
    const parent = tableKey({ schema: each.ref_schema, name: each.ref_table });
    expect(each.columns.length).toBeGreaterThan(0);
    expect(each.ref_columns).toHaveLength(each.columns.length);
    expect(each.columns.filter((column) => !columnsOf.get(child)?.has(column))).toEqual([]);
    expect(each.ref_columns.filter((column) => !columnsOf.get(parent)?.has(column))).toEqual([]);
    expectProbability(each.probability);
    const column = JSON.stringify([child, each.columns]);
    if (each.declared || each.columns.length > 1 || twice.has(column)) continue;
    expect(parents.get(column) ?? parent).toBe(parent);
    parents.set(column, parent);
  }
}

function expectProbability(probability: number): void {
  expect(probability).toBeGreaterThanOrEqual(0);
  expect(probability).toBeLessThanOrEqual(1);
}

it('believes something sound of any catalog, whatever the rows answer', () => {
  fc.assert(
    fc.property(anyCatalog, anyAnswers, (catalog, answers) => {
      let evidence: Evidence = NO_EVIDENCE;
      for (let round = 0; round < 3; round++) {
        const { beliefs, probes } = infer(catalog, evidence);
        expectSound(catalog, beliefs);
        evidence = answers(probes);
      }
    }),
    { numRuns: 100 },
  );
});

it('believes the same in whatever order the tables come', () => {
  fc.assert(
    fc.property(usableCatalog, (catalog) => {
      const turned = { ...catalog, tables: catalog.tables.toReversed() };
      expect(sorted(infer(turned, NO_EVIDENCE).beliefs)).toEqual(sorted(infer(catalog, NO_EVIDENCE).beliefs));
    }),
    { numRuns: 100 },
  );
});

function sorted({ tables, relationships }: Beliefs): { tables: string[]; relationships: string[] } {
  const texts = (list: readonly object[]): string[] => list.map((each) => JSON.stringify(each)).sort();
  return { tables: texts(tables), relationships: texts(relationships) };
}

it('asks a number of questions that grows with the columns, and no faster', () => {
  const orders = (columns: number): Catalog => ({
    name: 'wide',
    dialect: 'postgres',
    tables: [
      { name: 'orders', columns: Array.from({ length: columns }, () => ({ name: 'order_id', type: 'integer' })) },
      {
        name: 'order',
        columns: Array.from({ length: columns }, (_, at) => ({ name: `item_${at}_id`, type: 'bigint' })),
      },
      { name: 'items', columns: [{ name: 'id', type: 'bigint' }] },
    ],
  });
  const [small, big] = [500, 5_000].map((columns) => infer(orders(columns), NO_EVIDENCE));
  expect(big!.probes.length).toBeLessThanOrEqual(11 * small!.probes.length);
  expect(big!.beliefs.relationships.length).toBeLessThanOrEqual(2 * 5_000);
});

import { expect, it } from 'vitest';
import { rawTables } from '../../src/catalog/raw-tables.ts';

const columns = [{ name: 'id', type: 'integer' }];
const catalog = {
  name: 'shop',
  dialect: 'duckdb',
  tables: [
    { schema: 'main', name: 'orders', columns },
    { schema: 'analytics', name: 'fct_orders', columns },
    { schema: 'analytics', name: 'events', columns },
    { schema: 'analytics_staging', name: 'stg_shop__orders', columns },
  ],
};
const target = {
  schema: 'analytics',
  modelNames: ['fct_orders', 'stg_shop__orders'],
  declaredSources: new Set<string>(),
};

it('leaves out what dbt built', () => {
  expect(rawTables(catalog, target).tables.map((table) => table.name)).toEqual(['orders']);
});

it('keeps a table that a source declares, wherever it is', () => {
  expect(
    rawTables(catalog, { ...target, declaredSources: new Set(['events']) }).tables.map((table) => table.name),
  ).toEqual(['orders', 'events']);
});

it('tells a model from a raw table by its name where both live in main', () => {
  const mixed = {
    ...catalog,
    tables: [
      { schema: 'main', name: 'orders', columns },
      { schema: 'main', name: 'FCT_orders', columns },
    ],
  };
  expect(rawTables(mixed, { ...target, schema: 'main' }).tables.map((table) => table.name)).toEqual(['orders']);
});

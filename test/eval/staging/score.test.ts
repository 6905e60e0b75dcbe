import { expect, it } from 'vitest';
import { expertModels } from './gold.ts';
import { sameNames } from './namers.ts';
import { addScores, scoreNames } from './score.ts';

const CATALOG = {
  name: 'shop',
  dialect: 'duckdb',
  tables: ['raw_orders', 'customers'].map((name) => ({
    name,
    columns: ['id', 'name', 'note'].map((column) => ({ name: column, type: 'varchar' })),
  })),
};
const MODEL = { layer: 'staging', refs: [], sources: [], renames: [], columns: [] };
/** One model with its columns documented, one of which only renames are known, one through a temporary model. */
const GOLD = {
  models: [
    {
      ...MODEL,
      name: 'stg_orders',
      sources: ['shop.orders'],
      renames: [['id', 'order_id'] as [string, string]],
      columns: ['order_id', 'name', 'is_big'],
    },
    { ...MODEL, name: 'stg_shop__customers', refs: ['base_customers'], columns: ['id', 'name', 'note'] },
    { ...MODEL, name: 'base_customers', sources: ['shop.customers'] },
    { ...MODEL, name: 'dim_customers', layer: 'marts', refs: ['stg_shop__customers'], columns: ['id'] },
  ],
};

it('reads of an expert model what its SQL renames and what its project documents', () => {
  const read = expertModels(GOLD, CATALOG).map(({ name, table, names, computed, whole }) => ({
    name,
    table: table.name,
    names: Object.fromEntries(names),
    computed,
    whole,
  }));
  expect(read).toEqual([
    {
      name: 'stg_orders',
      table: 'raw_orders',
      names: { id: 'order_id', name: 'name' },
      computed: ['is_big'],
      whole: true,
    },
    {
      name: 'stg_shop__customers',
      table: 'customers',
      names: { id: 'id', name: 'name', note: 'note' },
      computed: [],
      whole: true,
    },
  ]);
});

it('counts the columns and the whole models that a namer gives', () => {
  const score = scoreNames(expertModels(GOLD, CATALOG), sameNames);
  expect(score).toEqual({ columns: 5, columnsRight: 4, models: 2, modelsRight: 1, modelsNearly: 1 });
  expect(addScores([score, score])).toMatchObject({ columns: 10, modelsRight: 2 });
  expect(scoreNames(expertModels(GOLD, CATALOG), () => undefined)).toMatchObject({ columnsRight: 0, modelsRight: 0 });
});

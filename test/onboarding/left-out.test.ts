import { expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { leftOutWarning } from '../../src/onboarding/left-out.ts';
import type { Delta } from '../../src/plan/deltas.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { draftInputOf } from '../helpers/refine-input.ts';

const SHOP: Catalog = {
  name: 'shop',
  dialect: 'duckdb',
  tables: ['custs', 'regions'].map((name) => ({
    name,
    columns: [
      { name: 'id', type: 'integer' },
      { name: 'name', type: 'varchar' },
      { name: 'city', type: 'varchar' },
    ],
    primary_key: ['id'],
  })),
};
const draftWith = (...deltas: Delta[]) => draftPlan(draftInputOf(SHOP, deltas));
const table = { name: 'custs' };

it('tells a reviewer what is not made for what a model said', () => {
  const without = draftWith({ kind: 'drop_mart', table, why: '' });
  expect(leftOutWarning(draftWith(), without)).toEqual([
    { code: 'model_left_out', text: "the model's changes leave out what the rules drafted: dim_custs" },
  ]);
});

it('counts nothing as left out that is only called otherwise', () => {
  const renamed = draftWith({ kind: 'rename_table', table, name: 'customers', why: '' });
  expect(renamed.actions.map(({ name }) => name)).toContain('dim_customers');
  expect(leftOutWarning(draftWith(), renamed)).toEqual([]);
});

it('counts a dimension as left out where a fact is made of its table instead', () => {
  const rules = draftWith();
  const actions = rules.actions.map((action) =>
    action.name === 'dim_custs' && action.spec.kind === 'mart'
      ? { ...action, name: 'fct_custs', spec: { ...action.spec, mart: 'fact' as const } }
      : action,
  );
  expect(leftOutWarning(rules, { ...rules, actions })).toMatchObject([
    { text: expect.stringContaining(': dim_custs') },
  ]);
});

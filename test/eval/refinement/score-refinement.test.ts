import { expect, it } from 'vitest';
import { planCalls } from '../../../src/refinement/ask/plan-calls.ts';
import { knownOf } from '../../../src/refinement/known/known.ts';
import { refineInput } from '../../helpers/refine-input.ts';
import { declaredClaims } from '../inference/claims.ts';
import { hideDeclarations } from '../inference/hide-declarations.ts';
import { catalogOf, SHOP } from '../inference/made-up.ts';
import { lying } from './lying.ts';
import { errorLines, namesReport, refinementReport, totalOf } from './report.ts';
import { lowered, scoreRefinement, scoreRenames } from './score-refinement.ts';
import { truthful } from './truthful.ts';

/** Sales whose key of two columns the rules take for one. */
const STORES = catalogOf({
  stores: { columns: ['store_id', 'city'], key: ['store_id'] },
  sales: { columns: ['store_id', 'ord_num', 'qty'], key: ['store_id', 'ord_num'], to: { store_id: 'stores.store_id' } },
});
const SEEDS = [1, 2, 3];

it('finds a model that tells the truth no worse than the rules, and one that lies no worse either', async () => {
  for (const catalog of [SHOP, STORES]) {
    const { rules, truth, lies } = await scoreRefinement('shop', catalog, SEEDS);
    expect(lowered(rules, truth)).toEqual([]);
    expect(lies.map((lie) => lowered(rules, lie))).toEqual([[], [], []]);
  }
});

it('sees what the truth adds, and what a spoiled answer takes', async () => {
  const score = await scoreRefinement('stores', STORES, SEEDS);
  expect(score.rules.keys).toEqual({ declared: 2, right: 1 });
  expect(score.truth.keys).toEqual({ declared: 2, right: 2 });
  expect(score.truth.declaring).toEqual({ declared: 1, found: 1, right: 1 });
  expect(lowered(score.truth, score.rules)).toEqual(['right keys']);
  const spoiled = { ...score, rules: score.truth, truth: score.rules };
  expect(errorLines([spoiled])).toContain('stores truth: key     sales(store_id, ord_num), believed (store_id)');
  expect(refinementReport([spoiled])).toContain('truth: worse than the rules: right keys');
  const found = { ...score.truth, declaring: { declared: 1, found: 2, right: 1 } };
  expect(lowered(score.truth, found)).toEqual(['F1 of references']);
});

it('adds up schemas, and shows the worst of all seeds', async () => {
  const [shop, stores] = [await scoreRefinement('shop', SHOP, SEEDS), await scoreRefinement('stores', STORES, SEEDS)];
  expect(totalOf([shop, stores])).toMatchObject({ name: 'all (2)', truth: { keys: { declared: 5, right: 5 } } });
  const [, ...others] = shop.lies;
  const worse = { ...shop, lies: [{ ...shop.rules, keys: { declared: 3, right: 2 } }, ...others] };
  expect(refinementReport([worse])[1]).toBe(
    'shop        3  1.000  0.667  1.000           2  1.000  1.000  1.000    1.000  1.000  1.000',
  );
});

it('lies about every column, with nothing that is declared, and the same again', () => {
  const hidden = hideDeclarations(SHOP);
  const truth = declaredClaims(SHOP);
  const input = refineInput(hidden);
  const calls = planCalls(input, knownOf(input));
  expect(calls).toHaveLength(1);
  for (const call of calls) {
    const lies = lying(hidden, truth, 1)(call);
    expect(lying(hidden, truth, 1)(call)).toEqual(lies);
    expect(lying(hidden, truth, 2)(call)).not.toEqual(lies);
    const told = truthful(hidden, truth)(call);
    expect([told.keys.length, told.references.length]).toEqual([3, 2]);
    expect(lies.references).toHaveLength(7);
    const plain = ({ table, columns, to_table, to_columns }: (typeof lies.references)[number]): string =>
      JSON.stringify([table, columns, to_table, to_columns]);
    const declared = told.references.map(plain);
    expect(lies.references.filter((said) => said.holds === declared.includes(plain(said)))).toEqual([]);
    const keys = told.keys.map(({ table, columns }) => JSON.stringify([table, columns]));
    expect(lies.keys.filter(({ table, columns }) => keys.includes(JSON.stringify([table, columns])))).toEqual([]);
  }
});

it('scores names of staging against those of experts', async () => {
  const [table] = STORES.tables;
  const names = new Map([
    ['store_id', 'store_id'],
    ['city', 'town'],
  ]);
  const expert = { name: 'stg_stores', table: table!, names, computed: [], whole: true };
  const score = await scoreRenames('stores', { catalog: STORES, experts: [expert] }, SEEDS);
  expect(score.rules).toMatchObject({ columns: 2, columnsRight: 1 });
  expect(score.lies.map(({ columnsRight }) => columnsRight)).toEqual([1, 1, 1]);
  const worse = { ...score, lies: [{ ...score.rules, columnsRight: 0 }, score.rules] };
  expect(namesReport([worse])).toEqual([
    '         names  rules   lies',
    'stores       2  0.500  0.000',
    'all (1)      2  0.500  0.000',
  ]);
});

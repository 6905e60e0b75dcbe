import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { planSchema } from '../../src/plan/plan.ts';
import { checkSeal, planId, sealPlan, sha256 } from '../../src/plan/seal.ts';
import { shopPlan, unsealedShopPlan } from '../helpers/shop-plan.ts';

it('seals a plan so that nothing is wrong with it', () => {
  const plan = shopPlan();
  expect(plan.plan_id).toMatch(/^[0-9a-f]{64}$/);
  expect(checkSeal(plan)).toEqual([]);
  expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
});

it('gives the same id to the same plan, whatever the order of its keys and whoever the provider was', () => {
  const plan = shopPlan();
  const turned = Object.fromEntries(Object.entries(unsealedShopPlan()).toReversed());
  expect(sealPlan(planSchema.omit({ plan_id: true }).parse(turned)).plan_id).toBe(plan.plan_id);
  expect(
    shopPlan({ provider: { name: 'openai', model: 'gpt', usage: { input_tokens: 9, output_tokens: 9, calls: 1 } } })
      .plan_id,
  ).toBe(plan.plan_id);
});

it('tells which file was changed after it was sealed', () => {
  const plan = shopPlan();
  const files = plan.files.map((file, index) => (index === 2 ? { ...file, content: 'select 1; drop table x' } : file));
  expect(checkSeal({ ...plan, files })).toEqual([
    {
      code: 'PLAN_TAMPERED',
      message: 'the content of models/staging/shop/stg_shop__orders.sql was changed after the plan was sealed',
      where: { file: 'models/staging/shop/stg_shop__orders.sql' },
      hint: 'A plan is written as it was reviewed. Make it anew with cartridge plan, or get the unchanged file.',
    },
  ]);
});

it('finds a change that also renews the hash of its content', () => {
  const plan = shopPlan();
  const files = plan.files.map((file) => ({ ...file, content: 'x', after_hash: sha256('x') }));
  const id = planId({ ...plan, files }).slice(0, 6);
  expect(checkSeal({ ...plan, files }).map((problem) => problem.message)).toEqual([
    `the plan was changed after it was sealed: its id is ${plan.plan_id.slice(0, 6)}, its content has ${id}`,
  ]);
});

it('finds a change at any place of a plan but the provider', () => {
  const plan = shopPlan();
  const text = JSON.stringify(plan);
  const paths = leaves(plan).filter((path) => path[0] !== 'provider');
  fc.assert(
    fc.property(fc.constantFrom(...paths), (path) => {
      const changed = planSchema.loose().parse(JSON.parse(text));
      setAt(changed, path, '0'.repeat(64));
      expect(checkSeal(changed)).not.toEqual([]);
    }),
  );
});

it('keeps the keys of a newer version under the seal', () => {
  const plan = sealPlan({ ...unsealedShopPlan(), added_in_1_7: { deep: [1] } });
  expect(checkSeal(plan)).toEqual([]);
  expect(checkSeal({ ...plan, added_in_1_7: { deep: [2] } })).toHaveLength(1);
});

type Path = readonly (string | number)[];

function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, part]) =>
    leaves(part, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function setAt(value: unknown, path: Path, to: unknown): void {
  const [last, ...parents] = [...path].toReversed();
  const parent = parents.toReversed().reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], value);
  (parent as Record<string, unknown>)[last!] = to;
}

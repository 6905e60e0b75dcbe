import { expect, it } from 'vitest';
import { PLAIN } from '../../../src/cli/colour.ts';
import { existingLines, isReuse, warningText } from '../../../src/cli/words/existing-lines.ts';
import { makeAction, shopPlan } from '../../helpers/shop-plan.ts';

const LOOK = { width: 100, colour: PLAIN };

it('says nothing of a plan that stands on nothing of people', () => {
  expect(existingLines(shopPlan(), 15, LOOK)).toEqual([]);
});

it('names what is used, what names were taken, and what breaks', () => {
  const taken = (name: string) => ({
    kind: 'model_name' as const,
    wanted: name,
    taken_by: name,
    resolution: `pos.${name} is named ${name}_2`,
  });
  const plan = shopPlan({
    actions: [
      makeAction(1, 'update_staging stg_orders', {
        description: 'Selects no status any more.',
        severity: 'breaking',
        impact: { files: [], lines_added: 0, lines_removed: 1, columns: 3, tests: 0, downstream: ['fct_orders'] },
      }),
    ],
    collisions: [
      {
        kind: 'source_name',
        wanted: 'shop',
        taken_by: 'shop in models/shop.yml',
        resolution: 'the source of pos is named shop_pos',
      },
      { kind: 'column_name', wanted: 'id', taken_by: 'ID', resolution: 'orders.id is named id_2' },
      ...['a', 'b', 'c', 'd'].map(taken),
    ],
    warnings: [{ code: 'reused', text: 'stg_customers is there already and is used as it is' }],
  });
  expect(existingLines(plan, 15, LOOK)).toEqual([
    '',
    'Uses           stg_customers is there already and is used as it is',
    'Names taken    shop, by shop in models/shop.yml: the source of pos is named shop_pos',
    '               a: pos.a is named a_2',
    '               b: pos.b is named b_2',
    '               c: pos.c is named c_2',
    '               and 1 more name, in the plan file',
    '               to choose others: naming and sources in cartridge.yml, or --source-name',
    'Breaking       stg_orders: Selects no status any more. Used by fct_orders.',
  ]);
});

it('tells a warning that breaks something from the others', () => {
  expect(warningText({ code: 'table_dropped', text: 'there is no table x', severity: 'breaking' })).toBe(
    'breaking: there is no table x',
  );
  expect(warningText({ code: 'no_key', text: 'x has no key' })).toBe('x has no key');
  expect(isReuse({ code: 'no_key', text: '' })).toBe(false);
});

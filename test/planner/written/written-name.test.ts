import { expect, it } from 'vitest';
import { writtenMart, writtenName } from '../../../src/planner/written/written-name.ts';
import { styleWith } from '../../helpers/styled.ts';
import { writeModel } from '../../helpers/written-models.ts';

const plain = styleWith({});
const own = styleWith({
  naming: { intermediate: '{source}_int_{entity}', fact: '{entity}_facts', dimension: '{entity}' },
});

it.each([
  ['marts', 'fct_monthly_revenue', plain, 'fct_monthly_revenue'],
  ['marts', 'dim_regions', plain, 'dim_regions'],
  ['marts', 'monthly_revenue', plain, 'fct_monthly_revenue'],
  ['marts', 'mart_monthly_revenue', plain, 'fct_monthly_revenue'],
  ['marts', 'stg_shop', plain, 'fct_shop'],
  ['marts', 'int_paid', plain, 'fct_paid'],
  ['intermediate', 'fct_paid', plain, 'int_paid'],
  ['intermediate', 'int_paid', plain, 'int_paid'],
  ['intermediate', 'paid', own, 'shop_int_paid'],
  ['marts', 'fct_monthly_revenue', own, 'monthly_revenue_facts'],
  ['marts', 'monthly_revenue_facts', own, 'monthly_revenue_facts'],
  ['marts', 'dim_regions', own, 'regions'],
  ['marts', `a_${'long_'.repeat(20)}name`, plain, expect.stringMatching(/^fct_a_long_[a-z_]+_[0-9a-f]{6}$/)],
] as const)('in %s a model %s is called as the project calls such models', (...[layer, name, style, wanted]) => {
  expect(writtenName(writeModel('', { layer, name }), style, 'shop')).toEqual(wanted);
});

it('tells a dimension by its name', () => {
  expect(['dim_regions', 'fct_orders', 'revenue'].map((name) => writtenMart(name, plain))).toEqual([
    'dimension',
    'fact',
    'fact',
  ]);
});

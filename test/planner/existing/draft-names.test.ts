import { describe, expect, it } from 'vitest';
import { stagingSpecSchema } from '../../../src/plan/specs.ts';
import { actionsOf, draftIn } from '../../helpers/brownfield-draft.ts';
import { model } from '../../helpers/existing-nodes.ts';
import { CUSTOMERS, ORDERS, smallShop } from '../../helpers/small-shop.ts';

const SHORT_NAMES = {
  naming: { staging: 'stg_{entity}', intermediate: 'int_{entity}', fact: 'fct_{entity}', dimension: 'dim_{entity}' },
};

describe('a name that is taken', () => {
  it('by another source’s model gives way to one with the source in it, and is told', () => {
    const models = [model('stg_orders', { sources: ['pos.orders'] })];
    const draft = draftIn({ models, style: SHORT_NAMES }, smallShop(ORDERS));
    expect(actionsOf(draft)).toContain('create_staging stg_raw_orders');
    expect(draft.collisions).toContainEqual({
      kind: 'model_name',
      wanted: 'stg_orders',
      taken_by: 'stg_orders',
      resolution: 'raw.orders is named stg_raw_orders',
    });
  });

  it('can be settled in cartridge.yml', () => {
    const models = [model('stg_orders', { sources: ['pos.orders'] })];
    const tableNames = new Map([['raw', new Map([['orders', 'web_orders']])]]);
    const draft = draftIn({ models, style: SHORT_NAMES, tableNames }, smallShop(ORDERS));
    expect(actionsOf(draft)).toContain('create_staging stg_web_orders');
    expect(draft.collisions).toEqual([]);
  });
});

describe('the style of the project', () => {
  it('names entities as its staging does', () => {
    const entity = (word: 'singular' | 'as_raw', name: string): string[] =>
      actionsOf(draftIn({ style: { ...SHORT_NAMES, entity: word } }, smallShop({ ...ORDERS, name })));
    expect(entity('singular', 'orders')).toEqual([
      'create_source raw',
      'create_staging stg_order',
      'create_mart fct_order',
    ]);
    expect(entity('as_raw', 'raw_Order')).toEqual([
      'create_source raw',
      'create_staging stg_raw_order',
      'create_mart fct_order',
    ]);
    expect(entity('as_raw', 'raw_orders')).toContain('create_mart fct_orders');
  });

  it('names keys as its staging does', () => {
    const key = (primary_key: string): string | undefined => {
      const draft = draftIn({ style: { ...SHORT_NAMES, primary_key } }, smallShop(CUSTOMERS));
      const spec = draft.actions.find(({ name }) => name === 'stg_customers')?.spec;
      return stagingSpecSchema.parse(spec).select[0]?.as;
    };
    expect(['{entity}_id', '{entity}_key', 'id'].map(key)).toEqual(['customer_id', 'customer_key', 'id']);
  });
});

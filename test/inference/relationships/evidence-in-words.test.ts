import { expect, it } from 'vitest';
import { evidenceOf } from '../../helpers/short-catalog.ts';

it('says why in a sentence with the names, and what speaks against it', () => {
  const tables = {
    countries: 'code text, name text',
    shops: 'id, country_no text, parent_id',
    shop_owners: 'id, shop_id',
  };
  expect(evidenceOf(tables, 'shop_owners.shop_id')).toEqual(['shop_id bears the name of shops']);
  expect(evidenceOf(tables, 'shops.parent_id')).toEqual(['parent_id names another row of shops']);
  expect(evidenceOf(tables, 'shops.country_no')).toEqual([
    'country_no bears the name of countries',
    'but the key of countries is a guess itself',
    'but a no, where the key is code',
  ]);
});

import { expect, it } from 'vitest';
import { areaFolders, layerOfName, layerOfPath, layerPrefix } from '../../../src/context/conventions/layer-words.ts';

it.each([
  ['models/staging/shop', 'staging', 'models/staging', true],
  ['models/1_staging', 'staging', 'models/1_staging', true],
  ['models/sources/stg_shop/bigquery', 'staging', 'models/sources', true],
  ['models/staging/shop/base', 'staging', 'models/staging', true],
  ['models/marts/finance/intermediate', 'intermediate', 'models/marts/finance/intermediate', true],
  ['models/data_marts/sales', 'marts', 'models/data_marts', true],
  ['models/staging/core', 'staging', 'models/staging', true],
  ['models/raw/shop', 'staging', 'models/raw', false],
  ['models/silver', 'intermediate', 'models/silver', false],
  ['models/core/final', 'marts', 'models/core/final', false],
])('reads %s as %s', (path, ...[layer, folder, isNamed]) => {
  expect(layerOfPath(path)).toEqual({ layer, folder, isNamed });
});

it('reads no layer from a folder that names none, nor from the folder of all models', () => {
  expect(layerOfPath('models/finance')).toBeNull();
  expect(layerOfPath('staging/finance')).toBeNull();
});

it.each([
  ['stg_orders', 'staging', true],
  ['shop__stg_orders', 'staging', true],
  ['orders_fact', 'marts', true],
  ['dim_customers', 'marts', true],
  ['int_orders_joined', 'intermediate', true],
  ['base_orders', 'staging', false],
])('reads the name %s as %s', (name, layer, isNamed) => {
  expect(layerOfName(name)).toEqual({ layer, isNamed });
});

it('reads no layer from words that mean something else', () => {
  expect(['orders', 'lead_source', 'deal_stage', 'raw', 'interest_rates', 'martians'].map(layerOfName)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});

it('parts a name from the word of its layer, and folders of areas from those of layers', () => {
  expect(['stg__orders', 'stg_orders', 'orders', 'stg_'].map(layerPrefix)).toEqual(['stg__', 'stg_', '', '']);
  expect(areaFolders('models/finance/staging/Shop EU')).toEqual(['finance', 'Shop EU']);
});

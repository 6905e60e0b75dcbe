import { expect, it } from 'vitest';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import type { DraftAction } from '../../src/planner/draft.ts';
import { setMaterialized } from '../../src/planner/set-materialized.ts';

const mart: DraftAction = {
  type: 'create_mart',
  name: 'fct_orders',
  description: '',
  dependencies: [],
  reason: { code: 'fact', text: '', evidence: [] },
  spec: {
    kind: 'mart',
    mart: 'fact',
    name: 'fct_orders',
    description: '',
    columns: [],
    base: { model: 'stg_shop__orders', alias: 'orders' },
    joins: [],
    select: [],
  },
};

it('says it in the model where the project says nothing of its folder', () => {
  expect(setMaterialized([mart], DEFAULT_STYLE, {})[0]?.spec).toMatchObject({ materialized: 'table' });
});

it('obeys what the project says of the folder, or of one above it', () => {
  for (const folders of [{ models: 'table' }, { 'models/marts': 'view', models: 'table' }, { models: 'ephemeral' }]) {
    expect(setMaterialized([mart], DEFAULT_STYLE, folders)).toEqual([mart]);
  }
});

it('does as cartridge.yml asks, whatever the project says', () => {
  const style = { ...DEFAULT_STYLE, materialized: { ...DEFAULT_STYLE.materialized, marts: 'view' } };
  expect(setMaterialized([mart], style, { 'models/marts': 'table' })[0]?.spec).toMatchObject({ materialized: 'view' });
  expect(setMaterialized([mart], style, {})).toEqual([mart]);
});

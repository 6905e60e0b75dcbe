import { expect, it } from 'vitest';
import type { ExistingModel } from '../../src/context/context.ts';
import type { DraftAction } from '../../src/planner/draft.ts';
import { findDownstream } from '../../src/planner/downstream.ts';

const reason = { code: 'raw_table', text: '', evidence: [] };

function staging(name: string, ...dependencies: string[]): DraftAction {
  const model = { name, description: '', columns: [], source: 'shop', table: name, select: [] };
  return { type: 'create_staging', name, description: '', dependencies, reason, spec: { kind: 'staging', ...model } };
}

function source(...names: string[]): DraftAction {
  const tables = names.map((name) => ({ name, columns: [] }));
  const spec = { kind: 'source' as const, name: 'shop', tables };
  return { type: 'update_source', name: 'shop', description: '', dependencies: [], reason, spec };
}

it('finds who refers to a model or to the tables of a source that an action names: of the draft, then of the project', () => {
  const actions = [source('orders'), staging('stg_orders', 'source:shop.orders'), staging('mart', 'model:stg_orders')];
  const models = [
    { name: 'theirs', refs: ['stg_orders'], sources: ['shop.orders'] },
    { name: 'other', refs: [], sources: ['shop.customers'] },
  ] as unknown as ExistingModel[];
  const downstream = findDownstream(actions, models);
  expect(actions.map(downstream)).toEqual([['stg_orders', 'theirs'], ['mart', 'theirs'], []]);
});

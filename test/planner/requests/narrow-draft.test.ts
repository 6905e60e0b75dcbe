import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ExecutionPlan } from '../../../src/plan/plan.ts';
import { checkPlan } from '../../../src/plan/rules.ts';
import { narrowDraft } from '../../../src/planner/requests/narrow-draft.ts';
import { usableCatalog } from '../../helpers/any-catalog.ts';
import { model } from '../../helpers/existing-nodes.ts';
import { readFixture } from '../../helpers/rendered-draft.ts';
import { groundOf, planFor, read, requestFor } from '../../helpers/requested.ts';
import { smallShop } from '../../helpers/small-shop.ts';

const chinook = readFixture('chinook', { hideKeys: false });

/** `type name` of each action, and of sources the tables. */
function actionsOf({ actions }: Pick<ExecutionPlan, 'actions'>): string[] {
  return actions.map(({ type, name, spec }) => {
    const tables = Array.isArray(spec['tables']) ? spec['tables'].map((table: { name: string }) => table.name) : [];
    return [type, name, ...tables].join(' ');
  });
}

it('stages the tables that are named, of a source that lists these alone', () => {
  expect(actionsOf(planFor('stage invoices and customers', chinook))).toEqual([
    'create_project shop',
    'create_source chinook Customer Invoice',
    'create_staging stg_chinook__customers',
    'create_staging stg_chinook__invoices',
  ]);
});

it('a mart comes with all that it joins, and nothing else', () => {
  expect(actionsOf(planFor('a fact table of invoices', chinook))).toEqual([
    'create_project shop',
    'create_source chinook Invoice InvoiceLine',
    'create_staging stg_chinook__invoices',
    'create_staging stg_chinook__invoice_lines',
    'create_intermediate int_invoice_lines_by_invoice',
    'create_mart fct_invoices',
  ]);
});

it('every text is as a plan for all would have it, but for tests of what is not made', () => {
  const all = new Map(planFor('everything', chinook).files.map(({ path, content }) => [path, content]));
  const some = planFor('a fact table of invoices', chinook).files.filter(({ path }) => path.endsWith('.sql'));
  expect(some.length).toBe(4);
  for (const { path, content } of some) expect(content).toBe(all.get(path));
  const yaml = (text: string): string => {
    const { files } = planFor(text, smallShop());
    return files.find(({ path }) => path.endsWith('_raw__models.yml'))?.content ?? '';
  };
  expect(yaml('stage everything')).toContain("to: ref('stg_raw__customers')");
  expect(yaml('stage orders')).not.toContain('relationships');
});

it('keeps a test to a model that is there already', () => {
  const models = [model('stg_raw__customers', { generated: true })];
  const ground = groundOf(smallShop());
  const context = { existing_models: models, existing_sources: [] };
  const { draft } = narrowDraft(requestFor('stage orders', smallShop()), { ...ground, context });
  expect(JSON.stringify(draft.actions)).toContain('"to":"stg_raw__customers"');
});

it('asks and uses only what is about the tables of the plan', () => {
  const hidden = readFixture('chinook', { hideKeys: true });
  const plan = planFor('stage playlist tracks', hidden);
  expect(plan.catalog.tables.map(({ name }) => name)).toEqual(['PlaylistTrack']);
  const columns = ['note', 'remark'].map((name) => ({ name, type: 'varchar' }));
  const keyless = smallShop({ name: 'jottings', columns }, { name: 'scribbles', columns });
  expect(planFor('everything', keyless).warnings.map(({ text }) => text)).toEqual([
    '2 of 2 tables have no key that could be tested: jottings, scribbles',
  ]);
  expect(planFor('stage scribbles', keyless).warnings.map(({ text }) => text)).toEqual([
    '1 of 1 tables has no key that could be tested: scribbles',
  ]);
  expect(plan.questions.filter(({ id }) => !id.includes('PlaylistTrack'))).toEqual([]);
});

it('says in the plan what was asked for', () => {
  const { name, description, request, goals, actions } = planFor('stage invoices', chinook);
  expect({ name, description, request }).toEqual({
    name: 'stage invoices',
    description: 'Changes the dbt project shop as was asked: stage invoices',
    request: 'stage invoices',
  });
  expect(goals).toEqual([
    { goal_id: 'g1', parent: null, text: 'stage invoices', status: 'met', reason: 'stg_chinook__invoices serves it' },
  ]);
  expect(actions.map(({ goal_id }) => goal_id)).toEqual(['g1', 'g1', 'g1']);
});

const texts = fc.constantFrom(
  'stage orders',
  'dimensions for customers',
  'everything',
  'facts',
  'stage everything except orders',
  'intermediate models',
  'monthly orders by customer',
  'document items and stage customers',
);

it('makes a plan that keeps every rule of any catalog, whatever is asked', () => {
  let planned = 0;
  fc.assert(
    fc.property(usableCatalog, texts, (catalog, text) => {
      if ('problems' in read(text, catalog)) return;
      const plan = planFor(text, catalog);
      expect(checkPlan(plan)).toEqual([]);
      const names = new Set(plan.actions.map(({ name }) => name));
      const tests = plan.files.flatMap(({ content }) => [...(content ?? '').matchAll(/to: ref\('([^']+)'\)/g)]);
      for (const [, to = ''] of tests) expect(names).toContain(to);
      if (plan.actions.length > 0) planned += 1;
    }),
    { numRuns: 100 },
  );
  expect(planned).toBeGreaterThan(20);
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { ChosenDraft } from '../../../src/planner/actions/draft-of-actions.ts';
import { draftOfActions } from '../../../src/planner/actions/draft-of-actions.ts';
import { readActions } from '../../../src/planner/actions/read-actions.ts';
import { usableCatalog } from '../../helpers/any-catalog.ts';
import { model, source } from '../../helpers/existing-nodes.ts';
import type { AskedProject } from '../../helpers/requested.ts';
import { assembled, groundOf } from '../../helpers/requested.ts';
import { smallShop } from '../../helpers/small-shop.ts';
import { checkPlan } from '../../../src/plan/rules.ts';

/** The draft of a file of actions, given as data or text. */
function choose(file: unknown, project: AskedProject = {}, catalog: Catalog = smallShop()) {
  const text = typeof file === 'string' ? file : JSON.stringify({ strategy: 'greenfield', actions: file }, null, 1);
  const read = readActions(text, 'actions.yml');
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return draftOfActions(read.wanted, groundOf(catalog, project));
}

function chosen(file: unknown, project: AskedProject = {}): ChosenDraft {
  const outcome = choose(file, project);
  if ('problems' in outcome) throw new Error(outcome.problems.map(({ message }) => message).join('\n'));
  return outcome;
}

function problems(file: unknown, project: AskedProject = {}): string[] {
  const outcome = choose(file, project);
  return 'problems' in outcome
    ? outcome.problems.map(({ code, message, where }) => `${code} ${where?.line ?? ''}: ${message}`)
    : [];
}

const PROJECT = { type: 'create_project', name: 'shop' };
const SOURCE = { type: 'create_source', name: 'raw' };
const CUSTOMERS = { type: 'create_staging', name: 'stg_raw__customers' };
const ORDERS = { type: 'create_staging', name: 'stg_raw__orders' };
const FACT = { type: 'create_mart', name: 'fct_orders' };
const DIMENSION = { type: 'create_mart', name: 'dim_customers' };

it('keeps what is listed, in the order of the draft, whatever the order of the file', () => {
  const { draft } = chosen([FACT, ORDERS, SOURCE, PROJECT]);
  expect(draft.actions.map(({ name }) => name)).toEqual(['shop', 'raw', 'stg_raw__orders', 'fct_orders']);
});

it('tests to models that are not listed go, and stay where the model is there', () => {
  const tests = (kept: ChosenDraft): unknown => JSON.stringify(kept.draft.actions).match(/"to":"\w+"/g);
  expect(tests(chosen([PROJECT, SOURCE, CUSTOMERS, ORDERS, FACT, DIMENSION]))).toEqual([
    '"to":"stg_raw__customers"',
    '"to":"dim_customers"',
  ]);
  expect(tests(chosen([PROJECT, SOURCE, CUSTOMERS, ORDERS, FACT]))).toEqual(['"to":"stg_raw__customers"']);
  expect(tests(chosen([PROJECT, SOURCE, ORDERS, FACT]))).toBeNull();
});

it('what is listed and is not in the draft is an error, all of it at once, with what was meant', () => {
  const text =
    'strategy: greenfield\nactions:\n  - type: create_mart\n    name: dim_custmers\n  - type: create_staging\n    name: fct_orders\n' +
    '  - type: create_mart\n    name: unicorns_of_the_world\n';
  expect(problems(text)).toEqual([
    'ACTION_UNKNOWN 3: the draft has no create_mart dim_custmers; did you mean create_mart dim_customers?',
    'ACTION_UNKNOWN 5: the draft has no create_staging fct_orders; did you mean create_mart fct_orders?',
    'ACTION_UNKNOWN 7: the draft has no create_mart unicorns_of_the_world',
  ]);
});

it('a dependency that is not listed is an error that names it', () => {
  expect(problems([PROJECT, SOURCE, FACT])).toEqual([
    'ACTIONS_INVALID 12: fct_orders depends on stg_raw__orders, which create_staging makes and the file does not list',
  ]);
  expect(problems([ORDERS])).toEqual([
    'ACTIONS_INVALID 4: stg_raw__orders depends on source:raw.orders, which create_source raw makes and the file does not list',
  ]);
  expect(problems([PROJECT, SOURCE, { ...ORDERS, dependencies: ['raw.ordrs', 4] }])).toEqual([
    'ACTIONS_INVALID 12: stg_raw__orders depends on raw.ordrs, which neither the draft nor the project has; did you mean raw.orders?',
    'ACTIONS_INVALID 12: stg_raw__orders depends on step 4, which is not listed',
  ]);
});

it('a dependency that the project has need not be listed; ids name actions of the file', () => {
  const project: AskedProject = {
    context: {
      existing_models: [model('stg_raw__orders', { generated: true, sources: ['raw.orders'] })],
      existing_sources: [source('raw', ['orders', 'customers'])],
    },
  };
  expect(problems([FACT], project)).toEqual([]);
  const numbered = [
    PROJECT,
    SOURCE,
    { ...ORDERS, step_id: 7, dependencies: ['source:raw'] },
    { ...FACT, dependencies: [7] },
  ];
  expect(problems(numbered)).toEqual([]);
});

it('a field that would change what is written is an error that names it', () => {
  const elsewhere = { ...ORDERS, file_path: 'models/orders.sql' };
  const column = { ...FACT, spec: { kind: 'mart', mart: 'dimension' } };
  expect(problems([PROJECT, SOURCE, elsewhere, column])).toEqual([
    'ACTIONS_INVALID 12: stg_raw__orders: file_path is models/orders.sql, and the draft writes models/staging/raw/stg_raw__orders.sql',
    'ACTIONS_INVALID 17: fct_orders: spec.mart is not what the draft has',
  ]);
  const same = {
    ...ORDERS,
    file_path: 'models/staging/raw/stg_raw__orders.sql',
    spec: { kind: 'staging', table: 'orders' },
  };
  expect(problems([PROJECT, SOURCE, same])).toEqual([]);
});

it('describes actions in the words of the file, and the models that they make', () => {
  const { draft, deltas } = chosen([
    PROJECT,
    { ...SOURCE, description: 'The shop as it is.' },
    { ...ORDERS, description: 'Every order that was ever placed.' },
    { ...FACT, description: 'Orders to count.' },
  ]);
  const words = draft.actions.map(({ description, spec }) => [
    description,
    spec.kind === 'staging' || spec.kind === 'mart' ? spec.description : '',
  ]);
  expect(words.slice(1)).toEqual([
    ['The shop as it is.', ''],
    ['Every order that was ever placed.', expect.stringContaining('Every order that was ever placed.')],
    ['Orders to count.', expect.stringContaining('Orders to count.')],
  ]);
  expect(deltas.map(({ kind }) => kind)).toEqual(['describe_table', 'describe_mart']);
});

it('warns of another strategy than the project has', () => {
  const { draft } = chosen(JSON.stringify({ strategy: 'brownfield', actions: [PROJECT] }));
  expect(draft.warnings.map(({ text }) => text)).toContain(
    'actions.yml has the strategy brownfield; this plan is greenfield, since nobody has a model in the project',
  );
});

it('the plan of a draft, read back, is that plan, of any catalog; any part of it that is whole keeps every rule', () => {
  fc.assert(
    fc.property(usableCatalog, fc.infiniteStream(fc.boolean()), (catalog, draws) => {
      const ground = groundOf(catalog);
      const all = assembled(ground, ground.draft.actions);
      const again = draftOfActions(wanted(all), ground);
      if ('problems' in again) throw new Error(again.problems.map(({ message }) => message).join('\n'));
      expect(again.draft.actions).toEqual(ground.draft.actions);
      const some = {
        ...all,
        actions: all.actions.filter(({ type }) => type !== 'create_mart' || draws.next().value === true),
      };
      const part = draftOfActions(wanted(some), ground);
      if ('problems' in part) throw new Error(part.problems.map(({ message }) => message).join('\n'));
      expect(checkPlan(assembled(ground, part.draft.actions))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

function wanted(plan: object) {
  const read = readActions(JSON.stringify(plan), 'plan.json');
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.wanted;
}

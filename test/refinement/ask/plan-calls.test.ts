import { expect, it } from 'vitest';
import type { Request } from '../../../src/planner/requests/request.ts';
import { planCalls } from '../../../src/refinement/ask/plan-calls.ts';
import { knownOf } from '../../../src/refinement/known/known.ts';
import type { RefineInput } from '../../../src/refinement/refinement.ts';
import { refineInput } from '../../helpers/refine-input.ts';
import { smallShop } from '../../helpers/small-shop.ts';
import { wideCatalog } from '../../bench/wide-catalog.ts';

const SHOP = smallShop();

/** What is asked for, and of how many tables, by each call. */
function callsOf(about: Partial<RefineInput>, catalog = SHOP): string[] {
  const input = refineInput(catalog, about);
  return planCalls(input, knownOf(input)).map(({ kind, tables }) => `${kind} of ${tables.length}`);
}

function request(about: Partial<Request>): Request {
  const goals = [{ goal_id: 'g1', parent: null, text: 'monthly revenue' }];
  const nothing = { tables: null, layers: null, parts: [], acts: [], convert: null, ignored: [], mistyped: [] };
  return { text: 'monthly revenue', shape: 'make', goals, ...nothing, ...about };
}

it('without a request everything is asked, cluster by cluster', () => {
  expect(callsOf({})).toEqual(['planner of 2']);
  const calls = callsOf({}, wideCatalog(200));
  expect(calls.length).toBeGreaterThan(4);
  expect(calls.every((call) => call.startsWith('planner of '))).toBe(true);
});

it('a request for models is asked in a call of its own, about the tables that share its words', () => {
  expect(callsOf({ request: request({}) })).toEqual(['planner of 2', 'mart of 2']);
  expect(callsOf({ request: request({ layers: ['staging', 'intermediate'] }) })).toEqual([
    'planner of 2',
    'intermediate of 2',
  ]);
  expect(callsOf({ request: request({ text: 'revenue by invoice' }) }, wideCatalog(200)).at(-1)).toBe('mart of 60');
});

it('a request that acts on models asks for nothing else', () => {
  const act = (name: 'add_tests' | 'update_docs') => ({ act: name, model: 'dim_customers', goal_id: 'g1' });
  expect(callsOf({ request: request({ shape: 'act', acts: [act('add_tests')] }) })).toEqual(['tests of 2']);
  expect(callsOf({ request: request({ shape: 'act', acts: [act('update_docs')] }) })).toEqual(['documentation of 2']);
});

it('only staging is asked about where there is nothing else', () => {
  const input = refineInput(SHOP);
  const actions = input.draft.actions.filter(({ type }) => type === 'create_source' || type === 'create_staging');
  expect(callsOf({ draft: { ...input.draft, actions } })).toEqual(['staging of 2']);
});

it('nothing is asked about tables that the draft does not stage', () => {
  const input = refineInput(SHOP);
  expect(callsOf({ draft: { ...input.draft, actions: [] } })).toEqual([]);
});

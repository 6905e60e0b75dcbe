import { expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { NOTHING_TOLD } from '../../src/inference/hints/hints.ts';
import { infer } from '../../src/inference/infer.ts';
import type { Delta } from '../../src/plan/deltas.ts';
import { hintsOf } from '../../src/planner/deltas/hints-of.ts';
import type { Draft } from '../../src/planner/draft.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { keepWhole } from '../../src/refinement/never-worse.ts';
import { draftInputOf } from '../helpers/refine-input.ts';
import { readFixture } from '../helpers/rendered-draft.ts';

const catalog = readFixture('pagila', { hideKeys: true });
const ofTable = (name: string) => ({
  schema: catalog.tables.find((table) => table.name === name)?.schema ?? 'public',
  name,
});

async function redraft(deltas: readonly Delta[]): Promise<Draft> {
  const { beliefs } = infer(catalog, NO_EVIDENCE, { ...NOTHING_TOLD, hints: hintsOf(deltas, catalog) });
  return draftPlan({ ...draftInputOf(catalog, deltas), beliefs });
}

const rules = await redraft([]);
const described: Delta = {
  kind: 'describe_table',
  table: ofTable('film'),
  text: 'Films that are rented out.',
  why: '',
};

const costly: Delta = { kind: 'add_mart', table: ofTable('film_category'), mart: 'fact', why: '' };

/** Drafts as the rules do, but that a delta costs a mart. */
async function losing(deltas: readonly Delta[], model: string): Promise<Draft> {
  const draft = await redraft(deltas);
  const actions = deltas.includes(costly) ? draft.actions.filter(({ name }) => name !== model) : draft.actions;
  return { ...draft, actions };
}

it('gives up a mart for which another would vanish, and keeps the rest', async () => {
  const { deltas, refused } = await keepWhole([costly, described], rules, async (each) =>
    losing(each, 'dim_categories'),
  );
  expect(deltas).toEqual([described]);
  expect(refused).toEqual([{ delta: costly, why: 'dim_categories would be missing for it' }]);
});

it('gives up first what is about the very table that something is missing of', async () => {
  const other: Delta = { kind: 'add_mart', table: ofTable('language'), mart: 'dimension', why: '' };
  const { deltas } = await keepWhole([costly, other], rules, async (each) =>
    losing(each, 'stg_pagila__film_categories'),
  );
  expect(deltas).toEqual([other]);
});

it('keeps a delta that takes a mart away on purpose', async () => {
  const meant: Delta = { kind: 'drop_mart', table: ofTable('language'), why: '' };
  expect(await keepWhole([meant, described], rules, redraft)).toEqual({ deltas: [meant, described], refused: [] });
});

it('keeps names and words without drafting', async () => {
  const never = async (): Promise<Draft> => Promise.reject(new Error('not needed'));
  expect(await keepWhole([described], rules, never)).toEqual({ deltas: [described], refused: [] });
});

it('gives up all but words where no draft can be made', async () => {
  const key: Delta = { kind: 'key', table: ofTable('film'), columns: ['title'], why: '' };
  const fails = async (): Promise<Draft> => Promise.reject(new Error('a bug'));
  expect((await keepWhole([key, described], rules, fails)).deltas).toEqual([described]);
});

import { afterAll, describe, expect, it } from 'vitest';
import type { Delta, DeltaOf } from '../../src/plan/deltas.ts';
import { checkWrittenModel } from '../../src/planner/written/check-written-model.ts';

import { deltaIdentity, deltaSchema } from '../../src/plan/deltas.ts';
import { checkPlan } from '../../src/plan/rules.ts';
import { planWith } from '../helpers/plan-of-deltas.ts';
import { modelsToRead } from '../../src/planner/draft-plan.ts';
import type { Vendor } from '../../src/providers/provider.ts';
import { VENDORS } from '../../src/providers/provider.ts';
import { refineDraft } from '../../src/refinement/refine-draft.ts';
import { complete, fakeModel, truncated } from '../helpers/fake-model.ts';
import { asking, draftInputOf } from '../helpers/refine-input.ts';
import type { Fault } from './corpus/faulty-texts.ts';
import { GOOD, HOSTILE_INPUT, HOSTILE_SHOP } from './corpus/hostile-shop.ts';
import { faultCorpus } from './fault-corpus.ts';

const planned = new Map<string, readonly string[]>();

/** `type name` of what is planned with deltas; each set of deltas is planned once, and its plan is valid. */
function actionsWith(deltas: readonly Delta[]): readonly string[] {
  const key = JSON.stringify(deltas);
  const known = planned.get(key);
  if (known) return known;
  const { plan } = planWith(HOSTILE_SHOP, deltas);
  expect(checkPlan(plan)).toEqual([]);
  const names = plan.actions.map(({ type, name }) => `${type} ${name}`);
  planned.set(key, names);
  return names;
}

const rules = actionsWith([]);

/** What may take a file of the draft away. */
function mayMove(deltas: readonly Delta[]): boolean {
  return deltas.some(({ kind }) =>
    ['rename_table', 'drop_mart', 'role', 'answer', 'key', 'relationship'].includes(kind),
  );
}

/** What the SQL of models may be, without a database. */
async function tryModels(models: readonly DeltaOf<'write_model'>[]) {
  const known = { models: READABLE, adapter: 'duckdb' };
  const checked = models.map((model) => [model.name, checkWrittenModel(model, known)] as const);
  return new Map(checked.map(([name, found]) => [name, 'problems' in found ? found.problems : []]));
}

const READABLE = modelsToRead(draftInputOf(HOSTILE_SHOP));

async function refineWith({ text, isCut }: Fault) {
  const provider = fakeModel((request, call) => {
    if (call > 1) return '{}';
    return isCut ? truncated(request, text) : complete(request, text);
  });
  return refineDraft(HOSTILE_INPUT, asking({ provider, tryModels }));
}

const counts = new Map<Vendor, { faults: number; withDeltas: number; deltas: number }>();
afterAll(() => {
  for (const [vendor, { faults, withDeltas, deltas }] of counts)
    // oxlint-disable-next-line no-console -- how many replies were tried is to be seen
    console.log(
      `${vendor}: ${faults} corrupted replies, ${faults} valid plans; ${withDeltas} gave ${deltas} deltas that held`,
    );
});

describe.each(VENDORS)('corrupted replies as %s models give them', (vendor) => {
  const corpus = faultCorpus(vendor);

  it('are at least 500', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(500);
  });

  it('end in deltas that hold, each of them once, and in a valid plan that has all that the rules drafted', async () => {
    const count = { faults: corpus.length, withDeltas: 0, deltas: 0 };
    for (const fault of corpus) {
      const started = performance.now();
      const { deltas } = await refineWith(fault);
      expect(performance.now() - started, fault.name).toBeLessThan(5_000);
      for (const delta of deltas) expect(deltaSchema.safeParse(delta).success, fault.name).toBe(true);
      expect(new Set(deltas.map(deltaIdentity)).size, fault.name).toBe(deltas.length);
      const actions = actionsWith(deltas);
      if (!mayMove(deltas)) expect(actions, fault.name).toEqual(rules);
      // Names of the catalog itself are as hostile as they are.
      const said = deltas.map((delta) => ({
        ...delta,
        table: null,
        to: null,
        column: null,
        columns: null,
        to_columns: null,
      }));
      expect(JSON.stringify(said), fault.name).not.toMatch(/\{\{|\{%|passwd|env_var|drop table|evil/i);
      count.withDeltas += Number(deltas.length > 0);
      count.deltas += deltas.length;
    }
    counts.set(vendor, count);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
  });

  it('lose nothing where only the wrapping is wrong', async () => {
    const good = await refineWith({ name: 'good', text: JSON.stringify(GOOD) });
    expect(good.deltas.length).toBeGreaterThanOrEqual(6);
    for (const fault of corpus.filter(({ name }) => name.startsWith('wrapped: '))) {
      expect((await refineWith(fault)).deltas, fault.name).toEqual(good.deltas);
    }
  });
});

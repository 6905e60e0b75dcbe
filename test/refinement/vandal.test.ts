import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCatalog } from '../../src/index.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { deltaSchema } from '../../src/plan/deltas.ts';
import { checkPlan } from '../../src/plan/rules.ts';
import { refineDraft } from '../../src/refinement/refine-draft.ts';
import { fakeModel } from '../helpers/fake-model.ts';
import { planWithDeltas } from '../helpers/plan-with-deltas.ts';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';
import { asking, refineInput } from '../helpers/refine-input.ts';
import { seededRandom } from '../helpers/seeded-random.ts';
import { fillSchema } from '../helpers/vendors/fill-schema.ts';
import { vandalReply } from '../helpers/vendors/vandal.ts';

const projectDir = temporaryFolder();
afterAll(() => removeFolders([projectDir]));

const pathsOf = (plan: ExecutionPlan): string[] => plan.files.map(({ path }) => path);

describe.each(['bench_tpch', 'chinook', 'pagila'])('a plan of %s', (name) => {
  const from = join(import.meta.dirname, `../fixtures/catalogs/${name}.json`);

  it.each([
    ['a model that knows only the shape of a reply', 1],
    ['the same with other luck', 2],
    ['a vandal, who knows every number', 3],
    ['the same with other luck', 4],
  ])('is valid after %s', async (who, seed) => {
    const catalog = await readCatalog({ from });
    const random = seededRandom(seed);
    const isVandal = who.includes('vandal') || seed === 4;
    const model = fakeModel(({ reply }) =>
      JSON.stringify(isVandal ? vandalReply(random, catalog.tables.length) : fillSchema(reply?.schema ?? {}, random)),
    );
    const drafted = await planWithDeltas(projectDir, from);
    const { deltas } = await refineDraft(refineInput(catalog), asking({ provider: model }));
    for (const delta of deltas) expect(deltaSchema.parse(delta)).toEqual(delta);
    const { plan } = await planWithDeltas(projectDir, from, deltas);
    expect(checkPlan(plan)).toEqual([]);
    // What is missing is what was dropped by name, or what a question was answered with, and what was there for it alone.
    const chosen = deltas.filter(({ kind }) => ['drop_mart', 'answer', 'role'].includes(kind));
    const missing = pathsOf(drafted.plan).filter((path) => !pathsOf(plan).includes(path));
    expect(chosen.length > 0 ? missing.filter((path) => path.includes('staging')) : missing).toEqual([]);
  });
});

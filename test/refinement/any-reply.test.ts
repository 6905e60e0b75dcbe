import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { deltaIdentity, deltaSchema } from '../../src/plan/deltas.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import { refineDraft } from '../../src/refinement/refine-draft.ts';
import { loadTemplates } from '../../src/templates.ts';
import { usableCatalog } from '../helpers/any-catalog.ts';
import { fakeModel } from '../helpers/fake-model.ts';
import { asking, draftInputOf, refineInput } from '../helpers/refine-input.ts';
import { seededRandom } from '../helpers/seeded-random.ts';
import { fillSchema } from '../helpers/vendors/fill-schema.ts';
import { vandalReply } from '../helpers/vendors/vandal.ts';

// Tables as nobody would write them, and a model that says of them whatever fits the shape of a reply.
it('makes deltas that hold of any reply about any tables: staging stays, and a plan comes out', async () => {
  const templates = await loadTemplates();
  const property = fc.asyncProperty(usableCatalog, fc.nat(), async (catalog, seed) => {
    const random = seededRandom(seed);
    const model = fakeModel(({ reply }) =>
      JSON.stringify(seed % 2 === 0 ? vandalReply(random, 8) : fillSchema(reply?.schema ?? {}, random)),
    );
    const input = refineInput(catalog);
    const { deltas } = await refineDraft(input, asking({ provider: model }));
    for (const delta of deltas) expect(deltaSchema.parse(delta)).toEqual(delta);
    expect(new Set(deltas.map(deltaIdentity)).size).toBe(deltas.length);
    const { actions } = draftPlan(draftInputOf(catalog, deltas));
    const staged = (all: typeof actions): number => all.filter(({ type }) => type === 'create_staging').length;
    expect(staged(actions)).toBe(staged(input.draft.actions));
    expect(new Set(actions.map(({ type, name }) => `${type} ${name}`)).size).toBe(actions.length);
    const paths = renderActions(actions, { style: DEFAULT_STYLE, templates }).map(({ path }) => path);
    expect(paths.filter((path) => path.includes('..'))).toEqual([]);
  });
  await fc.assert(property, { numRuns: 40 });
});

import { canonicalJson } from '../plan/canonical-json.ts';
import type { Delta } from '../plan/deltas.ts';
import { mergeDeltas } from '../planner/deltas/merge-deltas.ts';
import { modelsToRead } from '../planner/draft-plan.ts';
import { stage } from '../reading/stage.ts';
import { estimateRefinement, refineDraft } from '../refinement/refine-draft.ts';
import type { RefineInput, Refinement } from '../refinement/refinement.ts';
import type { TryingModels } from '../verify/written/try-written-models.ts';
import { tryWrittenModels } from '../verify/written/try-written-models.ts';
import type { Drafted, Ground } from './draft-tables.ts';
import { draftTables } from './draft-tables.ts';
import type { ModelBounds } from './model-bounds.ts';
import { askingOf } from './model-bounds.ts';
import { planHistory } from './plan-history.ts';
import type { RefineRequest } from './plan-request.ts';
import { projectVoice } from './project-voice.ts';
import type { ReadWanted } from './read-wanted.ts';
import { unlessCancelled } from './unless-cancelled.ts';

/** What a model is asked about: the draft of the rules alone. */
export interface RefineGround {
  readonly input: RefineInput;
  /** What SQL may read, and in whose dialect it is to be. */
  readonly reads: Pick<TryingModels, 'models' | 'adapter'>;
}

/**
 * What a model is asked about. What it changed earlier is left out of the draft, so that it is not asked anew about a table
 * only because its answer was applied.
 */
export async function refineGround(ground: Ground, { asked, drafted }: ReadWanted): Promise<RefineGround> {
  const { project, kept } = ground;
  const rules = kept.length === 0 ? drafted : await draftTables(ground, { deltas: [], asked });
  const models = modelsToRead(rules.input);
  return {
    reads: { models, adapter: rules.input.adapter },
    input: {
      request: asked,
      businessContext: ground.request.businessContext ?? null,
      kept,
      catalog: rules.catalog,
      beliefs: rules.beliefs,
      context: project.context,
      draft: rules.draft,
      voice: await projectVoice(ground),
      readable: models,
      history: planHistory(project, [...rules.draft.actions, ...drafted.draft.actions]),
    },
  };
}

/** A draft that a model refined, and what the model did about it. */
export interface Refined {
  /** Null where no draft could be made of it. */
  readonly drafted: Drafted | null;
  readonly refinement: Refinement;
}

/** Asks the model, and drafts again with what held of its answers. */
export async function refineTables(
  ground: Ground,
  { input, reads }: RefineGround,
  { refine, left }: { readonly refine: RefineRequest; readonly left: ReturnType<ModelBounds['left']> },
): Promise<Refined> {
  const { signal, onEvent } = ground.request;
  const draft = redrafting(ground, input.request);
  const { name, model } = refine.provider;
  onEvent?.({ type: 'estimate', provider: name, model, ...estimateRefinement(input) });
  const refinement = await stage('refine', onEvent, () =>
    refineDraft(input, {
      ...askingOf(ground, refine, left),
      redraft: async (deltas) => (await draft(deltas)).draft,
      tryModels: (written) => tryWrittenModels(written, { ...reads, signal }),
    }),
  );
  return { drafted: await unlessCancelled(ground, () => draft(refinement.deltas)), refinement };
}

/** Drafts with what the project keeps and what was said now; the last draft is not made twice. */
function redrafting(ground: Ground, asked: RefineInput['request']): (deltas: readonly Delta[]) => Promise<Drafted> {
  let last: { readonly key: string; readonly drafted: Promise<Drafted> } | null = null;
  return async (said) => {
    const deltas = mergeDeltas(ground.kept, said);
    const key = canonicalJson(deltas);
    if (last?.key !== key) last = { key, drafted: draftTables(quiet(ground), { deltas, asked }) };
    return last.drafted;
  };
}

/** Inferring and drafting again is not told a second time. */
function quiet(ground: Ground): Ground {
  return { ...ground, request: { ...ground.request, onEvent: undefined } };
}

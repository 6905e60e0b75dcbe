import type { Catalog } from '../../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import type { Beliefs } from '../../../src/inference/beliefs.ts';
import { NOTHING_TOLD } from '../../../src/inference/hints/hints.ts';
import { infer } from '../../../src/inference/infer.ts';
import type { Delta } from '../../../src/plan/deltas.ts';
import { hintsOf } from '../../../src/planner/deltas/hints-of.ts';
import { draftPlan } from '../../../src/planner/draft-plan.ts';
import type { Draft } from '../../../src/planner/draft.ts';
import { planCalls } from '../../../src/refinement/ask/plan-calls.ts';
import { knownOf } from '../../../src/refinement/known/known.ts';
import { refineDraft } from '../../../src/refinement/refine-draft.ts';
import type { RefineInput } from '../../../src/refinement/refinement.ts';
import { fakeModel, reply } from '../../helpers/fake-model.ts';
import { asking, draftInputOf, refineInput } from '../../helpers/refine-input.ts';
import { believedClaims, declaredClaims } from '../inference/claims.ts';
import { DEFAULT_SETTINGS } from '../inference/evaluate.ts';
import { hideDeclarations } from '../inference/hide-declarations.ts';
import type { Score } from '../inference/score.ts';
import { measuresOf, scoreClaims } from '../inference/score.ts';
import type { ExpertModel } from '../staging/gold.ts';
import { namesOf } from '../staging/namers.ts';
import type { StagingScore } from '../staging/score.ts';
import { scoreNames } from '../staging/score.ts';
import { lying } from './lying.ts';
import type { Answering } from './shown.ts';
import { truthful } from './truthful.ts';

/** One schema with all its declarations hidden: what is believed of it by the rules, and with each model. */
export interface RefinementScore {
  readonly name: string;
  readonly rules: Score;
  /** One for each seed. */
  readonly lies: readonly Score[];
  readonly truth: Score;
}

/** Hides what a resolved catalog declares, and scores the rules, a model that lies and one that tells what is hidden. */
export async function scoreRefinement(
  name: string,
  catalog: Catalog,
  seeds: readonly number[],
): Promise<RefinementScore> {
  const hidden = hideDeclarations(catalog);
  const truth = declaredClaims(catalog);
  const input = refineInput(hidden);
  const score = (beliefs: Beliefs): Score => scoreClaims(truth, believedClaims(beliefs), DEFAULT_SETTINGS.threshold);
  const lies: Score[] = [];
  for (const seed of seeds) lies.push(score(beliefsOf(await refineWith(lying(hidden, truth, seed), input), input)));
  const told = await refineWith(truthful(hidden, truth), input);
  return { name, rules: score(input.beliefs), lies, truth: score(beliefsOf(told, input)) };
}

/** Columns that are called as experts call them: by the rules, and with a model that renames every column, for each seed. */
export interface NamesScore {
  readonly name: string;
  readonly rules: StagingScore;
  readonly lies: readonly StagingScore[];
}

/** Scores names of staging as `scoreRefinement` does keys and references, against staging models of experts. */
export async function scoreRenames(
  name: string,
  { catalog, experts }: { readonly catalog: Catalog; readonly experts: readonly ExpertModel[] },
  seeds: readonly number[],
): Promise<NamesScore> {
  const hidden = hideDeclarations(catalog);
  const input = refineInput(hidden);
  const lies: StagingScore[] = [];
  for (const seed of seeds) {
    const deltas = await refineWith(lying(hidden, declaredClaims(catalog), seed), input);
    lies.push(scoreNames(experts, namesOf(draftWith(deltas, input).actions)));
  }
  return { name, rules: scoreNames(experts, namesOf(input.draft.actions)), lies };
}

/** What holds of what a model says; where it is asked once more for what did not hold, it says no more. */
async function refineWith(answering: Answering, input: RefineInput): Promise<readonly Delta[]> {
  const calls = new Map(planCalls(input, knownOf(input)).map((call) => [call.prompt.user, call]));
  const provider = fakeModel(({ prompt }) => {
    const call = calls.get(prompt);
    return JSON.stringify(call ? answering(call) : reply());
  });
  const { deltas, warnings } = await refineDraft(
    input,
    asking({ provider, redraft: async (said) => draftWith(said, input) }),
  );
  const failed = warnings.find(
    ({ code }) => code.startsWith('model_') && !['model_dropped', 'model_unresolved'].includes(code),
  );
  if (failed) throw new Error(failed.text);
  return deltas;
}

function draftWith(deltas: readonly Delta[], input: RefineInput): Draft {
  return draftPlan({ ...draftInputOf(input.catalog, deltas), beliefs: beliefsOf(deltas, input) });
}

function beliefsOf(deltas: readonly Delta[], { catalog }: RefineInput): Beliefs {
  return infer(catalog, NO_EVIDENCE, { ...NOTHING_TOLD, hints: hintsOf(deltas, catalog) }).beliefs;
}

/** What is lower after than before: keys that are right, or the F1 of references of tables that declare any. Pure. */
export function lowered(before: Score, after: Score): string[] {
  const f1 = ({ declaring }: Score): number => measuresOf(declaring).f1 ?? 0;
  return [
    ...(after.keys.right < before.keys.right ? ['right keys'] : []),
    ...(f1(after) < f1(before) ? ['F1 of references'] : []),
  ];
}

/** Keys and edges that are wrong after and were not before. Pure. */
export function spoiled(before: Score, after: Score): string[] {
  const plain = (error: string): string => error.replace(/ \d\.\d\d /, ' ');
  const were = new Set(before.errors.map(plain));
  return after.errors.filter((error) => !were.has(plain(error)));
}

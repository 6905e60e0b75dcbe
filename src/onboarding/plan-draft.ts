import { CartridgeError } from '../errors.ts';
import type { ExecutionPlan, UnsealedPlan, Warning } from '../plan/plan.ts';
import { sealPlan } from '../plan/seal.ts';
import type { Goal } from '../plan/goals.ts';
import type { Request } from '../planner/requests/request.ts';
import { settleGoals } from '../planner/requests/settle-goals.ts';
import { stage } from '../reading/stage.ts';
import type { Refinement } from '../refinement/refinement.ts';
import { verifyPlan } from '../verify/verify-plan.ts';
import type { Drafted, Ground } from './draft-tables.ts';
import { finishPlan } from './finish-plan.ts';
import type { RefineRequest } from './plan-request.ts';
import type { Refined } from './refine-tables.ts';

/** What the plan is asked to be. */
export interface Wanted {
  readonly asked: Request | null;
  readonly adopt: readonly string[] | undefined;
  /** Whose model was asked; absent: nobody's. */
  readonly refine: RefineRequest | undefined;
}

/** The sealed plan, and the draft that it was made of. */
export interface PlannedDraft {
  readonly plan: ExecutionPlan;
  readonly drafted: Drafted;
}

/**
 * Seals the plan of a draft, as a model refined it or, where that would not stand, as the rules made it: a model may cost
 * quality, never a plan (DESIGN.md section 5, rule 4).
 * @throws CartridgeError MERGE_CONFLICT where a person's edit stands in the way of the rules' draft too.
 */
export async function planDraft(
  ground: Ground,
  { drafted, refined }: { readonly drafted: Drafted; readonly refined: Refined | null },
  wanted: Wanted,
): Promise<PlannedDraft> {
  const seal = (plan: UnsealedPlan): Promise<ExecutionPlan> =>
    stage('seal', ground.request.onEvent, () => sealPlan(plan));
  if (refined && refined.refinement.deltas.length > 0) {
    const made = await assembled(ground, refined.drafted, { wanted, refinement: refined.refinement });
    if ('plan' in made) {
      const plan = await seal(made.plan);
      if (await stands(ground, plan)) return { plan, drafted: refined.drafted };
    }
  }
  const refinement =
    refined && refined.refinement.deltas.length > 0 ? withoutDeltas(refined.refinement) : (refined?.refinement ?? null);
  const made = await assembled(ground, drafted, { wanted, refinement });
  if ('conflicts' in made) throw new CartridgeError(made.conflicts);
  return { plan: await seal(made.plan), drafted };
}

/** Whether all models of a plan bind, and all its texts are what dbt can read. */
async function stands({ request }: Ground, plan: ExecutionPlan): Promise<boolean> {
  const { projectDir, signal } = request;
  const options = { plan, projectDir, dbt: null, onEvent: () => {}, signal };
  const { ok } = await verifyPlan({ ...options, level: 'auto' });
  return ok;
}

function withoutDeltas(refinement: Refinement): Refinement {
  const text = "the plan with the model's changes would not have stood; it is as the rules made it";
  return { ...refinement, deltas: [], warnings: [...refinement.warnings, { code: 'model_dropped', text }] };
}

async function assembled(
  ground: Ground,
  drafted: Drafted,
  { wanted, refinement }: { readonly wanted: Wanted; readonly refinement: Refinement | null },
): ReturnType<typeof finishPlan> {
  const { asked: request, adopt, refine } = wanted;
  const settled = request && settleGoals(request, drafted.draft.actions);
  const goals = settled && withParts(settled.goals, refinement?.goals ?? []);
  const warnings: readonly Warning[] = [...(refinement?.warnings ?? []), ...(settled?.warnings ?? [])];
  const draft = {
    ...drafted.draft,
    actions: settled?.actions ?? drafted.draft.actions,
    warnings: [...drafted.draft.warnings, ...warnings],
  };
  const asked = { adopt, request: request && goals && { text: request.text, goals } };
  const made = await finishPlan(ground, { ...drafted, draft }, asked);
  if ('conflicts' in made || !refine) return made;
  const { name, model } = refine.provider;
  const usage = refinement?.usage;
  const spent = usage && { input_tokens: usage.input_tokens, output_tokens: usage.output_tokens, calls: usage.calls };
  return { plan: { ...made.plan, provider: { name, model, ...(spent ? { usage: spent } : {}) } } };
}

/** Goals of the request, and the parts that a model found in them. */
function withParts(goals: readonly Goal[], found: readonly Goal[]): Goal[] {
  const known = new Set(goals.map(({ goal_id }) => goal_id));
  return [...goals, ...found.filter(({ goal_id }) => !known.has(goal_id))];
}

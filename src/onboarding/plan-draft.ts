import { CartridgeError, throwProblems } from '../errors.ts';
import type { Beliefs } from '../inference/beliefs.ts';
import type { Goal } from '../plan/goals.ts';
import type { ExecutionPlan, UnsealedPlan, Warning } from '../plan/plan.ts';
import { planSchema } from '../plan/plan.ts';
import { checkPlan } from '../plan/rules.ts';
import { sealPlan } from '../plan/seal.ts';
import type { Assembled } from '../planner/assemble-plan.ts';
import type { WantedActions } from '../planner/actions/wanted-actions.ts';
import { nameSome } from '../planner/name-some.ts';
import { settleGoals } from '../planner/requests/settle-goals.ts';
import { addUsage } from '../providers/provider.ts';
import { stage } from '../reading/stage.ts';
import type { Refinement } from '../refinement/refinement.ts';
import { verifyPlan } from '../verify/verify-plan.ts';
import { chooseActions } from './choose-actions.ts';
import type { Drafted, Ground } from './draft-tables.ts';
import { unlessCancelled } from './unless-cancelled.ts';
import { finishPlan } from './finish-plan.ts';
import { leftOutWarning } from './left-out.ts';
import type { ReadWanted } from './read-wanted.ts';
import type { Refined } from './refine-tables.ts';

/** What is wanted of the draft; `actions` null: all of them. */
interface Wanted extends ReadWanted {
  readonly actions: WantedActions | null;
}

/** The sealed plan, and the beliefs that it rests on. */
export interface PlannedDraft {
  readonly plan: ExecutionPlan;
  readonly beliefs: Beliefs;
}

/**
 * Seals the plan of a draft, as a model refined it or, where that would not stand, as the rules made it: a model may cost
 * quality, never a plan (DESIGN.md section 5, rule 4).
 * @throws CartridgeError MERGE_CONFLICT where a person's edit stands in the way of the rules' draft too; ACTION_UNKNOWN.
 */
export async function planDraft(ground: Ground, wanted: Wanted, refined: Refined | null): Promise<PlannedDraft> {
  const seal = (plan: UnsealedPlan): Promise<ExecutionPlan> =>
    stage('seal', ground.request.onEvent, () => sealPlan(plan));
  const refinement = refined?.refinement ?? null;
  const again = refined?.drafted;
  if (again && refined.refinement.deltas.length > 0) {
    const told = withWarnings(refined.refinement, leftOutWarning(wanted.drafted.draft, again.draft));
    const made = await unlessCancelled(ground, () => planOf(ground, again, { wanted, refinement: told }));
    if (made && 'plan' in made) {
      const plan = await seal(made.plan);
      if (await unlessCancelled(ground, () => stands(ground, plan))) return { plan, beliefs: again.beliefs };
    }
  }
  const { drafted } = wanted;
  const made = await planOf(ground, drafted, { wanted, refinement: refinement && withoutDeltas(refinement) });
  if ('problems' in made) throwProblems(made.problems);
  if ('conflicts' in made) throw new CartridgeError(made.conflicts);
  if ('plan' in made) return { plan: await seal(made.plan), beliefs: drafted.beliefs };
  throw new CartridgeError({ code: 'INTERNAL', message: 'a draft was refused and no problem named' });
}

/** Whether a plan keeps the contract, all its models bind, and all its texts are what dbt can read. */
async function stands({ request }: Ground, plan: ExecutionPlan): Promise<boolean> {
  if (!planSchema.safeParse(plan).success || checkPlan(plan).length > 0) return false;
  const { projectDir, signal } = request;
  const { ok } = await verifyPlan({ plan, projectDir, level: 'auto', dbt: null, onEvent: () => {}, signal });
  return ok;
}

function withoutDeltas(refinement: Refinement): Refinement {
  if (refinement.deltas.length === 0) return refinement;
  const text = "the plan with the model's changes would not have stood; it is as the rules made it";
  return { ...withWarnings(refinement, [{ code: 'model_dropped', text }]), deltas: [] };
}

function withWarnings(refinement: Refinement, warnings: readonly Warning[]): Refinement {
  return { ...refinement, warnings: [...refinement.warnings, ...warnings] };
}

interface Making {
  readonly wanted: Wanted;
  readonly refinement: Refinement | null;
}

async function planOf(
  ground: Ground,
  whole: Drafted,
  { wanted, refinement }: Making,
): Promise<Assembled | Extract<ReturnType<typeof chooseActions>, { problems: unknown }>> {
  const { asked, actions } = wanted;
  const drafted = actions ? chooseActions(actions, whole, { project: ground.project, asked }) : whole;
  if ('problems' in drafted) return drafted;
  const settled = asked && settleGoals(asked, drafted.draft.actions, drafted.existing);
  const goals = settled && withParts(settled.goals, refinement?.goals ?? []);
  const draft = {
    ...drafted.draft,
    actions: settled?.actions ?? drafted.draft.actions,
    warnings: [
      ...drafted.draft.warnings,
      ...refusedWarning(drafted.draft),
      ...wanted.warnings,
      ...(refinement?.warnings ?? []),
      ...(settled?.warnings ?? []),
    ],
  };
  const request = asked && goals && { text: asked.text, goals };
  const made = await finishPlan(ground, { ...drafted, draft }, { adopt: ground.request.adopt, request });
  return 'plan' in made ? { plan: { ...made.plan, provider: providerOf(ground, { wanted, refinement }) } } : made;
}

/** Whose model was asked, and what it took. */
function providerOf({ request }: Ground, { wanted, refinement }: Making): ExecutionPlan['provider'] {
  if (!request.refine) return { name: 'offline' };
  const { name, model } = request.refine.provider;
  const spent = refinement ? addUsage(wanted.usage, refinement.usage) : wanted.usage;
  const { input_tokens, output_tokens, calls } = spent;
  return { name, model, usage: { input_tokens, output_tokens, calls } };
}

function refusedWarning({ refused }: Drafted['draft']): Warning[] {
  if (refused.length === 0) return [];
  const reasons = [...new Set(refused.map(({ why }) => why))];
  const text = `${refused.length} of the model's changes could not be followed: ${nameSome(reasons)}`;
  return [{ code: 'model_dropped', text }];
}

/** Goals of the request, and the parts that a model found in them. */
function withParts(goals: readonly Goal[], found: readonly Goal[]): Goal[] {
  const known = new Set(goals.map(({ goal_id }) => goal_id));
  return [...goals, ...found.filter(({ goal_id }) => !known.has(goal_id))];
}

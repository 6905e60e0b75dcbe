import type { Delta, DeltaOf, RefusedDelta } from '../plan/deltas.ts';
import { deltaIdentity } from '../plan/deltas.ts';
import type { Warning } from '../plan/plan.ts';
import { sortDeltas } from '../planner/deltas/merge-deltas.ts';
import { nameSome } from '../planner/name-some.ts';
import type { Prompt } from '../prompts/prompt.ts';
import type { Usage } from '../providers/provider.ts';
import type { CallOutcome } from './ask/ask-calls.ts';
import { askCall } from './ask/ask-calls.ts';
import type { Model } from './ask/ask-model.ts';
import { estimatePrompt, openModel } from './ask/ask-model.ts';
import type { Checks } from './ask/mend.ts';
import { askFailed, checkAnswers } from './ask/mend.ts';
import { warningsOfMisses } from './ask/outcome.ts';
import type { CallContext, ModelCall } from './ask/plan-calls.ts';
import { planCalls } from './ask/plan-calls.ts';
import { tryWritten } from './ask/written-models.ts';
import { settling } from './checks/settle.ts';
import { knownOf } from './known/known.ts';
import type { KeptWhole } from './never-worse.ts';
import { keepWhole } from './never-worse.ts';
import type { Asking, RefineInput, Refinement } from './refinement.ts';
import { settleGoals } from './settle-goals.ts';

/** Exactly what would go out first, in order; what comes of the answers may ask for more. Pure. */
export function promptsOf(input: RefineInput): Prompt[] {
  return planCalls(input, knownOf(input)).map(({ prompt }) => prompt);
}

/** About what a refinement costs before its answers. Pure. */
export function estimateRefinement(input: RefineInput): { readonly calls: number; readonly input_tokens: number } {
  const prompts = promptsOf(input);
  return { calls: prompts.length, input_tokens: prompts.reduce((sum, prompt) => sum + estimatePrompt(prompt), 0) };
}

/**
 * Asks a model what it would change of the draft, and keeps what holds: each delta is checked against catalog, beliefs and
 * draft. Whatever comes back, or nothing, an answer is returned within the time of `asking`: at worst no delta, with warnings
 * that say why. The order in which answers come decides nothing. Never rejects.
 */
export async function refineDraft(input: RefineInput, asking: Asking): Promise<Refinement> {
  const known = knownOf(input);
  const context = { input, known };
  const calls = planCalls(input, known);
  const model = openModel(asking);
  try {
    const outcomes = await askAll(calls, { model, context, asking });
    const answered = outcomes.flatMap((outcome) => outcome.answered);
    const run = settling(known);
    const first = checkAnswers(answered, run);
    const again = await askFailed(first.fallen, model, context);
    const second = checkAnswers(again, run);
    const everything = [...answered, ...again];
    const tried = await tryWritten(run.deltas.filter(isWritten), everything, { model, asking, context });
    const held = sortDeltas([...run.deltas.filter((delta) => !isWritten(delta)), ...tried.models]);
    const whole = await wholeWith(held, input, asking);
    const { deltas } = whole;
    const refused = dropHealed([...first.refused, ...second.refused, ...tried.refused, ...whole.refused], deltas);
    const said = everything.flatMap(({ read }) => read.goals);
    return {
      deltas,
      refused,
      warnings: [
        ...warningsOfMisses(outcomes.flatMap(({ misses }) => misses)),
        ...warningsOfDropped(refused, unresolvedAfter(first, second)),
        ...warningsOfLeftOut(calls),
      ],
      goals: settleGoals(input.request?.goals ?? [], said, deltas.filter(isWritten)),
      usage: model.usage(),
    };
  } catch (error) {
    return gaveUp(error, model.usage());
  } finally {
    model.close();
  }
}

/** An answer that cartridge itself stumbles over costs its quality, not the plan. */
function gaveUp(error: unknown, usage: Usage): Refinement {
  const why = error instanceof Error ? error.message : 'it is not known why';
  const text = `cartridge failed at what the model answered (${why}); the plan is as the rules made it. Please report this.`;
  return { deltas: [], refused: [], warnings: [{ code: 'model_failed', text }], goals: [], usage };
}

/** Deltas that cost nothing of what is drafted without them. */
async function wholeWith(deltas: readonly Delta[], input: RefineInput, { redraft }: Asking): Promise<KeptWhole> {
  if (!redraft) return { deltas, refused: [] };
  const before = input.kept.length === 0 ? input.draft : await redraft([]);
  return keepWhole(deltas, before, redraft);
}

/** Asks all calls at once, and tells how far it is. */
async function askAll(
  calls: readonly ModelCall[],
  { model, context, asking }: { model: Model; context: CallContext; asking: Asking },
): Promise<readonly CallOutcome[]> {
  let done = 0;
  const tell = (): void => {
    const { input_tokens, output_tokens } = model.usage();
    const detail = `${input_tokens + output_tokens} tokens`;
    asking.onEvent?.({ type: 'progress', stage: 'refine', done, total: calls.length, detail });
  };
  return Promise.all(
    calls.map(async (call) => {
      const outcome = await askCall(call, model, context);
      done++;
      tell();
      return outcome;
    }),
  );
}

function isWritten(delta: Delta): delta is DeltaOf<'write_model'> {
  return delta.kind === 'write_model';
}

/** Without what held in the end, after the model was told; each once. */
function dropHealed(refused: readonly RefusedDelta[], deltas: readonly Delta[]): RefusedDelta[] {
  const held = new Set(deltas.map(deltaIdentity));
  const seen = new Set<string>();
  return refused.filter(({ delta, why }) => {
    const identity = deltaIdentity(delta);
    const isKnown = (held.has(identity) && !isWritten(delta)) || seen.has(`${identity} ${why}`);
    seen.add(`${identity} ${why}`);
    return !isKnown;
  });
}

/** Items that stayed without meaning: those of calls that were asked again count as they came the second time. */
function unresolvedAfter(first: Checks, second: Checks): number {
  const last = new Map([...first.unresolved, ...second.unresolved]);
  return [...last.values()].reduce((sum, count) => sum + count, 0);
}

function warningsOfDropped(refused: readonly RefusedDelta[], unresolved: number): Warning[] {
  const warnings: Warning[] = [];
  if (unresolved > 0) {
    const text = `${unresolved} of the model's answers named what is not there, or were no answers; they were dropped`;
    warnings.push({ code: 'model_unresolved', text });
  }
  if (refused.length > 0) {
    const reasons = [...new Set(refused.map(({ why }) => why))];
    const text = `${refused.length} of the model's changes did not hold and were dropped: ${nameSome(reasons)}`;
    warnings.push({ code: 'model_dropped', text });
  }
  return warnings;
}

function warningsOfLeftOut(calls: readonly ModelCall[]): Warning[] {
  const left = [...new Set(calls.flatMap(({ prompt }) => prompt.leftOut))];
  if (left.length === 0) return [];
  return [{ code: 'prompt_left_out', text: `the model was not told of all: left out were ${nameSome(left)}` }];
}

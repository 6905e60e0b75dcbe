import type { Known, KnownTable } from '../known/known.ts';
import { findClusters } from '../clusters/clusters.ts';
import type { RefineInput } from '../refinement.ts';
import type { PromptKind, Worded } from './words.ts';
import { tablesAbout, wordsOf } from './words.ts';

/** One question to the model, about some tables. */
export interface ModelCall extends Worded {
  readonly tables: readonly KnownTable[];
  readonly stubs: readonly KnownTable[];
}

/** Tables that one call about marts may select from. */
const MOST_FOR_MARTS = 60;

/**
 * The calls that a refinement begins with: one for each cluster of the tables that the draft stages, and one for the marts
 * that a request asks for. Pure.
 */
export function planCalls(input: RefineInput, known: Known): ModelCall[] {
  const clusters = findClusters(
    known.staged.map(({ table }) => table),
    input.beliefs.relationships,
  );
  const kind = kindOf(input);
  const calls = clusters.map(({ tables, stubs }) =>
    callOf(
      kind,
      {
        tables: tables.flatMap((ref) => known.table(ref) ?? []),
        stubs: stubs.flatMap((ref) => known.table(ref) ?? []),
      },
      { input, known },
    ),
  );
  if (!input.request || !asksForMarts(input) || known.staged.length === 0) return calls;
  const tables = tablesAbout(input.request.text, known.staged, MOST_FOR_MARTS);
  return [...calls, callOf(modelsKind(input.request), { tables, stubs: [] }, { input, known })];
}

/** What a call is made of. */
export interface CallContext {
  readonly input: RefineInput;
  readonly known: Known;
}

export function callOf(
  kind: PromptKind,
  { tables, stubs }: Pick<ModelCall, 'tables' | 'stubs'>,
  { input, known }: CallContext,
): ModelCall {
  return { tables, stubs, ...wordsOf(kind, { tables, stubs }, { input, known }) };
}

/** The two halves of a call whose answer was too long. */
export function halvesOf(call: ModelCall, context: CallContext): readonly ModelCall[] {
  const middle = Math.ceil(call.tables.length / 2);
  return [call.tables.slice(0, middle), call.tables.slice(middle)].map((tables) =>
    callOf(call.kind, { tables, stubs: call.stubs }, context),
  );
}

/** All that a plan asks of a model, or the one thing that a request wants. */
function kindOf({ request, draft }: RefineInput): PromptKind {
  const acts = new Set(request?.acts.map(({ act }) => act));
  if (acts.size === 1) return acts.has('add_tests') ? 'tests' : 'documentation';
  const hasMarts = draft.actions.some(({ spec }) => spec.kind === 'mart' || spec.kind === 'intermediate');
  return hasMarts ? 'planner' : 'staging';
}

/** Marts, unless only what stands before them is asked for. */
function modelsKind({ layers }: NonNullable<RefineInput['request']>): PromptKind {
  return layers !== null && !layers.includes('marts') ? 'intermediate' : 'mart';
}

/** A request for models that the rules may not have. */
function asksForMarts({ request }: RefineInput): boolean {
  if (!request || request.shape !== 'make' || request.goals.length === 0) return false;
  return request.layers === null || request.layers.includes('marts') || request.layers.includes('intermediate');
}

import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { DEFAULT_STYLE, LAYERS } from '../../src/context/style.ts';
import { infer } from '../../src/inference/infer.ts';
import type { Delta } from '../../src/plan/deltas.ts';
import type { DraftInput } from '../../src/planner/draft.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { planCalls } from '../../src/refinement/ask/plan-calls.ts';
import { knownOf } from '../../src/refinement/known/known.ts';
import type { Asking, RefineInput } from '../../src/refinement/refinement.ts';
import type { ReplyCache } from '../../src/store/reply-cache.ts';
import { fakeModel, reply } from './fake-model.ts';
import { projectContext } from './existing-nodes.ts';

/** What a new project's draft of a catalog rests on. */
export function draftInputOf(catalog: Catalog, deltas: readonly Delta[] = []): DraftInput {
  const { beliefs } = infer(catalog, NO_EVIDENCE);
  const names = { tableNames: new Map(), takenNames: [] };
  return { catalog, beliefs, style: DEFAULT_STYLE, adapter: 'duckdb', layers: LAYERS, ...names, deltas };
}

/** What a refinement of the rules' draft of a catalog rests on, in a new project. */
export function refineInput(catalog: Catalog, about: Partial<RefineInput> = {}): RefineInput {
  const input = draftInputOf(catalog);
  return {
    catalog,
    beliefs: input.beliefs,
    context: projectContext(),
    draft: draftPlan(input),
    kept: [],
    request: null,
    businessContext: null,
    history: { built: [], refused: [] },
    ...about,
  };
}

/** Asks a model that says nothing, with all the time and tokens there are, and tries no model. */
export function asking(about: Partial<Asking> = {}): Asking {
  return {
    provider: fakeModel(() => JSON.stringify(reply())),
    timeoutMs: 60_000,
    budget: null,
    cache: memoryCache(),
    tryModels: async (models) => new Map(models.map(({ name }) => [name, []])),
    ...about,
  };
}

export function memoryCache(): ReplyCache & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get: async (key) => kept.get(key) ?? null,
    set: async (key, text) => {
      kept.set(key, text);
    },
  };
}

/** The numbers that the first prompt gives to a table and its columns, to answer with. */
export function numbersIn(input: RefineInput): (table: string, column?: string) => { table: number; column: number } {
  const [call] = planCalls(input, knownOf(input));
  const shown = [...(call?.shown.schema.tables ?? [])];
  return (name, column) => {
    const [table, encoded] = shown.find(([, each]) => each.table.name === name) ?? [0, undefined];
    const [number] = [...(encoded?.columns ?? [])].find(([, each]) => each === column) ?? [0];
    return { table, column: number };
  };
}

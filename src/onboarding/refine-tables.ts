import type { Delta } from '../plan/deltas.ts';
import { mergeDeltas } from '../planner/deltas/merge-deltas.ts';
import type { Request } from '../planner/requests/request.ts';
import type { Provider } from '../providers/provider.ts';
import { refineDraft } from '../refinement/refine-draft.ts';
import type { RefineInput, Refinement } from '../refinement/refinement.ts';
import { replyCache } from '../store/reply-cache.ts';
import { tryWrittenModels } from '../verify/written/try-written-models.ts';
import { readableModels } from '../planner/written/readable-models.ts';
import type { Drafted, Ground } from './draft-tables.ts';
import { draftTables } from './draft-tables.ts';
import { planHistory } from './plan-history.ts';

/** A model that refines the draft, and its bounds. */
export interface RefineRequest {
  readonly provider: Provider;
  /** Of all the model's work together; ten minutes unless told. */
  readonly timeoutMs?: number | undefined;
  /** Tokens, in and out; as many as it takes unless told. */
  readonly budget?: number | null | undefined;
}

/** What a plan is to be made of: the draft with all deltas, and what the model did about it. */
export interface Refined extends Drafted {
  readonly refinement: Refinement | null;
}

/** DESIGN.md section 4: all model work together. */
const TIMEOUT_MS = 600_000;

/** What a model is told besides the tables. */
export interface Telling {
  readonly kept: readonly Delta[];
  readonly request: Request | null;
  readonly businessContext: string | null;
}

/**
 * What a model would be asked: about the draft of the rules alone, so that what it answered before is not asked again only
 * because it was applied.
 */
export async function refineInput(ground: Ground, telling: Telling, drafted: Drafted): Promise<RefineInput> {
  const { project, tables } = ground;
  const rules = telling.kept.length === 0 ? drafted : await draftTables(ground, []);
  return {
    ...telling,
    catalog: tables.catalog,
    beliefs: rules.beliefs,
    context: project.context,
    draft: rules.draft,
    history: await planHistory(ground, [...rules.draft.actions, ...drafted.draft.actions]),
  };
}

/** Asks the model about the draft, and drafts again with what held of its answers. */
export async function refineTables(
  ground: Ground,
  input: RefineInput,
  { provider, timeoutMs = TIMEOUT_MS, budget = null }: RefineRequest,
): Promise<Refined> {
  const { request, tables, project } = ground;
  const rules = { catalog: tables.catalog, existing: tables.existing };
  const models = readableModels(input.draft.actions, rules);
  const refinement = await refineDraft(input, {
    provider,
    timeoutMs,
    budget,
    cache: replyCache(request.projectDir),
    tryModels: (written) =>
      tryWrittenModels(written, { models, adapter: project.context.warehouse_type, signal: request.signal }),
    signal: request.signal,
    onEvent: request.onEvent,
  });
  return { ...(await draftTables(ground, mergeDeltas(input.kept, refinement.deltas))), refinement };
}

import { CartridgeError } from '../errors.ts';
import type { Warning } from '../plan/plan.ts';
import { readRequest } from '../planner/requests/read-request.ts';
import type { ReadRequest } from '../planner/requests/read-request.ts';
import { requestGround } from '../planner/requests/request-ground.ts';
import type { Request } from '../planner/requests/request.ts';
import type { Usage } from '../providers/provider.ts';
import { NO_USAGE } from '../providers/provider.ts';
import type { RequestQuestion } from '../refinement/requests/ask-request.ts';
import { askRequest } from '../refinement/requests/ask-request.ts';
import type { Drafted, Ground } from './draft-tables.ts';
import { draftBelieved } from './draft-tables.ts';
import type { ModelBounds } from './model-bounds.ts';
import { askingOf } from './model-bounds.ts';
import type { RefineRequest } from './plan-request.ts';

/** What of the draft is wanted. */
export interface ReadWanted {
  /** Null: all of it. */
  readonly asked: Request | null;
  readonly drafted: Drafted;
  /** What the model said about the request, where it was asked, and what that took. */
  readonly warnings: readonly Warning[];
  readonly usage: Usage;
}

/** A request, and what there is to understand it by. */
export function questionOf(
  { project, request }: Ground,
  whole: Drafted,
  text: string,
): RequestQuestion & { readonly read: ReadRequest } {
  return {
    read: readRequest(text, requestGround(whole, project.context)),
    catalog: whole.catalog,
    strategy: whole.draft.strategy,
    businessContext: request.businessContext ?? null,
  };
}

/**
 * Understands a request in words, with the help of a model where one is given and the words leave something open, and
 * narrows the draft to it. Throws CartridgeError REQUEST_UNCLEAR.
 */
export async function readWanted(
  ground: Ground,
  whole: Drafted,
  model: { readonly refine: RefineRequest; readonly bounds: ModelBounds } | null,
): Promise<ReadWanted> {
  const { request: text } = ground.request;
  const nothing = { warnings: [], usage: NO_USAGE };
  if (text === undefined) return { asked: null, drafted: whole, ...nothing };
  const question = questionOf(ground, whole, text);
  const { read, warnings, usage } = model
    ? await askRequest(question, askingOf(ground, model.refine, model.bounds.left(NO_USAGE)))
    : { read: question.read, ...nothing };
  if ('problems' in read) throw new CartridgeError(read.problems);
  const drafted = await draftBelieved(ground, whole.beliefs, { deltas: ground.kept, asked: read.request });
  return { asked: read.request, drafted, warnings, usage };
}

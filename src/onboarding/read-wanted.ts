import { CartridgeError } from '../errors.ts';
import { readRequest } from '../planner/requests/read-request.ts';
import { requestGround } from '../planner/requests/request-ground.ts';
import type { Request } from '../planner/requests/request.ts';
import type { Drafted, Ground } from './draft-tables.ts';
import { draftBelieved } from './draft-tables.ts';
import type { PlanRequest } from './plan-request.ts';

/** What of the draft is wanted. */
export interface ReadWanted {
  /** Null: all of it. */
  readonly asked: Request | null;
  readonly drafted: Drafted;
  readonly businessContext: string | null;
}

/** Understands a request in words, and narrows the draft to it. Throws CartridgeError REQUEST_UNCLEAR. */
export async function readWanted(
  ground: Ground,
  whole: Drafted,
  { request: text, businessContext = null }: Pick<PlanRequest, 'request' | 'businessContext'>,
): Promise<ReadWanted> {
  if (text === undefined) return { asked: null, drafted: whole, businessContext };
  const read = readRequest(text, requestGround(whole, ground.project.context));
  if ('problems' in read) throw new CartridgeError(read.problems);
  const drafted = await draftBelieved(ground, whole.beliefs, { deltas: ground.kept, asked: read.request });
  return { asked: read.request, drafted, businessContext };
}

import type { Usage } from '../providers/provider.ts';
import type { Questioning } from '../refinement/refinement.ts';
import { replyCache } from '../store/reply-cache.ts';
import type { Ground } from './draft-tables.ts';
import type { RefineRequest } from './plan-request.ts';

/** DESIGN.md section 4: all model work together. */
const TIMEOUT_MS = 600_000;

/** Time and tokens that are left of what a plan may take, whatever it asks a model for. */
export interface ModelBounds {
  /** What is left now, `spent` being what was used so far. */
  left(spent: Usage): Pick<Questioning, 'timeoutMs' | 'budget'>;
}

/** Begins to count the time. */
export function modelBounds({ timeoutMs = TIMEOUT_MS, budget = null }: RefineRequest): ModelBounds {
  const ends = performance.now() + timeoutMs;
  return {
    left: ({ input_tokens, output_tokens }) => ({
      timeoutMs: Math.max(1, ends - performance.now()),
      budget: budget === null ? null : Math.max(0, budget - input_tokens - output_tokens),
    }),
  };
}

/** Whom to ask, and within which bounds. */
export function askingOf(
  { request }: Ground,
  { provider }: RefineRequest,
  left: ReturnType<ModelBounds['left']>,
): Questioning {
  const { projectDir, signal, onEvent } = request;
  return { ...left, provider, cache: replyCache(projectDir), signal, onEvent };
}

import type { Catalog } from '../catalog/catalog.ts';
import type { ProjectContext } from '../context/context.ts';
import type { Problem } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import type { Beliefs } from '../inference/beliefs.ts';
import type { Delta, DeltaOf, RefusedDelta } from '../plan/deltas.ts';
import type { Goal } from '../plan/goals.ts';
import type { Warning } from '../plan/plan.ts';
import type { Draft } from '../planner/draft.ts';
import type { ReadableModels } from '../planner/written/reading.ts';
import type { Request } from '../planner/requests/request.ts';
import type { Provider, Usage } from '../providers/provider.ts';
import type { ReplyCache } from '../store/reply-cache.ts';

/** What a refinement rests on: everything that a prompt may tell, none of it rows. */
export interface RefineInput {
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly context: ProjectContext;
  /** The plan that the rules make, with the deltas that the project keeps. */
  readonly draft: Draft;
  /** Deltas that earlier plans applied. */
  readonly kept: readonly Delta[];
  readonly request: Request | null;
  /** What the business does, in the user's words. */
  readonly businessContext: string | null;
  /** Descriptions that people wrote in the project; absent: none. */
  readonly voice?: readonly string[] | undefined;
  /** Models that SQL may read, with their columns; absent: no SQL is asked for. */
  readonly readable?: ReadableModels | undefined;
  /** What earlier plans built, and what people refused or took back: names of models. */
  readonly history: { readonly built: readonly string[]; readonly refused: readonly string[] };
}

/** Whom to ask, and how long and how much. */
export interface Questioning {
  readonly provider: Provider;
  /** Of all the model's work together, in milliseconds. */
  readonly timeoutMs: number;
  /** Tokens, in and out, that may be spent; null: as many as it takes. */
  readonly budget: number | null;
  readonly cache: ReplyCache;
  /** Drafts again with deltas, so that none costs what the rules drafted; absent: not tried. */
  readonly redraft?: ((deltas: readonly Delta[]) => Promise<Draft>) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: OnEvent | undefined;
}

/** The same for a whole draft. */
export interface Asking extends Questioning {
  /** Compiles models that the model wrote, on empty tables; what is wrong with each, by name. */
  readonly tryModels: (models: readonly DeltaOf<'write_model'>[]) => Promise<ReadonlyMap<string, readonly Problem[]>>;
}

/** What came of it: at worst nothing, and why. */
export interface Refinement {
  /** Checked against catalog, beliefs and draft; no two of the same identity. */
  readonly deltas: readonly Delta[];
  readonly refused: readonly RefusedDelta[];
  /** What the model could not do, in words for the plan's warnings. */
  readonly warnings: readonly Warning[];
  readonly goals: readonly Goal[];
  readonly usage: Usage;
}

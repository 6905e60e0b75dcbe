import type { Layer } from '../context/style.ts';
import type { OpenRequest } from '../reading/read-project.ts';
import type { TablesRequest } from '../reading/read-tables.ts';
import type { Provider } from '../providers/provider.ts';

/** A model that refines the draft, and its bounds. */
export interface RefineRequest {
  readonly provider: Provider;
  /** Of all the model's work together; ten minutes unless told. */
  readonly timeoutMs?: number | undefined;
  /** Tokens, in and out; as many as it takes unless told. */
  readonly budget?: number | null | undefined;
}

/** What to plan, from where, into which project. */
export interface PlanRequest extends TablesRequest, OpenRequest {
  readonly layers?: readonly Layer[] | undefined;
  /** What is wanted, in words; absent: everything that the tables give. */
  readonly request?: string | undefined;
  /** A file of actions, by a hand or another tool: only these of the draft are taken. `file` is for messages. */
  readonly actions?: { readonly text: string; readonly file: string } | undefined;
  /** A model that refines the draft; absent: rules alone, and nothing leaves this machine. */
  readonly refine?: RefineRequest | undefined;
  /** What the business does, for the model. */
  readonly businessContext?: string | null | undefined;
}

import type { DraftAction, DraftInput } from '../draft.ts';
import type { DescribedTable } from '../draft-staging.ts';
import type { ParentOf } from '../staging-tests.ts';
import type { ActsInput } from './acts-input.ts';

/** All that acting on models rests on: what was asked, and what the draft knows of the raw tables. */
export interface ActsContext {
  readonly input: DraftInput;
  readonly acts: ActsInput;
  /** Every raw table with the names and words of its columns. */
  readonly described: readonly DescribedTable[];
  readonly parentOf: ParentOf;
  /** What would be generated. */
  readonly drafted: readonly DraftAction[];
}

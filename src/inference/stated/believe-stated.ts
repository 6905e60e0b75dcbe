import type { Catalog } from '../../catalog/catalog.ts';
import { withStatedKeys } from '../../catalog/stated-keys.ts';
import type { StatedTable } from '../../context/stated-facts.ts';
import { believe } from '../believe.ts';
import type { Beliefs } from '../beliefs.ts';
import { holdStated } from './hold-stated.ts';
import type { Ask } from './stated-answers.ts';
import { askStated } from './stated-answers.ts';

/** What to believe of tables that a project may cover already. */
export interface StatedQuestion {
  readonly catalog: Catalog;
  /** From `readStatedFacts`; empty for a new project. */
  readonly stated: readonly StatedTable[];
  /** The reader's `answer`. */
  readonly ask: Ask;
}

/**
 * Like `believe`, but what the project states of its raw tables holds, whatever their rows say now: a plan made again
 * is the same plan (DESIGN.md section 2). Tables and references that it does not cover are inferred as ever.
 */
export async function believeStated({ catalog, stated, ask }: StatedQuestion): Promise<Beliefs> {
  const believed = await believe(withStatedKeys(catalog, stated), askStated(ask, stated, catalog));
  return holdStated(believed, stated, catalog);
}

import type { Catalog } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { ProjectContext } from '../../context/context.ts';
import type { Beliefs } from '../../inference/beliefs.ts';
import type { ExistingTables } from '../existing/existing-tables.ts';
import type { RequestGround } from './read-goal.ts';

/** What a request is read against: the tables of the input, and not those around them, of which nothing can be made. */
export function requestGround(
  {
    catalog,
    beliefs,
    existing,
  }: { readonly catalog: Catalog; readonly beliefs: Beliefs; readonly existing: ExistingTables },
  context: ProjectContext,
): RequestGround {
  const sources = existing.sources.map((source) => ({
    ...source,
    tables: source.tables.filter((table) => !existing.around.has(tableKey(table))),
  }));
  return { catalog, beliefs, context, sources };
}

import type { Catalog, TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { ExistingModel, ExistingSource } from '../../context/context.ts';
import type { StatedTable } from '../../context/stated-facts.ts';
import type { Style } from '../../context/style.ts';
import type { DeclaredTable, MatchedSource, MatchOptions } from './match-sources.ts';
import { matchSources } from './match-sources.ts';
import type { PeoplesNodes } from './peoples-nodes.ts';
import type { ModelTexts, ReadStaging } from './read-staging.ts';
import { readStaging } from './read-staging.ts';
import type { KnownTables } from './tables-around.ts';
import { withTablesAround } from './tables-around.ts';
import type { StagingModel } from './staging-models.ts';
import { stagingModels } from './staging-models.ts';

/** What people have in the project for the raw tables of a catalog, before any SQL is read. */
export interface FoundTables {
  /** The tables of the input, and those around them that the project knows. */
  readonly known: KnownTables;
  readonly nodes: PeoplesNodes;
  readonly sources: readonly MatchedSource[];
  /** By `tableKey`. */
  readonly staging: ReadonlyMap<string, FoundStaging>;
  /** Files of the models that stage them, whose SQL tells the columns. */
  readonly paths: readonly string[];
}

interface FoundStaging {
  readonly declared: DeclaredTable;
  readonly staging: StagingModel;
}

/** What people have in the project for the raw tables of a catalog. */
export interface ExistingTables extends KnownTables {
  /** Declared tables that the catalog holds, as `source.table`, whoever declared them. */
  readonly planned: ReadonlySet<string>;
  readonly models: readonly ExistingModel[];
  /** Every source, those too that have nothing to do with the catalog. */
  readonly allSources: readonly ExistingSource[];
  readonly sources: readonly MatchedSource[];
  stagingOf(table: TableRef): ReadStaging | null;
}

/** Matches the tables of a catalog, and those around them, with the sources and staging models that people have. Pure, linear. */
export function findTables(
  catalog: Catalog,
  nodes: PeoplesNodes,
  options: MatchOptions & { style: Style; stated?: readonly StatedTable[] },
): FoundTables {
  const known = withTablesAround(catalog, nodes, options);
  const findStaging = stagingModels(nodes.models, options.style);
  const sources = matchSources(known.catalog, nodes.sources, options);
  const staging = new Map<string, FoundStaging>();
  for (const { tables, declared: byName } of sources) {
    for (const table of tables) {
      const declared = byName.get(table.name);
      const found = declared ? findStaging(declared) : null;
      if (declared && found) staging.set(tableKey(table), { declared, staging: found });
    }
  }
  const models = [...staging.values()]
    .flatMap((each) => [each.staging.model, ...each.staging.through])
    // A package may be a link that leaves the project; its properties tell the columns.
    .filter((model) => model.package === null);
  return { known, nodes, sources, staging, paths: [...new Set(models.map(({ path }) => path))].sort() };
}

/** Reads the SQL of the staging models that were found. Pure. */
export function readStagingModels(
  { known, nodes, sources, staging }: FoundTables,
  { texts, adapter }: { readonly texts: ModelTexts; readonly adapter: string | null },
): ExistingTables {
  const read = new Map<string, ReadStaging>();
  for (const table of known.catalog.tables) {
    const found = staging.get(tableKey(table));
    if (!found) continue;
    const { declared } = found;
    const added = nodes.added.get(`${declared.source.name}.${declared.table.name}`) ?? new Set();
    read.set(tableKey(table), readStaging(found.staging, { table, declared, adapter, added }, texts));
  }
  const stagingOf = (table: TableRef): ReadStaging | null => read.get(tableKey(table)) ?? null;
  const { models, planned, sources: allSources } = nodes;
  return { ...known, planned, models, allSources, sources, stagingOf };
}

/** What there is in a project that has nothing of people yet. */
export function noTables(catalog: Catalog, sourceName?: string): ExistingTables {
  const sources = matchSources(catalog, [], { adapter: null, sourceName });
  const none = new Set<string>();
  return { catalog, around: none, planned: none, models: [], allSources: [], sources, stagingOf: () => null };
}

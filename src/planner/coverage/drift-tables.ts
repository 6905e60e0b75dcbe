import type { TableRef } from '../../catalog/catalog.ts';
import type { ExistingSource } from '../../context/context.ts';
import { physicalName } from '../existing/match-sources.ts';
import type { MatchedSource } from '../existing/match-sources.ts';
import { goneTables, undeclaredTables } from '../existing/outdated.ts';
import type { DriftInput } from './drift-input.ts';
import type { Drift } from './report.ts';
import { readersOf } from './project-index.ts';
import { downstreamOf } from './downstream-of.ts';

/**
 * Tables that a source of the project declares and the schema no longer has; and tables that are new in a schema that is
 * meant to be declared whole. Elsewhere an undeclared table is no drift: people declare what they need. Pure.
 */
export function driftOfTables(source: MatchedSource, input: DriftInput): Drift[] {
  const own = source.entries.filter((entry) => entry.package === null);
  return [...addedTables(source, own), ...own.flatMap((entry) => droppedTables(entry, source, input))];
}

function addedTables(source: MatchedSource, [entry]: readonly ExistingSource[]): Drift[] {
  if (!entry) return [];
  return undeclaredTables(source).map((table) => ({
    kind: 'table_added',
    severity: 'safe',
    ...identity(table),
    columns: [],
    source: entry.name,
    file: entry.path,
    text: `the table is new; source ${entry.name} does not declare it`,
    downstream: [],
  }));
}

function droppedTables(entry: ExistingSource, source: MatchedSource, input: DriftInput): Drift[] {
  const { schema } = source;
  return goneTables(entry, source, input.scope).map((table) => {
    const models = readersOf({ source: entry, table }, input.index).map(({ model }) => model);
    return {
      kind: 'table_dropped',
      severity: models.length > 0 ? 'breaking' : 'moderate',
      ...identity({ schema, name: physicalName(table) }),
      columns: [],
      source: entry.name,
      file: entry.path,
      text: `the table is gone; source ${entry.name} declares it`,
      downstream: downstreamOf(models, input.index.byRef),
    };
  });
}

function identity({ schema, name }: TableRef): { schema?: string; table: string } {
  return schema === undefined ? { table: name } : { schema, table: name };
}

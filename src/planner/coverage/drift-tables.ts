import type { TableRef } from '../../catalog/catalog.ts';
import type { ExistingSource } from '../../context/context.ts';
import { physicalName } from '../existing/match-sources.ts';
import type { MatchedSource } from '../existing/match-sources.ts';
import { goneTables } from '../existing/outdated.ts';
import type { DriftInput } from './drift-input.ts';
import type { Drift } from './report.ts';
import { readersOf } from './project-index.ts';
import { usedBy } from './used-by.ts';

/**
 * Tables that a source of the project declares and the schema no longer has; and tables that are new in the schema of a
 * source that cartridge declared. In a source of people an undeclared table is no drift: they declare what they need. Pure.
 */
export function driftOfTables(source: MatchedSource, input: DriftInput): Drift[] {
  const own = source.entries.filter((entry) => entry.package === null);
  return [...addedTables(source, own), ...own.flatMap((entry) => droppedTables(entry, source, input))];
}

function addedTables({ tables, declared }: MatchedSource, own: readonly ExistingSource[]): Drift[] {
  const generated = own.find((entry) => entry.generated);
  if (!generated) return [];
  return tables
    .filter((table) => !declared.has(table.name))
    .map((table) => ({
      kind: 'table_added',
      severity: 'safe',
      ...identity(table),
      columns: [],
      source: generated.name,
      file: generated.path,
      text: `the table is new; source ${generated.name} does not declare it`,
      used_by: [],
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
      used_by: usedBy(models, input.index.byRef),
    };
  });
}

function identity({ schema, name }: TableRef): { schema?: string; table: string } {
  return schema === undefined ? { table: name } : { schema, table: name };
}

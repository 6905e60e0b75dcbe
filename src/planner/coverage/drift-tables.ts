import type { TableRef } from '../../catalog/catalog.ts';
import type { ExistingSource } from '../../context/context.ts';
import { foldNames } from '../existing/fold-name.ts';
import { physicalName } from '../existing/match-sources.ts';
import type { MatchedSource } from '../existing/match-sources.ts';
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

function droppedTables(entry: ExistingSource, { schema, tables }: MatchedSource, input: DriftInput): Drift[] {
  const fold = foldNames(input.context.warehouse_type);
  const present = new Set(tables.map((table) => fold(table.name)));
  const meant = entry.tables.filter(
    (table) => table.enabled && input.isSelected({ schema, name: physicalName(table) }),
  );
  const missing = meant.filter((table) => !present.has(fold(physicalName(table))));
  // An input may hold a part of a schema, and only dbt may know which schema a source means.
  const isWhole = input.readsWholeSchemas && entry.schema !== null && schema !== undefined;
  if (!isWhole && missing.length * 2 > meant.length) return [];
  return missing.map((table) => {
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

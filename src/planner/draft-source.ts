import { tableKey } from '../catalog/catalog.ts';
import type { ExistingSource } from '../context/context.ts';
import { needsQuotes } from '../sql/identifiers.ts';
import type { ColumnSpec, SourceSpec } from '../plan/specs.ts';
import { describeRawTable } from './describe-table.ts';
import type { DraftAction, DraftInput } from './draft.ts';
import type { DescribedTable } from './draft-staging.ts';
import type { PlacedSource } from './existing/place-sources.ts';
import { describeLoads } from './source-freshness.ts';

/** A source with all its tables. */
export interface SourceToDraft extends Pick<PlacedSource, 'name' | 'schema' | 'home'> {
  readonly described: readonly DescribedTable[];
}

/** The action that declares tables: makes a source with them, or adds them to the one that people have for their schema. */
export function draftSource(source: SourceToDraft, input: DraftInput): DraftAction[] {
  const described = source.described.filter(({ toStage }) => toStage.declared === null);
  if (described.length === 0) return [];
  return [source.home ? extendSource(source.home, described, input) : createSource({ ...source, described }, input)];
}

/** Of a source that people wrote nothing is said but the new tables: schema, loader and freshness are theirs. */
function extendSource(
  { name, path }: ExistingSource,
  described: readonly DescribedTable[],
  input: DraftInput,
): DraftAction {
  const count = countTables(described);
  return {
    type: 'update_source',
    name,
    description: `Adds ${count} to the source ${name} in ${path}.`,
    dependencies: [],
    reason: {
      code: 'source_extended',
      text: `${name} declares this schema already, without ${count}`,
      evidence: [],
    },
    spec: { kind: 'source', name, path, tables: described.map((table) => sourceTable(table, input)) },
  };
}

function createSource({ name, schema, described }: SourceToDraft, input: DraftInput): DraftAction {
  const count = countTables(described);
  const isFiles = input.externalLocations !== undefined;
  const loads = describeLoads(described.map(({ toStage }) => toStage));
  const spec: SourceSpec = {
    kind: 'source',
    name,
    ...(input.sourceDatabase === undefined ? {} : { database: input.sourceDatabase }),
    ...(isFiles ? {} : { schema: schema ?? 'main' }),
    description: `Raw tables of ${input.catalog.name}${isFiles || schema === undefined ? '' : `, schema ${schema}`}.`,
    ...loads.source,
    tables: described.map((table) => ({
      ...sourceTable(table, input),
      ...loads.tables.get(table.toStage.table.name),
    })),
  };
  return {
    type: 'create_source',
    name,
    description: `Declares the source ${name} with ${count}.`,
    dependencies: input.newProject ? [`project:${input.newProject.name}`] : [],
    reason: { code: 'raw_tables', text: `${input.catalog.name} holds ${count}`, evidence: [] },
    spec,
  };
}

function countTables(tables: readonly unknown[]): string {
  return `${tables.length} ${tables.length === 1 ? 'table' : 'tables'}`;
}

function sourceTable({ toStage, descriptions }: DescribedTable, input: DraftInput): SourceSpec['tables'][number] {
  const { table, columnBeliefs, sourceTable: name } = toStage;
  const location = input.externalLocations?.get(tableKey(table));
  return {
    name,
    ...(name === table.name ? {} : { identifier: table.name }),
    description: describeRawTable(toStage),
    ...(location === undefined ? {} : { external_location: location }),
    columns: table.columns.map((column): ColumnSpec => {
      const pii = columnBeliefs.get(column.name)?.pii;
      return {
        name: column.name,
        description: descriptions.get(column.name) ?? '',
        data_type: column.type,
        ...(needsQuotes(column.name.toLowerCase()) ? { quote: true } : {}),
        ...(pii === undefined ? {} : { meta: { contains_pii: true, pii_type: pii } }),
        tests: [],
      };
    }),
  };
}

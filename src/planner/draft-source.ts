import { tableKey } from '../catalog/catalog.ts';
import { needsQuotes } from '../sql/identifiers.ts';
import type { ColumnSpec, SourceSpec } from '../plan/specs.ts';
import { describeRawTable } from './describe-table.ts';
import type { DraftAction, DraftInput } from './draft.ts';
import type { DescribedTable } from './draft-staging.ts';
import type { SourceTables } from './source-names.ts';
import { describeLoads } from './source-freshness.ts';

/** The action that makes a source with all its tables. */
export function draftSource(
  { name, schema, described }: Pick<SourceTables, 'name' | 'schema'> & { described: readonly DescribedTable[] },
  input: DraftInput,
): DraftAction {
  const count = `${described.length} ${described.length === 1 ? 'table' : 'tables'}`;
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

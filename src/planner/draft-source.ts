import type { Column } from '../catalog/catalog.ts';
import { refOf, tableKey } from '../catalog/catalog.ts';
import { dialectOf } from '../sql/dialects/dialects.ts';
import { needsQuoteProperty } from '../sql/dialects/names.ts';
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

/** The action that makes a source with the tables that nothing declares; none where people have a source to add them to. */
export function draftSource(source: SourceToDraft, input: DraftInput): DraftAction[] {
  const described = source.described.filter(({ toStage }) => toStage.declared === null);
  return described.length === 0 || source.home ? [] : [createSource({ ...source, described }, input)];
}

function createSource({ name, schema, described }: SourceToDraft, input: DraftInput): DraftAction {
  const count = countTables(described);
  const isFiles = input.externalLocations !== undefined;
  const dialect = dialectOf(input.adapter);
  const physical = schema ?? dialect.defaultSchema;
  const loads = describeLoads(
    described.map(({ toStage }) => toStage),
    dialect,
  );
  const spec: SourceSpec = {
    kind: 'source',
    name,
    ...(input.sourceDatabase === undefined ? {} : { database: input.sourceDatabase }),
    ...(isFiles || physical === null ? {} : { schema: physical }),
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
    about: described.map(({ toStage }) => refOf(toStage.table)),
    reason: { code: 'raw_tables', text: `${input.catalog.name} holds ${count}`, evidence: [] },
    spec,
  };
}

/** `1 table`, `2 tables`. */
export function countTables(tables: readonly unknown[]): string {
  return `${tables.length} ${tables.length === 1 ? 'table' : 'tables'}`;
}

/** What a source says of a table, columns and all. */
export function sourceTable(described: DescribedTable, input: DraftInput): SourceSpec['tables'][number] {
  const { table, sourceTable: name } = described.toStage;
  const location = input.externalLocations?.get(tableKey(table));
  return {
    name,
    ...(name === table.name ? {} : { identifier: table.name }),
    description: describeRawTable(described.toStage),
    ...(location === undefined ? {} : { external_location: location }),
    columns: table.columns.map((column) => sourceColumn(described, column, input)),
  };
}

/** What a source says of a column. */
export function sourceColumn(
  { toStage, descriptions }: DescribedTable,
  { name, type }: Column,
  { adapter }: DraftInput,
): ColumnSpec {
  const pii = toStage.columnBeliefs.get(name)?.pii;
  return {
    name,
    description: descriptions.get(name) ?? '',
    data_type: type,
    ...(needsQuoteProperty(name, dialectOf(adapter).names) ? { quote: true } : {}),
    ...(pii === undefined ? {} : { meta: { contains_pii: true, pii_type: pii } }),
    tests: [],
  };
}

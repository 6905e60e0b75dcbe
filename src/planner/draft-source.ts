import { tableKey } from '../catalog/catalog.ts';
import { needsQuotes } from '../sql/identifiers.ts';
import type { ColumnSpec, SourceSpec } from '../plan/specs.ts';
import { paragraphOf, words } from './describe.ts';
import type { DraftAction, DraftInput } from './draft.ts';
import type { NamedTable } from './draft-staging.ts';
import { columnDescription } from './draft-staging.ts';
import type { ParentOf } from './staging-tests.ts';
import type { SourceTables } from './source-names.ts';
import { loaderOf } from './loader-columns.ts';

/** The action that makes a source with all its tables. */
export function draftSource(
  { name, schema, named }: SourceTables & { named: readonly NamedTable[] },
  context: { input: DraftInput; parentOf: ParentOf },
): DraftAction {
  const { input } = context;
  const count = `${named.length} ${named.length === 1 ? 'table' : 'tables'}`;
  const isFiles = input.externalLocations !== undefined;
  const loader = loaderOf(named.flatMap(({ toStage }) => toStage.table.columns.map((column) => column.name)));
  const spec: SourceSpec = {
    kind: 'source',
    name,
    ...(input.sourceDatabase === undefined ? {} : { database: input.sourceDatabase }),
    ...(isFiles ? {} : { schema: schema ?? 'main' }),
    description: `Raw tables of ${input.catalog.name}${isFiles || schema === undefined ? '' : `, schema ${schema}`}.`,
    ...(loader === undefined ? {} : { loader }),
    tables: named.map((table) => sourceTable(table, context)),
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

function sourceTable(
  { toStage, renamed }: NamedTable,
  { input, parentOf }: { input: DraftInput; parentOf: ParentOf },
): SourceSpec['tables'][number] {
  const { table, entity, sourceTable: name } = toStage;
  const location = input.externalLocations?.get(tableKey(table));
  return {
    name,
    ...(name === table.name ? {} : { identifier: table.name }),
    description: paragraphOf(table.comment) ?? `Raw ${words(entity.plural)}, one row per ${words(entity.singular)}.`,
    ...(location === undefined ? {} : { external_location: location }),
    columns: table.columns.map((column): ColumnSpec => {
      const pii = toStage.belief.columns.find((each) => each.name === column.name)?.pii;
      const as = renamed.get(column.name) ?? column.name.toLowerCase();
      return {
        name: column.name,
        description: columnDescription(toStage, { from: column.name, as }, parentOf),
        data_type: column.type,
        ...(needsQuotes(column.name.toLowerCase()) ? { quote: true } : {}),
        ...(pii === undefined ? {} : { meta: { contains_pii: true, pii_type: pii } }),
        tests: [],
      };
    }),
  };
}

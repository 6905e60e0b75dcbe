import type { Column } from '../catalog/catalog.ts';
import type { Collision } from '../plan/plan.ts';
import type { ColumnSpec, StagingColumn, StagingSpec } from '../plan/specs.ts';
import { refOf, tableLabel } from '../catalog/catalog.ts';
import type { Relationship } from '../inference/beliefs.ts';
import { renameColumns } from './column-names.ts';
import { withSaidNames } from './deltas/rename-columns.ts';
import { describeColumn } from './describe-column.ts';
import { describeStaging, grainOfTable } from './describe-table.ts';
import type { DraftAction, StagedTable } from './draft.ts';
import { existingNames } from './existing/existing-names.ts';
import { plumbingColumns } from './loader-columns.ts';
import { referenceNames } from './reference-names.ts';
import { stagingSelect } from './staging-select.ts';
import type { ParentOf } from './staging-tests.ts';
import { columnTests, uniqueCombination } from './staging-tests.ts';
import type { TableToStage } from './table-to-stage.ts';

/** A table with the names of its staging columns: all tables are named before the tests of any, which refer to others. */
export interface NamedTable {
  readonly toStage: TableToStage;
  /** Columns that staging keeps. */
  readonly columns: readonly Column[];
  readonly renamed: ReadonlyMap<string, string>;
  readonly collisions: readonly Collision[];
}

/** A table whose columns are described. */
export interface DescribedTable extends NamedTable {
  /** By raw name. */
  readonly descriptions: ReadonlyMap<string, string>;
}

/**
 * Leaves out a loader's plumbing, unless it is the key or a table refers to it, and names the other columns; where people
 * wrote the staging model, its columns have their names already.
 */
export function nameColumns(
  toStage: TableToStage,
  parentOf: (relationship: Relationship) => TableToStage | null,
): NamedTable {
  const { table, staging } = toStage;
  if (!staging) return nameOwnColumns(toStage, parentOf);
  const { renamed: guesses } = renameColumns(toStage, table.columns, referenceNames(toStage, parentOf));
  const renamed = existingNames(staging, guesses);
  return { toStage, columns: table.columns.filter(({ name }) => renamed.has(name)), renamed, collisions: [] };
}

function nameOwnColumns(
  toStage: TableToStage,
  parentOf: (relationship: Relationship) => TableToStage | null,
): NamedTable {
  const { table, belief, relationships, referred } = toStage;
  const plumbing = plumbingColumns(table.columns.map((column) => column.name));
  for (const name of belief.primary_key?.columns ?? []) plumbing.delete(name);
  for (const name of relationships.flatMap((each) => each.columns)) plumbing.delete(name);
  for (const name of referred) plumbing.delete(name);
  const kept = table.columns.filter((column) => !plumbing.has(column.name));
  const columns = kept.length > 0 ? kept : table.columns;
  const { renamed, collisions } = renameColumns(toStage, columns, referenceNames(toStage, parentOf));
  return { toStage, columns, renamed: withSaidNames(renamed, table, toStage.deltas), collisions };
}

/** Describes every column of the raw table, once for the source and the staging model. */
export function describeColumns(named: NamedTable, parentOf: ParentOf): DescribedTable {
  const { toStage, renamed } = named;
  const descriptions = toStage.table.columns.map((column) => {
    const as = renamed.get(column.name) ?? column.name;
    return [column.name, describeColumn(toStage, column, { as, parentOf })] as const;
  });
  return { ...named, descriptions: new Map(descriptions) };
}

/** The staging model of a table: one row for each of its rows, renamed and typed, with its tests. */
export function draftStaging(described: DescribedTable, parentOf: ParentOf): StagedTable {
  const { toStage, columns, renamed } = described;
  const { table, belief, entity } = toStage;
  const select = stagingSelect(toStage, columns, renamed);
  const combination = uniqueCombination(toStage, renamed);
  const grain = grainOfTable(toStage);
  const spec: StagingSpec = {
    kind: 'staging',
    name: toStage.model,
    description: describeStaging(toStage),
    ...(grain === undefined ? {} : { grain }),
    source: toStage.source,
    table: toStage.sourceTable,
    ...(combination ? { unique_combination: combination } : {}),
    ...(belief.answers ? { meta: belief.answers } : {}),
    select,
    columns: select.map((column) => columnSpec(described, column, parentOf)),
  };
  return { table, belief, entity, spec, renamed, deltas: toStage.deltas };
}

/** The action that makes a staging model. */
export function stagingAction({ spec, table, belief }: StagedTable): DraftAction {
  const changed = spec.select.filter((column) => column.from !== column.as || column.how.kind !== 'keep').length;
  const key = belief.primary_key;
  return {
    type: 'create_staging',
    name: spec.name,
    description: `Stages ${tableLabel(table)}: ${spec.select.length} columns, ${changed} renamed or converted.`,
    dependencies: [`source:${spec.source}.${spec.table}`],
    about: [refOf(table)],
    reason: {
      code: 'raw_table',
      text: `${tableLabel(table)} is a raw table of ${spec.source}`,
      evidence: key ? [`key ${key.columns.join(', ')} (${key.declared ? 'declared' : `p ${key.probability}`})`] : [],
    },
    spec,
  };
}

/** What the properties of a staging model say of a column. */
export function columnSpec(
  { toStage, descriptions }: DescribedTable,
  column: StagingColumn,
  parentOf: ParentOf,
): ColumnSpec {
  const pii = toStage.columnBeliefs.get(column.from)?.pii;
  return {
    name: column.as,
    description: descriptions.get(column.from) ?? '',
    ...(pii === undefined ? {} : { meta: { contains_pii: true, pii_type: pii } }),
    tests: columnTests(toStage, column, parentOf),
  };
}

import type { Catalog, Column, Table, TableRef } from '../../catalog/catalog.ts';
import { tableKey, tableLabel } from '../../catalog/catalog.ts';
import type { ColumnBelief, Relationship, TableBelief } from '../../inference/beliefs.ts';
import { nameTokens } from '../../inference/names/tokens.ts';
import { lookUpNames } from '../../inference/questions/name-lookup.ts';
import type { Question } from '../../inference/questions/question.ts';
import { deltaIdentity } from '../../plan/deltas.ts';
import type { IntermediateSpec, MartSpec, StagingSpec } from '../../plan/specs.ts';
import type { DraftAction } from '../../planner/draft.ts';
import { groupBy } from '../../planner/group-by.ts';
import type { TypeFamily } from '../../sql/types.ts';
import { typeFamily } from '../../sql/types.ts';
import type { SchemaTable } from '../../prompts/schema/schema-table.ts';
import { schemaTables, stagedTables } from '../../prompts/schema/schema-tables.ts';
import type { RefineInput } from '../refinement.ts';

/** A raw table with all that a check may want to know of it. */
export interface KnownTable {
  readonly table: Table;
  readonly label: string;
  readonly belief: TableBelief;
  /** Relationships in which it is the child. */
  readonly references: readonly Relationship[];
  readonly columns: ReadonlyMap<string, KnownColumn>;
  /** As a prompt shows it. */
  readonly shown: SchemaTable;
  /** As drafted; null: the draft does not stage it. */
  readonly staging: StagingSpec | null;
  readonly mart: MartSpec | null;
  /** Models that sum it up. */
  readonly totals: readonly IntermediateSpec[];
  /** Whether the project has its staging model already. */
  readonly isBuilt: boolean;
}

export interface KnownColumn {
  readonly raw: Column;
  readonly belief: ColumnBelief | undefined;
  readonly family: TypeFamily;
  /** Name that comes out of staging; null: it is not staged. */
  readonly as: string | null;
}

/** Everything that deltas are checked against; made once. */
export interface Known {
  readonly catalog: Catalog;
  table(ref: TableRef): KnownTable | undefined;
  /** As ids of questions call a table. */
  nameOf(ref: TableRef): string;
  /** Those that the draft stages, in the order of their names. */
  readonly staged: readonly KnownTable[];
  readonly marts: readonly MartSpec[];
  /** By the last word of their names. */
  readonly tablesByLastWord: ReadonlyMap<string, readonly KnownTable[]>;
  /** Names of models that an action depends on, with the actions that do. */
  readonly dependents: ReadonlyMap<string, readonly DraftAction[]>;
  readonly questions: readonly Question[];
  /** Identities of what earlier plans applied. */
  readonly kept: ReadonlySet<string>;
  /** Names of all models, of the draft and of the project. */
  readonly modelNames: ReadonlySet<string>;
  /** Names of the models of the project. */
  readonly modelsBuilt: ReadonlySet<string>;
  readonly goalIds: ReadonlySet<string>;
}

export function knownOf(input: RefineInput): Known {
  const { catalog, draft, context } = input;
  const told = schemaTables({ catalog, beliefs: input.beliefs, actions: draft.actions, style: context.style });
  const staging = stagedTables(catalog, draft.actions);
  const marts = draft.actions.flatMap(({ spec }) => (spec.kind === 'mart' ? [spec] : []));
  const martOf = new Map(marts.map((mart) => [mart.base.model, mart]));
  const totals = groupBy(
    draft.actions.flatMap(({ spec }) => (spec.kind === 'intermediate' ? [spec] : [])),
    ({ from }) => [from],
  );
  const kept = new Set(input.kept.map(deltaIdentity));
  const built = new Set(context.existing_models.map(({ name }) => name));
  const tables = told.map((shown): KnownTable => {
    const { table, belief, references } = shown;
    const spec = staging.get(tableKey(table)) ?? null;
    return {
      table,
      label: tableLabel(table),
      belief,
      references,
      shown,
      columns: columnsOf(table, { belief, spec, dialect: catalog.dialect }),
      staging: spec,
      mart: (spec && martOf.get(spec.name)) ?? null,
      totals: (spec && totals.get(spec.name)) ?? [],
      isBuilt: spec !== null && (built.has(spec.name) || kept.has(renamingOf(table))),
    };
  });
  const names = lookUpNames(catalog);
  const byKey = new Map(tables.map((each) => [tableKey(each.table), each]));
  return {
    catalog,
    table: (ref) => byKey.get(tableKey(ref)),
    nameOf: (ref) => names.nameOf(byKey.get(tableKey(ref))?.table ?? { name: ref.name, columns: [] }),
    staged: tables.filter(({ staging: spec }) => spec !== null).sort((a, b) => (a.label < b.label ? -1 : 1)),
    marts,
    tablesByLastWord: groupBy(tables, ({ table }) => nameTokens(table.name).slice(-1)),
    dependents: groupBy(draft.actions, ({ dependencies }) => dependencies),
    questions: draft.questions,
    kept,
    modelsBuilt: built,
    modelNames: new Set([...draft.actions.map(({ name }) => name), ...built]),
    goalIds: new Set(input.request?.goals.map(({ goal_id }) => goal_id)),
  };
}

/** Identity of the delta by which an applied plan renamed a table. */
function renamingOf({ schema, name }: Table): string {
  const table = schema === undefined ? { name } : { schema, name };
  return deltaIdentity({ kind: 'rename_table', table, name: '', why: '' });
}

function columnsOf(
  table: Table,
  { belief, spec, dialect }: { belief: TableBelief; spec: StagingSpec | null; dialect: string },
): ReadonlyMap<string, KnownColumn> {
  const beliefs = new Map(belief.columns.map((column) => [column.name, column]));
  const names = new Map(spec?.select.map((column) => [column.from, column.as]));
  return new Map(
    table.columns.map((raw) => [
      raw.name,
      {
        raw,
        belief: beliefs.get(raw.name),
        family: typeFamily(raw.type, dialect),
        as: names.get(raw.name) ?? null,
      },
    ]),
  );
}

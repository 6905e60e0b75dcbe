import type { Catalog, Table } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { Style } from '../../context/style.ts';
import type { Beliefs } from '../../inference/beliefs.ts';
import type { MartSpec, SourceSpec, StagingSpec } from '../../plan/specs.ts';
import { indexBeliefs } from '../../planner/belief-index.ts';
import type { DraftAction } from '../../planner/draft.ts';
import { entityOfStaging } from '../../planner/existing/layer-of-model.ts';
import { groupBy } from '../../planner/group-by.ts';
import type { SchemaTable } from './schema-table.ts';

/** What is told of the tables of a catalog. */
export interface Believed {
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly actions: readonly DraftAction[];
  readonly style: Style;
}

/** The tables of a catalog with what is believed of them and what the draft makes of them, in the catalog's order. */
export function schemaTables({ catalog, beliefs, actions, style }: Believed): SchemaTable[] {
  const index = indexBeliefs(beliefs);
  const specs = actions.map((action) => action.spec);
  const staged = stagedTables(catalog, actions);
  const martOf = new Map(
    specs.filter((spec) => spec.kind === 'mart').map((mart) => [mart.base.model, mart] satisfies [string, MartSpec]),
  );
  return catalog.tables.map((table) => {
    const staging = staged.get(tableKey(table));
    const mart = staging && martOf.get(staging.name);
    return {
      table,
      belief: index.tableOf(table),
      references: index.parentsOf(table),
      staging: staging === undefined ? null : describeStaging(staging, style),
      mart: mart === undefined ? null : { model: mart.name, kind: mart.mart },
    };
  });
}

function describeStaging({ name, source, select }: StagingSpec, { naming }: Style): SchemaTable['staging'] {
  return {
    model: name,
    entity: entityOfStaging(name, naming.staging, source),
    renamed: new Map(select.map((column) => [column.from, column.as])),
  };
}

/** The staging model that a draft makes of each raw table, by `tableKey`. */
export function stagedTables(catalog: Catalog, actions: readonly DraftAction[]): ReadonlyMap<string, StagingSpec> {
  const specs = actions.map((action) => action.spec);
  const sources = specs.filter((spec) => spec.kind === 'source');
  const byName = groupBy(catalog.tables, (table) => [table.name]);
  const found = new Map<string, StagingSpec>();
  for (const staging of specs) {
    if (staging.kind !== 'staging') continue;
    const table = rawTable(staging, { sources, byName });
    if (table) found.set(tableKey(table), staging);
  }
  return found;
}

/** Of tables of one name in several schemas, the one in the source's schema; else the one that has the columns. */
function rawTable(
  { source, table, select }: StagingSpec,
  {
    sources,
    byName,
  }: { readonly sources: readonly SourceSpec[]; readonly byName: ReadonlyMap<string, readonly Table[]> },
): Table | undefined {
  const declared = sources.find((each) => each.name === source);
  const identifier = declared?.tables.find((each) => each.name === table)?.identifier ?? table;
  const tables = byName.get(identifier) ?? [];
  const inSchema = tables.find((each) => each.schema !== undefined && each.schema === declared?.schema);
  const hasColumns = (each: Table): boolean => {
    const names = new Set(each.columns.map((column) => column.name));
    return select.every((column) => names.has(column.from));
  };
  return tables.length === 1 ? tables[0] : (inSchema ?? tables.find(hasColumns));
}

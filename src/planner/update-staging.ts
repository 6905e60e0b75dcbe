import type { Column } from '../catalog/catalog.ts';
import { refOf } from '../catalog/catalog.ts';
import type { StagingColumn, StagingColumnsSpec } from '../plan/specs.ts';
import { cleanName, freeName } from './clean-name.ts';
import { renameColumns } from './column-names.ts';
import type { DraftAction } from './draft.ts';
import type { DescribedTable } from './draft-staging.ts';
import { columnSpec } from './draft-staging.ts';
import { newColumns, takesColumns } from './existing/new-columns.ts';
import type { ReadStaging } from './existing/read-staging.ts';
import { existingSelect, stagingSelect } from './staging-select.ts';
import type { ParentOf } from './staging-tests.ts';

/**
 * The action that brings new raw columns into the staging model that people wrote for a table; none where nothing is new or
 * the model takes no more. Where the model leaves names and values as they are, so does this.
 */
export function updateStaging(described: DescribedTable, parentOf: ParentOf): DraftAction[] {
  const { toStage } = described;
  const { staging } = toStage;
  const columns = newColumns(toStage);
  if (!staging || columns.length === 0 || !takesColumns(toStage)) return [];
  const { model } = staging;
  const renamed = namesInStaging(described, staging, columns);
  const named = { ...described, renamed: new Map([...described.renamed, ...renamed]) };
  const select = keepsNames(staging)
    ? existingSelect(
        toStage,
        columns.map(({ name }) => ({ from: name, as: renamed.get(name) ?? name })),
      )
    : stagingSelect(toStage, columns, renamed);
  // A model whose columns nobody describes gets no list of the new ones alone.
  const properties_path = model.columns.length > 0 ? model.properties_path : null;
  const isThere = ({ from }: StagingColumn): boolean => staging.selected.has(from);
  if (properties_path === null && select.every(isThere)) return [];
  const spec: StagingColumnsSpec = {
    kind: 'staging_columns',
    name: model.name,
    path: model.path,

    properties_path,
    source: toStage.source,
    table: toStage.sourceTable,
    select: select.filter((column) => !isThere(column)),
    columns: select.map((column) => columnSpec(named, column, parentOf)),
  };
  const names = columns.map(({ name }) => name).join(', ');
  return [
    {
      type: 'update_staging',
      name: model.name,
      description: `Selects ${names} in ${model.path}.`,
      dependencies: [`source:${toStage.source}.${toStage.sourceTable}`],
      about: [refOf(toStage.table)],
      reason: {
        code: 'raw_columns',
        text: `${toStage.table.name} has ${names}, and ${model.name} selects all that was declared before`,
        evidence: [],
      },
      spec,
    },
  ];
}

/** Names for columns that come to a model, none of which comes out of it already. */
function namesInStaging(
  { toStage }: DescribedTable,
  staging: ReadStaging,
  columns: readonly Column[],
): Map<string, string> {
  const taken = new Set(staging.columns.map(({ as }) => as.toLowerCase()));
  const wanted = keepsNames(staging)
    ? new Map(columns.map(({ name }) => [name, cleanName(name) || name]))
    : renameColumns(toStage, columns, new Map()).renamed;
  const names = new Map<string, string>();
  for (const [raw, name] of wanted) {
    const free = freeName(name, (candidate) => !taken.has(candidate.toLowerCase()));
    taken.add(free.toLowerCase());
    names.set(raw, free);
  }
  return names;
}

/** Whether a model hands its columns on under their own names, but perhaps the key. */
function keepsNames({ columns }: ReadStaging): boolean {
  const renamed = columns.filter(({ raw, as }) => raw !== null && raw.toLowerCase() !== as.toLowerCase());
  return renamed.length <= 1;
}

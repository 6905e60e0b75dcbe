import type { Catalog } from '../catalog/catalog.ts';
import { tableKey, tableLabel } from '../catalog/catalog.ts';
import type { Relationship } from '../inference/beliefs.ts';
import type { Warning } from '../plan/plan.ts';
import { indexBeliefs, parentRef } from './belief-index.ts';
import type { Draft, DraftInput, StagedTable } from './draft.ts';
import { draftProject } from './draft-project.ts';
import { draftSource } from './draft-source.ts';
import type { NamedTable } from './draft-staging.ts';
import { describeColumns, draftStaging, nameColumns, stagingAction } from './draft-staging.ts';
import { draftMarts } from './marts/draft-marts.ts';
import { createNames } from './names.ts';
import { setMaterialized } from './set-materialized.ts';
import { namedSources } from './source-names.ts';
import type { Parent } from './staging-tests.ts';
import type { TableToStage } from './table-to-stage.ts';
import { tablesToStage } from './table-to-stage.ts';

/** Tables that a message names before it counts the rest. */
const MOST_NAMED = 5;

/**
 * The plan that the rules make, alone: the project if it is new, a source for each schema, a staging model for each
 * table, and marts, as far as the layers are asked for. Pure: the same input, whatever its order, gives the same draft.
 */
export function draftPlan(input: DraftInput): Draft {
  const { catalog, style, layers } = input;
  const names = createNames([...catalog.tables.map((table) => table.name), ...input.takenNames]);
  const beliefs = indexBeliefs(input.beliefs);
  const toStage = namedSources(catalog, input.sourceName).map((source) => ({
    ...source,
    tables: tablesToStage(source, { input, beliefs, names }),
  }));
  const parentTable = findParents(toStage.flatMap((source) => source.tables));
  const named = toStage.map((source) => ({
    ...source,
    tables: source.tables.map((table) => nameColumns(table, parentTable)),
  }));
  const parentOf = describeParents(
    named.flatMap((source) => source.tables),
    parentTable,
  );
  const sources = named.map((source) => ({
    ...source,
    described: source.tables.map((table) => describeColumns(table, parentOf)),
  }));
  const tables = sources.flatMap((source) => source.described);
  const staged = layers.includes('staging') ? tables.map((table) => draftStaging(table, parentOf)) : [];
  const marts = draftMarts(staged, input.beliefs, { style, names, layers, dialect: catalog.dialect });
  const models = [...staged.map(stagingAction), ...marts];
  const { materializedFolders } = input;
  return {
    actions: [
      ...(input.newProject ? [draftProject(input.newProject, input.adapter)] : []),
      ...sources.map((source) => draftSource(source, input)),
      ...(materializedFolders ? setMaterialized(models, style, materializedFolders) : models),
    ],
    collisions: [...names.collisions, ...tables.flatMap((table) => table.collisions)],
    warnings: keylessTables(staged, catalog),
    questions: input.beliefs.questions,
  };
}

/** Finds the table that a relationship leads to; null where it is not in the catalog. */
function findParents(tables: readonly TableToStage[]): (relationship: Relationship) => TableToStage | null {
  const byTable = new Map(tables.map((each) => [tableKey(each.table), each]));
  return (relationship) => byTable.get(tableKey(parentRef(relationship))) ?? null;
}

/** The same, with the parent's staging model and the name of the column there. */
function describeParents(
  named: readonly NamedTable[],
  parentTable: (relationship: Relationship) => TableToStage | null,
): (relationship: Relationship) => Parent | null {
  const renamed = new Map(named.map((each) => [each.toStage, each.renamed]));
  return (relationship) => {
    const parent = parentTable(relationship);
    if (!parent) return null;
    const raw = relationship.ref_columns[0] ?? parent.belief.primary_key?.columns[0] ?? '';
    return {
      plural: parent.entity.plural,
      model: parent.model,
      field: renamed.get(parent)?.get(raw) ?? null,
      family: parent.families.get(raw) ?? 'other',
    };
  };
}

function keylessTables(staged: readonly StagedTable[], catalog: Catalog): Warning[] {
  const keyless = staged.filter(({ belief }) => belief.primary_key === null).map(({ table }) => tableLabel(table));
  if (keyless.length === 0) return [];
  const named = keyless.slice(0, MOST_NAMED).join(', ');
  const rest = keyless.length > MOST_NAMED ? ` and ${keyless.length - MOST_NAMED} more` : '';
  return [
    {
      code: 'no_key',
      text: `${keyless.length} of ${catalog.tables.length} tables ${keyless.length === 1 ? 'has' : 'have'} no key that could be tested: ${named}${rest}`,
    },
  ];
}

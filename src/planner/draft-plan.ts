import type { Table } from '../catalog/catalog.ts';
import { tableKey } from '../catalog/catalog.ts';
import type { Relationship } from '../inference/beliefs.ts';
import type { ActsInput } from './acts/acts-input.ts';
import { withActs } from './acts/with-acts.ts';
import { indexBeliefs, parentRef } from './belief-index.ts';
import type { Draft, DraftInput, NameRegistry, StagedTable } from './draft.ts';
import type { Drafted, DraftedParts } from './deltas/drafted.ts';
import { lookUpDrafted } from './deltas/drafted.ts';
import { followDeltas } from './deltas/follow-deltas.ts';
import { renameTables } from './deltas/rename-tables.ts';
import { indexDeltas } from './deltas/table-deltas.ts';
import { draftProject } from './draft-project.ts';
import { draftSource } from './draft-source.ts';
import type { DescribedTable, NamedTable } from './draft-staging.ts';
import { describeColumns, draftStaging, nameColumns, stagingAction } from './draft-staging.ts';
import { existingStaged } from './existing-staged.ts';
import { driftWarnings } from './existing/drift-warnings.ts';
import { martFinder } from './existing/existing-marts.ts';
import { noTables } from './existing/existing-tables.ts';
import type { PlacedSource } from './existing/place-sources.ts';
import { placeSources } from './existing/place-sources.ts';
import { reuseWarnings } from './existing/reuse-warnings.ts';
import { keylessTables } from './keyless-tables.ts';
import { beliefsOfInput } from './existing/tables-around.ts';
import { draftMarts } from './marts/draft-marts.ts';
import { createNames } from './names.ts';
import { dialectOf } from '../sql/dialects/dialects.ts';
import { stateTypes } from './state-types.ts';
import { setMaterialized } from './set-materialized.ts';
import type { ParentOf } from './staging-tests.ts';
import type { StageContext, TableToStage } from './table-to-stage.ts';
import { isOff, tablesToStage } from './table-to-stage.ts';
import { updateSources } from './update-sources.ts';
import { updateStaging } from './update-staging.ts';
import type { DraftedWritten } from './written/draft-written.ts';
import { draftWritten } from './written/draft-written.ts';
import { formerNames, NO_FORMER_NAMES } from './written/former-names.ts';
import type { FormerNames, ReadableParts } from './written/readable-models.ts';
import { readableModels } from './written/readable-models.ts';
import type { ReadableModels } from './written/reading.ts';

/**
 * The plan that the rules make, alone: the project if it is new, a source for each schema, a staging model for each
 * table, and marts, as far as the layers are asked for and people have none; then as deltas change it. Pure: the same input,
 * whatever its order, gives the same draft.
 */
export function draftPlan(input: DraftInput): Draft {
  const { draft, parts } = draftWith(input);
  if (!input.deltas?.length) return draft;
  const ofRules = (): Drafted => lookUpDrafted(draftWith({ ...input, deltas: [] }).parts);
  return { ...draft, ...followDeltas(lookUpDrafted(parts), ofRules, input) };
}

/**
 * A draft, narrowed to what was asked for or not, with what is asked of models that the project has: `input` is what it was
 * drafted from. Pure.
 */
export function draftActs(draft: Draft, input: DraftInput, acts: ActsInput): Draft {
  if (acts.request.acts.length === 0 && acts.request.convert === null) return draft;
  const { parts, parentOf } = draftWith(input);
  return withActs(draft, { input, acts, described: parts.tables, parentOf, drafted: parts.actions });
}

/**
 * The models that SQL may read once the draft is there, but for those that a language model wrote; with their columns, which are
 * known by the names of the rules alone, too. Pure.
 */
export function modelsToRead(input: DraftInput): ReadableModels {
  const deltas = input.deltas?.filter(({ kind }) => kind !== 'write_model') ?? [];
  return modelsOf(draftWith({ ...input, deltas }).readable, input).models;
}

interface DraftWithParts {
  readonly draft: Draft;
  readonly parts: DraftedParts;
  readonly readable: Readable;
  readonly parentOf: ParentOf;
}

type Readable = Pick<ReadableParts, 'actions' | 'staged' | 'existing'>;

function modelsOf(readable: Readable, input: DraftInput): { models: ReadableModels; former: FormerNames } {
  const { catalog, adapter, deltas = [] } = input;
  const isOther = deltas.some(({ kind }) => kind !== 'write_model');
  const former = isOther ? formerNames(readable, draftWith({ ...input, deltas: [] }).readable) : NO_FORMER_NAMES;
  return { models: readableModels({ ...readable, dialect: catalog.dialect, adapter }, former), former };
}

/** What a language model wrote, if it wrote anything. */
function draftWrittenModels(
  readable: Readable,
  { input, names }: { readonly input: DraftInput; readonly names: NameRegistry },
): DraftedWritten {
  const { deltas = [], kept = [], style, adapter, layers, writtenFaults: faults = new Map<string, string>() } = input;
  if (!deltas.some(({ kind }) => kind === 'write_model')) return { actions: [], fates: new Map() };
  const sources = new Map(readable.staged.map(({ spec }) => [spec.name, spec.source]));
  const { models, former } = modelsOf(readable, input);
  const context = { style, adapter, layers, names, kept, faults, sources, models, renamed: former.models };
  return draftWritten(deltas, context);
}

/** The draft with the deltas followed as far as they can be, and what tells how far. */
function draftWith(input: DraftInput): DraftWithParts {
  const { catalog, style, layers, existing = noTables(catalog, input.sourceName) } = input;
  const names = createNames([...catalog.tables.map((table) => table.name), ...input.takenNames], input.reservedNames);
  const placed = placeSources(existing.sources, existing.allSources, input.sourceName);
  const deltasOf = indexDeltas(input.deltas ?? []);
  const renamings = renameTables(placed.sources, { input, existing }, deltasOf);
  const context = { input, existing, names, deltasOf, renamings, beliefs: indexBeliefs(input.beliefs) };
  const { toStage, sources, parentOf } = describeSources(placed.sources, context);
  const tables = sources.flatMap((source) => source.described);
  const own = tables.filter(({ toStage }) => toStage.staging === null);
  const staged = new Map(layers.includes('staging') ? own.map((table) => [table, draftStaging(table, parentOf)]) : []);
  const all = tables.flatMap((table) => staged.get(table) ?? existingStaged(table) ?? []);
  const marts = martFinder(existing.models, style);
  const { around } = existing;
  const inMarts = {
    style,
    names,
    layers,
    existing: marts,
    around,
    dialect: catalog.dialect,
    generated: input.generatedNames,
  };
  const ofRules = [...[...staged.values()].map(stagingAction), ...draftMarts(all, input.beliefs, inMarts)];
  const readable = { actions: ofRules, staged: all, existing: existing.models };
  const written = draftWrittenModels(readable, { input, names });
  const drafted = [...ofRules, ...written.actions];
  const models = style.yaml.data_type ? stateTypes(drafted, all, dialectOf(input.adapter)) : drafted;
  const { materializedFolders } = input;
  const draft: Draft = {
    strategy: existing.models.length + existing.allSources.length > 0 ? 'brownfield' : 'greenfield',
    actions: [
      ...(input.newProject ? [draftProject(input.newProject, input.adapter)] : []),
      ...sources.flatMap((source) => draftSource(source, input)),
      ...updateSources(sources, input),
      ...(layers.includes('staging') ? tables.flatMap((table) => updateStaging(table, parentOf)) : []),
      ...(materializedFolders ? setMaterialized(models, style, materializedFolders) : models),
    ],
    collisions: [...placed.collisions, ...names.collisions, ...own.flatMap((table) => table.collisions)],
    warnings: [
      ...keylessTables(withoutKey([...staged.values()]), catalog.tables.length - existing.around.size),
      ...reuseWarnings(toStage, marts.found),
      ...driftWarnings(toStage, input),
    ],
    questions: beliefsOfInput(input.beliefs, existing.around).questions,
    refused: [],
  };
  const parts = {
    catalog,
    beliefs: input.beliefs,
    layers,
    tables,
    renamings,
    actions: draft.actions,
    written: written.fates,
  };
  return { draft, parts, readable, parentOf };
}

interface DescribedSources {
  /** Every table, those too that are turned off. */
  readonly toStage: readonly TableToStage[];
  readonly sources: readonly (PlacedSource & { readonly described: readonly DescribedTable[] })[];
  readonly parentOf: ParentOf;
}

/** The tables of each source with their names and words, all tables named before the words of any, which tell of others. */
function describeSources(placed: readonly PlacedSource[], context: StageContext): DescribedSources {
  const found = placed.map((source) => ({ source, tables: tablesToStage(source, context) }));
  const toStage = found.flatMap(({ tables }) => tables);
  const parentTable = findParents(toStage.filter((table) => !isOff(table)));
  const named = found.map(({ source, tables }) => ({
    source,
    tables: tables.filter((table) => !isOff(table)).map((table) => nameColumns(table, parentTable)),
  }));
  const parentOf = describeParents(
    named.flatMap(({ tables }) => tables),
    parentTable,
  );
  const sources = named.map(({ source, tables }) => ({
    ...source,
    described: tables.map((table) => describeColumns(table, parentOf)),
  }));
  return { toStage, sources, parentOf };
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
): ParentOf {
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

function withoutKey(staged: readonly StagedTable[]): Table[] {
  return staged.filter(({ belief }) => belief.primary_key === null).map(({ table }) => table);
}

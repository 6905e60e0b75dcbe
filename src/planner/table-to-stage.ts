import type { Table, TableRef } from '../catalog/catalog.ts';
import { tableKey } from '../catalog/catalog.ts';
import type { Style } from '../context/style.ts';
import type { ColumnBelief, Relationship, TableBelief } from '../inference/beliefs.ts';
import type { TypeFamily } from '../sql/types.ts';
import { typeFamily } from '../sql/types.ts';
import type { BeliefIndex } from './belief-index.ts';
import { cleanName, freeName } from './clean-name.ts';
import type { DraftInput, NameRegistry } from './draft.ts';
import type { EntityName } from './entity-names.ts';
import { entityNames } from './entity-names.ts';
import { entityOfStaging } from './existing/layer-of-model.ts';
import type { Renaming } from './deltas/rename-tables.ts';
import type { TableDeltas } from './deltas/table-deltas.ts';
import { plural, singular } from './inflect.ts';
import type { ExistingTables } from './existing/existing-tables.ts';
import type { DeclaredTable, MatchedSource } from './existing/match-sources.ts';
import type { ReadStaging } from './existing/read-staging.ts';
import { commonPrefix } from './marts/staged-column.ts';
import { modelName } from './names.ts';

/** A raw table with its names in the project and all that is believed of it, before its staging model is drafted. */
export interface TableToStage {
  readonly table: Table;
  readonly belief: TableBelief;
  /** Relationships in which it is the child. */
  readonly relationships: readonly Relationship[];
  /** Its columns that children refer to, by raw name. */
  readonly referred: ReadonlySet<string>;
  readonly source: string;
  /** Name in the source; differs from the raw name where that is no plain name. */
  readonly sourceTable: string;
  readonly entity: EntityName;
  readonly model: string;
  /** How the project names a key that is `id`: `{entity}_id`. */
  readonly keyName: string;
  /** As people declare it in a source; null: nobody does. */
  readonly declared: DeclaredTable | null;
  /** Whether the input lacks it, and only the project knows it: others refer to it, and nothing is made of it. */
  readonly isAround: boolean;
  /** What deltas say of it. */
  readonly deltas: TableDeltas;
  /** The staging model that people wrote for it; null: it gets one. */
  readonly staging: ReadStaging | null;
  /** `c_` where every column's clean name begins with it, as in schemas that number tables by letters; else empty. */
  readonly columnPrefix: string;
  /** What is believed of each column, by raw name. */
  readonly columnBeliefs: ReadonlyMap<string, ColumnBelief>;
  /** Kind of values of each column, by raw name. */
  readonly families: ReadonlyMap<string, TypeFamily>;
}

export interface StageContext {
  readonly input: DraftInput;
  readonly existing: ExistingTables;
  readonly beliefs: BeliefIndex;
  readonly names: NameRegistry;
  readonly deltasOf: (table: TableRef) => TableDeltas;
  /** Names that deltas give to tables, by `tableKey`. */
  readonly renamings: ReadonlyMap<string, Renaming>;
}

/** The tables of a source, each with its entity and the name of its staging model: people's where there is one. */
export function tablesToStage(
  { name, tables, declared }: MatchedSource,
  { input, existing, beliefs, names, deltasOf, renamings }: StageContext,
): TableToStage[] {
  const given = input.tableNames.get(name) ?? new Map<string, string>();
  const entities = entityNames(tables, { source: name, given });
  const said = new Map(tables.flatMap((table) => saidEntity(table, renamings)));
  const others = existing.allSources.filter((other) => other.name === name).flatMap((other) => other.tables);
  const sourceTables = sourceTableNames(
    tables.filter((table) => !declared.has(table.name)),
    new Map([...[...said].map(([raw, entity]) => [raw, entity.plural] as const), ...given]),
    others.map((other) => other.name),
  );
  const familyOf = createFamilyOf(input.catalog.dialect);
  return tables.map((table) => {
    const belief = beliefs.tableOf(table);
    const known = declared.get(table.name);
    const source = known?.source.name ?? name;
    const sourceTable = known?.table.name ?? sourceTables.get(table.name) ?? table.name;
    const staging = existing.stagingOf(table);
    const own = said.get(table.name) ?? entities.get(table.name) ?? UNNAMED;
    const entity = (staging && peoplesEntity(staging, source, input.style)) ?? own;
    const nameIt = (): string => {
      const word = given.has(table.name)
        ? entity.plural
        : entityWord(said.has(table.name) ? null : table, entity, input.style);
      const { wanted, withSource } = modelName(input.style.naming.staging, { source, entity: word });
      return names.claim(wanted, `${source}.${sourceTable}`, withSource);
    };
    return {
      table,
      belief,
      columnPrefix: commonPrefix(table.columns.map((column) => cleanName(column.name))),
      columnBeliefs: new Map(belief.columns.map((column) => [column.name, column])),
      relationships: beliefs.parentsOf(table),
      referred: beliefs.referredOf(table),
      source,
      sourceTable,
      entity,
      model: staging?.model.name ?? nameIt(),
      keyName: input.style.primary_key,
      declared: known ?? null,
      deltas: said.has(table.name) ? deltasOf(table) : { ...deltasOf(table), name: undefined },
      isAround: existing.around.has(tableKey(table)),
      staging,
      families: new Map(table.columns.map(({ name, type }) => [name, familyOf(type)])),
    };
  });
}

/**
 * Whether nothing can stand on a table and nothing may be made of it: people turned off its declaration or its staging
 * model, or the input lacks it and nobody staged it.
 */
export function isOff({ declared, staging, isAround }: TableToStage): boolean {
  return declared?.table.enabled === false || staging?.model.enabled === false || (isAround && staging === null);
}

const UNNAMED: EntityName = { singular: 'table', plural: 'tables' };

/** What people call the thing: their staging model says it. Null where it is not theirs, or says nothing. */
function peoplesEntity({ model }: ReadStaging, source: string, { naming }: Style): EntityName | null {
  const word = model.generated ? '' : entityOfStaging(model.name, naming.staging, source);
  return /^[a-z_]/.test(word) ? { singular: singular(word), plural: plural(word) } : null;
}

/** The name that a delta gives to a table; none where it may not. */
function saidEntity(table: Table, renamings: StageContext['renamings']): [string, EntityName][] {
  const renaming = renamings.get(tableKey(table));
  return renaming && 'entity' in renaming ? [[table.name, renaming.entity]] : [];
}

/** What stands for the entity in the name of a staging model; `table` null: its raw name is not what it is called. */
function entityWord(table: Table | null, entity: EntityName, style: Style): string {
  switch (style.entity) {
    case 'plural':
      return entity.plural;
    case 'singular':
      return entity.singular;
    case 'as_raw':
      return (table && cleanName(table.name)) || entity.plural;
  }
}

/** Reads each type once: a catalog has many columns and few types. */
function createFamilyOf(dialect: string): (type: string) => TypeFamily {
  const known = new Map<string, TypeFamily>();
  return (type) => {
    const family = known.get(type) ?? typeFamily(type, dialect);
    known.set(type, family);
    return family;
  };
}

/**
 * Raw names where dbt and Jinja take them as they are, otherwise cleaned; `given` ones first. None that people have in the
 * source for another table (`declared`).
 */
function sourceTableNames(
  tables: readonly Table[],
  given: ReadonlyMap<string, string>,
  declared: readonly string[],
): Map<string, string> {
  const wanted = tables.map((table) => [table.name, given.get(table.name) ?? table.name] as const);
  const taken = new Set(declared.map((name) => name.toLowerCase()));
  const isPlain = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !taken.has(name.toLowerCase());
  const result = new Map(wanted.filter(([, name]) => isPlain(name)));
  for (const name of result.values()) taken.add(name.toLowerCase());
  for (const [index, [raw, name]] of wanted.entries()) {
    if (result.has(raw)) continue;
    const cleaned = cleanName(name);
    const startable = cleaned === '' ? `table_${index + 1}` : /^[0-9]/.test(cleaned) ? `table_${cleaned}` : cleaned;
    const free = freeName(startable, (candidate) => !taken.has(candidate));
    taken.add(free);
    result.set(raw, free);
  }
  return result;
}

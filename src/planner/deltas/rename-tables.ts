import type { Table, TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import { cleanName, LONGEST_NAME } from '../clean-name.ts';
import type { DraftInput } from '../draft.ts';
import type { EntityName } from '../entity-names.ts';
import { entityNames } from '../entity-names.ts';
import type { ExistingTables } from '../existing/existing-tables.ts';
import type { MatchedSource } from '../existing/match-sources.ts';
import { singular } from '../inflect.ts';
import { modelName } from '../names.ts';
import type { TableDeltas } from './table-deltas.ts';

/** What a table is called because a delta says so, or why it is not. */
export type Renaming = { readonly entity: EntityName } | { readonly why: string };

interface RenameContext {
  readonly input: DraftInput;
  readonly existing: ExistingTables;
}

interface Renamed {
  readonly source: MatchedSource;
  readonly table: Table;
  readonly entity: EntityName;
  /** What the rules call it. */
  readonly natural?: EntityName | undefined;
}

/**
 * What becomes of the names that deltas give to tables, by `tableKey`. All other tables keep theirs: a name that another bears or
 * would get, or that two are to bear, is refused, and so is one for what people named already, in cartridge.yml or in their own
 * model. Pure.
 */
export function renameTables(
  sources: readonly MatchedSource[],
  context: RenameContext,
  deltasOf: (table: TableRef) => TableDeltas,
): ReadonlyMap<string, Renaming> {
  const isRenamed = (table: Table): boolean => deltasOf(table).name !== undefined;
  if (!sources.some(({ tables }) => tables.some(isRenamed))) return new Map();
  const natural = sources.map((source) => ({ source, entities: entitiesOf(source, context) }));
  const renamed = natural.flatMap(({ source, entities }) =>
    source.tables.flatMap((table): Renamed[] => {
      const { name } = deltasOf(table);
      const natural = entities.get(table.name);
      const isNew = name !== undefined && natural?.plural !== name;
      return isNew ? [{ source, table, natural, entity: { singular: singular(name), plural: name } }] : [];
    }),
  );
  const owners = nameOwners(natural, renamed, context);
  return new Map(
    renamed.map((each): [string, Renaming] => {
      const isOurs = context.existing.stagingOf(each.table)?.model.generated === true;
      const why =
        whyNotNamed(each, context) ?? whyNotLeft(each, context) ?? (isOurs ? null : whyNotFree(each, context, owners));
      return [tableKey(each.table), why === null ? { entity: each.entity } : { why }];
    }),
  );
}

function whyNotNamed({ source, table, entity }: Renamed, { input, existing }: RenameContext): string | null {
  const given = input.tableNames.get(source.name)?.get(table.name);
  if (given !== undefined) return `cartridge.yml names it ${given}`;
  const staging = existing.stagingOf(table);
  // What cartridge staged in an earlier plan, and this one is not about, has the name by now.
  if (staging?.model.generated) return null;
  if (staging) return `people stage it as ${staging.model.name}`;
  const isName = [entity.plural, entity.singular].every((name) => cleanName(name) === name && /^[a-z]/.test(name));
  return isName && entity.plural.length <= LONGEST_NAME ? null : `${entity.plural} is no name for a table`;
}

/** A model that stands in the project under the name of the rules would be left behind, and made a second time. */
function whyNotLeft({ source, table, entity, natural }: Renamed, { input }: RenameContext): string | null {
  const generated = new Set(input.generatedNames ?? []);
  if (generated.size === 0) return null;
  const isMade = (word: string): boolean => generated.has(stagingName(source, word, input));
  if (isMade(entity.plural) || isMade(entity.singular)) return null;
  const words = [...(natural ? [natural.plural, natural.singular] : []), cleanName(table.name)];
  const left = words.find(isMade);
  return left === undefined ? null : `the project has it as ${stagingName(source, left, input)}`;
}

function stagingName({ name: source }: MatchedSource, entity: string, { style }: DraftInput): string {
  return modelName(style.naming.staging, { source, entity }).wanted;
}

/** Who bears a name, as a thing of a source (`thing shop customers`) or as a model. `null`: nothing that could be renamed. */
type Owners = ReadonlyMap<string, ReadonlySet<Table | null>>;

function whyNotFree(renamed: Renamed, { input }: RenameContext, owners: Owners): string | null {
  for (const name of claims(renamed, input)) {
    const others = [...(owners.get(name) ?? [])].filter((owner) => owner !== renamed.table);
    const [other] = others;
    if (other) return `${other.name} is called so, or would be`;
    if (other === null) return `${name.replace(/^\w+ /, '')} is there already`;
  }
  return null;
}

function nameOwners(
  sources: readonly { readonly source: MatchedSource; readonly entities: ReadonlyMap<string, EntityName> }[],
  renamed: readonly Renamed[],
  { input, existing }: RenameContext,
): Owners {
  const owners = new Map<string, Set<Table | null>>();
  const own = (name: string, owner: Table | null): void => {
    owners.set(name, (owners.get(name) ?? new Set()).add(owner));
  };
  // No model bears the name of a raw table, not even of its own.
  for (const name of [...input.takenNames, ...existing.catalog.tables.map((each) => each.name)])
    own(modelKey(name), null);
  for (const { source, entities } of sources) {
    const given = input.tableNames.get(source.name);
    for (const table of source.tables) {
      own(thingKey(source, given?.get(table.name) ?? table.name), table);
      own(thingKey(source, table.name), table);
      const entity = entities.get(table.name);
      if (entity) for (const name of claims({ source, table, entity }, input)) own(name, table);
    }
    for (const other of existing.allSources.filter(({ name }) => name === source.name)) {
      for (const { name } of other.tables) if (!source.declared.has(name)) own(thingKey(source, name), null);
    }
  }
  for (const each of renamed)
    for (const name of claims(each, input)) if (name.startsWith('thing')) own(name, each.table);
  return owners;
}

/** What the rules call the tables of a source. */
function entitiesOf({ name, tables }: MatchedSource, { input }: RenameContext): ReadonlyMap<string, EntityName> {
  return entityNames(tables, { source: name, given: input.tableNames.get(name) ?? new Map<string, string>() });
}

/** The names that a table with such an entity bears, as a thing and as a model. */
function claims({ source, entity }: Renamed, input: DraftInput): string[] {
  const words = [...new Set([entity.plural, entity.singular])];
  return words.flatMap((word) => [thingKey(source, word), modelKey(stagingName(source, word, input))]);
}

function thingKey({ name: source }: MatchedSource, name: string): string {
  return `thing ${source} ${name.toLowerCase()}`;
}

function modelKey(name: string): string {
  return `model ${name.toLowerCase()}`;
}

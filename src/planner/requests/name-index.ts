import type { Catalog, Table, TableRef } from '../../catalog/catalog.ts';
import { refOf, tableKey, tableLabel } from '../../catalog/catalog.ts';
import type { ExistingModel, ProjectContext } from '../../context/context.ts';
import type { FolderConfig } from '../../context/folder-configs.ts';
import { nameTokens } from '../../inference/names/tokens.ts';
import { wordReader } from '../../inference/names/word-reader.ts';
import { entityNames } from '../entity-names.ts';
import { entityOfStaging } from '../existing/layer-of-model.ts';
import type { SourceTables } from '../source-names.ts';

/** What a request may name. */
export interface Nameable {
  readonly catalog: Catalog;
  readonly context: Pick<ProjectContext, 'existing_models' | 'style' | 'folder_configs'>;
  /** The sources of the catalog, as they are called in the project. */
  readonly sources: readonly SourceTables[];
}

/** All that words may mean. */
export interface Meaning {
  /** Tables of that very name, with or without schema, source or prefix. */
  readonly tables: readonly TableRef[];
  /** Tables of a schema or source of that name. */
  readonly scope: readonly TableRef[];
  /** Models of that very name; of a name that is about the same. */
  readonly models: readonly ExistingModel[];
  readonly about: readonly ExistingModel[];
  /** Models in a folder of that name, with such a tag, or that read such a source. */
  readonly area: readonly ExistingModel[];
}

/** What names mean; words are given as `nameTokens` reads them. Every look-up takes constant time. */
export interface NameIndex {
  meaning(words: readonly string[]): Meaning | null;
  /** Tables whose names hold the word among others. */
  holding(word: string): readonly TableRef[];
  /** Tables with a column in whose name the word stands. */
  withColumn(word: string): readonly TableRef[];
  /** Names of tables, sources and models, for what was mistyped. */
  readonly names: readonly string[];
}

/** As many words as a name in a request may have. */
export const LONGEST_NAME = 6;

/** Indexes the tables, sources and models by the words of their names. Models of packages, and those turned off, are left out. Pure. */
export function indexNames({ catalog, context, sources }: Nameable): NameIndex {
  const read = wordReader(catalog);
  const index = new Map<string, Entry>();
  const byWord = new Map<string, Map<string, TableRef>>();
  const byColumn = new Map<string, Map<string, TableRef>>();
  const entry = (words: readonly string[]): Entry => entryOf(index, words);
  for (const { name, schema, tables } of sources) {
    const entities = entityNames(tables, { source: name, given: new Map() });
    for (const table of tables) {
      const entity = entities.get(table.name)?.plural ?? '';
      const names = [table.name, tableLabel(table), `${name} ${table.name}`, entity, `${name} ${entity}`];
      for (const words of [...names.map(nameTokens), read(table.name)]) put(entry(words).tables, table);
      for (const home of [name, schema ?? name]) put(entry(nameTokens(home)).scope, table);
      for (const word of new Set([...nameTokens(table.name), ...read(table.name)])) put(mapOf(byWord, word), table);
      for (const word of columnWords(table)) put(mapOf(byColumn, word), table);
    }
  }
  const models = ownModels(context);
  for (const model of models) {
    entry(nameTokens(model.name)).models.add(model);
    for (const words of aboutOf(model, context.style.naming)) entry(words).about.add(model);
    for (const words of areasOf(model, context.folder_configs)) entry(words).area.add(model);
  }
  // One that gave way to another and is turned off can be named again, as whoever asks for the same again does.
  for (const model of context.existing_models.filter(({ package: of, enabled }) => of === null && !enabled)) {
    const { models: named } = entry(nameTokens(model.name));
    if (named.size === 0) named.add(model);
  }
  return {
    meaning: (words) => meaningOf(index.get(words.join(' '))),
    holding: (word) => [...(byWord.get(word)?.values() ?? [])],
    withColumn: (word) => [...(byColumn.get(word)?.values() ?? [])],
    names: [
      ...new Set([
        ...sources.flatMap(({ name, tables }) => [name, ...tables.map((table) => table.name)]),
        ...models.map(({ name }) => name),
      ]),
    ],
  };
}

/** The project's own models that are turned on. */
export function ownModels({ existing_models }: Pick<ProjectContext, 'existing_models'>): ExistingModel[] {
  return existing_models.filter((model) => model.package === null && model.enabled);
}

/** What a model is about, by its name: `customer` of `stg_shop__customers` and of `dim_customers`. */
export function aboutOf(
  { name }: ExistingModel,
  naming: Nameable['context']['style']['naming'],
): (readonly string[])[] {
  const entities = Object.values(naming).map((pattern) => entityOfStaging(name, pattern, ''));
  return [...entities, name.replace(/^(?:int|fct|fact|dim|mart|rpt)_+(?=.)/i, '')].map(nameTokens);
}

interface Entry {
  readonly tables: Map<string, TableRef>;
  readonly scope: Map<string, TableRef>;
  readonly models: Set<ExistingModel>;
  readonly about: Set<ExistingModel>;
  readonly area: Set<ExistingModel>;
}

function entryOf(index: Map<string, Entry>, words: readonly string[]): Entry {
  const key = words.join(' ');
  const known = index.get(key) ?? {
    tables: new Map<string, TableRef>(),
    scope: new Map<string, TableRef>(),
    models: new Set<ExistingModel>(),
    about: new Set<ExistingModel>(),
    area: new Set<ExistingModel>(),
  };
  // Nothing is called by no word.
  if (words.length > 0) index.set(key, known);
  return known;
}

function meaningOf(entry: Entry | undefined): Meaning | null {
  if (!entry) return null;
  return {
    tables: [...entry.tables.values()],
    scope: [...entry.scope.values()],
    models: [...entry.models],
    about: [...entry.about],
    area: [...entry.area],
  };
}

function put(tables: Map<string, TableRef>, table: Table): void {
  tables.set(tableKey(table), refOf(table));
}

function mapOf(index: Map<string, Map<string, TableRef>>, word: string): Map<string, TableRef> {
  const known = index.get(word) ?? new Map<string, TableRef>();
  index.set(word, known);
  return known;
}

function columnWords({ columns }: Table): Set<string> {
  return new Set(columns.flatMap(({ name }) => nameTokens(name)));
}

/** Names of the folders that a model lies in, of the sources that it reads, and of its tags as far as dbt_project.yml gives them to folders. */
function areasOf({ path, sources }: ExistingModel, configs: readonly FolderConfig[]): (readonly string[])[] {
  const folders = path.split('/').slice(1, -1);
  const inside = `/${folders.join('/')}/`;
  const tags = configs
    .filter((config) => config.resource_type === 'model' && inside.startsWith(`/${config.path}/`.replace('//', '/')))
    .flatMap(({ settings }) => settings['tags'] ?? [])
    .filter((tag) => typeof tag === 'string');
  return [...folders, ...sources.flatMap((name) => name.split('.')[0] ?? []), ...tags].map(nameTokens);
}

import { relative, resolve, sep } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { tableKey } from '../catalog/catalog.ts';
import type { Input } from '../catalog/reader.ts';
import type { Config } from '../config.ts';
import type { ProjectContext } from '../context/context.ts';
import type { Layer } from '../context/style.ts';
import { LAYERS } from '../context/style.ts';
import { adapterOf } from '../context/support.ts';
import { throwProblems } from '../errors.ts';
import type { Beliefs } from '../inference/beliefs.ts';
import type { DraftInput } from './draft.ts';
import type { ExistingTables } from './existing/existing-tables.ts';
import { checkSourceName } from './existing/place-sources.ts';
import type { PlacedInput } from './place-project.ts';
import { externalLocation, findSourceDatabase, placeNewProject } from './place-project.ts';
import { newProjectName } from './source-names.ts';

/** What was read, and what was asked for. */
export interface Readings {
  readonly projectDir: string;
  readonly config: Config;
  readonly context: ProjectContext;
  readonly input: Input;
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly sourceName: string | undefined;
  readonly layers: readonly Layer[] | undefined;
  /** What people have in the project for these tables. */
  readonly existing: ExistingTables;
  /** Whether tables were selected or left out by name. */
  readonly isChosen: boolean;
}

/**
 * Turns what was read and asked into what the draft rests on: flags win over cartridge.yml, defaults fill the rest, and
 * every path is seen from the project folder. Pure.
 * @throws CartridgeError PROJECT_UNSUPPORTED where a project that is there does not reach the input, SOURCE_NAME_TAKEN.
 */
export function draftInput(readings: Readings): DraftInput {
  const { projectDir, config, context, input, catalog, beliefs } = readings;
  const { existing } = readings;
  const sourceName = readings.sourceName ?? config.source_name;
  throwProblems(checkSourceName(existing.sources, existing.allSources, sourceName));
  return {
    catalog: existing.catalog,
    beliefs,
    style: context.style,
    adapter: adapterOf(context),
    layers: readings.layers ?? config.layers ?? LAYERS,
    tableNames: tableNames(config),
    existing,
    completeness: readings.isChosen ? 'chosen' : input.kind === 'duckdb' ? 'whole' : 'unknown',
    takenNames: takenNames(existing, context),
    generatedNames: context.existing_models.filter(({ generated }) => generated).map(({ name }) => name),
    reservedNames: reservedNames(context),
    ...(sourceName === undefined ? {} : { sourceName }),
    ...(input.kind === 'files' ? { externalLocations: externalLocations(projectDir, { catalog, input }) } : {}),
    ...(context.is_new ? {} : { materializedFolders: context.materialized_folders }),
    ...place(readings, sourceName),
  };
}

/** Names and relations of models, seeds and snapshots, packages and what is turned off included. */
function takenNames({ models }: ExistingTables, { other_nodes }: ProjectContext): string[] {
  const others = other_nodes.filter(({ resource_type }) => resource_type === 'seed' || resource_type === 'snapshot');
  return [...models.flatMap(({ name, alias }) => [name, alias ?? name]), ...others.map(({ name }) => name)];
}

/** The staging models that were generated, by name, each with its table. */
function reservedNames({ existing_models }: ProjectContext): ReadonlyMap<string, string> {
  const staging = existing_models.filter(({ generated, refs }) => generated && refs.length === 0);
  return new Map(
    staging.flatMap(({ name, sources: [table, ...others] }) =>
      table === undefined || others.length > 0 ? [] : [[name.toLowerCase(), table] as const],
    ),
  );
}

/** A path as the project folder sees it, with `/`. */
export function fromProject(projectDir: string, path: string): string {
  return relative(resolve(projectDir), resolve(path)).split(sep).join('/');
}

function place(readings: Readings, sourceName: string | undefined): Pick<DraftInput, 'newProject' | 'sourceDatabase'> {
  const { projectDir, context, input, catalog } = readings;
  const placed: PlacedInput =
    input.kind === 'catalog' ? { kind: 'catalog' } : { kind: input.kind, path: fromProject(projectDir, input.path) };
  if (!context.is_new) {
    const found = findSourceDatabase({ target: context.target, adapter: adapterOf(context) }, placed);
    if ('problem' in found) throwProblems([found.problem]);
    else if (found.sourceDatabase !== undefined) return { sourceDatabase: found.sourceDatabase };
    return {};
  }
  const name = newProjectName(catalog, sourceName);
  const { databasePath, input: projectInput, sourceDatabase } = placeNewProject(name, placed);
  return {
    newProject: { name, database_path: databasePath, schema: 'analytics', input: projectInput },
    ...(sourceDatabase === undefined ? {} : { sourceDatabase }),
  };
}

function externalLocations(
  projectDir: string,
  { catalog, input }: { catalog: Catalog; input: Extract<Input, { kind: 'files' }> },
): ReadonlyMap<string, string> {
  const locations = new Map<string, string>();
  for (const table of catalog.tables) {
    const file = input.files.get(table.name);
    if (file) locations.set(tableKey(table), externalLocation({ ...file, path: fromProject(projectDir, file.path) }));
  }
  return locations;
}

function tableNames(config: Config): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sources = Object.entries(config.sources ?? {}).map(([source, { tables }]) => {
    const names = Object.entries(tables ?? {}).flatMap(([raw, { name }]) =>
      name === undefined ? [] : [[raw, name] as const],
    );
    return [source, new Map(names)] as const;
  });
  return new Map(sources);
}

import type { ExistingModel, ExistingSource, ExistingTable, ProjectContext } from '../../context/context.ts';
import { namedList } from '../../context/named-list.ts';
import { readYaml } from '../../yaml/read.ts';

/** The models and sources that people have in a project, packages included. */
export interface PeoplesNodes {
  readonly models: readonly ExistingModel[];
  readonly sources: readonly ExistingSource[];
  /** Columns that cartridge added to tables of theirs, by `source.table`. They count as not there. */
  readonly added: ReadonlyMap<string, ReadonlySet<string>>;
  /** Declared tables that the catalog holds, as `source.table`, whoever declared them. */
  readonly planned: ReadonlySet<string>;
}

/** What cartridge generated, and what of it this plan is about. */
export interface Generated {
  /** Path to the text last generated there; in a file of people it holds only what is ours. */
  readonly bases: ReadonlyMap<string, string>;
  /** Declared tables that the catalog holds, as `source.table`. */
  readonly planned: ReadonlySet<string>;
}

/**
 * What the project has besides what cartridge generated for the tables of this plan. The draft rests on this alone, so that
 * planning again, with what was generated now in place, makes the same texts again, which are then the bases. What was
 * generated for other tables stays as it is, like what people wrote. Pure.
 */
export function peoplesNodes(
  { existing_models, existing_sources }: Pick<ProjectContext, 'existing_models' | 'existing_sources'>,
  { bases, planned: wanted }: Generated,
): PeoplesNodes {
  const planned = withoutRetired(wanted, existing_models);
  const generatedIn = readBases(bases);
  const isPlanned = plannedModels(existing_models, planned);
  const sources = existing_sources
    .map((source) => ({
      ...source,
      tables: source.tables.flatMap((table) =>
        planned.has(`${source.name}.${table.name}`)
          ? peoplesTable(source, table, generatedIn(source.path))
          : [{ ...table, generated: false }],
      ),
    }))
    .filter((source) => !source.generated || source.tables.length > 0);
  const added = sources.flatMap((source) =>
    source.tables.flatMap((table): [string, ReadonlySet<string>][] => {
      const name = `${source.name}.${table.name}`;
      const ours = planned.has(name) ? generatedIn(source.path)?.tables.get(name) : undefined;
      return ours ? [[name, ours.columns]] : [];
    }),
  );
  return {
    sources,
    added: new Map(added),
    planned,
    models: existing_models
      .filter((model) => !model.generated || !isPlanned(model))
      .map((model) =>
        model.generated ? model : withoutGenerated(model, generatedIn(model.properties_path)?.models.get(model.name)),
      ),
  };
}

/** A table whose generated model is turned off, by hand or since another took its place, is settled: it is not staged again. */
function withoutRetired(planned: ReadonlySet<string>, models: readonly ExistingModel[]): ReadonlySet<string> {
  const off = models.filter((model) => model.generated && !model.enabled);
  if (off.length === 0) return planned;
  const settled = new Set(off.flatMap((model) => model.sources));
  return new Set([...planned].filter((table) => !settled.has(table)));
}

/** Whether all that a generated model is made of is planned for: only then it is made anew. */
function plannedModels(
  models: readonly ExistingModel[],
  planned: ReadonlySet<string>,
): (model: ExistingModel) => boolean {
  const byName = new Map(models.map((model) => [model.name, model]));
  const known = new Map<ExistingModel, boolean>();
  const isPlanned = (model: ExistingModel): boolean => {
    const before = known.get(model);
    if (before !== undefined) return before;
    // Until it is known: a circle is no reason to keep a model.
    known.set(model, true);
    const parents = model.refs.flatMap((ref) => byName.get(ref) ?? []);
    const result = model.sources.every((table) => planned.has(table)) && parents.every(isPlanned);
    known.set(model, result);
    return result;
  };
  return isPlanned;
}

/** What a base says of the nodes of its file. */
interface GeneratedNodes {
  /** Columns by model. */
  readonly models: ReadonlyMap<string, ReadonlySet<string>>;
  /** By `source.table`. */
  readonly tables: ReadonlyMap<string, GeneratedTable>;
}

interface GeneratedTable {
  readonly columns: ReadonlySet<string>;
  readonly isDescribed: boolean;
}

/** The table as people declared it; none where it is all ours. A table of theirs may have columns that are ours. */
function peoplesTable(
  source: ExistingSource,
  table: ExistingTable,
  generated: GeneratedNodes | undefined,
): ExistingTable[] {
  if (!generated) return table.generated ? [] : [table];
  const ours = generated.tables.get(`${source.name}.${table.name}`);
  if (!ours) return [{ ...table, generated: false }];
  const theirs = withoutGenerated(table, ours.columns);
  // Of a table that is ours, all columns are.
  return ours.isDescribed || theirs.columns.length === 0 ? [] : [{ ...theirs, generated: false }];
}

function withoutGenerated<T extends Pick<ExistingModel, 'columns'>>(node: T, ours: ReadonlySet<string> | undefined): T {
  return ours ? { ...node, columns: node.columns.filter(({ name }) => !ours.has(name)) } : node;
}

/** Reads the base of a properties file once it is asked for: most are of files that are all ours. */
function readBases(bases: ReadonlyMap<string, string>): (path: string | null) => GeneratedNodes | undefined {
  const read = new Map<string, GeneratedNodes>();
  return (path) => {
    const text = path === null ? undefined : bases.get(path);
    if (path === null || text === undefined) return undefined;
    const known = read.get(path) ?? readGenerated(text, path);
    read.set(path, known);
    return known;
  };
}

function readGenerated(text: string, path: string): GeneratedNodes {
  const yaml = readYaml(text, path);
  const document: unknown = 'problems' in yaml ? null : yaml.value;
  const columnsOf = (node: unknown): Set<string> => new Set(namedList(node, 'columns').map(({ name }) => name));
  return {
    models: new Map(namedList(document, 'models').map(({ name, value }) => [name, columnsOf(value)])),
    tables: new Map(
      namedList(document, 'sources').flatMap((source) =>
        namedList(source.value, 'tables').map(({ name, value }): [string, GeneratedTable] => [
          `${source.name}.${name}`,
          { columns: columnsOf(value), isDescribed: value['description'] !== undefined },
        ]),
      ),
    ),
  };
}

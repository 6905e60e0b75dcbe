import { resolve } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { rawTables } from '../catalog/raw-tables.ts';
import type { Input, OpenInput, Selection } from '../catalog/reader.ts';
import { openInput } from '../catalog/readers.ts';
import type { ProjectContext } from '../context/context.ts';
import { readCurrentFiles } from '../context/current-files.ts';
import type { StatedTable } from '../context/stated-facts.ts';
import { readStatedFacts } from '../context/stated-facts.ts';
import { adapterOf } from '../context/support.ts';
import type { Problem } from '../errors.ts';
import { throwProblems } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import type { Beliefs } from '../inference/beliefs.ts';
import type { Hints } from '../inference/hints/hints.ts';
import type { Answers, GivenAnswer } from '../inference/questions/answers.ts';
import { resolveAnswers } from '../inference/questions/resolve-answers.ts';
import { believeStated } from '../inference/stated/believe-stated.ts';
import type { ExistingTables } from '../planner/existing/existing-tables.ts';
import { findTables, readStagingModels } from '../planner/existing/existing-tables.ts';
import { declaredNames, matchSources } from '../planner/existing/match-sources.ts';
import { withPeoplesKeys } from '../planner/existing/peoples-keys.ts';
import { peoplesNodes } from '../planner/existing/peoples-nodes.ts';
import { hintsOf } from '../planner/deltas/hints-of.ts';
import { readKeptDeltas } from '../store/kept-deltas.ts';
import { probesOf } from '../planner/existing/tables-around.ts';
import type { OpenProject } from './read-project.ts';

/** Which raw tables to read. */
export interface ReadRequest {
  /** A DuckDB file, a folder or glob of files, or a catalog file. */
  readonly from: string;
  readonly selection?: Partial<Selection> | undefined;
  readonly onEvent?: OnEvent | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Raw tables for a project: what people call them there and answered about them. */
export interface TablesRequest extends ReadRequest {
  readonly projectDir: string;
  readonly sourceName?: string | undefined;
  /** Answers to questions of plans: id to choice, or as `parseAnswers` reads them from a file, each with its line. */
  readonly answers?: Readonly<Record<string, string>> | readonly GivenAnswer[] | undefined;
}

interface Tables {
  readonly catalog: Catalog;
  readonly existing: ExistingTables;
  /** What cartridge's own models state of the tables. */
  readonly stated: readonly StatedTable[];
  readonly input: Input;
  readonly warnings: readonly Problem[];
}

export interface ReadTables extends Tables {
  readonly beliefs: Beliefs;
}

/** Tables whose rows can still be asked. */
export interface OpenTables extends Tables {
  /** What the tables mean, by the rules, the rows, and what a model says. */
  believe(hints?: Hints): Promise<Beliefs>;
  close(): Promise<void>;
}

export const EVERYTHING: Selection = { schemas: [], select: [], exclude: [] };

/**
 * Opens the input, leaves out what dbt built, and asks the rows what inference wants to know. What a model said and the
 * project keeps is believed as plans believe it.
 */
export async function readTables(request: TablesRequest, project: OpenProject): Promise<ReadTables> {
  const tables = await openTables(request, project);
  try {
    const kept = await readKeptDeltas(request.projectDir);
    return { ...tables, beliefs: await tables.believe(hintsOf(kept, tables.existing.catalog)) };
  } finally {
    await tables.close();
  }
}

/** Opens the input and leaves out what dbt built; to be closed by the caller. */
export async function openTables(request: TablesRequest, project: OpenProject): Promise<OpenTables> {
  const opened = await openInput(request.from, { ...EVERYTHING, ...request.selection });
  try {
    return await tablesOf(opened, request, project);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** The tables of an input that is open, without what dbt built. */
export async function tablesOf(
  opened: OpenInput,
  request: Omit<TablesRequest, 'from'>,
  project: OpenProject,
): Promise<OpenTables> {
  const { context, bases } = project;
  const catalog = rawTables(opened.catalog, builtInto(request.projectDir, opened.input, context));
  const answers = answersOf(request, catalog);
  const stated = readStatedFacts(bases, adapterOf(context));
  const existing = await readExisting(request, project, { catalog, stated });
  return {
    catalog,
    existing,
    stated,
    input: opened.input,
    warnings: opened.warnings,
    believe: (hints) =>
      believeStated({
        catalog: withPeoplesKeys(existing),
        answers,
        stated,
        ...(hints ? { hints } : {}),
        ask: (probes) => opened.answer(probesOf(probes, existing.around), request.signal),
      }),
    close: () => opened.close(),
  };
}

function answersOf({ answers: given = [] }: Pick<TablesRequest, 'answers'>, catalog: Catalog): Answers {
  const list = Array.isArray(given) ? given : Object.entries(given).map(([id, choice]) => ({ id, choice }));
  const { answers, problems } = resolveAnswers(list, catalog);
  throwProblems(problems);
  return answers;
}

/** Finds what people have in the project for the tables, and reads the SQL of the staging models among it. */
async function readExisting(
  { projectDir, sourceName }: Pick<TablesRequest, 'projectDir' | 'sourceName'>,
  { config, context, bases }: OpenProject,
  { catalog, stated }: Pick<Tables, 'catalog' | 'stated'>,
): Promise<ExistingTables> {
  const { style, warehouse_type: adapter } = context;
  const options = { adapter, style, stated, sourceName: sourceName ?? config.source_name };
  const planned = declaredNames(matchSources(catalog, context.existing_sources, options));
  const found = findTables(catalog, peoplesNodes(context, { bases, planned }), options);
  const files = await readCurrentFiles(projectDir, found.paths);
  const texts = new Map([...files].map(([path, { content }]) => [path, content]));
  return readStagingModels(found, { texts, adapter });
}

/** What dbt built of an input: something only where the input is the database that the project builds into. */
function builtInto(projectDir: string, input: Input, context: ProjectContext) {
  const { target, existing_models, existing_sources, other_nodes } = context;
  const isTarget =
    input.kind === 'duckdb' &&
    target?.database_path != null &&
    resolve(projectDir, target.database_path) === resolve(input.path);
  if (!isTarget) return null;
  return {
    schema: target.schema,
    modelNames: [
      ...existing_models.map((model) => model.alias ?? model.name),
      ...other_nodes.filter((node) => ['seed', 'snapshot'].includes(node.resource_type)).map((node) => node.name),
    ],
    declaredSources: new Set(
      existing_sources.flatMap(({ tables }) => tables.map((table) => table.identifier ?? table.name)),
    ),
  };
}

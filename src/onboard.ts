import { resolve } from 'node:path';
import type { Catalog } from './catalog/catalog.ts';
import { rawTables } from './catalog/raw-tables.ts';
import type { Input, Selection } from './catalog/reader.ts';
import { catalogFile } from './catalog/catalog-file.ts';
import { openInput } from './catalog/readers.ts';
import type { Config } from './config.ts';
import { readConfig } from './config.ts';
import type { ProjectContext } from './context/context.ts';
import { readCurrentFiles } from './context/current-files.ts';
import { scanProject } from './context/scan-project.ts';
import type { StatedTable } from './context/stated-facts.ts';
import { readStatedFacts } from './context/stated-facts.ts';
import type { Layer } from './context/style.ts';
import { adapterOf, checkSupport } from './context/support.ts';
import type { Problem } from './errors.ts';
import { CartridgeError, throwProblems } from './errors.ts';
import type { OnEvent } from './events.ts';
import type { Beliefs } from './inference/beliefs.ts';
import type { GivenAnswer } from './inference/questions/answers.ts';
import { resolveAnswers } from './inference/questions/resolve-answers.ts';
import { believeStated } from './inference/stated/believe-stated.ts';
import type { ExecutionPlan } from './plan/plan.ts';
import { sealPlan } from './plan/seal.ts';
import { assemblePlan } from './planner/assemble-plan.ts';
import { draftInput, fromProject } from './planner/draft-input.ts';
import { draftPlan } from './planner/draft-plan.ts';
import type { ExistingTables } from './planner/existing/existing-tables.ts';
import { findTables, readStagingModels } from './planner/existing/existing-tables.ts';
import { beliefsOfInput, probesOf } from './planner/existing/tables-around.ts';
import { keepGenerated } from './planner/existing/keep-generated.ts';
import { declaredNames, matchSources } from './planner/existing/match-sources.ts';
import { withPeoplesKeys } from './planner/existing/peoples-keys.ts';
import { peoplesNodes } from './planner/existing/peoples-nodes.ts';
import { atTheirProperties } from './planner/existing/at-their-properties.ts';
import { withAdopted } from './planner/existing/with-adopted.ts';
import { renderActions } from './planner/render/render-actions.ts';
import { dialectOf } from './sql/dialects/dialects.ts';
import { readAllBases } from './store/bases.ts';
import { factsStore } from './store/facts-store.ts';
import { loadTemplates } from './templates.ts';

/** Which raw tables to read. */
export interface ReadRequest {
  /** A DuckDB file, a folder or glob of files, or a catalog file. */
  readonly from: string;
  readonly selection?: Partial<Selection> | undefined;
  readonly onEvent?: OnEvent | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What to plan, from where, into which project. */
export interface PlanRequest extends ReadRequest {
  readonly projectDir: string;
  readonly sourceName?: string | undefined;
  readonly layers?: readonly Layer[] | undefined;
  /** Answers to questions of plans: id to choice, or as `parseAnswers` reads them from a file, each with its line. */
  readonly answers?: Readonly<Record<string, string>> | readonly GivenAnswer[] | undefined;
  /** Files that people wrote and that cartridge is to maintain from now on, relative to the project, with `/`. */
  readonly adopt?: readonly string[] | undefined;
  readonly askVersion?: AskVersion | undefined;
}

/** Tells the version of the dbt that is at hand, asked where the project does not say its own; null: there is none. */
export type AskVersion = () => Promise<string | null>;

/** A sealed plan, and what it rests on. */
export interface PlanOutcome {
  readonly plan: ExecutionPlan;
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly context: ProjectContext;
}

/**
 * The pipeline on one screen: reads the project and the raw tables, infers what they mean, drafts, renders, compares
 * with what stands in the project, and seals what changes. Writes nothing.
 * @throws CartridgeError with every problem of the input, the configuration, the project or the answers;
 *   MERGE_CONFLICT where a person's edit stands in the way.
 */
export async function generateExecutionPlan(request: PlanRequest): Promise<PlanOutcome> {
  const { projectDir, sourceName, layers, onEvent } = request;
  const project = await stage('scan', onEvent, () => openProject(request));
  const { context } = project;
  const tables = await stage('read', onEvent, () => readTables(request, project));
  const draft = await stage('draft', onEvent, () =>
    draftPlan(draftInput({ projectDir, sourceName, layers, isChosen: isChosen(request), ...project, ...tables })),
  );
  const adapter = adapterOf(context);
  const templates = await loadTemplates(
    project.config.templates && resolve(projectDir, project.config.templates),
    dialectOf(adapter),
  );
  const rendered = await stage('render', onEvent, () =>
    renderActions(atTheirProperties(draft.actions, context), { style: context.style, templates }),
  );
  const paths = rendered.map((file) => file.path);
  const assembled = assemblePlan({
    draft,
    rendered: keepGenerated(rendered, { ...project, draft, existing: tables.existing }),
    current: await readCurrentFiles(projectDir, paths),
    bases: project.bases,
    project: {
      name: context.project_name,
      adapter,
      dbt_version: context.dbt_version?.version ?? null,
      style: context.style,
    },
    models: context.existing_models,
    catalog: tables.catalog,
    inputs: [fromProject(projectDir, tables.input.path)],
    warnings: tables.warnings,
    request: null,
    answers: tables.beliefs.answers,
    adopt: request.adopt,
  });
  if ('conflicts' in assembled) throw new CartridgeError(assembled.conflicts);
  const plan = await stage('seal', onEvent, () => sealPlan(assembled.plan));
  const beliefs = beliefsOfInput(tables.beliefs, tables.existing.around);
  return { plan, catalog: tables.catalog, beliefs, context };
}

/**
 * What cartridge believes of the raw tables, those that the project's own dbt built left out: `cartridge infer`. Warnings
 * of the input are events.
 */
export async function readBeliefs(request: PlanRequest): Promise<Beliefs> {
  const project = await openProject(request);
  const { beliefs, existing, warnings } = await stage('infer', request.onEvent, () => readTables(request, project));
  for (const { code, message } of warnings) request.onEvent?.({ type: 'warning', code, message });
  return beliefsOfInput(beliefs, existing.around);
}

/** The raw tables as a catalog file: `cartridge scan --from`. */
export async function readCatalog(request: ReadRequest): Promise<Catalog> {
  const opened = await openInput(request.from, { ...EVERYTHING, ...request.selection });
  await opened.close();
  return catalogFile(opened.catalog);
}

const EVERYTHING: Selection = { schemas: [], select: [], exclude: [] };

interface OpenProject {
  readonly config: Config;
  readonly context: ProjectContext;
  /** What cartridge last wrote, by path. */
  readonly bases: ReadonlyMap<string, string>;
}

/** Reads the project, what is adopted as if it were generated; refuses one that cannot be planned for. */
async function openProject({ projectDir, adopt = [], askVersion }: PlanRequest): Promise<OpenProject> {
  const project = await readProject(projectDir, askVersion);
  throwProblems(checkSupport(project.context));
  return { ...project, context: withAdopted(project.context, adopt) };
}

/** The project as it is: its settings, what it has, and what of that cartridge wrote. */
export async function readProject(projectDir: string, askVersion?: AskVersion): Promise<OpenProject> {
  const config = await readConfig(projectDir);
  const bases = await readAllBases(projectDir);
  const context = await scanProject(projectDir, { config, bases, store: factsStore(projectDir), askVersion });
  return { config, context, bases };
}

interface ReadTables {
  readonly catalog: Catalog;
  readonly existing: ExistingTables;
  /** What cartridge's own models state of the tables. */
  readonly stated: readonly StatedTable[];
  readonly beliefs: Beliefs;
  readonly input: Input;
  readonly warnings: readonly Problem[];
}

/** Opens the input, leaves out what dbt built, and asks the rows what inference wants to know. */
export async function readTables(request: PlanRequest, project: OpenProject): Promise<ReadTables> {
  const { context, bases } = project;
  const opened = await openInput(request.from, { ...EVERYTHING, ...request.selection });
  try {
    const catalog = rawTables(opened.catalog, builtInto(request.projectDir, opened.input, context));
    const { answers, problems } = resolveAnswers(givenAnswers(request.answers), catalog);
    throwProblems(problems);
    const stated = readStatedFacts(bases, adapterOf(context));
    const existing = await readExisting(request, project, { catalog, stated });
    const beliefs = await believeStated({
      catalog: withPeoplesKeys(existing),
      answers,
      stated,
      ask: (probes) => opened.answer(probesOf(probes, existing.around), request.signal),
    });
    return { catalog, existing, stated, beliefs, input: opened.input, warnings: opened.warnings };
  } finally {
    await opened.close();
  }
}

/** Finds what people have in the project for the tables, and reads the SQL of the staging models among it. */
async function readExisting(
  { projectDir, sourceName }: PlanRequest,
  { config, context, bases }: OpenProject,
  { catalog, stated }: Pick<ReadTables, 'catalog' | 'stated'>,
): Promise<ExistingTables> {
  const { style, warehouse_type: adapter } = context;
  const options = { adapter, style, stated, sourceName: sourceName ?? config.source_name };
  const planned = declaredNames(matchSources(catalog, context.existing_sources, options));
  const found = findTables(catalog, peoplesNodes(context, { bases, planned }), options);
  const files = await readCurrentFiles(projectDir, found.paths);
  const texts = new Map([...files].map(([path, { content }]) => [path, content]));
  return readStagingModels(found, { texts, adapter });
}

/** Whether tables were selected or left out by name, so that others may be there. */
function isChosen({ selection }: PlanRequest): boolean {
  return [selection?.select, selection?.exclude].some((globs) => globs !== undefined && globs.length > 0);
}

function givenAnswers(answers: PlanRequest['answers'] = []): readonly GivenAnswer[] {
  return Array.isArray(answers) ? answers : Object.entries(answers).map(([id, choice]) => ({ id, choice }));
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

type Stage = 'scan' | 'read' | 'infer' | 'draft' | 'render' | 'seal';

/** Runs one stage and tells when it begins and ends. */
export async function stage<T>(name: Stage, onEvent: OnEvent | undefined, work: () => T | Promise<T>): Promise<T> {
  onEvent?.({ type: 'stage', stage: name, status: 'started' });
  const started = performance.now();
  const end = (status: 'finished' | 'failed'): void =>
    onEvent?.({ type: 'stage', stage: name, status, ms: Math.round(performance.now() - started) });
  try {
    const result = await work();
    end('finished');
    return result;
  } catch (error) {
    end('failed');
    throw error;
  }
}

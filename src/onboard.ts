import { resolve } from 'node:path';
import type { Catalog } from './catalog/catalog.ts';
import { catalogFile } from './catalog/catalog-file.ts';
import { openInput } from './catalog/readers.ts';
import type { ProjectContext } from './context/context.ts';
import { readCurrentFiles } from './context/current-files.ts';
import type { Layer } from './context/style.ts';
import { adapterOf } from './context/support.ts';
import { CartridgeError } from './errors.ts';
import type { Beliefs } from './inference/beliefs.ts';
import type { ExecutionPlan } from './plan/plan.ts';
import { sealPlan } from './plan/seal.ts';
import { assemblePlan } from './planner/assemble-plan.ts';
import { draftInput, fromProject } from './planner/draft-input.ts';
import { draftPlan } from './planner/draft-plan.ts';
import { atTheirProperties } from './planner/existing/at-their-properties.ts';
import { keepGenerated } from './planner/existing/keep-generated.ts';
import { beliefsOfInput } from './planner/existing/tables-around.ts';
import { renderActions } from './planner/render/render-actions.ts';
import type { OpenRequest } from './reading/read-project.ts';
import { openProject } from './reading/read-project.ts';
import type { ReadRequest, TablesRequest } from './reading/read-tables.ts';
import { EVERYTHING, readTables } from './reading/read-tables.ts';
import { stage } from './reading/stage.ts';
import { dialectOf } from './sql/dialects/dialects.ts';
import { loadTemplates } from './templates.ts';

/** What to plan, from where, into which project. */
export interface PlanRequest extends TablesRequest, OpenRequest {
  readonly layers?: readonly Layer[] | undefined;
}

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

/** Whether tables were selected or left out by name, so that others may be there. */
function isChosen({ selection }: PlanRequest): boolean {
  return [selection?.select, selection?.exclude].some((globs) => globs !== undefined && globs.length > 0);
}

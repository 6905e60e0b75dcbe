import type { Catalog } from './catalog/catalog.ts';
import { catalogFile } from './catalog/catalog-file.ts';
import { openInput } from './catalog/readers.ts';
import type { ProjectContext } from './context/context.ts';
import type { Beliefs } from './inference/beliefs.ts';
import type { Ground } from './onboarding/draft-tables.ts';
import { draftTables } from './onboarding/draft-tables.ts';
import { planDraft } from './onboarding/plan-draft.ts';
import type { PlanRequest } from './onboarding/plan-request.ts';
import type { ReadWanted } from './onboarding/read-wanted.ts';
import { readWanted } from './onboarding/read-wanted.ts';
import { refineGround, refineTables } from './onboarding/refine-tables.ts';
import type { ExecutionPlan } from './plan/plan.ts';
import { beliefsOfInput } from './planner/existing/tables-around.ts';
import type { Prompt } from './prompts/prompt.ts';
import { openProject } from './reading/read-project.ts';
import type { ReadRequest, TablesRequest } from './reading/read-tables.ts';
import { EVERYTHING, openTables, readTables } from './reading/read-tables.ts';
import { stage } from './reading/stage.ts';
import { promptsOf } from './refinement/refine-draft.ts';
import type { Refinement } from './refinement/refinement.ts';
import { readKeptDeltas } from './store/kept-deltas.ts';

/** A sealed plan, and what it rests on. */
export interface PlanOutcome {
  readonly plan: ExecutionPlan;
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly context: ProjectContext;
  /** What the model did, and what that took; null where none was asked. */
  readonly refinement: Refinement | null;
}

/**
 * The pipeline on one screen: reads the project and the raw tables, infers what they mean, drafts, has a model refine the
 * draft where one is given, renders, compares with what stands in the project, and seals what changes. Writes nothing.
 * @throws CartridgeError with every problem of the input, the configuration, the project, the request or the answers;
 *   MERGE_CONFLICT where a person's edit stands in the way. Whatever a model does or fails to do, there is a plan.
 */
export async function generateExecutionPlan(request: PlanRequest): Promise<PlanOutcome> {
  return await withDraft(request, async (ground, wanted) => {
    const { refine, adopt } = request;
    const refined = refine ? await refineTables(ground, await refineGround(ground, wanted), refine) : null;
    const planned = await planDraft(ground, { drafted: wanted.drafted, refined }, { ...wanted, adopt, refine });
    return {
      plan: planned.plan,
      catalog: ground.tables.catalog,
      beliefs: beliefsOfInput(planned.drafted.beliefs, ground.tables.existing.around),
      context: ground.project.context,
      refinement: refined?.refinement ?? null,
    };
  });
}

/** Exactly what a model would be sent first to refine the plan of a request; nothing is sent. */
export async function readPrompts(request: PlanRequest): Promise<readonly Prompt[]> {
  return await withDraft(request, async (ground, wanted) => promptsOf((await refineGround(ground, wanted)).input));
}

/** Reads the project and the tables, drafts as far as is asked for, and closes the input when all is done. */
async function withDraft<T>(request: PlanRequest, use: (ground: Ground, wanted: ReadWanted) => Promise<T>): Promise<T> {
  const { projectDir, onEvent } = request;
  const project = await stage('scan', onEvent, () => openProject(request));
  const tables = await stage('read', onEvent, () => openTables(request, project));
  try {
    const ground = { request, project, tables, kept: await readKeptDeltas(projectDir) };
    const whole = await draftTables(ground, { deltas: ground.kept, asked: null });
    return await use(ground, await readWanted(ground, whole, request));
  } finally {
    await tables.close();
  }
}

/**
 * What cartridge believes of the raw tables, those that the project's own dbt built left out: `cartridge infer`. Warnings
 * of the input are events.
 */
export async function readBeliefs(request: TablesRequest): Promise<Beliefs> {
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

import type { Catalog } from './catalog/catalog.ts';
import { catalogFile } from './catalog/catalog-file.ts';
import { openInput } from './catalog/readers.ts';
import type { ProjectContext } from './context/context.ts';
import type { Beliefs } from './inference/beliefs.ts';
import { wantedActions } from './onboarding/choose-actions.ts';
import type { Drafted, Ground } from './onboarding/draft-tables.ts';
import { draftTables } from './onboarding/draft-tables.ts';
import { modelBounds } from './onboarding/model-bounds.ts';
import { planDraft } from './onboarding/plan-draft.ts';
import type { PlanRequest } from './onboarding/plan-request.ts';
import { questionOf, readWanted } from './onboarding/read-wanted.ts';
import { refineGround, refineTables } from './onboarding/refine-tables.ts';
import type { ExecutionPlan } from './plan/plan.ts';
import { beliefsOfInput } from './planner/existing/tables-around.ts';
import type { Prompt } from './prompts/prompt.ts';
import type { Usage } from './providers/provider.ts';
import { addUsage } from './providers/provider.ts';
import { openProject } from './reading/read-project.ts';
import type { ReadRequest, TablesRequest } from './reading/read-tables.ts';
import { EVERYTHING, openTables, readTables } from './reading/read-tables.ts';
import { stage } from './reading/stage.ts';
import { promptsOf } from './refinement/refine-draft.ts';
import { requestPromptOf } from './refinement/requests/ask-request.ts';
import { readKeptDeltas } from './store/kept-deltas.ts';

/** A sealed plan, and what it rests on. */
export interface PlanOutcome {
  readonly plan: ExecutionPlan;
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly context: ProjectContext;
  /** What the model took; null where none was asked. */
  readonly usage: Usage | null;
}

/**
 * The pipeline on one screen: reads the project and the raw tables, infers what they mean, drafts, has a model refine the
 * draft where one is given, renders, compares with what stands in the project, and seals what changes. Writes nothing.
 * @throws CartridgeError with every problem of the input, the configuration, the project, the request or the answers;
 *   MERGE_CONFLICT where a person's edit stands in the way. Whatever a model does or fails to do, there is a plan.
 */
export async function generateExecutionPlan(request: PlanRequest): Promise<PlanOutcome> {
  return await withDraft(request, async (ground, whole) => {
    const { refine } = request;
    // A file that cannot be read is told before a model costs anything.
    const actions = wantedActions(request);
    const bounds = refine && modelBounds(refine);
    const wanted = await readWanted(ground, whole, refine && bounds ? { refine, bounds } : null);
    const refined =
      refine && bounds
        ? await refineTables(ground, await refineGround(ground, wanted), { refine, left: bounds.left(wanted.usage) })
        : null;
    const { plan, beliefs } = await planDraft(ground, { ...wanted, actions }, refined);
    return {
      plan,
      catalog: ground.tables.catalog,
      beliefs: beliefsOfInput(beliefs, ground.tables.existing.around),
      context: ground.project.context,
      usage: refined && addUsage(wanted.usage, refined.refinement.usage),
    };
  });
}

/** Exactly what a model would be sent first to refine the plan of a request; nothing is sent. */
export async function readPrompts(request: PlanRequest): Promise<readonly Prompt[]> {
  return await withDraft(request, async (ground, whole) => {
    const question = request.request === undefined ? null : questionOf(ground, whole, request.request);
    const first = question && requestPromptOf(question);
    if (first && 'problems' in question.read) return [first];
    const { input } = await refineGround(ground, await readWanted(ground, whole, null));
    return [...(first ? [first] : []), ...promptsOf(input)];
  });
}

/** Reads the project and the tables, drafts all that they give, and closes the input when all is done. */
async function withDraft<T>(request: PlanRequest, use: (ground: Ground, whole: Drafted) => Promise<T>): Promise<T> {
  const { projectDir, onEvent } = request;
  const project = await stage('scan', onEvent, () => openProject(request));
  const tables = await stage('read', onEvent, () => openTables(request, project));
  try {
    const ground = { request, project, tables, kept: await readKeptDeltas(projectDir) };
    return await use(ground, await draftTables(ground, { deltas: ground.kept, asked: null }));
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

import type { Catalog } from './catalog/catalog.ts';
import { catalogFile } from './catalog/catalog-file.ts';
import { openInput } from './catalog/readers.ts';
import type { ProjectContext } from './context/context.ts';
import { CartridgeError } from './errors.ts';
import type { Beliefs } from './inference/beliefs.ts';
import { draftTables } from './onboarding/draft-tables.ts';
import { finishPlan } from './onboarding/finish-plan.ts';
import type { PlanRequest } from './onboarding/plan-request.ts';
import { holds } from './onboarding/holds.ts';
import { refineTables } from './onboarding/refine-tables.ts';
import type { ExecutionPlan } from './plan/plan.ts';
import { sealPlan } from './plan/seal.ts';
import { beliefsOfInput } from './planner/existing/tables-around.ts';
import { openProject } from './reading/read-project.ts';
import type { ReadRequest } from './reading/read-tables.ts';
import { EVERYTHING, openTables, readTables } from './reading/read-tables.ts';
import { stage } from './reading/stage.ts';
import { readKeptDeltas } from './store/kept-deltas.ts';

/** A sealed plan, and what it rests on. */
export interface PlanOutcome {
  readonly plan: ExecutionPlan;
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly context: ProjectContext;
}

/**
 * The pipeline on one screen: reads the project and the raw tables, infers what they mean, drafts, lets a model refine the
 * draft where one is given, renders, compares with what stands in the project, and seals what changes. Writes nothing.
 * @throws CartridgeError with every problem of the input, the configuration, the project or the answers;
 *   MERGE_CONFLICT where a person's edit stands in the way. What a model does or fails to do throws nothing.
 */
export async function generateExecutionPlan(request: PlanRequest): Promise<PlanOutcome> {
  const { onEvent } = request;
  const project = await stage('scan', onEvent, () => openProject(request));
  const tables = await stage('read', onEvent, () => openTables(request, project));
  const ground = { request, project, tables };
  try {
    const drafted = await draftTables(ground, await readKeptDeltas(request.projectDir));
    const refined = request.refine ? await refineTables(ground, drafted, request.refine) : null;
    const { plan, beliefs } = await planOf(ground, refined);
    return { plan, catalog: tables.catalog, beliefs: beliefsOfInput(beliefs, tables.existing.around), context: project.context };
  } finally {
    await tables.close();
  }
}

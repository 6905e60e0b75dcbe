import { readCurrentFiles } from '../../src/context/current-files.ts';
import { CartridgeError } from '../../src/errors.ts';
import type { Beliefs } from '../../src/inference/beliefs.ts';
import type { Delta } from '../../src/plan/deltas.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { REFINEMENT_PATH } from '../../src/plan/plan-paths.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import { assemblePlan } from '../../src/planner/assemble-plan.ts';
import { hintsOf } from '../../src/planner/deltas/hints-of.ts';
import { mergeDeltas } from '../../src/planner/deltas/merge-deltas.ts';
import type { Draft } from '../../src/planner/draft.ts';
import { draftInput, fromProject } from '../../src/planner/draft-input.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { atTheirProperties } from '../../src/planner/existing/at-their-properties.ts';
import { keepGenerated } from '../../src/planner/existing/keep-generated.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import { openProject } from '../../src/reading/read-project.ts';
import { openTables } from '../../src/reading/read-tables.ts';
import { readKeptDeltas } from '../../src/store/kept-deltas.ts';
import { dialectOf } from '../../src/sql/dialects/dialects.ts';
import { loadTemplates } from '../../src/templates.ts';
import { writtenFaults } from '../../src/verify/written/written-faults.ts';

/** A plan that was made with deltas, and what came of them. */
export interface PlannedWithDeltas {
  readonly plan: ExecutionPlan;
  readonly draft: Draft;
  readonly beliefs: Beliefs;
}

/** Where the tables are, and which of them the plan is about; all where none are selected. */
interface Chosen {
  readonly from: string;
  readonly select: readonly string[];
}

/** Plans as the pipeline does, with deltas in the place of a model's reply, and those that the project keeps. */
export async function planWithDeltas(
  projectDir: string,
  chosen: string | Chosen,
  deltas: readonly Delta[] = [],
): Promise<PlannedWithDeltas> {
  const { from, select } = typeof chosen === 'string' ? { from: chosen, select: [] } : chosen;
  const request = { projectDir, from, selection: { select: [...select] } };
  const project = await openProject(request);
  const { context } = project;
  const kept = await readKeptDeltas(projectDir);
  const merged = mergeDeltas(kept, deltas);
  const tables = await openTables(request, project);
  try {
    const beliefs = await tables.believe(hintsOf(merged, tables.existing.catalog));
    const readings = { projectDir, sourceName: undefined, layers: undefined, isChosen: select.length > 0, beliefs };
    const input = draftInput({ ...readings, ...project, ...tables });
    const { adapter } = input;
    const writes = { ...input, deltas: merged, kept };
    const faults = await writtenFaults(writes);
    const draft = draftPlan({ ...writes, writtenFaults: faults });
    const options = { style: context.style, templates: await loadTemplates(undefined, dialectOf(adapter)) };
    const rendered = renderActions(atTheirProperties(draft.actions, context), options);
    const assembled = assemblePlan({
      draft,
      rendered: keepGenerated(rendered, { ...project, draft, existing: tables.existing }),
      current: await readCurrentFiles(projectDir, [...rendered.map(({ path }) => path), REFINEMENT_PATH]),
      bases: project.bases,
      project: { name: context.project_name, adapter, dbt_version: null, style: context.style },
      models: context.existing_models,
      catalog: tables.catalog,
      inputs: [fromProject(projectDir, tables.input.path)],
      warnings: tables.warnings,
      request: null,
      answers: beliefs.answers,
    });
    if ('conflicts' in assembled) throw new CartridgeError(assembled.conflicts);
    return { plan: sealPlan(assembled.plan), draft, beliefs };
  } finally {
    await tables.close();
  }
}

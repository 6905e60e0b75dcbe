import { resolve } from 'node:path';
import { readCurrentFiles } from '../context/current-files.ts';
import { adapterOf } from '../context/support.ts';
import { REFINEMENT_PATH } from '../plan/plan-paths.ts';
import type { Assembled, AssembleInput } from '../planner/assemble-plan.ts';
import { assemblePlan } from '../planner/assemble-plan.ts';
import { fromProject } from '../planner/draft-input.ts';
import { atTheirProperties } from '../planner/existing/at-their-properties.ts';
import { keepGenerated } from '../planner/existing/keep-generated.ts';
import { renderActions } from '../planner/render/render-actions.ts';
import { stage } from '../reading/stage.ts';
import { dialectOf } from '../sql/dialects/dialects.ts';
import { loadTemplates } from '../templates.ts';
import type { Drafted, Ground } from './draft-tables.ts';

/** Renders a draft and compares it with what stands in the project: a plan that only lacks its seal, or conflicts. */
export async function finishPlan(
  ground: Ground,
  { draft, beliefs, used, existing }: Drafted,
  asked: Pick<AssembleInput, 'request' | 'adopt'>,
): Promise<Assembled> {
  const { request, project, tables } = ground;
  const { projectDir, onEvent } = request;
  const { context, config, bases } = project;
  const adapter = adapterOf(context);
  const templates = await loadTemplates(config.templates && resolve(projectDir, config.templates), dialectOf(adapter));
  const rendered = await stage('render', onEvent, () =>
    renderActions(atTheirProperties(draft.actions, context), { style: context.style, templates }),
  );
  return assemblePlan({
    draft,
    rendered: keepGenerated(rendered, { ...project, draft, existing }),
    current: await readCurrentFiles(projectDir, [...rendered.map(({ path }) => path), REFINEMENT_PATH]),
    bases,
    project: {
      name: context.project_name,
      adapter,
      dbt_version: context.dbt_version?.version ?? null,
      style: context.style,
    },
    models: context.existing_models,
    catalog: used,
    inputs: [fromProject(projectDir, tables.input.path)],
    warnings: tables.warnings,
    answers: beliefs.answers,
    ...asked,
  });
}

import { loadTemplates } from '../../src/templates.ts';
import { readCurrentFiles } from '../../src/context/current-files.ts';
import type { Layer } from '../../src/context/style.ts';
import { adapterOf } from '../../src/context/support.ts';
import { CartridgeError } from '../../src/errors.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import { savePlan } from '../../src/store/plans.ts';
import type { ActsInput } from '../../src/planner/acts/acts-input.ts';
import { assemblePlan } from '../../src/planner/assemble-plan.ts';
import { draftInput, fromProject } from '../../src/planner/draft-input.ts';
import { draftActs, draftPlan } from '../../src/planner/draft-plan.ts';
import { atTheirProperties } from '../../src/planner/existing/at-their-properties.ts';
import { keepGenerated } from '../../src/planner/existing/keep-generated.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import { readActsTexts } from '../../src/reading/acts-texts.ts';
import { openProject } from '../../src/reading/read-project.ts';
import { readTables } from '../../src/reading/read-tables.ts';
import { dialectOf } from '../../src/sql/dialects/dialects.ts';

/** What is asked of the models of a project, and of which raw tables. */
export interface AskedActs {
  readonly projectDir: string;
  readonly from: string;
  readonly request: ActsInput['request'];
  readonly words?: ActsInput['words'];
  /** Names of raw tables; all unless told. */
  readonly select?: readonly string[];
  readonly layers?: readonly Layer[];
}

/** Plans what is asked of the models of a real project, and keeps the plan there, for `cartridge apply`. */
export async function planActs({
  projectDir,
  from,
  request,
  words,
  select = [],
  layers,
}: AskedActs): Promise<ExecutionPlan> {
  const project = await openProject({ projectDir });
  const { context } = project;
  const tables = await readTables({ projectDir, from, selection: { select: [...select] } }, project);
  const input = draftInput({
    projectDir,
    sourceName: undefined,
    layers,
    isChosen: select.length > 0,
    ...project,
    ...tables,
  });
  const texts = await readActsTexts(projectDir, request, context);
  const draft = draftActs(draftPlan(input), input, { request, context, texts, ...(words ? { words } : {}) });
  const adapter = adapterOf(context);
  const templates = await loadTemplates(undefined, dialectOf(adapter));
  const rendered = renderActions(atTheirProperties(draft.actions, context), { style: context.style, templates });
  const assembled = assemblePlan({
    draft,
    rendered: keepGenerated(rendered, { ...project, draft, existing: tables.existing }),
    current: await readCurrentFiles(
      projectDir,
      rendered.map(({ path }) => path),
    ),
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
  });
  if ('conflicts' in assembled) throw new CartridgeError(assembled.conflicts);
  const plan = sealPlan(assembled.plan);
  await savePlan(projectDir, plan, '2026-01-01T00:00:00Z');
  return plan;
}

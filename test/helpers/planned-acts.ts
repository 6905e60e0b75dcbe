import { readCurrentFiles } from '../../src/context/current-files.ts';
import { LAYERS } from '../../src/context/style.ts';
import { adapterOf } from '../../src/context/support.ts';
import { CartridgeError } from '../../src/errors.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import type { ActsInput } from '../../src/planner/acts/acts-input.ts';
import { assemblePlan } from '../../src/planner/assemble-plan.ts';
import { draftInput, fromProject } from '../../src/planner/draft-input.ts';
import { draftActs, draftPlan } from '../../src/planner/draft-plan.ts';
import { atTheirProperties } from '../../src/planner/existing/at-their-properties.ts';
import { keepGenerated } from '../../src/planner/existing/keep-generated.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import { narrowDraft } from '../../src/planner/requests/narrow-draft.ts';
import { readRequest } from '../../src/planner/requests/read-request.ts';
import { requestGround } from '../../src/planner/requests/request-ground.ts';
import { settleGoals } from '../../src/planner/requests/settle-goals.ts';
import { readActsTexts } from '../../src/reading/acts-texts.ts';
import { openProject } from '../../src/reading/read-project.ts';
import { readTables } from '../../src/reading/read-tables.ts';
import { dialectOf } from '../../src/sql/dialects/dialects.ts';
import { savePlan } from '../../src/store/plans.ts';
import { loadTemplates } from '../../src/templates.ts';

/** What is asked of a real project, in words, and where its raw tables are. */
export interface Asked {
  readonly projectDir: string;
  readonly from: string;
  readonly request: string;
  readonly words?: ActsInput['words'];
}

/** Plans what is asked of the models of a real project, and keeps the plan there, for `cartridge apply`. */
export async function planActs({ projectDir, from, request: text, words }: Asked): Promise<ExecutionPlan> {
  const project = await openProject({ projectDir });
  const { context } = project;
  const tables = await readTables({ projectDir, from }, project);
  const read = readRequest(text, requestGround(tables, context));
  if ('problems' in read) throw new CartridgeError(read.problems);
  const { request } = read;
  const given = { sourceName: undefined, layers: LAYERS, isChosen: false };
  const input = draftInput({ projectDir, ...given, ...project, ...tables });
  const ground = {
    draft: draftPlan(input),
    catalog: tables.catalog,
    beliefs: tables.beliefs,
    existing: tables.existing,
    context,
  };
  const kept = narrowDraft(request, ground);
  const texts = await readActsTexts(projectDir, request, context);
  const acted = draftActs(kept.draft, input, { request, context, texts, ...(words ? { words } : {}) });
  const { goals, actions, warnings } = settleGoals(request, acted.actions);
  const draft = { ...acted, actions, warnings: [...acted.warnings, ...warnings] };
  const adapter = adapterOf(context);
  const templates = await loadTemplates(undefined, dialectOf(adapter));
  const rendered = renderActions(atTheirProperties(actions, context), { style: context.style, templates });
  const assembled = assemblePlan({
    draft,
    rendered: keepGenerated(rendered, { ...project, draft, existing: kept.existing }),
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
    catalog: kept.catalog,
    inputs: [fromProject(projectDir, tables.input.path)],
    warnings: tables.warnings,
    request: { text, goals },
    answers: tables.beliefs.answers,
  });
  if ('conflicts' in assembled) throw new CartridgeError(assembled.conflicts);
  const plan = sealPlan(assembled.plan);
  await savePlan(projectDir, plan, '2999-01-01T00:00:00Z');
  return plan;
}

import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import type { ExistingModel, ExistingSource, ProjectContext } from '../../src/context/context.ts';
import { LAYERS } from '../../src/context/style.ts';
import { CartridgeError } from '../../src/errors.ts';
import { infer } from '../../src/inference/infer.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import type { AssembleInput } from '../../src/planner/assemble-plan.ts';
import { assemblePlan } from '../../src/planner/assemble-plan.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { findTables, readStagingModels } from '../../src/planner/existing/existing-tables.ts';
import type { ActionsGround } from '../../src/planner/actions/draft-of-actions.ts';
import type { DraftAction, DraftInput } from '../../src/planner/draft.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import { narrowDraft } from '../../src/planner/requests/narrow-draft.ts';
import type { ReadRequest } from '../../src/planner/requests/read-request.ts';
import { readRequest } from '../../src/planner/requests/read-request.ts';
import { requestGround } from '../../src/planner/requests/request-ground.ts';
import type { Request } from '../../src/planner/requests/request.ts';
import { settleGoals } from '../../src/planner/requests/settle-goals.ts';
import { loadTemplates } from '../../src/templates.ts';
import { projectContext } from './existing-nodes.ts';

const templates = await loadTemplates();

/** What people have in the project that a request is about. */
export interface AskedProject {
  readonly models?: readonly ExistingModel[];
  readonly sources?: readonly ExistingSource[];
  readonly context?: Partial<ProjectContext>;
}

/** What a draft rests on, and the draft for all tables; in a new project unless there are models or sources. */
export function groundOf(catalog: Catalog, project: AskedProject = {}): ActionsGround {
  const { models = [], sources = [] } = project;
  const isNew = models.length + sources.length === 0;
  const context = projectContext({
    existing_models: models,
    existing_sources: sources,
    is_new: isNew,
    ...project.context,
  });
  const { style } = context;
  const nodes = { models, sources, added: new Map(), planned: new Set<string>() };
  const found = findTables(catalog, nodes, { adapter: 'duckdb', style });
  const existing = readStagingModels(found, { texts: new Map(), adapter: 'duckdb' });
  const { beliefs } = infer(existing.catalog, NO_EVIDENCE);
  const input = { kind: 'catalog' } as const;
  const made: DraftInput = {
    catalog: existing.catalog,
    beliefs,
    style,
    adapter: 'duckdb',
    existing,
    layers: LAYERS,
    tableNames: new Map(),
    takenNames: models.map(({ name }) => name),
    ...(isNew ? { newProject: { name: 'shop', database_path: 'shop.duckdb', schema: 'analytics', input } } : {}),
  };
  const redraft: ActionsGround['redraft'] = (deltas) => draftPlan({ ...made, deltas });
  return { draft: draftPlan(made), catalog, beliefs, existing, context, redraft };
}

/** Reads a request against a catalog and a project. */
export function read(text: string, catalog: Catalog, project: AskedProject = {}): ReadRequest {
  const ground = groundOf(catalog, project);
  return readRequest(text, requestGround(ground, ground.context));
}

/** The same, of a request that can be read. */
export function requestFor(text: string, catalog: Catalog, project: AskedProject = {}): Request {
  const outcome = read(text, catalog, project);
  if ('problems' in outcome) throw new Error(outcome.problems.map(({ message }) => message).join('\n'));
  return outcome.request;
}

/** A request in one line a goal: `g1: orders, customers | marts dimension`. */
export function said({ parts, acts, convert }: Request): string[] {
  return [
    ...parts.map(({ goal_id, tables, layers, mart }) => {
      const names = tables === null ? 'all' : tables.map(({ name }) => name).join(', ');
      return `${goal_id}: ${[names, [...(layers ?? []), mart ?? ''].join(' ').trim()].filter(Boolean).join(' | ')}`;
    }),
    ...acts.map(({ goal_id, act, model }) => `${goal_id}: ${act} ${model}`),
    ...(convert ? [`${convert.goal_id}: ${convert.by.name} for ${convert.model}`] : []),
  ];
}

/** The plan that a request leads to, as far as nothing of it has to be read from disk. */
export function planFor(text: string, catalog: Catalog, project: AskedProject = {}): ExecutionPlan {
  const ground = groundOf(catalog, project);
  const request = requestFor(text, catalog, project);
  const kept = narrowDraft(request, ground);
  const { goals, actions, warnings } = settleGoals(request, kept.draft.actions);
  const draft = { ...kept.draft, warnings: [...kept.draft.warnings, ...warnings] };
  return assembled({ ...ground, ...kept, draft }, actions, { text, goals });
}

/** Renders actions and makes a plan of them, in a project without files. */
export function assembled(
  { draft, catalog, context }: ReturnType<typeof groundOf>,
  actions: readonly DraftAction[],
  request: AssembleInput['request'] = null,
): ExecutionPlan {
  const { style } = context;
  const outcome = assemblePlan({
    draft: { ...draft, actions },
    rendered: renderActions(actions, { style, templates }),
    current: new Map(),
    bases: new Map(),
    project: { name: context.is_new ? null : 'shop', adapter: 'duckdb', dbt_version: null, style },
    catalog,
    inputs: ['any.json'],
    warnings: [],
    request,
  });
  if ('conflicts' in outcome) throw new CartridgeError(outcome.conflicts);
  return sealPlan(outcome.plan);
}

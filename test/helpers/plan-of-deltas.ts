import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import { NOTHING_TOLD } from '../../src/inference/hints/hints.ts';
import { infer } from '../../src/inference/infer.ts';
import type { Delta } from '../../src/plan/deltas.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import { assemblePlan } from '../../src/planner/assemble-plan.ts';
import { hintsOf } from '../../src/planner/deltas/hints-of.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import { loadTemplates } from '../../src/templates.ts';
import { draftInputOf } from './refine-input.ts';

const templates = await loadTemplates();
const PROJECT = {
  name: 'refined',
  database_path: 'x.duckdb',
  schema: 'analytics',
  input: { kind: 'catalog' as const },
};

/** The sealed plan of a new project that rests on deltas, and what is believed with them. */
export function planWith(catalog: Catalog, deltas: readonly Delta[]) {
  const { beliefs } = infer(catalog, NO_EVIDENCE, { ...NOTHING_TOLD, hints: hintsOf(deltas, catalog) });
  const draft = draftPlan({ ...draftInputOf(catalog, deltas), beliefs, newProject: PROJECT });
  const assembled = assemblePlan({
    draft,
    rendered: renderActions(draft.actions, { style: DEFAULT_STYLE, templates }),
    current: new Map(),
    bases: new Map(),
    project: { name: null, adapter: 'duckdb', dbt_version: null, style: DEFAULT_STYLE },
    catalog,
    inputs: ['any.json'],
    warnings: [],
    request: null,
  });
  if ('conflicts' in assembled) throw new Error('a new project has no conflicts');
  return { plan: sealPlan(assembled.plan), beliefs };
}

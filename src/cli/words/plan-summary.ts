import type { Action, ExecutionPlan, PlannedFile } from '../../plan/plan.ts';
import type { Look } from '../screen.ts';
import { count, nameList } from './count.ts';
import { labelled } from './layout.ts';

/** Column at which texts begin under a heading. */
export const TEXT_COLUMN = 17;

/** Characters of a plan's id that people are shown; any beginning of it is understood. */
export function shortId(planId: string): string {
  return planId.slice(0, 6);
}

/** The plan on a screen: what it holds in numbers, then each batch with its layers. */
export function planSummary(plan: ExecutionPlan, look: Look): string[] {
  const at = { column: TEXT_COLUMN, width: look.width };
  const heading = labelled(`Plan ${shortId(plan.plan_id)}`, totals(plan), at);
  heading[0] = look.colour.bold((heading[0] ?? '').slice(0, 11)) + (heading[0] ?? '').slice(11);
  const batches = [...plan.batches].sort((a, b) => a.batch_id - b.batch_id);
  const byStep = new Map(plan.actions.map((action) => [action.step_id, action]));
  const digits = String(batches.length).length;
  const lines = batches.flatMap((batch, index) => {
    const actions = batch.task_ids.flatMap((step) => byStep.get(step) ?? []);
    return layersOf(actions).flatMap(([layer, inLayer], position) => {
      const number = position === 0 ? String(index + 1) : '';
      const label = `  ${number.padStart(digits)} ${layer}`;
      return layerTexts(layer, inLayer, plan.files).flatMap((text, row) => labelled(row === 0 ? label : '', text, at));
    });
  });
  return [...heading, ...lines, ...changedFiles(plan, look)];
}

/** `greenfield, 18 actions in 5 batches, 26 files, 61 tests`. */
function totals(plan: ExecutionPlan): string {
  const tests = plan.actions.reduce((sum, action) => sum + action.impact.tests, 0);
  return [
    plan.strategy,
    `${count(plan.actions.length, 'action')} in ${count(plan.batches.length, 'batch', 'batches')}`,
    count(plan.files.length, 'file'),
    count(tests, 'test'),
  ].join(', ');
}

const LAYER_ORDER = ['project', 'source', 'staging', 'dimensions', 'intermediate', 'facts', 'other'] as const;
type LayerWord = (typeof LAYER_ORDER)[number];

const LAYER_OF_TYPE: Readonly<Record<string, LayerWord>> = {
  create_project: 'project',
  create_source: 'source',
  create_staging: 'staging',
  create_intermediate: 'intermediate',
};

/** Actions by layer, in the order in which people think of layers. */
function layersOf(actions: readonly Action[]): [LayerWord, Action[]][] {
  return LAYER_ORDER.flatMap((layer): [LayerWord, Action[]][] => {
    const inLayer = actions.filter((action) => layerOf(action) === layer);
    return inLayer.length > 0 ? [[layer, inLayer]] : [];
  });
}

function layerOf(action: Action): LayerWord {
  if (action.type === 'create_mart') return action.spec['mart'] === 'dimension' ? 'dimensions' : 'facts';
  return LAYER_OF_TYPE[action.type] ?? 'other';
}

/** How many intermediate models are shown with their reason before the rest is named. */
const REASONS_SHOWN = 4;

/** What stands behind a layer's name: counts for staging, names for marts, reasons for intermediate models. */
function layerTexts(layer: LayerWord, actions: readonly Action[], files: readonly PlannedFile[]): string[] {
  const names = actions.map((action) => action.name);
  switch (layer) {
    case 'project':
      return [nameList(ownFiles(actions, files))];
    case 'source':
      return [nameList(actions.map((action) => `${action.name}, ${count(tableCount(action), 'table')}`))];
    case 'staging':
      return [count(actions.length, 'model')];
    case 'intermediate': {
      const shown = actions.slice(0, REASONS_SHOWN).map((action) => `${action.name} (${action.reason.text})`);
      return actions.length > REASONS_SHOWN
        ? [...shown, `and ${count(actions.length - REASONS_SHOWN, 'model')} more`]
        : shown;
    }
    case 'other':
      return [nameList(actions.map((action) => `${action.type.replaceAll('_', ' ')} ${action.name}`))];
    case 'dimensions':
    case 'facts':
      return [nameList(names)];
  }
}

/** Files of the project itself, such as dbt_project.yml. */
function ownFiles(actions: readonly Action[], files: readonly PlannedFile[]): string[] {
  const steps = new Set(actions.map((action) => action.step_id));
  return files.filter((file) => file.steps.some((step) => steps.has(step))).map((file) => file.path);
}

function tableCount(action: Action): number {
  const tables = action.spec['tables'];
  return Array.isArray(tables) ? tables.length : 0;
}

/** Files that exist and would change: each one is named, because someone wrote it. */
function changedFiles(plan: ExecutionPlan, look: Look): string[] {
  const changed = plan.files.filter((file) => file.before_hash !== null);
  const lines = changed.map((file) =>
    file.after_hash === null ? look.colour.red(`  - ${file.path}`) : look.colour.yellow(`  ~ ${file.path}`),
  );
  return lines.length === 0 ? [] : ['', 'Files that change', ...lines];
}

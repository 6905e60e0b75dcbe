import { changedFiles } from '../../plan/changed-files.ts';
import { type BatchSummary, type PlanSummary, summarisePlan } from '../../plan/explain.ts';
import type { Action, ExecutionPlan, PlannedFile } from '../../plan/plan.ts';
import type { Look } from '../screen.ts';
import { count, nameList } from './count.ts';
import { existingLines } from './existing-lines.ts';
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
  const summary = summarisePlan(plan);
  const heading = labelled(`Plan ${shortId(plan.plan_id)}`, totals(plan, summary), at);
  heading[0] = look.colour.bold((heading[0] ?? '').slice(0, 11)) + (heading[0] ?? '').slice(11);
  const digits = String(summary.batches.length).length;
  const inBatch = { ...at, column: TEXT_COLUMN + 1 + digits };
  const lines = summary.batches.flatMap((batch, index) =>
    headingsOf(batch).flatMap(([layer, actions], position) => {
      const number = position === 0 ? String(index + 1) : '';
      const label = `  ${number.padStart(digits)} ${layer}`;
      return layerTexts(layer, actions, plan.files).flatMap((text, row) =>
        labelled(row === 0 ? label : '', text, inBatch),
      );
    }),
  );
  return [...heading, ...lines, ...changeSection(plan, look), ...existingLines(plan, TEXT_COLUMN, look)];
}

/** `greenfield, 18 actions in 5 batches, 26 files, 61 tests`. */
function totals(plan: ExecutionPlan, { actions, batches, tests }: PlanSummary): string {
  return [
    plan.strategy,
    `${count(actions, 'action')} in ${count(batches.length, 'batch', 'batches')}`,
    count(plan.files.length, 'file'),
    count(tests, 'test'),
  ].join(', ');
}

/** Headings in the order in which people think of layers; what is not here comes last. */
const HEADING_ORDER = ['project', 'source', 'staging', 'dimensions', 'intermediate', 'facts'];

/** The actions of a batch by heading: its layers, with marts told apart. */
function headingsOf({ layers }: BatchSummary): [string, readonly Action[]][] {
  const headings = layers.flatMap(({ layer, actions }): [string, readonly Action[]][] => {
    if (layer !== 'marts') return [[layer, actions]];
    const isDimension = (action: Action): boolean => action.spec['mart'] === 'dimension';
    const facts = actions.filter((action) => !isDimension(action));
    return [
      ['dimensions', actions.filter(isDimension)],
      ['facts', facts],
    ];
  });
  const place = ([heading]: [string, readonly Action[]]): number => HEADING_ORDER.indexOf(heading) + 1 || 99;
  return headings.filter(([, actions]) => actions.length > 0).sort((a, b) => place(a) - place(b));
}

/** How many intermediate models are shown with their reason before the rest is named. */
const REASONS_SHOWN = 4;

/** What stands behind a heading: counts for staging, names for marts, reasons for intermediate models. */
function layerTexts(heading: string, actions: readonly Action[], files: readonly PlannedFile[]): string[] {
  switch (heading) {
    case 'project':
      return [nameList(ownFiles(actions, files))];
    case 'source':
      return [nameList(actions.map((action) => `${action.name}, ${count(tableCount(action), 'table')}`))];
    case 'staging':
      return [count(actions.length, 'model')];
    case 'intermediate': {
      const shown = actions.slice(0, REASONS_SHOWN).map((action) => `${action.name} (${action.reason.text})`);
      const rest = actions.length - shown.length;
      return rest > 0 ? [...shown, `and ${count(rest, 'more model')}`] : shown;
    }
    default:
      return [nameList(actions.map((action) => action.name))];
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
function changeSection(plan: ExecutionPlan, look: Look): string[] {
  const changed = changedFiles(plan).filter((file) => file.before_hash !== null);
  const lines = changed.map((file) =>
    file.after_hash === null ? look.colour.red(`  - ${file.path}`) : look.colour.yellow(`  ~ ${file.path}`),
  );
  return lines.length === 0 ? [] : ['', 'Files that change', ...lines];
}

import type { Action, ExecutionPlan } from '../../plan/plan.ts';
import type { Look } from '../screen.ts';
import { count, nameList } from './count.ts';
import { displayWidth, indented, pad } from './layout.ts';

/** Every action of a plan by batch: what it makes, where, from what, and why. Pure. */
export function planTree(plan: ExecutionPlan, look: Look): string[] {
  const byStep = new Map(plan.actions.map((action) => [action.step_id, action]));
  const batches = [...plan.batches].sort((a, b) => a.batch_id - b.batch_id);
  return batches.flatMap((batch, index) => {
    const actions = batch.task_ids.flatMap((step) => byStep.get(step) ?? []);
    const width = Math.max(0, ...actions.map((action) => displayWidth(action.name)));
    return [
      ...(index === 0 ? [] : ['']),
      look.colour.bold(`Batch ${index + 1}   ${batch.description}`),
      ...actions.flatMap((action) => actionLines(action, Math.min(width, 40), look)),
    ];
  });
}

const SIGNS = { new: '+', regenerated: '~', merged: '~', overwrites_edit: '!', deletes: '-' } as const;

function actionLines(action: Action, nameWidth: number, look: Look): string[] {
  const { colour, width } = look;
  const paint = { '+': colour.green, '~': colour.yellow, '!': colour.red, '-': colour.red }[SIGNS[action.risk]];
  const { lines_added, lines_removed } = action.impact;
  const lines = `+${lines_added}${lines_removed > 0 ? ` -${lines_removed}` : ''}`;
  const head = `${SIGNS[action.risk]} ${pad(action.name, nameWidth)}   ${action.file_path}   ${lines}`;
  const [first = '', ...rest] =
    displayWidth(head) + 2 <= width
      ? [`  ${head}`]
      : [`  ${SIGNS[action.risk]} ${action.name}`, `      ${action.file_path}   ${lines}`];
  return [
    `  ${paint(first.slice(2, 3))}${first.slice(3)}`,
    ...rest,
    ...indented(because(action), 6, width).map((line) => colour.dim(line)),
  ];
}

/** `8 columns, 3 tests; from source:shop.orders; every raw table gets one staging model`. */
function because({ impact, dependencies, reason }: Action): string {
  const holds = [
    impact.columns > 0 ? count(impact.columns, 'column') : '',
    impact.tests > 0 ? count(impact.tests, 'test') : '',
  ].filter((text) => text !== '');
  const from = dependencies.length > 0 ? `from ${nameList(dependencies.map(String), 6)}` : '';
  return [holds.join(', '), from, reason.text].filter((text) => text !== '').join('; ');
}

import type { ApplyResult } from '../../executor/apply-plan.ts';
import { changedFiles } from '../../plan/changed-files.ts';
import type { ExecutionPlan } from '../../plan/plan.ts';
import type { Look } from '../screen.ts';
import { count, nameList } from './count.ts';
import { indented } from './layout.ts';
import { shortId } from './plan-summary.ts';

/** What applying a plan would do to the files here, before anyone is asked. Pure. */
export function proposalLines(plan: ExecutionPlan, look: Look): string[] {
  const created = plan.files.filter((file) => file.before_hash === null && file.after_hash !== null);
  const changed = changedFiles(plan).filter((file) => file.before_hash !== null && file.after_hash !== null);
  const deleted = plan.files.filter((file) => file.after_hash === null);
  const name = look.colour.bold(`Plan ${shortId(plan.plan_id)}`);
  const makes =
    created.length > 0 ? `${name} makes ${count(created.length, 'file')} here. ` : `${name} makes no file. `;
  const touches = [
    changed.length > 0 ? `It changes ${nameList(changed.map((file) => file.path))}.` : '',
    deleted.length > 0 ? `It deletes ${nameList(deleted.map((file) => file.path))}.` : '',
  ].filter((text) => text !== '');
  return indented(makes + (touches.length > 0 ? touches.join(' ') : 'Nothing that exists changes.'), 0, look.width);
}

/** The last words of an apply: what state things are in, and what comes next; dbt runs from the project folder. Pure. */
export function appliedLines(
  result: ApplyResult,
  { reference, folder, look }: { reference: string; folder: string | null; look: Look },
): string[] {
  if (result.status === 'no_changes') return ['No changes.'];
  if (result.status === 'verified')
    return [`Nothing wrong was found and nothing was written. To write: cartridge apply${reference}`];
  const undo = `Undo: ${look.colour.cyan(`cartridge rollback${reference}`)}`;
  const parts = [
    `${look.colour.green('Applied')} (run ${result.run_id ?? ''}).`,
    `${undo}    Next: ${look.colour.cyan(folder === null ? 'dbt build' : `cd ${folder} && dbt build`)}`,
  ];
  const line = parts.join(' ');
  return line.length <= look.width + 30 ? [line] : parts;
}

/** The last line when verification found something. Pure. */
export function notAppliedLine(look: Look): string {
  return look.colour.bold('Nothing was written. The plan is kept; cartridge show --check lists every problem.');
}

import { structuredPatch } from 'diff';
import { changedFiles } from '../../plan/changed-files.ts';
import type { ExecutionPlan, PlannedFile } from '../../plan/plan.ts';
import type { Colour } from '../colour.ts';

/**
 * A plan as a unified diff, file by file in the order of the batches, each under one line that says why. `git apply`
 * skips those lines: it reads nothing between the end of a hunk and the next `diff --git`.
 * `current`: text of the files that exist, by path.
 */
export function unifiedDiff(plan: ExecutionPlan, current: ReadonlyMap<string, string>): string {
  return inBatchOrder(plan)
    .map((file) => `${whyLine(file, plan)}\n${fileDiff(file, current.get(file.path) ?? '')}`)
    .join('\n');
}

/** Files in the order in which their first step is due, then in the order of the plan. */
export function inBatchOrder(plan: ExecutionPlan): PlannedFile[] {
  const batches = [...plan.batches].sort((a, b) => a.batch_id - b.batch_id);
  const due = new Map(batches.flatMap((batch, index) => batch.task_ids.map((step) => [step, index] as const)));
  const dueOf = (file: PlannedFile): number => Math.min(...file.steps.map((step) => due.get(step) ?? Infinity));
  const ordered = changedFiles(plan).map((file, index) => ({ file, index, due: dueOf(file) }));
  return ordered.sort((a, b) => a.due - b.due || a.index - b.index).map(({ file }) => file);
}

/** `models/marts/fct_orders.sql   new: orders is a fact (3 measures, 2 parents)`, on one line whatever the names hold. */
function whyLine(file: PlannedFile, plan: ExecutionPlan): string {
  const actions = plan.actions.filter((action) => file.steps.includes(action.step_id));
  const own =
    actions.find((action) => action.file_path === file.path) ?? (actions.length === 1 ? actions[0] : undefined);
  const what = file.after_hash === null ? 'deleted' : file.before_hash === null ? 'new' : 'changed';
  const why = own?.reason.text ?? `holds ${actions.length} nodes`;
  return `${file.path}   ${what}: ${why}`.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

function fileDiff(file: PlannedFile, before: string): string {
  const name = { a: quotedPath(`a/${file.path}`), b: quotedPath(`b/${file.path}`) };
  const isNew = file.before_hash === null;
  const isDeleted = file.after_hash === null;
  // Git knows two modes only.
  const mode = Number.parseInt(file.mode, 8) & 0o111 ? '100755' : '100644';
  const header = [
    `diff --git ${name.a} ${name.b}`,
    ...(isNew ? [`new file mode ${mode}`] : []),
    ...(isDeleted ? [`deleted file mode ${mode}`] : []),
  ];
  const hunks = hunkLines(before, file.content ?? '', isNew);
  const names = [`--- ${isNew ? '/dev/null' : tabbed(name.a)}`, `+++ ${isDeleted ? '/dev/null' : tabbed(name.b)}`];
  return [...header, ...(hunks.length > 0 ? [...names, ...hunks] : []), ''].join('\n');
}

function hunkLines(before: string, after: string, isNew: boolean): string[] {
  if (isNew) return addedLines(after);
  const { hunks } = structuredPatch('a', 'b', before, after, undefined, undefined, { context: 3 });
  return hunks.flatMap((hunk) => {
    // The format counts an empty range from the line before it.
    const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
    const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
    return [`@@ -${oldStart},${hunk.oldLines} +${newStart},${hunk.newLines} @@`, ...hunk.lines];
  });
}

/** A new file needs no comparison: every line is added. */
function addedLines(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const isTerminated = lines.at(-1) === '';
  if (isTerminated) lines.pop();
  const marked = lines.map((line) => `+${line}`);
  return [`@@ -0,0 +1,${lines.length} @@`, ...marked, ...(isTerminated ? [] : ['\\ No newline at end of file'])];
}

/** Git quotes a path as C does when it holds a quote, a backslash or a control character. */
function quotedPath(path: string): string {
  if (!/["\\\p{Cc}]/u.test(path)) return path;
  return `"${path.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, octal)}"`;
}

function octal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

/** A name with a space needs a tab behind it, or it would end at the space. */
function tabbed(name: string): string {
  return name.includes(' ') && !name.startsWith('"') ? `${name}\t` : name;
}

/** The lines of a unified diff in colour. */
export function colourDiff(diff: string, colour: Colour): string[] {
  let isHeader = false;
  return diff.split('\n').map((line) => {
    if (line.startsWith('diff --git ')) isHeader = true;
    if (line.startsWith('@@ ')) {
      isHeader = false;
      return colour.cyan(line);
    }
    if (isHeader) return colour.dim(line);
    if (line.startsWith('+')) return colour.green(line);
    if (line.startsWith('-')) return colour.red(line);
    return line.startsWith(' ') || line === '' ? line : colour.bold(line);
  });
}

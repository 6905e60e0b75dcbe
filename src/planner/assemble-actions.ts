import { diffLines } from 'diff';
import type { ExistingModel } from '../context/context.ts';
import type { Action } from '../plan/plan.ts';
import type { ActionSpec } from '../plan/specs.ts';
import { isActSpec, isModelSpec } from '../plan/specs.ts';
import type { ActionChange, ActionFile } from './changes/action-change.ts';
import { changeOf, changeWords, severityOf, updateType } from './changes/action-change.ts';
import { nodeKey, readPropertiesChange } from './changes/file-nodes.ts';
import type { ChangedFile } from './file-decision.ts';
import type { Draft, DraftAction, RenderedFile } from './draft.ts';
import { findDownstream } from './downstream.ts';
import { saysSame } from './merge/node-kinds.ts';

/** An action of the plan with the key that the files' parts know it by. */
export interface DescribedAction {
  /** `type name`, as drafted. */
  readonly key: string;
  readonly action: Action;
}

/**
 * The draft's actions that change anything, numbered in the order of the draft, with their impact. What is there already
 * is changed, not made: its action says what changes, and how much that may break. Pure.
 */
export function describeActions(
  draft: Draft,
  changed: readonly ChangedFile[],
  models: readonly ExistingModel[],
): DescribedAction[] {
  const touched = touchedFiles(draft, changed);
  const kept = draft.actions.filter((action) => touched.has(keyOf(action)));
  const downstream = findDownstream(draft.actions, models);
  const acts = new Set(kept.filter(({ spec }) => isActSpec(spec)).map(keyOf));
  return kept.map((action, index) => {
    const files = touched.get(keyOf(action)) ?? [];
    const facts = { files, change: changeOf(action, files), downstream: downstream(action) };
    const described = describeAction(action, index + 1, facts);
    // What was asked for bears its name alone; what is generated for the same model is told as drafted then.
    const isTaken = !isActSpec(action.spec) && acts.has(keyOf(described));
    return { key: keyOf(action), action: isTaken ? { ...described, type: action.type } : described };
  });
}

/** A file that an action changes, with what the action contributes to it. */
interface Touch extends ActionFile {
  readonly text: string;
  /** Whether the lines that go from it are counted here: once a file. */
  readonly isFirst: boolean;
}

interface Facts {
  readonly files: readonly Touch[];
  /** Null where the action makes its node. */
  readonly change: ActionChange | null;
  readonly downstream: readonly string[];
}

function describeAction(action: DraftAction, step_id: number, { files, change, downstream }: Facts): Action {
  const { reason, spec } = action;
  const isAct = isActSpec(spec);
  const paths = mainFirst(
    action,
    files.map(({ changed }) => changed.file.path),
  );
  const risk = spec.kind === 'retired' ? 'deletes' : worstRisk(files);
  return {
    step_id,
    type: change ? updateType(action, change) : action.type,
    name: action.name,
    file_path: paths[0] ?? '',
    description: action.description,
    dependencies: [...action.dependencies],
    ...(action.goal_id === undefined ? {} : { goal_id: action.goal_id }),
    reason:
      change && !isAct
        ? { code: 'differs', text: `${action.name}: ${changeWords(change)}`, evidence: [...reason.evidence] }
        : { ...reason, evidence: [...reason.evidence] },
    risk,
    severity: action.severity ?? (change ? severityOf(change, downstream) : 'safe'),
    impact: {
      files: paths,
      ...countLines(files),
      columns: spec.kind === 'source' ? 0 : columnsOf(action).length,
      tests: countTests(action),
      downstream: [...downstream],
    },
    spec: { ...spec },
    success_criteria: successCriteria(spec),
    alternatives: [],
  };
}

/** The files that each action changes, by `type name`. Of a file that is there, only whose node changes in it. */
function touchedFiles(draft: Draft, changed: readonly ChangedFile[]): Map<string, Touch[]> {
  const nodes = new Map(draft.actions.map((action) => [keyOf(action), nodeKey(action.spec)]));
  const touched = new Map<string, Touch[]>();
  for (const change of changed) {
    const properties = readPropertiesChange(change);
    const edits = new Set(change.file.edits?.map(({ action }) => action));
    const differs = ({ action }: RenderedFile['parts'][number]): boolean => {
      if (edits.has(action)) return change.decision.changedBy?.includes(action) === true;
      const key = nodes.get(action) ?? '';
      return !properties || !saysSame(properties.before.get(key), properties.after.get(key));
    };
    const fresh = change.file.parts.filter(differs);
    // What is merely written differently belongs to all of them.
    const parts = fresh.length > 0 ? fresh : change.file.parts;
    for (const [index, { action, text }] of parts.entries()) {
      const list = touched.get(action) ?? [];
      list.push({ changed: change, properties, text, isFirst: index === 0 });
      touched.set(action, list);
    }
  }
  return touched;
}

/** The SQL of a model and the project's own file stand before what else there is. */
function mainFirst({ name, spec }: DraftAction, paths: readonly string[]): string[] {
  const main = spec.kind === 'project' ? 'dbt_project.yml' : `${name}.sql`;
  const isMain = (path: string): boolean => path === main || path.endsWith(`/${main}`);
  return [...paths.filter(isMain), ...paths.filter((path) => !isMain(path))];
}

/** Of a new file what each action writes; of one that is there the lines that differ, told once. */
function countLines(files: readonly Touch[]): { lines_added: number; lines_removed: number } {
  let [lines_added, lines_removed] = [0, 0];
  for (const { changed, text, isFirst } of files) {
    if (!changed.current) lines_added += linesIn(text);
    if (!changed.current || !isFirst) continue;
    const { added, removed } = diffCounts(changed.current.content, changed.decision.content);
    lines_added += added;
    lines_removed += removed;
  }
  return { lines_added, lines_removed };
}

/** Beyond this many lines that differ, finding the fewest takes longer than it is worth. */
const MOST_EDITS = 2000;

function diffCounts(before: string, after: string): { added: number; removed: number } {
  const parts = diffLines(before, after, { maxEditLength: MOST_EDITS });
  if (!parts) return { added: linesIn(after), removed: linesIn(before) };
  const linesOf = (kind: 'added' | 'removed'): number =>
    parts.reduce((sum, part) => (part[kind] ? sum + part.count : sum), 0);
  return { added: linesOf('added'), removed: linesOf('removed') };
}

function columnsOf({ spec }: DraftAction): readonly { readonly tests: readonly unknown[] }[] {
  if (spec.kind === 'project' || spec.kind === 'retired') return [];
  return spec.kind === 'source' ? spec.tables.flatMap((table) => table.columns) : spec.columns;
}

function countTests(action: DraftAction): number {
  const ofColumns = columnsOf(action).reduce((sum, column) => sum + column.tests.length, 0);
  const { spec } = action;
  const hasCombination = (isModelSpec(spec) || spec.kind === 'properties') && spec.unique_combination !== undefined;
  return ofColumns + (hasCombination ? 1 : 0);
}

function successCriteria(spec: ActionSpec): Action['success_criteria'] {
  if (spec.kind === 'retired') {
    const text = `whoever read ${spec.name} compiles on ${spec.replaced_by}`;
    return [{ check: 'bind', required: true, text }];
  }
  if (!isModelSpec(spec)) return [];
  const criteria = [{ check: 'bind', required: true, text: `${spec.name} compiles against the raw tables` }];
  if (spec.grain) criteria.push({ check: 'test', required: true, text: `${spec.name} holds ${spec.grain}` });
  return criteria;
}

function worstRisk(files: readonly Touch[]): Action['risk'] {
  const risks = new Set(files.map(({ changed }) => changed.decision.risk));
  return risks.has('merged') ? 'merged' : risks.has('regenerated') ? 'regenerated' : 'new';
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return text === '' || text.endsWith('\n') ? lines : lines + 1;
}

function keyOf(action: Pick<DraftAction | Action, 'type' | 'name'>): string {
  return `${action.type} ${action.name}`;
}

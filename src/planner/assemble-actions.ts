import type { Action } from '../plan/plan.ts';
import type { ModelSpec } from '../plan/specs.ts';
import { isModelSpec } from '../plan/specs.ts';
import type { ChangedFile } from './decide-file.ts';
import type { Draft, DraftAction } from './draft.ts';

/** The draft's actions that change anything, numbered in the order of the draft, with their impact. Pure. */
export function describeActions(draft: Draft, changed: readonly ChangedFile[]): Action[] {
  const touched = touchedFiles(changed);
  const kept = draft.actions.filter((action) => touched.has(keyOf(action)));
  const downstream = dependents(draft.actions);
  return kept.map((action, index) =>
    describeAction(action, index + 1, {
      files: touched.get(keyOf(action)) ?? [],
      downstream: downstream.get(action.name) ?? [],
    }),
  );
}

interface Touch {
  readonly path: string;
  readonly text: string;
  readonly risk: Action['risk'];
  readonly linesRemoved: number;
}

function describeAction(
  action: DraftAction,
  step_id: number,
  { files, downstream }: { files: readonly Touch[]; downstream: readonly string[] },
): Action {
  const model = modelOf(action);
  return {
    step_id,
    type: action.type,
    name: action.name,
    file_path: files[0]?.path ?? '',
    description: action.description,
    dependencies: [...action.dependencies],
    reason: { ...action.reason, evidence: [...action.reason.evidence] },
    risk: worstRisk(files),
    severity: files.every((file) => file.risk === 'new') ? 'safe' : 'moderate',
    impact: {
      files: files.map((file) => file.path),
      lines_added: files.reduce((sum, file) => sum + countLines(file.text), 0),
      lines_removed: files.reduce((sum, file) => sum + file.linesRemoved, 0),
      columns: model?.columns.length ?? 0,
      tests: countTests(action),
      downstream: [...downstream],
    },
    spec: { ...action.spec },
    success_criteria: successCriteria(model),
    alternatives: [],
  };
}

/**
 * The files that each action changes, by `type name`; its own file first. Of a shared file that exists, an action is
 * touched only if its part is not in the base already; if the change is a removal, all contributors are.
 */
function touchedFiles(changed: readonly ChangedFile[]): Map<string, Touch[]> {
  const touched = new Map<string, Touch[]>();
  for (const { file, decision, current, base } of changed) {
    const fresh = base === undefined ? file.parts : file.parts.filter((part) => !base.includes(part.text));
    const parts = fresh.length > 0 ? fresh : file.parts;
    const linesRemoved = current === undefined || decision.risk === 'merged' ? 0 : countLines(current.content);
    for (const [index, part] of parts.entries()) {
      const touch = {
        path: file.path,
        text: part.text,
        risk: decision.risk,
        linesRemoved: index === 0 ? linesRemoved : 0,
      };
      const list = touched.get(part.action);
      if (!list) touched.set(part.action, [touch]);
      else if (file.parts.length === 1 && !isOwnFile(list)) list.unshift(touch);
      else list.push(touch);
    }
  }
  return touched;
}

/** The rendered order puts SQL before YAML only by accident, so the file that is an action's alone goes first. */
function isOwnFile(list: readonly Touch[]): boolean {
  return list[0]?.path.endsWith('.sql') === true || list[0]?.path.endsWith('dbt_project.yml') === true;
}

function dependents(actions: readonly DraftAction[]): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const action of actions) {
    for (const dependency of action.dependencies) {
      const name = dependency.slice(dependency.indexOf(':') + 1).split('.')[0] ?? dependency;
      const list = result.get(name);
      if (list) list.push(action.name);
      else result.set(name, [action.name]);
    }
  }
  return result;
}

function countTests(action: DraftAction): number {
  const { spec } = action;
  if (spec.kind === 'project') return 0;
  if (spec.kind === 'source') {
    return spec.tables.reduce(
      (sum, table) => sum + table.columns.reduce((tests, column) => tests + column.tests.length, 0),
      0,
    );
  }
  const ofColumns = spec.columns.reduce((sum, column) => sum + column.tests.length, 0);
  return ofColumns + (isModelSpec(spec) && spec.unique_combination ? 1 : 0);
}

function successCriteria(model: ModelSpec | undefined): Action['success_criteria'] {
  if (!model) return [];
  const criteria = [{ check: 'bind', required: true, text: `${model.name} compiles against the raw tables` }];
  if (model.grain) criteria.push({ check: 'test', required: true, text: `${model.name} holds ${model.grain}` });
  return criteria;
}

function modelOf(action: DraftAction): ModelSpec | undefined {
  const { spec } = action;
  return isModelSpec(spec) ? spec : undefined;
}

function worstRisk(files: readonly Touch[]): Action['risk'] {
  return (
    files.find((file) => file.risk === 'merged')?.risk ??
    files.find((file) => file.risk === 'regenerated')?.risk ??
    'new'
  );
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return text === '' || text.endsWith('\n') ? lines : lines + 1;
}

function keyOf(action: DraftAction): string {
  return `${action.type} ${action.name}`;
}

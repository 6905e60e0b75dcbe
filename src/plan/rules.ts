import type { Problem } from '../errors.ts';
import { schemaProblems } from '../yaml/schema-problems.ts';
import { checkBatches } from './batch-rules.ts';
import { buildGraph } from './graph.ts';
import type { ActionKind } from './kinds.ts';
import { ACTION_KINDS, kindOf } from './kinds.ts';
import type { Action, ExecutionPlan } from './plan.ts';
import { checkPaths, checkUniquePaths } from './plan-paths.ts';

export interface RuleOptions {
  /**
   * Names of nodes that the project has already, with or without resource type. Absent: not known, and every name that
   * the plan does not make is taken to be there, unless the plan makes the project itself.
   */
  readonly existing?: ReadonlySet<string>;
  /** The table of kinds, where a library user has a longer one. */
  readonly kinds?: readonly ActionKind[];
}

/** Everything by which a plan breaks the contract beyond its shape; all problems together. Pure, linear. */
export function checkPlan(plan: ExecutionPlan, options: RuleOptions = {}): Problem[] {
  const kinds = options.kinds ?? ACTION_KINDS;
  const files = plan.files.map(({ path }, index) => ({ path, at: `files[${index}].path` }));
  return [
    ...checkUniqueActions(plan.actions),
    ...checkNames(plan.actions, kinds),
    ...checkSpecs(plan.actions, kinds),
    ...checkPaths(files),
    ...checkUniquePaths(files),
    ...checkFiles(plan),
    ...checkDependencies(plan, options.existing),
    ...checkBatches(plan),
  ];
}

function checkUniqueActions(actions: readonly Action[]): Problem[] {
  const problems: Problem[] = [];
  const steps = new Map<number, number>();
  const names = new Map<string, number>();
  for (const [index, { step_id, type, name }] of actions.entries()) {
    const label = `${type} ${name}`;
    const sameStep = steps.get(step_id);
    const sameName = names.get(label);
    if (sameStep !== undefined) problems.push(invalid(`two actions have step_id ${step_id}`, both(sameStep, index)));
    else steps.set(step_id, index);
    if (sameName !== undefined) problems.push(invalid(`two actions are ${label}`, both(sameName, index)));
    else names.set(label, index);
  }
  return problems;
}

/** dbt-facts.md 6: letters, digits and _; anything else is an error in some version of dbt, or needs quoting. */
function checkNames(actions: readonly Action[], kinds: readonly ActionKind[]): Problem[] {
  return actions.flatMap(({ type, name }, index) => {
    const { resource } = kindOf(type, kinds);
    if (type.startsWith('create_') ? /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) : /^[^\s\p{C}"'`{}]+$/u.test(name))
      return [];
    return [
      invalid(
        `${JSON.stringify(name)} is no name for a dbt ${resource}`,
        `actions[${index}].name`,
        'dbt names are letters, digits and _, and do not begin with a digit.',
      ),
    ];
  });
}

function checkSpecs(actions: readonly Action[], kinds: readonly ActionKind[]): Problem[] {
  return actions.flatMap((action, index) => {
    const parsed = kindOf(action.type, kinds).spec?.safeParse(action.spec);
    if (!parsed || parsed.success) return [];
    return schemaProblems(parsed.error, { code: 'PLAN_INVALID', file: '' }).map((problem) =>
      invalid(`the spec of ${action.name}: ${problem.message}`, `actions[${index}].spec`),
    );
  });
}

/** Files and actions must point at each other. */
function checkFiles({ actions, files }: ExecutionPlan): Problem[] {
  const paths = new Set(files.map((file) => file.path));
  const steps = new Set(actions.map((action) => action.step_id));
  return [
    ...actions.flatMap(({ name, file_path }, index) =>
      paths.has(file_path)
        ? []
        : [invalid(`${name} has the file ${file_path}, which is not among the files`, `actions[${index}].file_path`)],
    ),
    ...files.flatMap(({ path, steps: contributors }, index) =>
      contributors
        .filter((step) => !steps.has(step))
        .map((step) => invalid(`${path} comes from step ${step}, which is no action`, `files[${index}].steps`)),
    ),
    ...files.flatMap(({ path, content, before_hash, after_hash }, index) => {
      const at = `files[${index}]`;
      if ((content === null) !== (after_hash === null)) {
        return [invalid(`${path} has content without after_hash, or the other way round`, at)];
      }
      return before_hash === null && after_hash === null
        ? [invalid(`${path} neither is there nor comes to be`, at)]
        : [];
    }),
  ];
}

function checkDependencies({ actions }: ExecutionPlan, existing: ReadonlySet<string> | undefined): Problem[] {
  const isComplete = existing !== undefined || actions.some((action) => action.type === 'create_project');
  const names = new Map(actions.map((action, index) => [action.step_id, { name: action.name, index }]));
  return buildGraph(actions).unresolved.flatMap(({ step_id, dependency }) => {
    const isKnown = typeof dependency === 'string' && (!isComplete || existing?.has(dependency) === true);
    if (isKnown) return [];
    const { name, index } = names.get(step_id) ?? { name: String(step_id), index: 0 };
    return [
      invalid(
        `${name} depends on ${dependency}, which neither the plan nor the project has`,
        `actions[${index}].dependencies`,
      ),
    ];
  });
}

function both(first: number, second: number): string {
  return `actions[${first}] and actions[${second}]`;
}

function invalid(message: string, at: string, hint?: string): Problem {
  return { code: 'PLAN_INVALID', message, where: { at }, ...(hint === undefined ? {} : { hint }) };
}

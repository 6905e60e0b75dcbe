import type { Problem } from '../errors.ts';
import { kindOf } from './kinds.ts';
import type { Action } from './plan.ts';

/** What ordering needs of an action. */
export type GraphAction = Pick<Action, 'step_id' | 'type' | 'name' | 'dependencies' | 'spec'>;

/** Who depends on whom, by step id. */
export interface ActionGraph {
  /** Direct dependencies among the actions themselves, sorted, each once. */
  readonly dependencies: ReadonlyMap<number, readonly number[]>;
  /** Names that no action makes: nodes that must be in the project already, or mistakes. */
  readonly unresolved: readonly { readonly step_id: number; readonly dependency: string | number }[];
}

/**
 * Resolves the dependencies of every action: a step id, `project:shop`, `source:shop`, `source:shop.orders`,
 * `model:dim_x`, or a bare name, which means a model before a source before a project. Pure, linear.
 */
export function buildGraph(actions: readonly GraphAction[]): ActionGraph {
  const makers = indexNames(actions);
  const dependencies = new Map<number, readonly number[]>();
  const unresolved: { step_id: number; dependency: string | number }[] = [];
  for (const action of actions) {
    const steps = new Set<number>();
    for (const dependency of action.dependencies) {
      const step = makers.get(dependency);
      if (step === undefined) unresolved.push({ step_id: action.step_id, dependency });
      else steps.add(step);
    }
    dependencies.set(
      action.step_id,
      [...steps].sort((a, b) => a - b),
    );
  }
  return { dependencies, unresolved };
}

/** The names of the nodes that the actions make, with the step that makes each. Numbers are the step ids themselves. */
export function indexNames(actions: readonly GraphAction[]): ReadonlyMap<string | number, number> {
  const makers = new Map<string | number, number>();
  const bare: Record<'project' | 'source' | 'model', [string, number][]> = { project: [], source: [], model: [] };
  for (const action of actions) {
    const { resource } = kindOf(action.type);
    makers.set(action.step_id, action.step_id);
    for (const name of namesOf(action, resource)) {
      makers.set(`${resource}:${name}`, action.step_id);
      bare[resource].push([name, action.step_id]);
    }
  }
  for (const [name, step] of [...bare.model, ...bare.source, ...bare.project]) {
    if (!makers.has(name)) makers.set(name, step);
  }
  return makers;
}

function namesOf(action: GraphAction, resource: string): string[] {
  if (resource !== 'source' || !Array.isArray(action.spec['tables'])) return [action.name];
  const tables: readonly unknown[] = action.spec['tables'];
  const names = tables.flatMap((table) =>
    typeof table === 'object' && table !== null && 'name' in table && typeof table.name === 'string'
      ? [`${action.name}.${table.name}`]
      : [],
  );
  return [action.name, ...names];
}

/** One circle among the dependencies, as step ids whose first and last are the same; null if there is none. */
export function findCycle({ dependencies }: ActionGraph): number[] | null {
  const done = new Set<number>();
  for (const start of dependencies.keys()) {
    const path: number[] = [];
    const onPath = new Set<number>();
    const stack: { step: number; next: number }[] = [{ step: start, next: 0 }];
    while (stack.length > 0) {
      const frame = stack[stack.length - 1];
      if (!frame) break;
      if (frame.next === 0 && !onPath.has(frame.step)) {
        if (done.has(frame.step)) {
          stack.pop();
          continue;
        }
        onPath.add(frame.step);
        path.push(frame.step);
      }
      const following = dependencies.get(frame.step)?.[frame.next];
      frame.next += 1;
      if (following === undefined) {
        done.add(frame.step);
        onPath.delete(frame.step);
        path.pop();
        stack.pop();
      } else if (onPath.has(following)) {
        return [...path.slice(path.indexOf(following)), following];
      } else if (!done.has(following)) {
        stack.push({ step: following, next: 0 });
      }
    }
  }
  return null;
}

/** A circle in words: `a -> b -> a`, from the smallest name on, so that it reads the same whatever the order was. */
export function cycleProblem(cycle: readonly number[], actions: readonly GraphAction[]): Problem {
  const names = new Map(actions.map((action) => [action.step_id, action.name]));
  const ring = cycle.slice(0, -1).map((step) => names.get(step) ?? String(step));
  const first = ring.indexOf([...ring].sort()[0] ?? '');
  const turned = [...ring.slice(first), ...ring.slice(0, first)];
  return {
    code: 'PLAN_CYCLE',
    message: `actions depend on each other in a circle: ${[...turned, turned[0]].join(' -> ')}`,
    hint: 'Take one of these dependencies away.',
  };
}

import { readCalls } from '../../sql/jinja-calls.ts';
import type { SqlNode } from './read-nodes.ts';

/** A model with the names of the models that its SQL selects from. */
export interface OrderedModel {
  readonly model: SqlNode;
  readonly parents: readonly string[];
}

/**
 * The models that a plan touches: those that it writes, what they are made of, and what is made of them, each after its
 * parents. Models that depend on each other in a circle are left out. Pure, linear, no recursion.
 */
export function orderTouchedModels(models: readonly SqlNode[], isTouched: (model: SqlNode) => boolean): OrderedModel[] {
  const graph = readGraph(models);
  const touched = models.filter(isTouched).map(({ name }) => name);
  const below = reach(touched, graph.children);
  const wanted = reach([...below], graph.parents);
  return inOrder(graph, wanted);
}

/** One circle of models from its first name in the alphabet, which stands again at its end; null if there is none. */
export function findModelCycle(models: readonly SqlNode[]): string[] | null {
  const graph = readGraph(models);
  const ordered = new Set(inOrder(graph, new Set(graph.byName.keys())).map(({ model }) => model.name));
  const [start] = [...graph.byName.keys()].filter((name) => !ordered.has(name)).sort();
  if (start === undefined) return null;
  const path: string[] = [];
  for (let name: string | undefined = start; name !== undefined;) {
    const seen = path.indexOf(name);
    if (seen !== -1) return fromFirstName(path.slice(seen));
    path.push(name);
    // What is left over has at least one parent that is left over as well.
    name = graph.parents.get(name)?.find((parent) => !ordered.has(parent));
  }
  return null;
}

/** The same circle, wherever it was entered. */
function fromFirstName(circle: readonly string[]): string[] {
  const [first = ''] = circle.toSorted();
  const at = circle.indexOf(first);
  return [...circle.slice(at), ...circle.slice(0, at), first];
}

interface Graph {
  readonly byName: ReadonlyMap<string, SqlNode>;
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

function readGraph(models: readonly SqlNode[]): Graph {
  const byName = new Map(models.map((model) => [model.name, model]));
  const parents = new Map<string, string[]>();
  const children = new Map<string, string[]>();
  for (const { name, scan } of byName.values()) {
    const refs = readCalls(scan.tags).flatMap(({ function: called, args }) =>
      called === 'ref' ? (args.at(-1) ?? []) : [],
    );
    const own = [...new Set(refs)].filter((ref) => byName.has(ref)).sort();
    parents.set(name, own);
    for (const parent of own) {
      const known = children.get(parent);
      if (known) known.push(name);
      else children.set(parent, [name]);
    }
  }
  return { byName, parents, children };
}

function reach(from: readonly string[], edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set(from);
  // A set that grows is walked to its new end.
  for (const name of reached) for (const next of edges.get(name) ?? []) reached.add(next);
  return reached;
}

function inOrder({ byName, parents, children }: Graph, wanted: ReadonlySet<string>): OrderedModel[] {
  const waitsFor = new Map([...wanted].sort().map((name) => [name, (parents.get(name) ?? []).length]));
  const ready = [...waitsFor].filter(([, count]) => count === 0).map(([name]) => name);
  const ordered: OrderedModel[] = [];
  // The list grows while it is walked.
  for (const name of ready) {
    const model = byName.get(name);
    if (model) ordered.push({ model, parents: parents.get(name) ?? [] });
    for (const child of children.get(name) ?? []) {
      const left = (waitsFor.get(child) ?? 0) - 1;
      if (!waitsFor.has(child)) continue;
      waitsFor.set(child, left);
      if (left === 0) ready.push(child);
    }
  }
  return ordered;
}

import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import type { YamlValue } from '../../../src/yaml/edit/edit.ts';

/** A model or a column as far as a merge sees it: both may have a description, tests and columns below them. */
export interface Node {
  readonly description: string | null;
  readonly tests: readonly string[];
  readonly columns: Nodes;
}
export type Nodes = Readonly<Record<string, Node>>;

export interface Three<T> {
  readonly base: T;
  readonly rendered: T;
  readonly current: T;
}

const EMPTY: Node = { description: null, tests: [], columns: {} };

/** Three values, of which two or all are often the same, as they are where few things changed. */
function three<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Three<T>> {
  return fc
    .tuple(value, value, value, fc.constantFrom('same', 'same', 'rendered', 'current', 'all'))
    .map(([base, ours, theirs, changed]) => ({
      base,
      rendered: changed === 'rendered' || changed === 'all' ? ours : base,
      current: changed === 'current' || changed === 'all' ? theirs : base,
    }));
}

function threeNodes(below: fc.Arbitrary<Three<Nodes>>): fc.Arbitrary<Three<Node>> {
  const description = three(fc.option(fc.constantFrom('one', 'two', 'three: 3'), { freq: 3 }));
  const tests = three(fc.subarray(['unique', 'not_null', 'accepted_values', 'relationships']));
  return fc.record({ description, tests, columns: below }).map((parts) => {
    const node = (of: keyof Three<Node>): Node => ({
      description: parts.description[of],
      tests: parts.tests[of],
      columns: parts.columns[of],
    });
    return { base: node('base'), rendered: node('rendered'), current: node('current') };
  });
}

/** Named nodes, of which each stands in some of three documents; one that is generated no longer is often unedited. */
function threeLists(node: fc.Arbitrary<Three<Node>>, names: readonly string[]): fc.Arbitrary<Three<Nodes>> {
  const presence = fc.constantFrom('brc', 'brc', 'brc', 'rc', 'r', 'br', 'bc', 'c', 'b', '');
  return fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), presence, node, fc.boolean()))).map((entries) => {
    const list = (of: keyof Three<Nodes>): Nodes =>
      Object.fromEntries(
        entries
          .filter(([, where]) => where.includes(of.charAt(0)))
          .map(([name, where, each, isEdited]) => [name, where === 'bc' && !isEdited ? each.base : each[of]]),
      );
    return { base: list('base'), rendered: list('rendered'), current: list('current') };
  });
}

const leaves = threeNodes(fc.constant({ base: {}, rendered: {}, current: {} }));
/** Three documents of the same models. */
export const threeDocuments = threeLists(threeNodes(threeLists(leaves, ['id', 'name', 'total'])), [
  'orders',
  'items',
  'who',
]);

/** How tests are written. */
export interface TestStyle {
  readonly key: 'tests' | 'data_tests';
  readonly nested: boolean;
}

export function documentOf(models: Nodes, style: TestStyle): Record<string, YamlValue> {
  return { models: listOf(models, style) };
}

function listOf(nodes: Nodes, style: TestStyle): YamlValue {
  return Object.entries(nodes).map(([name, node]) => ({
    name,
    ...(node.description === null ? {} : { description: node.description }),
    ...(node.tests.length === 0 ? {} : { [style.key]: node.tests.map((test) => testOf(test, style)) }),
    ...(Object.keys(node.columns).length === 0 ? {} : { columns: listOf(node.columns, style) }),
  }));
}

function testOf(test: string, { nested }: TestStyle): YamlValue {
  const values = { accepted_values: { values: ['a', 'b'] }, relationships: { to: "ref('x')", field: 'id' } }[test];
  return values === undefined ? test : { [test]: nested ? { arguments: values } : values };
}

/** The models that a document holds, whatever form its tests have. */
export function modelsOf(document: unknown): Nodes {
  return nodesOf((document as { models?: unknown } | null)?.models);
}

function nodesOf(list: unknown): Nodes {
  const nodes = (list ?? []) as {
    name: string;
    description?: string;
    tests?: unknown[];
    data_tests?: unknown[];
    columns?: unknown;
  }[];
  return Object.fromEntries(
    nodes.map(({ name, description, tests, data_tests, columns }) => [
      name,
      {
        description: description ?? null,
        tests: [...(tests ?? []), ...(data_tests ?? [])]
          .map((test) => (typeof test === 'string' ? test : (Object.keys(test as object)[0] ?? '')))
          .sort(),
        columns: nodesOf(columns),
      },
    ]),
  );
}

/** What a merge should come to, by the plain rules of three texts, where models never go; null: a person edited what is generated no longer. */
export function intended({ base, rendered, current }: Three<Nodes>, areModels = true): Nodes | null {
  const merged: Record<string, Node> = {};
  for (const name of new Set([...Object.keys(current), ...Object.keys(rendered)])) {
    const [b, r, c] = [base[name], rendered[name], current[name]];
    if (r && c) {
      const node = intendedNode({ base: b ?? EMPTY, rendered: r, current: c });
      if (node === null) return null;
      merged[name] = node;
    } else if (r && !b) merged[name] = r;
    else if (c && b && areModels) merged[name] = c;
    else if (c && b && !isDeepStrictEqual(sortedNode(b), sortedNode(c))) return null;
    else if (c && !b) merged[name] = c;
  }
  return merged;
}

function intendedNode({ base, rendered, current }: Three<Node>): Node | null {
  const hadColumns = Object.keys(base.columns).length > 0 && Object.keys(current.columns).length === 0;
  const columns = hadColumns
    ? {}
    : intended({ base: base.columns, rendered: rendered.columns, current: current.columns }, false);
  if (columns === null) return null;
  const ours = current.description === base.description;
  const isNew = base.tests.length === 0 || current.tests.length > 0;
  const kept = current.tests.filter((test) => rendered.tests.includes(test) || !base.tests.includes(test));
  const added = rendered.tests.filter((test) => isNew && !base.tests.includes(test) && !kept.includes(test));
  return { description: ours ? rendered.description : current.description, tests: [...kept, ...added].sort(), columns };
}

/** The same for the same node, in whatever order its parts stand. */
export function sortedNode({ description, tests, columns }: Node): unknown {
  return [description, [...tests].sort(), sortedNodes(columns)];
}

export function sortedNodes(nodes: Nodes): Record<string, unknown> {
  return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, sortedNode(node)]));
}

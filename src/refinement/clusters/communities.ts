import { groupBy } from '../../planner/group-by.ts';

/** A node with more neighbours is a hub, which would draw all into one community. */
const MOST_NEIGHBOURS = 12;
const MOST_ROUNDS = 10;

/**
 * Communities of a graph by label propagation (Raghavan, Albert, Kumara 2007), in a fixed order and with ties to the
 * first label, so that the same graph gives the same communities. Hubs propagate nothing and are a community each. Nodes
 * come sorted; communities come sorted by their first node.
 */
export function findCommunities(
  nodes: readonly string[],
  edges: readonly (readonly [string, string])[],
): readonly (readonly string[])[] {
  const neighbours = neighboursOf(nodes, edges);
  const isHub = (node: string): boolean => (neighbours.get(node)?.size ?? 0) > MOST_NEIGHBOURS;
  const labels = new Map(nodes.map((node, at) => [node, at]));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let changed = false;
    for (const node of nodes) {
      if (isHub(node)) continue;
      const label = commonest(node, { neighbours, labels, isHub });
      changed ||= label !== labels.get(node);
      labels.set(node, label);
    }
    if (!changed) break;
  }
  return [...groupBy(nodes, (node) => [String(labels.get(node))]).values()];
}

type Neighbours = ReadonlyMap<string, ReadonlyMap<string, number>>;

function neighboursOf(nodes: readonly string[], edges: readonly (readonly [string, string])[]): Neighbours {
  const neighbours = new Map(nodes.map((node) => [node, new Map<string, number>()]));
  for (const [a, b] of edges) {
    const [ofA, ofB] = [neighbours.get(a), neighbours.get(b)];
    ofA?.set(b, (ofA.get(b) ?? 0) + 1);
    ofB?.set(a, (ofB.get(a) ?? 0) + 1);
  }
  return neighbours;
}

interface Propagation {
  readonly neighbours: Neighbours;
  readonly labels: ReadonlyMap<string, number>;
  readonly isHub: (node: string) => boolean;
}

/** The label that most edges of a node lead to; its own where that is as good. */
function commonest(node: string, { neighbours, labels, isHub }: Propagation): number {
  const own = labels.get(node) ?? 0;
  const weights = new Map<number, number>();
  for (const [other, weight] of neighbours.get(node) ?? []) {
    const label = labels.get(other);
    if (label !== undefined && !isHub(other)) weights.set(label, (weights.get(label) ?? 0) + weight);
  }
  let [best, most] = [own, weights.get(own) ?? 0];
  for (const [label, weight] of weights) {
    if (weight > most || (weight === most && best !== own && label < best)) [best, most] = [label, weight];
  }
  return best;
}

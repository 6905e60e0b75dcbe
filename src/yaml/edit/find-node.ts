import type { YamlPath } from './edit.ts';
import type { EntryNode, YamlNode } from './nodes.ts';

/** The nodes on the way to a place, the root first; `missing` is the last key where there is none. */
export interface Found {
  readonly nodes: readonly YamlNode[];
  /** The entry that holds the last node, where a mapping does. */
  readonly entry: EntryNode | null;
  readonly missing: string | null;
}

/** Follows a path. Of a key that stands twice the last one counts, as for dbt. In words why it leads nowhere. */
export function findNode(root: YamlNode, path: YamlPath): Found | { readonly reason: string } {
  const nodes: YamlNode[] = [root];
  let entry: EntryNode | null = null;
  for (const [index, part] of path.entries()) {
    const node = nodes.at(-1);
    const where = path.slice(0, index).join('.') || 'the top';
    if (node?.kind === 'alias')
      return { reason: `${where} is an alias: a change there would change what it stands for` };
    if (typeof part === 'number') {
      const item = node?.kind === 'sequence' ? node.items[part] : undefined;
      if (!item) return { reason: `${where} has no item ${part + 1}` };
      nodes.push(item);
      entry = null;
      continue;
    }
    const isEmpty = node?.kind === 'scalar' && (node.isEmpty || /^(?:~|null)$/i.test(node.text));
    if (node?.kind !== 'mapping' && !isEmpty) return { reason: `${where} is no mapping` };
    const next = node?.kind === 'mapping' ? entryOf(node.entries, part) : undefined;
    if (!next) {
      if (index < path.length - 1) return { reason: `${where} has no ${part}` };
      return { nodes, entry, missing: part };
    }
    nodes.push(next.value);
    entry = next;
  }
  return { nodes, entry, missing: null };
}

export function entryOf(entries: readonly EntryNode[], key: string): EntryNode | undefined {
  return entries.findLast((entry) => entry.key.kind === 'scalar' && entry.key.text === key);
}

/** Anchors that are used somewhere: what bears one stands in several places at once. */
export function usedAnchors(root: YamlNode): Set<string> {
  const used = new Set<string>();
  const visit = (node: YamlNode): void => {
    if (node.kind === 'alias') used.add(node.anchor);
    if (node.kind === 'sequence') node.items.forEach(visit);
    if (node.kind === 'mapping') {
      for (const { key, value } of node.entries) {
        visit(key);
        visit(value);
      }
    }
  };
  visit(root);
  return used;
}

export function entryEnd({ key, value }: EntryNode): number {
  return Math.max(key.end, value.end);
}

/** Whether a node stands between brackets. */
export function isFlow(node: YamlNode): boolean {
  return (node.kind === 'mapping' || node.kind === 'sequence') && node.isFlow;
}

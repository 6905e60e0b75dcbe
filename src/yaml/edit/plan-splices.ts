import { addSplices } from './add-splices.ts';
import type { EditTree } from './edit-tree.ts';
import type { YamlEdit } from './edit.ts';
import { findNode } from './find-node.ts';
import type { Found } from './find-node.ts';
import type { YamlNode } from './nodes.ts';
import type { ParsedText, Planned } from './parsed-text.ts';
import { removeSplices } from './remove-splices.ts';
import { setSplices } from './set-splices.ts';
import type { Splice } from './splice.ts';

/** The pieces of text that make the edits, what is deeper first; or why there are none. */
export function planSplices(parsed: ParsedText, tree: EditTree): Planned {
  const splices: Splice[] = [];
  for (const child of tree.children.values()) {
    const below = planSplices(parsed, child);
    if ('reason' in below) return below;
    splices.push(...below);
  }
  if (tree.edits.length === 0) return splices;
  const found = findNode(parsed.root, tree.path);
  if ('reason' in found) return found;
  const isShared = ({ kind, anchor }: YamlNode): boolean =>
    kind === 'alias' || (anchor !== null && parsed.shared.has(anchor));
  if (found.nodes.some(isShared)) return { reason: 'the place is shared with others by an anchor or an alias' };
  const own = planEdits(parsed, found, tree.edits);
  return 'reason' in own ? own : [...splices, ...own];
}

type Removal = Extract<YamlEdit, { kind: 'remove_key' | 'remove_item' }>;
type Addition = Extract<YamlEdit, { kind: 'add_key' | 'add_item' }>;

/** All that happens to one node. */
function planEdits(parsed: ParsedText, found: Found, edits: readonly YamlEdit[]): Planned {
  const [first] = edits;
  if (first?.kind === 'set_value') return setSplices(parsed, found, first.value);
  const removed = edits.filter((edit): edit is Removal => edit.kind === 'remove_key' || edit.kind === 'remove_item');
  const added = edits.filter((edit): edit is Addition => edit.kind === 'add_key' || edit.kind === 'add_item');
  if (removed.length > 0 && removed.length === sizeOf(found.nodes.at(-1))) {
    const items = added.flatMap((edit) => (edit.kind === 'add_item' ? [edit.value] : []));
    const entries = added.flatMap((edit) => (edit.kind === 'add_key' ? [[edit.key, edit.value] as const] : []));
    return setSplices(parsed, found, first?.kind.endsWith('item') ? items : Object.fromEntries(entries));
  }
  const removals = removeSplices(parsed, found, removed);
  if ('reason' in removals) return removals;
  const additions = addSplices(parsed, found, added);
  return 'reason' in additions ? additions : [...removals, ...additions];
}

function sizeOf(node: YamlNode | undefined): number {
  if (node?.kind === 'mapping') return node.entries.length;
  return node?.kind === 'sequence' ? node.items.length : 0;
}

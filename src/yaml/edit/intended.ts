import type { EditTree } from './edit-tree.ts';
import type { YamlValue } from './edit.ts';
import { isMapping } from '../mapping.ts';

/**
 * What the data of a text should be after edits: the yardstick for what splicing made of it. Undefined where an edit
 * does not fit the data.
 */
export function intendedValue(value: unknown, tree: EditTree): unknown {
  const { edits, children } = tree;
  const [first] = edits;
  if (first?.kind === 'set_value') return edits.length === 1 && children.size === 0 ? first.value : undefined;
  if (edits.length === 0 && children.size === 0) return value;
  const isMissing = value === null || value === undefined;
  if (isMissing && children.size > 0) return undefined;
  const ofItems = first ? first.kind === 'add_item' || first.kind === 'remove_item' : Array.isArray(value);
  const old = isMissing ? (ofItems ? [] : {}) : value;
  if (ofItems) return Array.isArray(old) ? changedSequence(old, tree) : undefined;
  return isMapping(old) ? changedMapping(old, tree) : undefined;
}

function changedMapping(old: Readonly<Record<string, unknown>>, { edits, children }: EditTree): unknown {
  const changed: Record<string, unknown> = { ...old };
  for (const [key, child] of children) {
    const isThere = typeof key === 'string' && Object.hasOwn(old, key);
    const value = intendedValue(isThere ? old[key] : undefined, child);
    if (typeof key === 'number' || value === undefined) return undefined;
    changed[key] = value;
  }
  for (const edit of edits) {
    if (edit.kind !== 'add_key' && edit.kind !== 'remove_key') return undefined;
    if (Object.hasOwn(changed, edit.key) !== (edit.kind === 'remove_key') || children.has(edit.key)) return undefined;
    if (edit.kind === 'add_key') changed[edit.key] = edit.value;
    else delete changed[edit.key];
  }
  return changed;
}

function changedSequence(old: readonly unknown[], { edits, children }: EditTree): unknown {
  const added = new Map<number, YamlValue[]>();
  const removed = new Set<number>();
  for (const edit of edits) {
    if (edit.kind === 'add_item') {
      const after = edit.after ?? old.length - 1;
      if (after >= old.length) return undefined;
      added.set(after, [...(added.get(after) ?? []), edit.value]);
    } else if (edit.kind === 'remove_item' && edit.item < old.length && !children.has(edit.item)) {
      removed.add(edit.item);
    } else {
      return undefined;
    }
  }
  const changed = [...(added.get(-1) ?? [])] as unknown[];
  for (const [index, item] of old.entries()) {
    const child = children.get(index);
    const value = child ? intendedValue(item, child) : item;
    if (value === undefined) return undefined;
    if (!removed.has(index)) changed.push(value);
    changed.push(...(added.get(index) ?? []));
  }
  const places = [...children.keys()];
  return places.every((place) => typeof place === 'number' && place < old.length) ? changed : undefined;
}

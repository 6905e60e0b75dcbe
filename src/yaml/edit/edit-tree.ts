import type { YamlEdit, YamlPath } from './edit.ts';

/** Edits by the node that they change, as a tree of the paths to them. */
export interface EditTree {
  readonly path: YamlPath;
  /** What happens to the node itself, in the order given. */
  readonly edits: readonly YamlEdit[];
  /** What happens to nodes below it, by key or place. */
  readonly children: ReadonlyMap<string | number, EditTree>;
}

export function editTree(edits: readonly YamlEdit[], path: YamlPath = []): EditTree {
  const below = new Map<string | number, YamlEdit[]>();
  const own: YamlEdit[] = [];
  for (const edit of edits) {
    const part = edit.path[path.length];
    const list = part === undefined ? own : below.get(part);
    if (list) list.push(edit);
    else if (part !== undefined) below.set(part, [edit]);
  }
  const children = new Map([...below].map(([part, list]) => [part, editTree(list, [...path, part])]));
  return { path, edits: own, children };
}

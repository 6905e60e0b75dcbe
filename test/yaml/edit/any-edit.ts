import type { YamlEdit, YamlPath, YamlValue } from '../../../src/yaml/edit/edit.ts';

const NEW_VALUES: readonly YamlValue[] = [
  'plain',
  'a: b',
  "it's {{ x }}",
  7,
  true,
  [],
  ['unique', 'not_null'],
  { name: 'id', tests: ['unique', { relationships: { to: "ref('a')", field: 'id' } }] },
];

/** Every place of a document. */
export function placesOf(value: YamlValue, path: YamlPath = []): { path: YamlPath; value: YamlValue }[] {
  const inside = Array.isArray(value)
    ? (value as YamlValue[]).flatMap((each, at) => placesOf(each, [...path, at]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => placesOf(each, [...path, key]))
      : [];
  return [{ path, value }, ...inside];
}

/** An edit that fits the data: of every kind, at any place. */
export function editOf(data: YamlValue, [place, pick]: readonly [number, number]): YamlEdit {
  const places = placesOf(data);
  const { path, value } = places[place % places.length] ?? { path: [], value: data };
  const added = NEW_VALUES[pick % NEW_VALUES.length] ?? 'plain';
  if (pick % 5 === 1 && path.length > 0) return { kind: 'set_value', path, value: added };
  if (pick % 5 === 2 && path.length > 0) return removal(path);
  if (Array.isArray(value)) {
    return {
      kind: 'add_item',
      path,
      value: added,
      ...(value.length > 0 && pick % 3 > 0
        ? { after: pick % 3 === 1 && typeof path.at(-1) === 'string' ? -1 : 0 }
        : {}),
    };
  }
  if (typeof value === 'object' && value !== null) return { kind: 'add_key', path, key: 'brand_new', value: added };
  if (value === null && typeof path.at(-1) === 'string' && pick % 2 === 0)
    return { kind: 'add_item', path, value: added };
  return { kind: 'set_value', path, value: typeof added === 'object' ? 'other' : added };
}

function removal(whole: YamlPath): YamlEdit {
  const last = whole.at(-1) ?? 0;
  const path = whole.slice(0, -1);
  return typeof last === 'number' ? { kind: 'remove_item', path, item: last } : { kind: 'remove_key', path, key: last };
}

/** What an edit takes away or replaces: nothing else may happen there. */
export function targetOf(edit: YamlEdit): YamlPath | null {
  if (edit.kind === 'set_value') return edit.path;
  if (edit.kind === 'remove_item') return [...edit.path, edit.item];
  return edit.kind === 'remove_key' ? [...edit.path, edit.key] : null;
}

/** Edits that can be made together: none within what another takes away, no key added twice. */
export function compatible(edits: readonly YamlEdit[]): YamlEdit[] {
  const taken: YamlEdit[] = [];
  for (const edit of edits) if (!taken.some((other) => clash(edit, other) || clash(other, edit))) taken.push(edit);
  return taken;
}

function clash(edit: YamlEdit, other: YamlEdit): boolean {
  const target = targetOf(edit);
  const path = targetOf(other) ?? other.path;
  if (target?.every((part, index) => part === path[index])) return true;
  const isSamePlace = edit.path.join('\0') === other.path.join('\0');
  return isSamePlace && (edit.kind === 'add_key' || edit.kind !== other.kind) && edit.kind.startsWith('add');
}

/** The data after edits, made the plain way: one after the other, what stands last first, so that no place moves. */
export function applied(data: YamlValue, edits: readonly YamlEdit[]): YamlValue {
  const copy = structuredClone(data) as Mutable;
  const box = { root: copy };
  const lastFirst = edits
    .map((edit, order) => ({ edit: edit.kind === 'add_item' ? { ...edit, after: placeIn(box, edit) } : edit, order }))
    .sort((a, b) => later(b, a));
  for (const { edit } of lastFirst) change(box, edit);
  return box.root;
}

type Mutable = { [key: string | number]: Mutable } | Mutable[] | string | number | boolean | null;

function change(box: { root: Mutable }, edit: YamlEdit): void {
  if (edit.kind === 'set_value') return put(box, edit.path, edit.value);
  const at = ['root', ...edit.path].reduce<Mutable>(
    (node, part) => (node as Record<string, Mutable>)[part] as Mutable,
    box as Mutable,
  );
  if (edit.kind === 'remove_item') (at as Mutable[]).splice(edit.item, 1);
  else if (edit.kind === 'remove_key') delete (at as Record<string, Mutable>)[edit.key];
  else if (edit.kind === 'add_key') (at as Record<string, Mutable>)[edit.key] = edit.value as Mutable;
  else if (at === null) put(box, edit.path, [edit.value]);
  else (at as Mutable[]).splice((edit.after ?? 0) + 1, 0, edit.value as Mutable);
}

function nodeAt(box: { root: Mutable }, path: YamlPath): Mutable {
  return path.reduce<Mutable>((node, part) => (node as Record<string, Mutable>)[part] as Mutable, box.root);
}

/** The place behind which an item goes: behind the last, unless it says so. */
function placeIn(box: { root: Mutable }, { path, after }: Extract<YamlEdit, { kind: 'add_item' }>): number {
  const list = nodeAt(box, path);
  return after ?? (Array.isArray(list) ? list.length : 0) - 1;
}

function put(box: { root: Mutable }, path: YamlPath, value: YamlValue): void {
  const whole = ['root', ...path];
  const holder = whole
    .slice(0, -1)
    .reduce<Mutable>((node, part) => (node as Record<string, Mutable>)[part] as Mutable, box as Mutable);
  (holder as Record<string | number, Mutable>)[whole.at(-1) ?? 0] = value as Mutable;
}

/** What stands deeper or farther back comes later; what is added at one place, in the order given. */
function later(one: { edit: YamlEdit; order: number }, other: { edit: YamlEdit; order: number }): number {
  const [a, b] = [placeOf(one.edit), placeOf(other.edit)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [x, y] = [a[index], b[index]];
    if (x === y) continue;
    if (typeof x === 'number' && typeof y === 'number') return x - y;
    return x === undefined ? -1 : y === undefined ? 1 : String(x) < String(y) ? -1 : 1;
  }
  return one.order - other.order;
}

function placeOf(edit: YamlEdit): readonly (string | number)[] {
  if (edit.kind === 'add_item') return [...edit.path, (edit.after ?? 0) + 0.5];
  return targetOf(edit) ?? edit.path;
}

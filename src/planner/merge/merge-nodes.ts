import { isDeepStrictEqual } from 'node:util';
import type { YamlEdit, YamlPath, YamlValue } from '../../yaml/edit/edit.ts';
import { inOrder, placeBehind } from './list-place.ts';
import type { ItemId, Mapping } from './node-kinds.ts';
import { isTestKey, itemIdOf, mayShrink, saysSame, spelledIn } from './node-kinds.ts';
import { isMapping } from '../../yaml/mapping.ts';

/** One value of three documents; undefined: it is not there. */
export interface Three {
  readonly base: unknown;
  readonly rendered: unknown;
  readonly current: unknown;
}

/** What a merge of nodes comes to. */
export interface NodeMerge {
  readonly edits: readonly YamlEdit[];
  readonly clashes: readonly Clash[];
}

/** Where a person's edit and our change cannot both be had. */
export interface Clash {
  readonly path: YamlPath;
  readonly reason: string;
  /** What we would have there; undefined: nothing. */
  readonly wanted: YamlValue | undefined;
}

/** Where a person's words stand, whatever we would say. */
const PEOPLES_KEYS = new Set(['description', 'meta']);
/** Where two who name the same node must mean the same relation. */
const LOCATING_KEYS = new Set(['database', 'schema', 'identifier']);

const NOTHING: NodeMerge = { edits: [], clashes: [] };

/**
 * Merges three documents of dbt's properties, node by node: what we add is added, what we change is changed where nobody
 * else did, columns and tests that we no longer have go where nobody edited them; what a person added, changed or deleted
 * stays so. Pure.
 */
export function mergeMapping(path: YamlPath, three: { base: Mapping; rendered: Mapping; current: Mapping }): NodeMerge {
  const { base, rendered, current } = three;
  const keys = [
    ...Object.keys(rendered),
    ...Object.keys(base).filter((key) => !Object.hasOwn(rendered, spelledIn(rendered, key))),
  ];
  // The header says nothing that a file without it would lack.
  const own = path.length === 0 ? keys.filter((key) => key !== 'version') : keys;
  return all(
    own.map((key) => {
      const values = { base: valueOf(base, key), rendered: valueOf(rendered, key), current: valueOf(current, key) };
      return mergeKey({ path, key: spelledIn(current, key), siblings: three }, values);
    }),
  );
}

function valueOf(node: Mapping, key: string): unknown {
  const spelled = spelledIn(node, key);
  return Object.hasOwn(node, spelled) ? node[spelled] : undefined;
}

/** A key of a mapping. */
interface KeyPlace {
  readonly path: YamlPath;
  readonly key: string;
  readonly siblings: { readonly rendered: Mapping; readonly current: Mapping };
}

function mergeKey(place: KeyPlace, three: Three): NodeMerge {
  const { path, key } = place;
  const { base, rendered, current } = three;
  if (current === undefined) return rendered === undefined || base !== undefined ? NOTHING : addKey(place, rendered);
  if (rendered === undefined && base === undefined) return NOTHING;
  if (rendered === undefined && !mayShrink(key, base)) return NOTHING;
  if (rendered === undefined && saysSame(base, current, key)) return { ...NOTHING, edits: [removal(path, key)] };
  const lists = [base, rendered, current].map((value) => value ?? []);
  if (lists.every((list) => Array.isArray(list))) {
    const id = itemIdOf(key, lists);
    if (id) return withoutEmptyList(place, mergeList([...path, key], three, id));
  }
  const nodes = { base: base ?? {}, rendered: rendered ?? {}, current: current ?? {} };
  if (isMapping(nodes.base) && isMapping(nodes.rendered) && isMapping(nodes.current)) {
    return mergeMapping([...path, key], { base: nodes.base, rendered: nodes.rendered, current: nodes.current });
  }
  return mergeLeaf(place, three);
}

function addKey({ path, key, siblings }: KeyPlace, value: unknown): NodeMerge {
  const keys = Object.keys(siblings.rendered).map((each) => spelledIn(siblings.current, each));
  const before = path.length === 0 ? [] : keys.slice(0, keys.indexOf(key)); // a new list of nodes goes to the end of its file
  const after = before.findLast((each) => Object.hasOwn(siblings.current, each));
  const edit: YamlEdit = {
    kind: 'add_key',
    path,
    key,
    value: yamlValue(value),
    ...(after === undefined ? {} : { after }),
  };
  return { ...NOTHING, edits: [edit] };
}

function removal(path: YamlPath, key: string): YamlEdit {
  return { kind: 'remove_key', path, key };
}

/** A list of which nothing stays goes with its key: no `data_tests: []` is left. */
function withoutEmptyList({ path, key, siblings }: KeyPlace, { edits, clashes }: NodeMerge): NodeMerge {
  const list = siblings.current[key];
  const isGone = (edit: YamlEdit): boolean => edit.kind === 'remove_item' && edit.path.length === path.length + 1;
  const isEmptied = Array.isArray(list) && list.length > 0 && edits.length === list.length && edits.every(isGone);
  return { edits: isEmptied ? [removal(path, key)] : edits, clashes };
}

function mergeLeaf({ path, key }: KeyPlace, { base, rendered, current }: Three): NodeMerge {
  const place = [...path, key];
  if (saysSame(rendered, current, key) || saysSame(rendered, base, key)) return NOTHING;
  if (base === undefined && !LOCATING_KEYS.has(key))
    return isNodeList(key, rendered) ? unlike(place, rendered) : NOTHING;
  if (saysSame(current, base, key)) {
    return { ...NOTHING, edits: [{ kind: 'set_value', path: place, value: yamlValue(rendered) }] };
  }
  if (place.some((part) => typeof part === 'string' && PEOPLES_KEYS.has(part))) return NOTHING;
  const reason = base === undefined ? `${key} is another` : `${key} was edited, and would change`;
  return {
    ...NOTHING,
    clashes: [{ path: place, reason, wanted: rendered === undefined ? undefined : { [key]: yamlValue(rendered) } }],
  };
}

function isNodeList(key: string, value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && itemIdOf(key, [value]) !== null;
}

function unlike(path: YamlPath, wanted: unknown): NodeMerge {
  return {
    ...NOTHING,
    clashes: [{ path, reason: 'what stands there is no list of nodes with names', wanted: yamlValue(wanted) }],
  };
}

/** Lists whose items have an id: sources, tables, models, columns by name, tests by kind and arguments. */
function mergeList(path: YamlPath, three: Three, idOf: ItemId): NodeMerge {
  const [base, rendered, current] = [itemsOf(three.base), itemsOf(three.rendered), itemsOf(three.current)];
  const by = { base: byId(base, idOf), rendered: byId(rendered, idOf), current: byId(current, idOf) };
  const order = { current: current.map(idOf), rendered: rendered.map(idOf) };
  const added = [...by.rendered.keys()].filter((id) => !by.current.has(id) && !by.base.has(id));
  const additions = inOrder(added, order).map((id): YamlEdit => {
    const after = placeBehind(order, id);
    const value = yamlValue(by.rendered.get(id));
    return { kind: 'add_item', path, value, ...(after === undefined ? {} : { after }) };
  });
  const merged = [...by.current].map(([id, item]) => {
    const index = current.indexOf(item);
    const values = { base: by.base.get(id), rendered: by.rendered.get(id), current: item };
    const isTwice = order.current.lastIndexOf(id) !== index && !saysSame(values.base, values.rendered);
    if (isTwice)
      return {
        ...NOTHING,
        clashes: [{ path: [...path, index], reason: 'it stands there twice', wanted: yamlValue([values.rendered]) }],
      };
    return mergeItem([...path, index], values);
  });
  return all([{ edits: additions, clashes: [] }, ...merged]);
}

function mergeItem(place: YamlPath, { base, rendered, current }: Three): NodeMerge {
  const [path, item, key] = [place.slice(0, -1), place.at(-1), place.at(-2)];
  if (typeof item !== 'number' || typeof key !== 'string') return NOTHING;
  const isSame = (one: unknown, other: unknown): boolean => saysSame([one], [other], key);
  if (rendered === undefined && (base === undefined || !mayShrink(key, [base]))) return NOTHING;
  if (rendered === undefined) {
    if (isSame(base, current)) return { ...NOTHING, edits: [{ kind: 'remove_item', path, item }] };
    return { ...NOTHING, clashes: [{ path: place, reason: 'it was edited, and would go', wanted: undefined }] };
  }
  // A test is one value, whatever its form; one that stands as we wrote it is changed where it differs.
  if (isMapping(rendered) && isMapping(current) && (!isTestKey(key) || isDeepStrictEqual(base, current))) {
    return mergeMapping(place, { base: isMapping(base) ? base : {}, rendered, current });
  }
  if (base === undefined || isSame(rendered, base) || isSame(rendered, current)) return NOTHING;
  if (isSame(current, base))
    return { ...NOTHING, edits: [{ kind: 'set_value', path: place, value: yamlValue(rendered) }] };
  return {
    ...NOTHING,
    clashes: [{ path: place, reason: 'the test was edited, and would change', wanted: [yamlValue(rendered)] }],
  };
}

function itemsOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

/** Each id's first item. */
function byId(items: readonly unknown[], idOf: ItemId): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const item of items) {
    const id = idOf(item);
    if (id !== null && !found.has(id)) found.set(id, item);
  }
  return found;
}

function all(parts: readonly NodeMerge[]): NodeMerge {
  return { edits: parts.flatMap(({ edits }) => edits), clashes: parts.flatMap(({ clashes }) => clashes) };
}

/** What was read from YAML holds no more than YAML does. */
function yamlValue(value: unknown): YamlValue {
  if (Array.isArray(value)) return value.map(yamlValue);
  if (isMapping(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, yamlValue(each)]));
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? value.toISOString() : null;
}

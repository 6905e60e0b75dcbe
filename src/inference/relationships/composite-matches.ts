import type { NamedColumn } from '../names/column-names.ts';
import { indexByName, lookUp } from '../names/name-index.ts';
import type { NameIndex } from '../names/name-index.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { EXTENSION_WORDS, RANK_WORDS } from '../names/words.ts';

/** Columns of a table that together match the whole key, of several columns, of another. */
export interface CompositeMatch {
  readonly columns: readonly NamedColumn[];
  readonly parent: NamedTable;
  readonly parentColumns: readonly NamedColumn[];
}

export interface CompositeKeys {
  readonly keys: readonly (KeyBelief | null)[];
  /** Tables by the column of their key that fewest keys share. */
  readonly byRarest: NameIndex<NamedTable>;
  /** The names of all keys of one column. */
  readonly keyStems: ReadonlySet<string>;
}

/** A key believed for its place alone is rather a reference itself. */
const OWN = 0.65;
/** More tables with the same rarest column: the names say nothing of which is meant. */
const MOST_RIVALS = 8;

export function indexCompositeKeys({ tables }: Vocabulary, keys: readonly (KeyBelief | null)[]): CompositeKeys {
  const shared = new Map<string, number>();
  const composite = tables.filter(({ index }) => (keys[index]?.columns.length ?? 0) > 1);
  for (const table of composite) {
    for (const name of keyNames(table, keys)) shared.set(name, (shared.get(name) ?? 0) + 1);
  }
  return {
    keys,
    keyStems: new Set(
      keys.flatMap((key) =>
        key?.columns.length === 1 && key.probability >= OWN ? key.columns.map(({ stem }) => stem) : [],
      ),
    ),
    byRarest: indexByName(composite, (table) => {
      const names = keyNames(table, keys);
      return [names.reduce((best, name) => ((shared.get(name) ?? 0) < (shared.get(best) ?? 0) ? name : best))];
    }),
  };
}

/** The closest parents whose whole composite key the table's columns cover, each column used once. */
export function matchComposites(table: NamedTable, { keys, byRarest, keyStems }: CompositeKeys): CompositeMatch[] {
  if (byRarest.anywhere.size === 0) return [];
  const reversed = table.columns.toReversed();
  const parents = new Set<NamedTable>();
  const add = (name: string): void => {
    const found = lookUp(byRarest, table.schema, name);
    if (found.length <= MOST_RIVALS) for (const parent of found) parents.add(parent);
  };
  for (const { stem } of reversed) add(stem);
  for (const { glued } of reversed) add(glued);
  if (parents.size === 0) return [];
  const byName = new Map<string, NamedColumn>();
  for (const column of reversed) byName.set(column.stem, column);
  for (const column of reversed) byName.set(column.glued, column);
  const own = new Set(keys[table.index]?.columns.map(({ column }) => column.name));
  const matches = [...parents].flatMap((parent) => coverKey({ table, parent, byName }, keys) ?? []);
  return withoutOverlap(
    table,
    matches.filter((match) => isPlausible(match, { own, keyStems })),
  );
}

function coverKey(
  { table, parent, byName }: { table: NamedTable; parent: NamedTable; byName: ReadonlyMap<string, NamedColumn> },
  keys: readonly (KeyBelief | null)[],
): CompositeMatch | null {
  if (parent === table) return null;
  const parentColumns = keys[parent.index]?.columns ?? [];
  if (parentColumns.some(({ keyFamily }) => keyFamily === null)) return null;
  const whole = parentColumns.map(({ glued }) => byName.get(glued));
  const found = parent.columnPrefix !== '' && isCovered(whole) ? whole : parentColumns.map((column) => shared(column));
  if (!isCovered(found) || new Set(found).size < found.length) return null;
  const fits = parentColumns.every(({ keyFamily }, at) => found[at]?.keyFamily === keyFamily);
  return fits ? { columns: found, parent, parentColumns } : null;

  /** By the name without the parent's prefix, unless that says only `id`. */
  function shared(column: NamedColumn): NamedColumn | undefined {
    const bare = column.base.length === 0 && column.keyWord !== null;
    if (!bare) return byName.get(column.stem) ?? byName.get(column.glued);
    return (
      (parent.columnPrefix === '' ? undefined : byName.get(column.glued)) ?? byName.get(parent.glued + column.stem)
    );
  }
}

function isCovered(columns: readonly (NamedColumn | undefined)[]): columns is readonly NamedColumn[] {
  return columns.every((column) => column !== undefined);
}

/**
 * A table with the same whole key is a sibling, and one whose key is nothing but references a bridge, unless the parent's
 * key holds a column of its own, or its name is that of its references, its columns bear the names of their keys and its
 * rows say something more.
 */
function isPlausible(
  { columns, parent, parentColumns }: CompositeMatch,
  { own, keyStems }: { readonly own: ReadonlySet<string>; readonly keyStems: ReadonlySet<string> },
): boolean {
  const inKey = columns.filter(({ column }) => own.has(column.name)).length;
  if (own.size === 1 && inKey === 1) return false;
  if (hasOwnColumn(parent, parentColumns)) return true;
  if (inKey === own.size || parentColumns.some(({ keyWord }) => keyWord === null)) return false;
  if (!parentColumns.every(({ stem }) => keyStems.has(stem)) || !isNamedAfter(parent, parentColumns)) return false;
  const key = new Set(parentColumns);
  return parent.columns.some((column) => !key.has(column) && isTelling(column));
}

/** `special_offer_product (special_offer_id, product_id)`: nothing but what its key means. */
function isNamedAfter({ glued }: NamedTable, key: readonly NamedColumn[]): boolean {
  const rest = key.reduce((name, { base }) => name.replace(base.join(''), ''), glued);
  return rest === '';
}

/** `o_id` of `orders`, `node_id` of `nodes`, `trigger_name` of `triggers`. */
function hasOwnColumn(parent: NamedTable, parentColumns: readonly NamedColumn[]): boolean {
  return parentColumns.some(({ base, keyWord }) => {
    const name = keyWord === null && base.at(-1) === 'name' ? base.slice(0, -1).join('') : base.join('');
    if (keyWord === null) return name !== '' && base.at(-1) === 'name' && isNameOf(parent, name);
    return name === '' || name === parent.glued || name === parent.alias;
  });
}

function isNameOf({ glued, alias, tokens }: NamedTable, name: string): boolean {
  if (name === glued || name === alias) return true;
  const last = tokens.at(-1) ?? '';
  return EXTENSION_WORDS.has(last) && (glued === name + last || alias === name + last);
}

/** Numbers beyond the key, as a bridge has none. */
function isTelling({ family, loader, keyWord, stem }: NamedColumn): boolean {
  return !loader && keyWord === null && !RANK_WORDS.has(stem) && ['integer', 'decimal', 'float'].includes(family);
}

/** Of matches that share a column, the one that covers most; then the first. */
function withoutOverlap(table: NamedTable, matches: readonly CompositeMatch[]): CompositeMatch[] {
  const taken = new Set<NamedColumn>();
  const ordered = [...matches].sort(
    (a, b) =>
      b.columns.length - a.columns.length ||
      Number(table.glued.startsWith(b.parent.glued)) - Number(table.glued.startsWith(a.parent.glued)) ||
      Number(hasOwnColumn(b.parent, b.parentColumns)) - Number(hasOwnColumn(a.parent, a.parentColumns)) ||
      a.parent.index - b.parent.index,
  );
  return ordered.filter(({ columns }) => {
    if (columns.some((column) => taken.has(column))) return false;
    for (const column of columns) taken.add(column);
    return true;
  });
}

function keyNames({ index }: NamedTable, keys: readonly (KeyBelief | null)[]): string[] {
  return (keys[index]?.columns ?? []).map(({ stem, glued, base }) => (base.length === 0 ? glued : stem));
}

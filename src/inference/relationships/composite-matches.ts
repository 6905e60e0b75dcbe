import type { NamedColumn } from '../names/column-names.ts';
import { indexByName, lookUp } from '../names/name-index.ts';
import type { NameIndex } from '../names/name-index.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';

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
}

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
    byRarest: indexByName(composite, (table) => {
      const names = keyNames(table, keys);
      return [names.reduce((best, name) => ((shared.get(name) ?? 0) < (shared.get(best) ?? 0) ? name : best))];
    }),
  };
}

/** The closest parents whose whole composite key the table's columns cover, each column used once. */
export function matchComposites(table: NamedTable, { keys, byRarest }: CompositeKeys): CompositeMatch[] {
  const byName = new Map<string, NamedColumn>();
  for (const column of table.columns.toReversed()) byName.set(column.stem, column);
  for (const column of table.columns.toReversed()) byName.set(column.glued, column);
  const own = new Set(keys[table.index]?.columns.map(({ column }) => column.name));
  const parents = new Set(
    [...byName.keys()].flatMap((name) => {
      const found = lookUp(byRarest, table.schema, name);
      return found.length <= MOST_RIVALS ? found : [];
    }),
  );
  const matches = [...parents].flatMap((parent) => coverKey({ table, parent, byName }, keys) ?? []);
  return withoutOverlap(
    table,
    matches.filter((match) => isPlausible(match, own)),
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
 * key holds a column of its own or its rows say something more.
 */
function isPlausible({ columns, parent, parentColumns }: CompositeMatch, own: ReadonlySet<string>): boolean {
  const inKey = columns.filter(({ column }) => own.has(column.name)).length;
  if (own.size === 1 && inKey === 1) return false;
  if (hasOwnColumn(parent, parentColumns)) return true;
  if (inKey === own.size || parentColumns.some(({ keyWord }) => keyWord === null)) return false;
  if (!parent.glued.startsWith(parentColumns[0]?.base.join('') ?? '')) return false;
  const key = new Set(parentColumns);
  return parent.columns.some((column) => !key.has(column) && isTelling(column));
}

/** `o_id` of `orders`, `node_id` of `nodes`. */
function hasOwnColumn(parent: NamedTable, parentColumns: readonly NamedColumn[]): boolean {
  return parentColumns.some(({ base, keyWord }) => {
    const name = base.join('');
    return keyWord !== null && (name === '' || name === parent.glued || name === parent.alias);
  });
}

/** Numbers beyond the key, as a bridge has none. */
function isTelling({ family, loader, keyWord }: NamedColumn): boolean {
  return !loader && keyWord === null && ['integer', 'decimal', 'float'].includes(family);
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

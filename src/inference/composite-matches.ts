import type { NamedColumn } from './column-names.ts';
import { indexByName, lookUp } from './name-index.ts';
import type { NameIndex } from './name-index.ts';
import type { KeyBelief } from './primary-keys.ts';
import type { NamedTable, Vocabulary } from './vocabulary.ts';

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
  return withoutOverlap(matches.filter(({ columns, parent }) => !isSameLevel({ columns, parent, table }, own)));
}

function coverKey(
  { table, parent, byName }: { table: NamedTable; parent: NamedTable; byName: ReadonlyMap<string, NamedColumn> },
  keys: readonly (KeyBelief | null)[],
): CompositeMatch | null {
  if (parent === table) return null;
  const parentColumns = keys[parent.index]?.columns ?? [];
  const columns = parentColumns.flatMap((column) => {
    const bare = column.base.length === 0 && column.keyWord !== null;
    const found = byName.get(column.glued) ?? (bare ? undefined : byName.get(column.stem));
    const named = found ?? byName.get(parent.glued + column.stem);
    return named && named.keyFamily === column.keyFamily ? [named] : [];
  });
  const distinct = new Set(columns).size;
  return distinct === parentColumns.length ? { columns, parent, parentColumns } : null;
}

/** A table whose whole key is the same columns is a sibling, unless its name says that it extends the parent. */
function isSameLevel(
  { columns, parent, table }: { columns: readonly NamedColumn[]; parent: NamedTable; table: NamedTable },
  own: ReadonlySet<string>,
): boolean {
  const whole = own.size === columns.length && columns.every(({ column }) => own.has(column.name));
  return whole && !table.glued.includes(parent.glued) && table.tokens.length <= parent.tokens.length;
}

/** Of matches that share a column, the one that covers most; then the first. */
function withoutOverlap(matches: readonly CompositeMatch[]): CompositeMatch[] {
  const taken = new Set<NamedColumn>();
  const ordered = [...matches].sort((a, b) => b.columns.length - a.columns.length || a.parent.index - b.parent.index);
  return ordered.filter(({ columns }) => {
    if (columns.some((column) => taken.has(column))) return false;
    for (const column of columns) taken.add(column);
    return true;
  });
}

function keyNames({ index }: NamedTable, keys: readonly (KeyBelief | null)[]): string[] {
  return (keys[index]?.columns ?? []).map(({ stem, glued, base }) => (base.length === 0 ? glued : stem));
}

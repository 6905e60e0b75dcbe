import { probeKey } from '../../catalog/evidence.ts';
import type { ColumnStats } from '../../catalog/catalog.ts';
import type { Evidence } from '../../catalog/evidence.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';

/** Numbers this full of their range contain others of the range by chance (inference.md 1.3 step 5, "guard"). */
const DENSE = 1.2;
const SPARSE = 3;
/** Written where there is nothing to point to. */
const NOTHING = new Set([0, -1]);

/** What is known of a column's values: from the rows, else from a catalog file. Null if nothing is. */
export function statsOf(
  { table }: NamedTable,
  columns: readonly NamedColumn[],
  { profile }: Evidence,
): ColumnStats | null {
  const [only] = columns;
  if (columns.length !== 1 || !only) return null;
  const known = profile.size === 0 ? undefined : profile.get(probeKey({ kind: 'profile', table, columns: [] }));
  return known?.columns.get(only.column.name) ?? only.column.stats ?? null;
}

/** How many rows a table holds; null if nobody counted. */
export function rowsOf({ table }: NamedTable, { profile }: Evidence): number | null {
  const known = profile.size === 0 ? undefined : profile.get(probeKey({ kind: 'profile', table, columns: [] }));
  return known?.rows ?? table.row_count ?? null;
}

/** Whether the values are the numbers of a sequence with few gaps. */
export function isDense({ min, max, distinct }: ColumnStats): boolean {
  return typeof min === 'number' && typeof max === 'number' && max - min + 1 <= DENSE * distinct;
}

/** Whether so much of the range is free that what is found there is not found by chance. */
export function isSparse({ min, max, distinct }: ColumnStats): boolean {
  return typeof min === 'number' && typeof max === 'number' && max - min + 1 >= SPARSE * distinct;
}

/** Whether some value lies where the parent has none; what stands for nothing (0, -1) does not count. */
export function leavesRange(child: ColumnStats, parent: ColumnStats): boolean {
  if (typeof child.max !== 'number' || typeof parent.max !== 'number' || typeof parent.min !== 'number') return false;
  if (child.max > parent.max) return !NOTHING.has(child.max);
  return typeof child.min === 'number' && child.min < parent.min && !NOTHING.has(child.min);
}

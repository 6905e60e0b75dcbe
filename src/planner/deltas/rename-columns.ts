import type { Table } from '../../catalog/catalog.ts';
import { cleanName, LONGEST_NAME } from '../clean-name.ts';
import { isReservedName } from '../reserved-names.ts';
import type { TableDeltas } from './table-deltas.ts';

/**
 * The names of staging columns (`renamed`: by raw name, as the rules give them) with those that deltas give. All others stay as they
 * are, so a name is not taken that another column bears, raw or renamed, or that two are to bear; nor one that needs quotes. Pure.
 */
export function withSaidNames(
  renamed: ReadonlyMap<string, string>,
  { columns: raw }: Table,
  { columns }: TableDeltas,
): ReadonlyMap<string, string> {
  const said = [...columns].flatMap(([column, { name }]) =>
    name !== undefined && renamed.has(column) ? [[column, name] as const] : [],
  );
  if (said.length === 0) return renamed;
  const isBorneByOther = (name: string, column: string): boolean =>
    raw.some((each) => each.name !== column && each.name.toLowerCase() === name) ||
    [...renamed].some(([each, as]) => each !== column && as === name) ||
    said.some(([each, wanted]) => each !== column && wanted === name);
  const names = new Map(renamed);
  for (const [column, name] of said) {
    if (isColumnName(name) && !isBorneByOther(name, column)) names.set(column, name);
  }
  return names;
}

/** Whether a name is as tidy as those that the rules give: no quotes needed anywhere, and short enough for any warehouse. */
export function isColumnName(name: string): boolean {
  return cleanName(name) === name && /^[a-z]/.test(name) && name.length <= LONGEST_NAME && !isReservedName(name);
}

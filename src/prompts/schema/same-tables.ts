import { cleanName } from '../../planner/clean-name.ts';
import { groupBy } from '../../planner/group-by.ts';
import { isSubset } from './shared-columns.ts';
import type { ShownTable } from './fold-case.ts';
import type { TableItems } from './table-items.ts';

/** A reference to another table costs three tokens, so that a table of fewer columns is written as it is. */
const FEWEST_COLUMNS = 4;
/** A table is compared with so many others of its kind, so that the work stays linear. */
const MOST_COMPARED = 20;

/**
 * Tables that have all columns of another, told in the same way: `orders_2022` of `orders_2021`, `order_history` of `order`.
 * The other is one that is written out, and stands before it. `items` is in the order of the text.
 */
export function sameTables(items: ReadonlyMap<ShownTable, TableItems>): ReadonlyMap<ShownTable, ShownTable> {
  const texts = new Map([...items].map(([table, each]) => [table, textsOf(each)]));
  const stems = groupBy([...items.keys()], ({ table }) => [stemOf(table.name)]);
  const bases = new Map<ShownTable, ShownTable>();
  for (const tables of stems.values()) {
    const written: ShownTable[] = [];
    for (const table of tables) {
      const own = texts.get(table) ?? new Set();
      const base = written
        .slice(-MOST_COMPARED)
        .filter((other) => isLike(items.get(table), items.get(other)) && isSubset(texts.get(other) ?? [], own))
        .reduce<ShownTable | null>((best, other) => (best && sizeOf(best) >= sizeOf(other) ? best : other), null);
      if (base === null) written.push(table);
      else bases.set(table, base);
    }
  }
  return bases;
}

function sizeOf({ table }: ShownTable): number {
  return table.columns.length;
}

/** Keys that are not written must be the same, and so must be what all names begin with. */
function isLike(one: TableItems | undefined, base: TableItems | undefined): boolean {
  if (one === undefined || base === undefined || base.items.length < FEWEST_COLUMNS) return false;
  return (one.key === null) === (base.key === null) && one.columnPrefix === base.columnPrefix;
}

function textsOf({ items }: TableItems): ReadonlySet<string> {
  return new Set(items.map(({ letter, text }) => `${letter ?? ''} ${text}`));
}

function stemOf(name: string): string {
  return /^[a-z]+/.exec(cleanName(name))?.[0] ?? '';
}

import { tableKey } from '../../catalog/catalog.ts';
import type { ShownTable } from './fold-case.ts';
import { sameTables } from './same-tables.ts';
import { identityOf, type SharedColumns, sharedColumns } from './shared-columns.ts';
import type { TextContext } from './table-facts.ts';
import type { TableItems } from './table-items.ts';
import { tableItems } from './table-items.ts';
import type { WrittenTable } from './write-table.ts';
import { writeTable } from './write-table.ts';

/** A table with its number, its line, and the numbers of its columns. */
export interface TableLine {
  readonly of: ShownTable;
  readonly number: number;
  readonly text: string;
  /** Names as shown, in full, in the order of their numbers; those that the line leaves out come last. */
  readonly columns: readonly string[];
}

/** The lines of tables, in their order, and what they share. */
export function tableLines(
  tables: readonly ShownTable[],
  context: TextContext,
): { readonly lines: readonly TableLine[]; readonly shared: readonly SharedColumns[] } {
  const items = new Map(tables.map((each) => [each, tableItems(each, context)]));
  const bases = sameTables(items);
  const shared = sharedColumns(tables.filter((each) => !bases.has(each)).map((each) => plainColumns(items.get(each))));
  const written = new Map<ShownTable, WrittenTable>();
  const lines = [...items].map(([of, own]) => {
    const like = bases.get(of);
    const order = like && written.get(like)?.order;
    const base = like && order ? { number: numberOf(like, context), order } : null;
    const text = writeTable(of, own, { context, shared, base });
    written.set(of, text);
    return tableLine(of, { context, items: own, written: text });
  });
  return { lines, shared };
}

/** A table of elsewhere: by its name and key alone. */
export function stubLine(of: ShownTable, context: TextContext): TableLine {
  const items = tableItems(of, context);
  const key = new Set(of.belief.primary_key?.columns.map((name) => name.slice(items.columnPrefix.length)));
  const isKey = ({ name }: { readonly name: string }): boolean => key.has(name);
  const written = writeTable(of, { ...items, items: items.items.filter(isKey) }, { context, shared: [], base: null });
  const others = items.items.filter((item) => !isKey(item)).map((item) => item.name);
  return tableLine(of, { context, items, written: { ...written, order: [...written.order, ...others] } });
}

function tableLine(
  of: ShownTable,
  {
    context,
    items,
    written,
  }: {
    readonly context: TextContext;
    readonly items: TableItems;
    readonly written: WrittenTable;
  },
): TableLine {
  const columns = [...written.order, ...items.untold].map((name) => items.columnPrefix + name);
  return { of, number: numberOf(of, context), text: written.text, columns };
}

function numberOf({ table }: ShownTable, { numbers }: TextContext): number {
  return numbers.get(tableKey(table)) ?? 0;
}

function plainColumns(of: TableItems | undefined): Set<string> {
  return new Set(of?.items.filter((item) => item.isPlain).map(identityOf));
}

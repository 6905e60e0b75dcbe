import { tableKey } from '../../catalog/catalog.ts';
import type { ShownTable } from './fold-case.ts';
import { sameTables } from './same-tables.ts';
import { identityOf, type SharedColumns, sharedColumns } from './shared-columns.ts';
import type { TextContext } from './table-facts.ts';
import type { TableItems } from './table-items.ts';
import { tableItems } from './table-items.ts';
import type { WrittenTable } from './write-table.ts';
import { nameOf, writeTable } from './write-table.ts';
import { writeColumns } from './write-columns.ts';

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

/** A table of elsewhere: by its name alone, or `users(user_no*)` where the key is not the one that follows from the rule. */
export function stubLine(of: ShownTable, context: TextContext): TableLine {
  const items = tableItems(of, context);
  const key = new Set(of.belief.primary_key?.columns.map((name) => name.slice(items.columnPrefix.length)));
  const [keys, others] = [true, false].map((isKey) => items.items.filter(({ name }) => key.has(name) === isKey));
  const before = items.key === null ? [] : [items.key.slice(items.columnPrefix.length)];
  const { text, order } = writeColumns(keys ?? [], before.length + 1);
  const prefix = items.columnPrefix === '' ? '' : `${items.columnPrefix}~ `;
  const mark = of.belief.primary_key === null ? '-' : '';
  const written = {
    text: `${nameOf(of, context)}${mark}${text === '' ? '' : `(${prefix}${text})`}`,
    order: [...before, ...order, ...(others ?? []).map((item) => item.name)],
  };
  return tableLine(of, { context, items, written });
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

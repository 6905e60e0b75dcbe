import type { Catalog, Table } from '../../catalog/catalog.ts';
import { tableLabel } from '../../catalog/catalog.ts';
import { findColumn } from '../../catalog/table-index.ts';
import { tableNames } from '../../catalog/table-names.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import { columnList } from './question.ts';

/** Columns of one table, by the names that the table gives them. */
export interface FoundColumns {
  readonly table: Table;
  readonly columns: readonly string[];
}

/** What a text names; `several`: tables of more than one schema. */
export type Found<T> = { readonly found: T } | { readonly several: readonly string[] } | null;

/** Finds the tables and columns that a person names, as `table`, `schema.table`, `table.column`, `table.a+b`. */
export interface NameLookup {
  readonly nameOf: (table: Table) => string;
  table(text: string): Found<Table>;
  columns(text: string): Found<FoundColumns>;
  /** Columns that a text names, within a table: `a+b`, `a, b`; null where one of them is not there. */
  columnsOf(table: Table, text: string): readonly string[] | null;
  nearestTable(text: string): string | undefined;
  /** The nearest `table.column`. */
  nearestColumn(text: string): string | undefined;
}

/** Names are compared as they are, else without case. Pure. */
export function lookUpNames({ tables }: Catalog): NameLookup {
  const nameOf = tableNames(tables);
  const levels = LEVELS.map((labelOf) => indexBy(tables, labelOf));
  const table = (text: string): Found<Table> => {
    for (const [at, index] of levels.entries()) {
      const [first, ...others] = index.get(at < EXACT_LEVELS ? text : text.toLowerCase()) ?? [];
      if (first && others.length === 0) return { found: first };
      if (first) return { several: [first, ...others].map((each) => tableLabel(each)) };
    }
    return text === text.trim() ? null : table(text.trim());
  };
  const nearestTable = (text: string): string | undefined => nearestName(text, tables.map(nameOf));
  return {
    nameOf,
    table,
    columnsOf,
    columns: (text) => {
      const split = splits(text).map(([left, right]) => ({ of: table(left), right }));
      for (const { of, right } of split) {
        const columns = of && 'found' in of ? columnsOf(of.found, right) : null;
        if (of && 'found' in of && columns) return { found: { table: of.found, columns } };
      }
      for (const { of } of split) if (of && 'several' in of) return of;
      return null;
    },
    nearestTable,
    nearestColumn: (text) => {
      const [left, right] = splits(text).find(([name]) => table(name)) ?? splits(text)[0] ?? [text, ''];
      const name = table(left) ? left : nearestTable(left);
      const near = name === undefined ? null : table(name);
      if (!near || !('found' in near)) return undefined;
      const names = near.found.columns.map((column) => column.name);
      const column = findColumn(near.found, right) ?? nearestName(right, names);
      return column === undefined ? undefined : `${nameOf(near.found)}.${column}`;
    },
  };
}

/** One column, whose name may hold any sign, else several with `+` or a comma between them. */
function columnsOf(table: Table, text: string): readonly string[] | null {
  const whole = findColumn(table, text) ?? findColumn(table, text.trim());
  if (whole !== undefined) return [whole];
  const joints = [...text.matchAll(/[+,]/g)].slice(0, MOST_JOINTS);
  for (const { index } of joints) {
    const first = findColumn(table, text.slice(0, index)) ?? findColumn(table, text.slice(0, index).trim());
    const rest = first === undefined ? null : columnsOf(table, text.slice(index + 1));
    if (first !== undefined && rest && !rest.includes(first)) return [first, ...rest];
  }
  return null;
}

/** Bounds the ways in which a hostile text could be cut. */
const MOST_JOINTS = 8;

/** A text in two at each of its dots, the last one first. */
function splits(text: string): (readonly [string, string])[] {
  const dots = [...text.matchAll(/\./g)].map(({ index }) => index);
  return dots.toReversed().map((dot) => [text.slice(0, dot), text.slice(dot + 1)] as const);
}

/** What a text may name a table by, the plainest first. */
const LEVELS: readonly ((table: Table) => string)[] = [
  (table) => tableLabel(table),
  ({ name }) => name,
  (table) => tableLabel(table).toLowerCase(),
  ({ name }) => name.toLowerCase(),
];
const EXACT_LEVELS = 2;

function indexBy(tables: readonly Table[], labelOf: (table: Table) => string): ReadonlyMap<string, Table[]> {
  const index = new Map<string, Table[]>();
  for (const table of tables) {
    const known = index.get(labelOf(table));
    if (known) known.push(table);
    else index.set(labelOf(table), [table]);
  }
  return index;
}

/** `table.a+b`. */
export function columnsLabel({ nameOf }: NameLookup, { table, columns }: FoundColumns): string {
  return `${nameOf(table)}.${columnList(columns)}`;
}

import type { Schema } from './schema.ts';
import type { Row, Rows } from './synthetic-rows.ts';
import { lostValue } from './synthetic-values.ts';

/** Rows in which no key holds any longer, each set in its own way. */
export function brokenRows(schema: Schema, rows: Rows): { readonly what: string; readonly rows: Rows }[] {
  const change = (make: (own: readonly Row[], table: Schema['catalog']['tables'][number]) => readonly Row[]): Rows =>
    new Map(schema.catalog.tables.map((table) => [table.name, make(rows.get(table.name) ?? [], table)]));
  return [
    { what: 'after every row came twice', rows: change((own) => [...own, ...own]) },
    {
      what: 'after keys were empty',
      rows: change((own, { name }) => own.map((row, index) => (index % 2 === 0 ? row : emptied(row, name, schema)))),
    },
    {
      what: 'after parents were lost',
      rows: change((own, table) =>
        own.map((row) => ({
          ...row,
          ...Object.fromEntries(
            table.columns
              .filter(({ name }) => schema.keys.get(table.name)!.foreign.some((key) => key.columns.includes(name)))
              .map((column) => [column.name, lostValue(column)]),
          ),
        })),
      ),
    },
    { what: 'after the rows were gone', rows: change(() => []) },
  ];
}

function emptied(row: Row, table: string, schema: Schema): Row {
  const key = schema.keys.get(table)!.primary;
  return { ...row, ...Object.fromEntries(key.map((column) => [column, null])) };
}

import type { Catalog } from '../../catalog/catalog.ts';
import type { Look } from '../screen.ts';
import { count, grouped } from './count.ts';
import { displayWidth, pad, padLeft } from './layout.ts';
import { tableNames } from '../../catalog/table-names.ts';

/** `cartridge scan --from X`: the raw tables, one a line, with their size and declared key. Pure. */
export function catalogLines(catalog: Catalog, look: Look): string[] {
  const { tables } = catalog;
  const nameOf = tableNames(tables);
  const columns = tables.reduce((sum, table) => sum + table.columns.length, 0);
  const name = Math.min(40, Math.max(...tables.map((table) => displayWidth(nameOf(table)))));
  const digits = Math.max(...tables.map((table) => grouped(table.columns.length).length));
  const hasRows = tables.some((table) => table.row_count !== undefined);
  const rowDigits = Math.max(...tables.map((table) => grouped(table.row_count ?? 0).length));
  return [
    `${look.colour.bold(catalog.name)}   ${count(tables.length, 'table')}, ${count(columns, 'column')}`,
    ...tables.map((table) => {
      const rows =
        table.row_count === undefined ? '' : `${grouped(table.row_count)} ${table.row_count === 1 ? 'row ' : 'rows'}`;
      const size = `${padLeft(grouped(table.columns.length), digits)} ${table.columns.length === 1 ? 'column ' : 'columns'}`;
      const key = table.primary_key?.length ? `key ${table.primary_key.join(' + ')}` : '';
      return `  ${pad(nameOf(table), name)}   ${size}${hasRows ? `   ${padLeft(rows, rowDigits + 5)}` : ''}   ${key}`.trimEnd();
    }),
  ];
}

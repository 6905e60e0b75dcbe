import type { Row, SqlValue } from '../../outside/duckdb.ts';
import type { Look } from '../screen.ts';
import { displayWidth, pad, padLeft } from './layout.ts';

/** Rows below the names of their columns, numbers to the right. Columns that the width cannot hold are left out. Pure. */
export function rowsTable(rows: readonly Row[], { colour, width }: Look): string[] {
  const columns = Object.keys(rows[0] ?? {}).map((name) => {
    const cells = rows.map((row) => cellText(row[name] ?? null));
    return {
      name,
      cells,
      width: Math.max(displayWidth(name), ...cells.map((cell) => displayWidth(cell))),
      align: cells.every((cell) => /^-?[\d.]*$/.test(cell)) ? padLeft : pad,
    };
  });
  let end = 0;
  const shown = columns.filter((column) => (end += column.width + 2) <= width);
  const line = (cellOf: (column: (typeof columns)[number]) => string): string =>
    `  ${shown.map((column) => column.align(cellOf(column), column.width)).join('  ')}`.trimEnd();
  return [
    colour.bold(line((column) => column.name)),
    ...rows.map((_, index) => line((column) => column.cells[index] ?? '')),
  ];
}

function cellText(value: SqlValue): string {
  return value === null ? '' : String(value);
}

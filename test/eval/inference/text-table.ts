/** One row of a table: its name, and its cells. */
export type TableRow = readonly string[];

/** Columns as wide as their widest cell; the first to the left, the others to the right. Pure. */
export function table(rows: readonly TableRow[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[at] ?? 0) + 2)))
      .join('')
      .trimEnd(),
  );
}

/** Three digits; `-` where there is nothing to say. */
export function digits(value: number | null | undefined): string {
  return value == null ? '-' : value.toFixed(3);
}

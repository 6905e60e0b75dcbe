import type { Beliefs, Relationship, TableBelief } from '../../inference/beliefs.ts';
import type { Look } from '../screen.ts';
import { probability } from './count.ts';
import { displayWidth, indented, pad } from './layout.ts';
import { certainty, columnsText, parentLabel, relationshipsFrom } from './relationship-text.ts';
import { tableNames } from '../../catalog/table-names.ts';

/** Columns are no wider than this; a longer name pushes only its own line. */
const WIDEST_COLUMN = 32;
/** A role below this is told with its probability. */
const ROLE_IS_PLAIN = 0.9;

/** `cartridge infer`: a table a line with role, key and what it points to; what was guessed is marked. Pure. */
export function inferTable(beliefs: Beliefs, look: Look): string[] {
  const nameOf = tableNames(beliefs.tables);
  const rows = beliefs.tables.map((table) => ({
    cells: [nameOf(table), roleText(table), keyText(table)],
    points: relationshipsFrom(table, beliefs).map((one) => relationshipText(one, look)),
  }));
  const widths = [0, 1, 2].map((at) =>
    Math.min(WIDEST_COLUMN, Math.max(0, ...rows.map(({ cells }) => displayWidth(cells[at] ?? '')))),
  );
  return rows.flatMap(({ cells, points }) => rowLines(cells, points, { widths, look }));
}

interface RowLook {
  readonly widths: readonly number[];
  readonly look: Look;
}

function rowLines(cells: readonly string[], points: readonly string[], { widths, look }: RowLook): string[] {
  const left = cells.map((cell, at) => pad(cell, widths[at] ?? 0)).join('  ');
  if (points.length === 0) return [left.trimEnd()];
  const text = `-> ${points.join(', ')}`;
  const column = displayWidth(left) + 2;
  if (column + 24 > look.width) return [left.trimEnd(), ...indented(text, 4, look.width)];
  const [first = '', ...rest] = indented(text, column, look.width);
  return [`${left}  ${first.slice(column)}`, ...rest.map((line) => `   ${line}`)];
}

function roleText(table: TableBelief): string {
  const isPlain = table.role_probability >= ROLE_IS_PLAIN;
  return isPlain ? table.role : `${table.role} ${probability(table.role_probability)}`;
}

function keyText({ primary_key }: TableBelief): string {
  if (primary_key === null) return 'no key';
  const columns = columnsText(primary_key.columns);
  return primary_key.declared ? columns : `${columns} (inferred ${probability(primary_key.probability)})`;
}

function relationshipText(one: Relationship, { colour }: Look): string {
  const how = certainty(one);
  const shown = one.declared ? how : one.verdict === 'sure' ? colour.cyan(how) : colour.yellow(how);
  return `${parentLabel(one)} (${columnsText(one.columns)}, ${shown})`;
}

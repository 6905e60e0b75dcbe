import type { Beliefs, Relationship, TableBelief } from '../../inference/beliefs.ts';
import type { Look } from '../screen.ts';
import { probability } from './count.ts';
import { displayWidth, indented, pad } from './layout.ts';
import { questionLines } from './question-lines.ts';
import { certainty, columnsText, parentLabel, reasons, relationshipsOf } from './relationship-text.ts';
import { tableNames } from '../../catalog/table-names.ts';

/** Columns are no wider than this; a longer name pushes only its own line. */
const WIDEST_COLUMN = 32;
const WIDEST_EDGE = 40;
/** A role below this is told with its probability. */
const ROLE_IS_PLAIN = 0.9;
/** Closer than this, the next best role is told as well. */
const CLOSE_ROLES = 0.2;
/** With less room than this for them, the reasons of an edge stand below it. */
const LEAST_ROOM = 24;

/**
 * `cartridge infer`: each table with its role and key, below it what it points to and why; what was guessed is marked.
 * Last what is not sure, as questions. Pure.
 */
export function inferTable(beliefs: Beliefs, look: Look): string[] {
  const nameOf = tableNames(beliefs.tables);
  const heads = beliefs.tables.map((table) => [nameOf(table), roleText(table), keyText(table)] as const);
  const widths = [0, 1].map((at) =>
    widest(
      heads.map((cells) => cells[at] ?? ''),
      WIDEST_COLUMN,
    ),
  );
  const edgesOf = relationshipsOf(beliefs);
  const edgeWidth = widest(beliefs.relationships.map(edgeText), WIDEST_EDGE);
  const tables = beliefs.tables.flatMap((table, index) => [
    headLine(heads[index] ?? [], widths, look),
    ...edgesOf(table).flatMap((edge) => edgeLines(edge, edgeWidth, look)),
  ]);
  return [...tables, ...notSure(beliefs, look)];
}

function headLine([name = '', ...cells]: readonly string[], widths: readonly number[], { colour }: Look): string {
  const rest = cells.map((cell, at) => pad(cell, widths[at + 1] ?? 0)).join('  ');
  return `${colour.bold(name)}${' '.repeat(Math.max(0, (widths[0] ?? 0) - displayWidth(name)))}  ${rest}`.trimEnd();
}

function edgeLines(edge: Relationship, edgeWidth: number, look: Look): string[] {
  const { colour, width } = look;
  const how = certainty(edge);
  const paint = edge.declared ? colour.dim : edge.verdict === 'sure' ? colour.cyan : colour.yellow;
  const text = pad(edgeText(edge), edgeWidth);
  const column = 2 + displayWidth(text) + 2 + WIDEST_CERTAINTY + 2;
  const isBelow = column + LEAST_ROOM > width;
  const why = whyText(edge, isBelow ? width - 6 : width - column);
  if (why === '') return [`  ${text}  ${paint(how)}`];
  if (isBelow) return [`  ${text}  ${paint(how)}`, ...indented(why, 6, width).map(colour.dim)];
  const [first = '', ...rest] = indented(why, column, width).map((line) => line.slice(column));
  return [
    `  ${text}  ${pad(paint(how), WIDEST_CERTAINTY)}  ${colour.dim(first)}`,
    ...rest.map((line) => ' '.repeat(column) + colour.dim(line)),
  ];
}

/** All the reasons; of what is sure those that fit a line, since `--why` tells the rest. */
function whyText(edge: Relationship, room: number): string {
  const [first = '', ...others] = reasons(edge);
  const isSure = edge.declared || edge.verdict === 'sure';
  return others.reduce((text, reason) => {
    const longer = `${text}; ${reason}`;
    return isSure && displayWidth(longer) > room ? text : longer;
  }, first);
}

/** `doubtful .45`. */
const WIDEST_CERTAINTY = 12;

function edgeText(edge: Relationship): string {
  return `${columnsText(edge.columns)} -> ${parentLabel(edge)}`;
}

function notSure({ questions }: Beliefs, look: Look): string[] {
  if (questions.length === 0) return [];
  const heading = 'Not sure of these; plan and infer take what you know with --answers FILE';
  return ['', ...indented(heading, 0, look.width).map(look.colour.bold), ...questionLines(questions, look)];
}

function roleText(table: TableBelief): string {
  const { role, role_probability: p, role_runner_up: other, role_margin: margin = 1 } = table;
  if (p >= ROLE_IS_PLAIN) return role;
  return `${role} ${probability(p)}${other !== undefined && margin < CLOSE_ROLES ? ` or ${other}` : ''}`;
}

function keyText({ primary_key }: TableBelief): string {
  if (primary_key === null) return 'no key';
  const columns = columnsText(primary_key.columns);
  if (primary_key.answered === true) return `${columns} (answered)`;
  return primary_key.declared ? columns : `${columns} (inferred ${probability(primary_key.probability)})`;
}

function widest(texts: readonly string[], most: number): number {
  return Math.min(most, Math.max(0, ...texts.map((text) => displayWidth(text))));
}

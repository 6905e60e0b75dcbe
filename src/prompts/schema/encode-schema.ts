import { tableKey } from '../../catalog/catalog.ts';
import { martOf } from '../../inference/roles/mart-kinds.ts';
import type { EncodedSchema, EncodedTable } from './encoded-schema.ts';
import { farReferences } from './far-references.ts';
import type { ShownTable } from './fold-case.ts';
import { isUpperCase, shownTables } from './fold-case.ts';
import { namePatterns } from './name-patterns.ts';
import { writeComments } from './schema-comments.ts';
import { writeHead } from './schema-head.ts';
import type { SchemaInput } from './schema-table.ts';
import type { TextContext } from './table-facts.ts';
import type { TableLine } from './table-lines.ts';
import { stubLine, tableLines } from './table-lines.ts';
import { ANYWHERE } from './write-columns.ts';
import { writeName } from './write-name.ts';

/**
 * Tables in as few tokens as a model can still read (docs/prompts.md explains the notation): sorted by role and name, so
 * that their order in the catalog decides nothing. Names and types, keys and references, what is doubtful of them, what the
 * draft makes of each table; never a value.
 */
export function encodeSchema({ dialect, tables, stubs = [], commentTokens = 0 }: SchemaInput): EncodedSchema {
  const isUpper = isUpperCase([...tables, ...stubs]);
  const shown = shownTables(tables, isUpper).sort(byHeading);
  const elsewhere = shownTables(stubs, isUpper).sort(byHeading);
  const context = textContext([...shown, ...elsewhere], dialect);
  const { lines, shared } = tableLines(shown, context);
  const stubLines = elsewhere.map((of) => stubLine(of, context));
  const comments = writeComments(lines, commentTokens);
  const text = [
    ...writeHead(context.patterns, { isUpper, shared }),
    ...withHeadings(lines, context, indexColumns([...lines, ...stubLines])),
    ...elsewhereLines(stubLines),
    ...comments.lines,
  ];
  return {
    text: text.join('\n'),
    tables: new Map([...lines, ...stubLines].map((line) => [line.number, encodedTable(line)])),
    leftOut: comments.leftOut === 0 ? [] : [`${comments.leftOut} comments`],
  };
}

/** Tables of elsewhere in one line, counted up from the number that stands first: `31 users roles(code*)`. */
function elsewhereLines(stubs: readonly TableLine[]): string[] {
  const words = stubs.map(({ number, text }, at) => {
    if (at % ANYWHERE !== 0) return text;
    return `${at === 0 ? '' : '#'}${number} ${text}`;
  });
  return words.length === 0 ? [] : ['# elsewhere', words.join(' ')];
}

function textContext(tables: readonly ShownTable[], dialect: string): TextContext {
  const byName = new Map(tables.map((each) => [tableKey(each.table), each]));
  return {
    dialect,
    patterns: namePatterns(tables),
    numbers: new Map([...byName.keys()].map((key, at) => [key, at + 1])),
    tableOf: (ref) => byName.get(tableKey(ref)),
  };
}

type ColumnIndex = ReadonlyMap<string, ReadonlyMap<string, number>>;

function indexColumns(lines: readonly TableLine[]): ColumnIndex {
  return new Map(
    lines.map(({ of, columns }) => [tableKey(of.table), new Map(columns.map((name, at) => [name, at + 1]))]),
  );
}

function withHeadings(lines: readonly TableLine[], context: TextContext, index: ColumnIndex): string[] {
  const schemas = new Set(lines.map(({ of }) => of.table.schema));
  let heading = '';
  return lines.flatMap(({ of, number, text }) => {
    const far = farReferences(of, context, (table, column) => index.get(table)?.get(column) ?? 0);
    const line = [`${number} ${text}`, ...(far.length === 0 ? [] : ['/', ...far])].join(' ');
    const before = heading;
    heading = headingOf(of) + (schemas.size > 1 ? ` in ${writeName(of.table.schema ?? '')}` : '');
    return heading === before ? [line] : [`# ${heading}`, line];
  });
}

function encodedTable({ of, columns }: TableLine): EncodedTable {
  const { schema, name } = of.raw.table;
  const raw = new Map(
    of.table.columns.map((column, at) => [column.name, of.raw.table.columns[at]?.name ?? column.name]),
  );
  return {
    table: schema === undefined ? { name } : { schema, name },
    columns: new Map(columns.map((shown, at) => [at + 1, raw.get(shown) ?? shown])),
  };
}

/** The role, and the mart that the draft makes of the table where it is not the role's own: `bridge, fact mart`. */
function headingOf({ belief: { role }, mart }: ShownTable): string {
  const usual = martOf(role);
  if (mart === null) return usual === 'fact' || usual === 'dimension' ? `${role}, no mart` : role;
  return mart.kind === usual ? role : `${role}, ${mart.kind} mart`;
}

function byHeading(a: ShownTable, b: ShownTable): number {
  return (
    compare(headingOf(a), headingOf(b)) ||
    compare(a.table.schema ?? '', b.table.schema ?? '') ||
    compare(tableKey(a.table), tableKey(b.table))
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

import type { SqlStyle } from '../../context/style.ts';
import { DEFAULT_STYLE } from '../../context/style.ts';

/**
 * SQL of the shipped templates (lower case, four spaces a level, `with` on a line of its own, blank lines within CTEs) as
 * the project lays its models out. Jinja, names in quotes, texts and comments stay as they are. Pure; the default style
 * gives the text back.
 */
export function layOutSql(text: string, style: SqlStyle): string {
  if (isDefault(style)) return text;
  const deep = style.with === 'own_line' && style.indented_ctes ? withDeepCtes(text) : text;
  return outsideQuotes(deep, (sql) => {
    const spaced = style.blank_lines ? sql : withoutBlankLines(sql);
    const joined = style.with === 'inline' ? spaced.replace(/\bwith\n+(?=\S|$)/, 'with ') : spaced;
    return toCase(indented(joined, style), style);
  });
}

/** A piece of SQL with its keywords in the case of the project. Pure. */
export function capitalise(sql: string, style: SqlStyle): string {
  return style.keywords === 'lower' ? sql : outsideQuotes(sql, (piece) => toCase(piece, style));
}

/** Words of the shipped templates that no bare name can be, since every dialect reserves them. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  'and as by case else end false from group having in is join left not null on or select then true when where with'.split(
    ' ',
  ),
);

/** What stands as it is. */
const QUOTED =
  /("(?:[^"]|"")*"|`(?:[^`]|``)*`|'(?:[^']|'')*'|\{\{(?:'[^']*'|[^'])*?\}\}|\{%[^]*?%\}|\{#[^]*?#\}|--[^\n]*)/;

/** A keyword, a word before a bracket, or a type: behind `::`, or at the end of a cast. */
const WORD = /\b[a-z_]\w*\b(\(?)/g;
const TYPE = /(?<=\bas )[a-z]\w*(?=\))|(?<=::)[a-z]\w*/g;

function outsideQuotes(text: string, change: (sql: string, isLast: boolean) => string): string {
  // With a group in the pattern, every other piece is one that matched it.
  const pieces = text.split(QUOTED);
  return pieces.map((piece, index) => (index % 2 === 0 ? change(piece, index === pieces.length - 1) : piece)).join('');
}

const LEVEL = '    ';

/** The CTEs one level deeper than `with`, and next to it: up to the select that begins a line. */
function withDeepCtes(text: string): string {
  let isWithin = false;
  return outsideQuotes(text, (sql, isLast) =>
    sql.replace(/(?<=^|\n)with\n+|\n(?!\n)/g, (found, at: number) => {
      const after = sql.slice(at + found.length);
      if (found !== '\n') isWithin = true;
      else if (after.startsWith('select')) isWithin = false;
      const isEnd = after === '' && isLast;
      return `${found === '\n' ? found : 'with\n'}${isWithin && !isEnd ? LEVEL : ''}`;
    }),
  );
}

/** Blank lines stay between CTEs, and between the groups of a select list. */
function withoutBlankLines(sql: string): string {
  return sql
    .replace(/\bwith\n\n/, 'with\n')
    .replace(/ as \(\n\n/g, ' as (\n')
    .replace(/\n\n( *\))/g, '\n$1')
    .replace(/\n\n( *from )/g, '\n$1');
}

function indented(sql: string, { indent }: SqlStyle): string {
  if (indent === DEFAULT_STYLE.sql.indent) return sql;
  const level = indent === 'tab' ? '\t' : ' '.repeat(indent);
  return sql.replace(/(?<=\n)(?: {4})+/g, (margin) => level.repeat(margin.length / 4));
}

function toCase(sql: string, { keywords }: SqlStyle): string {
  if (keywords === 'lower') return sql;
  return sql
    .replace(TYPE, (type) => type.toUpperCase())
    .replace(WORD, (word, bracket: string) => (bracket !== '' || KEYWORDS.has(word) ? word.toUpperCase() : word));
}

/** The parts of a style that layout goes by. */
const PARTS = ['keywords', 'indent', 'with', 'indented_ctes', 'blank_lines'] as const;

function isDefault(style: SqlStyle): boolean {
  return PARTS.every((part) => style[part] === DEFAULT_STYLE.sql[part]);
}

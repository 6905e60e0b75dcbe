import type { Style } from '../../context/style.ts';
import type { Dialect } from '../../sql/dialects/dialect.ts';
import { outOfText, withinText } from '../../sql/dialects/texts.ts';
import { DUCKDB } from '../../sql/dialects/dialects.ts';
import type { TokenRange } from '../../sql/select/token-source.ts';
import { behind, isToken, splitAtCommas } from '../../sql/select/token-source.ts';
import type { SqlWriter } from '../render/sql-writer.ts';
import { sqlWriter } from '../render/sql-writer.ts';
import { castPlace, typeName } from './read-call.ts';
import type { CastKind } from './sql-subset.ts';
import { CAST_TYPES } from './sql-subset.ts';
import type { WrittenQuery, WrittenSql } from './written-query.ts';

/** Writes pieces of SQL that a model wrote in the dialect and the style of a project. Pure. */
export interface ExpressionWriter {
  readonly range: (range: TokenRange) => string;
  /** The same, a long `case` on several lines. */
  readonly lines: (range: TokenRange) => string[];
  /** A condition, parted where `and` stands outside of brackets. */
  readonly conditions: (range: TokenRange) => string[];
  readonly column: SqlWriter['column'];
  readonly relation: SqlWriter['relation'];
  /** A keyword, or several. */
  readonly word: (word: string) => string;
}

interface WriteOptions {
  readonly dialect: Dialect;
  readonly style: Pick<Style, 'sql'>;
  /** A subquery on one line. */
  readonly inline: (query: WrittenQuery) => string;
}

/** The state of writing: what is written, and how. */
interface Writing {
  readonly sql: WrittenSql;
  readonly options: WriteOptions;
  readonly writer: Pick<ExpressionWriter, 'column' | 'relation' | 'word'>;
}

/** A writer of the expressions of a text. */
export function expressionWriter(sql: WrittenSql, options: WriteOptions): ExpressionWriter {
  const { column, relation } = sqlWriter(options.style.sql, options.dialect);
  const word = (text: string): string => (options.style.sql.keywords === 'upper' ? text.toUpperCase() : text);
  const writing: Writing = { sql, options, writer: { column, relation, word } };
  return {
    column,
    relation,
    word,
    range: (range) => writeRange(writing, range),
    lines: (range) => writeLines(writing, range),
    conditions: (range) => splitAtAnd(sql, range).map((each) => writeRange(writing, each)),
  };
}

/** The `and` of a `between`, and any within a `case` or beside an `or`, parts nothing. */
function splitAtAnd({ source }: WrittenSql, { lo, hi }: TokenRange): TokenRange[] {
  const ranges: TokenRange[] = [];
  let start = lo;
  let cases = 0;
  let isBetween = false;
  for (let at = lo; at < hi; at = behind(source, at)) {
    if (isToken(source, at, 'case')) cases += 1;
    if (isToken(source, at, 'end')) cases -= 1;
    if (cases > 0) continue;
    if (isToken(source, at, 'or')) return [{ lo, hi }];
    if (isToken(source, at, 'between')) isBetween = true;
    if (!isToken(source, at, 'and')) continue;
    if (!isBetween) {
      ranges.push({ lo: start, hi: at });
      start = at + 1;
    }
    isBetween = false;
  }
  return [...ranges, { lo: start, hi }];
}

/** Longer than this a `case` is written branch by branch. */
const LONGEST_CASE = 80;

function writeLines(writing: Writing, { lo, hi }: TokenRange): string[] {
  const { source } = writing.sql;
  const text = writeRange(writing, { lo, hi });
  const starts = [lo, ...branchesOf(writing.sql, { lo, hi })];
  const isWhole = isToken(source, lo, 'case') && isToken(source, hi - 1, 'end') && starts.at(-1) === hi - 1;
  if (text.length <= LONGEST_CASE || !isWhole) return [text];
  return starts.map((start, index) => {
    const line = writeRange(writing, { lo: start, hi: starts[index + 1] ?? hi });
    return index === 0 || index === starts.length - 1 ? line : `    ${line}`;
  });
}

/** Where the branches of a `case` begin, and its end. */
function branchesOf({ source }: WrittenSql, { lo, hi }: TokenRange): number[] {
  const starts: number[] = [];
  let depth = 0;
  for (let at = lo; at < hi; at = behind(source, at)) {
    if (isToken(source, at, 'case')) depth += 1;
    if (depth === 1 && ['when', 'else', 'end'].some((word) => isToken(source, at, word))) starts.push(at);
    if (isToken(source, at, 'end')) depth -= 1;
    if (depth === 0) break;
  }
  return starts;
}

/** The tokens of a range, with blanks where some stood. */
function writeRange(writing: Writing, { lo, hi }: TokenRange): string {
  const { tokens } = writing.sql.source;
  let text = '';
  for (let at = lo; at < hi;) {
    const piece = writePiece(writing, at);
    const isApart = at > lo && (tokens[at]?.start ?? 0) > (tokens[at - 1]?.end ?? 0);
    const isTight = /^[,)]/.test(piece.text) || text.endsWith('(') || text === '';
    const isWide = piece.text === FRACTION || text.endsWith(FRACTION);
    text += (isApart && !isTight) || isWide || text.endsWith(',') ? ` ${piece.text}` : piece.text;
    at = piece.next;
  }
  return text;
}

/** A division whose fraction is kept, from left to right as `/` is. */
const FRACTION = '* 1.0 /';

interface Piece {
  readonly text: string;
  /** Index behind it. */
  readonly next: number;
}

function writePiece(writing: Writing, at: number): Piece {
  const { sql, options, writer } = writing;
  const { source, subqueries, names, calls } = sql;
  const token = source.tokens[at];
  const name = names.get(at);
  const subquery = subqueries.get(at);
  if (subquery) return { text: `(${options.inline(subquery)})`, next: behind(source, at) };
  if (calls.has(at)) return writeCall(writing, at);
  if (name !== undefined) {
    const isRelation = isToken(source, at + 1, '.') && !isToken(source, at - 1, '.');
    return { text: isRelation ? writer.relation(name) : writer.column(name), next: at + 1 };
  }
  const { dialect } = options;
  const next = at + 1;
  if (token?.kind === 'text')
    return { text: `'${withinText(outOfText(token.value.slice(1, -1), DUCKDB), dialect)}'`, next };
  if (token?.kind === 'word') return { text: writer.word(token.value), next };
  const isFraction = token?.kind === 'mark' && token.value === '/' && dialect.common?.dividesWhole === true;
  return { text: isFraction ? FRACTION : (token?.value ?? ''), next };
}

/** A function, as the dialect calls it. */
function writeCall(writing: Writing, at: number): Piece {
  const { sql, options, writer } = writing;
  const { source } = sql;
  const next = behind(source, at + 1);
  const inner = { lo: at + 2, hi: next - 1 };
  const name = source.tokens[at]?.value ?? '';
  const { common } = options.dialect;
  const given = (): string[] => splitAtCommas(source, inner).map((arg) => writeRange(writing, arg));
  const plain = (): Piece => ({ text: `${writer.word(name)}(${writeRange(writing, inner)})`, next });
  if (name === 'cast') return { text: writeCast(writing, inner), next };
  // DuckDB's own SQL stays as it was written.
  if (common === null || options.dialect === DUCKDB) return plain();
  const [first = '', second = '', third = ''] = given();
  const unit = first.slice(1, -1).toLowerCase();
  if (name === 'date_trunc') return { text: common.truncate(unit, second), next };
  if (name === 'date_diff') return { text: common.daysBetween(second, third), next };
  if (name === 'round' && second !== '') return { text: common.round(first, second), next };
  if (name === 'avg' && common.averagesWhole) return { text: `${writer.word('avg')}(1.0 * (${first}))`, next };
  return plain();
}

/** `cast(x as type)`, the type as the dialect calls it. */
function writeCast(writing: Writing, inner: TokenRange): string {
  const { sql, options, writer } = writing;
  const { dialect } = options;
  const as = castPlace(sql, inner);
  const value = writeRange(writing, { lo: inner.lo, hi: as });
  const range = { lo: as + 1, hi: inner.hi };
  const kind = CAST_TYPES.get(typeName(sql, range) ?? '');
  const digits = sql.source.tokens
    .slice(range.lo, range.hi)
    .map((token) => token.value)
    .join('')
    .replace(/^[^(]*/, '');
  const type = kind === undefined ? null : typeIn(dialect, kind, digits);
  return `${writer.word('cast')}(${value} ${writer.word('as')} ${writer.word(type ?? writeRange(writing, range))})`;
}

/** A type as a dialect calls it; null where SQL is not written for it. */
function typeIn(dialect: Dialect, kind: CastKind, digits: string): string | null {
  if (dialect.common === null) return null;
  if (kind === 'text' || kind === 'integer') return dialect.common.types[kind];
  const hasDigits = kind === 'decimal' && digits !== '';
  return hasDigits ? dialect.types.decimal.replace(/\(.*$/, '') + digits.replace(',', ', ') : dialect.types[kind];
}

import type { Token } from './lex-sql.ts';
import type { TokenRange, TokenSource } from './token-source.ts';
import { behindWhole, isToken, nameOf } from './token-source.ts';

/** A column as it is mentioned: `['id']`, `['orders', 'id']`. */
export type ColumnPath = readonly string[];

/** The path that the tokens are, with nothing around it; null for any other expression. */
export function onlyPath(source: TokenSource, { lo, hi }: TokenRange): ColumnPath | null {
  const { path, next } = pathAt(source, lo, hi);
  return path !== null && next === hi ? path : null;
}

/**
 * Everything that may be a column in a range of tokens, subqueries and what macros are given included: names that are
 * no function, no type of a cast and no word of the syntax.
 */
export function mentionedPaths(source: TokenSource, { lo, hi }: TokenRange): ColumnPath[] {
  const paths: ColumnPath[] = [];
  for (let at = lo; at < hi;) {
    const token = source.tokens[at];
    if (token?.kind === 'jinja') paths.push(...macroPaths(source, token));
    const { path, next } = pathAt(source, at, hi);
    const isKey = isToken(source, at - 1, ':') || isToken(source, at - 1, '.');
    const isTypeOrAlias = source.types.has(at) || isToken(source, at - 1, 'as');
    const isColumn = !isKey && !isTypeOrAlias && !SOFT.has(token?.value ?? '') && !isToken(source, next, '(');
    if (path !== null && isColumn) paths.push(path);
    // Brackets are walked into; of a nested type nothing is a column.
    at = isToken(source, at + 1, '<') ? behindWhole(source, at) : Math.max(next, at + 1);
  }
  return paths;
}

/** The path that begins at a token, and the index behind it; `path` is null where none begins or Jinja prints a part. */
function pathAt(source: TokenSource, lo: number, hi: number): { path: ColumnPath | null; next: number } {
  const path: (string | null)[] = [];
  let at = lo;
  for (; at < hi; at += 2) {
    const token = source.tokens[at];
    if (!token || !isName(token, at > lo)) break;
    path.push(nameOf(source, token));
    if (at + 1 >= hi || !isToken(source, at + 1, '.')) {
      const known = path.filter((part) => part !== null);
      return { path: known.length === path.length ? known : null, next: at + 1 };
    }
  }
  return { path: null, next: at };
}

/** Behind a dot any word is a name. */
function isName(token: Token, isBehindDot: boolean): boolean {
  if (token.kind === 'quoted' || token.kind === 'jinja') return true;
  return token.kind === 'word' && (isBehindDot || !SYNTAX.has(token.value)) && !/^\d/.test(token.value);
}

/** Texts among the arguments of a macro that look like names: `{{ cents_to_dollars('subtotal') }}`. */
function macroPaths(source: TokenSource, { start, end }: Token): ColumnPath[] {
  const jinja = source.text.slice(start, end);
  return [...jinja.matchAll(/(['"])([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)\1/gu)].map(([, , name = '']) =>
    name.split('.'),
  );
}

/** Words of expressions that are never columns. */
const SYNTAX = new Set(
  `all and any array as asc at between both by case cast collate cross desc distinct else end except exclude exists
  false for from full group having ilike in inner intersect interval into is join lateral leading left like limit not
  null nulls on or order outer over partition qualify right rlike safe_cast select struct then to trailing true try_cast
  union using when where with within current_date current_time current_timestamp current_user localtime localtimestamp`
    .trim()
    .split(/\s+/),
);
/** Words of window frames and the like, which are columns where they stand alone. */
const SOFT = new Set('escape filter following ignore preceding regexp respect rows similar unbounded'.split(' '));

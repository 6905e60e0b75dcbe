import type { ItemValue, SelectItem } from './query.ts';
import { mentionedPaths, onlyPath } from './read-paths.ts';
import { readStar } from './read-star.ts';
import type { TokenRange, TokenSource } from './token-source.ts';
import { isToken, nameOf } from './token-source.ts';

/** Reads one item of a select list, behind which a comma may stand: what it is and under which name it comes out. */
export function readItem(source: TokenSource, range: TokenRange): SelectItem {
  const { tokens } = source;
  const { lo, hi } = range;
  const star = readStar(source, range);
  const aliased = star ? { expression: range, name: null } : splitAlias(source, range);
  const value =
    star ?? readValue(source, aliased.expression, aliased.expression.hi - aliased.expression.lo === hi - lo);
  const last = value.kind === 'column' && !value.isCast ? (value.path.at(-1) ?? null) : null;
  return {
    start: tokens[lo]?.start ?? 0,
    end: tokens[hi - 1]?.end ?? 0,
    comma: isToken(source, hi, ',') ? (tokens[hi]?.start ?? null) : null,
    name: aliased.name ?? (aliased.expression.hi === hi ? last : null),
    value,
    isOpenEnded: isOpenEnded(source, range),
  };
}

/** Splits `expression [as] alias`; the name is null where there is no alias or only dbt can tell it. */
function splitAlias(source: TokenSource, range: TokenRange): { expression: TokenRange; name: string | null } {
  const { tokens } = source;
  const { lo, hi } = range;
  const last = tokens[hi - 1];
  if (!last || hi - lo < 2) return { expression: range, name: null };
  if (isToken(source, hi - 2, 'as')) return { expression: { lo, hi: hi - 2 }, name: nameOf(source, last) };
  if (hi - lo > 2 && source.isTsql && isToken(source, lo + 1, '=')) {
    const first = tokens[lo];
    return { expression: { lo: lo + 2, hi }, name: first ? nameOf(source, first) : null };
  }
  const isName = last.kind === 'quoted' || (last.kind === 'word' && !NO_ALIAS.has(last.value));
  // Of `interval 1 day` the last word is no alias.
  const isAlias = isName && endsOperand(source, hi - 2) && !isToken(source, hi - 3, 'interval');
  return isAlias ? { expression: { lo, hi: hi - 1 }, name: nameOf(source, last) } : { expression: range, name: null };
}

/** Last words of an expression that are no alias: `end`, `is null`, `double precision`, `with time zone`. */
const NO_ALIAS = new Set('end null true false unknown precision varying zone'.split(' '));
/** Words behind which an operand follows. */
const OPERATORS = new Set('and or not is in like ilike rlike between from at collate div mod as'.split(' '));

function endsOperand(source: TokenSource, index: number): boolean {
  const token = source.tokens[index];
  if (!token) return false;
  if (token.kind === 'mark') return [')', ']', '}'].includes(token.value);
  return token.kind !== 'word' || !OPERATORS.has(token.value);
}

function readValue(source: TokenSource, range: TokenRange, isWhole: boolean): ItemValue {
  const path = onlyPath(source, range);
  if (path) return { kind: 'column', path, isCast: false };
  const cast = onlyPath(source, insideCast(source, range));
  if (cast) return { kind: 'column', path: cast, isCast: true };
  const isMacro = isWhole && source.tokens.slice(range.lo, range.hi).every((token) => token.kind === 'jinja');
  if (isMacro) return { kind: 'macro', paths: mentionedPaths(source, range) };
  return { kind: 'expression', paths: mentionedPaths(source, range) };
}

/** What `cast(x as int)` and `x::int` cast; an empty range for any other expression. */
function insideCast(source: TokenSource, { lo, hi }: TokenRange): TokenRange {
  const isCall = source.closers.get(lo + 1) === hi - 1;
  const [start, end] = isCall ? [lo + 2, hi - 1] : [lo, hi];
  let at = end;
  while (at > start && source.types.has(at - 1)) at -= 1;
  return at < end && isToken(source, at, 'as') === isCall ? { lo: start, hi: at } : { lo, hi: lo };
}

/**
 * Whether an item ends with what a macro prints, so that nobody knows what that ends with: perhaps a comma. Behind `as`, a dot,
 * a cast or an operator it must be a value or a name.
 */
function isOpenEnded(source: TokenSource, { lo, hi }: TokenRange): boolean {
  if (source.tokens[hi - 1]?.kind !== 'jinja') return false;
  const before = hi - 1 > lo ? source.tokens[hi - 2] : undefined;
  return before === undefined || before.kind === 'jinja' || endsOperand(source, hi - 2);
}

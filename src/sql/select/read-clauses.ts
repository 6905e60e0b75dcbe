import type { Query, Select } from './query.ts';
import { readFrom } from './read-from.ts';
import { readItem } from './read-item.ts';
import { onlyPath } from './read-paths.ts';
import type { TokenRange, TokenSource } from './token-source.ts';
import { behind, isToken, splitAtCommas } from './token-source.ts';

/** Words that end a select list, and begin the clauses behind it. */
const CLAUSES = new Set('from where group having qualify order window limit offset fetch into'.split(' '));
/** Those that are columns' names, too. */
const SOFT = new Set(['window', 'limit', 'offset', 'fetch']);

/** Reads a `select` and its clauses; `readQuery` reads what it selects from in brackets. Null where it selects nothing. */
export function readSelectClauses(
  source: TokenSource,
  { lo, hi }: TokenRange,
  readQuery: (source: TokenSource, range: TokenRange) => Query | null,
): Select | null {
  const list = readModifiers(source, lo + 1);
  const clauses: TokenRange[] = [];
  let end = list.lo;
  while (end < hi && !beginsClause(source, end)) end = behind(source, end);
  for (let at = end; at < hi;) {
    let next = at + 1;
    while (next < hi && !beginsClause(source, next)) next = behind(source, next);
    clauses.push({ lo: at, hi: next });
    at = next;
  }
  const ranges = splitAtCommas(source, { lo: list.lo, hi: end });
  const last = ranges.at(-1);
  const hasLastComma = last !== undefined && last.lo === last.hi && ranges.length > 1;
  const filled = hasLastComma ? ranges.slice(0, -1) : ranges;
  if (filled.some((range) => range.lo === range.hi)) return null;
  const from = clauses.find((clause) => isToken(source, clause.lo, 'from'));
  return {
    start: source.tokens[lo]?.start ?? 0,
    items: filled.map((range) => readItem(source, range)),
    isDistinct: list.isDistinct,
    isGrouped: clauses.some((clause) => groups(source, clause)) || sums(source, { lo: list.lo, hi: end }),
    groupedBy: groupedBy(source, clauses),
    hasOrdinals: clauses.some((clause) => ordersByPlace(source, clause)),
    from: from ? readFrom(source, { lo: from.lo + 1, hi: from.hi }, readQuery) : null,
  };
}

/** Skips `distinct`, `all`, `distinct on (..)`, `as struct`, `top 10 percent`. */
function readModifiers(source: TokenSource, lo: number): { lo: number; isDistinct: boolean } {
  let at = lo;
  let isDistinct = false;
  if (isToken(source, at, 'all') || isToken(source, at, 'straight_join')) at += 1;
  if (isToken(source, at, 'distinct')) {
    isDistinct = !isToken(source, at + 1, 'on');
    at = isDistinct ? at + 1 : behind(source, at + 2);
  }
  if (isToken(source, at, 'as')) at += 2;
  const isTop =
    isToken(source, at, 'top') && (source.tokens[at + 1]?.kind === 'number' || isToken(source, at + 1, '('));
  if (isTop) at = behind(source, at + 1);
  if (isTop && isToken(source, at, 'percent')) at += 1;
  return { lo: at, isDistinct };
}

function beginsClause(source: TokenSource, at: number): boolean {
  const token = source.tokens[at];
  if (token?.kind !== 'word' || !CLAUSES.has(token.value)) return false;
  if (['.', ':', 'as'].some((before) => isToken(source, at - 1, before))) return false;
  if (token.value === 'from') return !(isToken(source, at - 1, 'distinct') && !isToken(source, at - 2, 'select'));
  if (token.value === 'group') return !isToken(source, at - 1, 'within');
  return !SOFT.has(token.value) || !['.', ',', 'as', 'from'].some((next) => isToken(source, at + 1, next));
}

/** `group by`, also as a macro's: `{{ dbt_utils.group_by(3) }}`. */
function groups(source: TokenSource, { lo, hi }: TokenRange): boolean {
  if (isToken(source, lo, 'group')) return true;
  return source.tokens
    .slice(lo, hi)
    .some(({ kind, start }) => kind === 'jinja' && /\bgroup_by\b/.test(source.tags.get(start)?.inner ?? ''));
}

/** `group by a, o.b, 3`: names and places; null where it groups by anything else. */
function groupedBy(source: TokenSource, clauses: readonly TokenRange[]): (string | number)[] | null {
  const clause = clauses.find(({ lo }) => isToken(source, lo, 'group'));
  if (!clause || !isToken(source, clause.lo + 1, 'by')) return null;
  const parts = splitAtCommas(source, { lo: clause.lo + 2, hi: clause.hi }).map((part) => {
    const token = source.tokens[part.lo];
    const isPlace = token?.kind === 'number' && part.hi === part.lo + 1;
    return isPlace ? Number(token.value) : (onlyPath(source, part)?.at(-1) ?? null);
  });
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? known : null;
}

function ordersByPlace(source: TokenSource, { lo, hi }: TokenRange): boolean {
  if (!isToken(source, lo, 'order')) return false;
  return splitAtCommas(source, { lo: lo + 2, hi }).some((part) => source.tokens[part.lo]?.kind === 'number');
}

const AGGREGATES = new Set(
  'count sum avg min max any_value array_agg string_agg listagg count_if bool_or bool_and'.split(' '),
);

/** Whether a list calls an aggregate that is no window function, and in no subquery. */
function sums(source: TokenSource, { lo, hi }: TokenRange): boolean {
  for (let at = lo; at < hi; at++) {
    if (isToken(source, at, '(') && isToken(source, at + 1, 'select')) at = behind(source, at);
    if (source.tokens[at]?.kind !== 'word' || !AGGREGATES.has(source.tokens[at]?.value ?? '')) continue;
    if (!isToken(source, at + 1, '(') || isToken(source, at - 1, '.')) continue;
    let next = behind(source, at + 1);
    while (['filter', 'within', 'group', 'ignore', 'respect', 'nulls', '('].some((word) => isToken(source, next, word)))
      next = behind(source, next);
    if (!isToken(source, next, 'over')) return true;
  }
  return false;
}

import type { JinjaCall } from '../jinja-calls.ts';
import { readCalls } from '../jinja-calls.ts';
import type { Cte, Query, Select } from './query.ts';
import { readSelectClauses } from './read-clauses.ts';
import type { TokenRange, TokenSource } from './token-source.ts';
import { behind, isToken, nameOf } from './token-source.ts';

/** Reads the query that a range of tokens is, its CTEs and the branches of its set operations; null where it is none. */
export function readQuery(source: TokenSource, range: TokenRange): Query | null {
  const { lo, hi } = withoutBrackets(source, skipJinja(source, range));
  if (!isToken(source, lo, 'with')) return readBranches(source, { lo, hi }, []);
  const ctes: Cte[] = [];
  let at = isToken(source, lo + 1, 'recursive') ? lo + 2 : lo + 1;
  for (;;) {
    const { cte, next } = readCte(source, { lo: at, hi });
    if (cte) ctes.push(cte);
    at = next;
    if (!isToken(source, at, ',')) break;
    at += 1;
  }
  return readBranches(source, skipJinja(source, { lo: at, hi }), ctes);
}

/** `name [(columns)] as [materialized] (query)`; without a CTE, where a macro prints it. */
function readCte(source: TokenSource, { lo, hi }: TokenRange): { cte: Cte | null; next: number } {
  const token = source.tokens[lo];
  if (
    !token ||
    (token.kind !== 'word' && token.kind !== 'quoted' && token.kind !== 'jinja') ||
    isToken(source, lo, 'select')
  )
    return { cte: null, next: lo };
  let at = isToken(source, lo + 1, '(') ? behind(source, lo + 1) : lo + 1;
  if (!isToken(source, at, 'as')) return { cte: null, next: lo + 1 };
  at += 1;
  while (isToken(source, at, 'not') || isToken(source, at, 'materialized')) at += 1;
  if (at >= hi || !isToken(source, at, '(')) return { cte: null, next: at };
  const next = behind(source, at);
  const body = { lo: at + 1, hi: next - 1 };
  const hasColumns = isToken(source, lo + 1, '(');
  const calls = onlyMacros(source, body);
  const query = hasColumns || calls ? null : readQuery(source, body);
  return { cte: { name: nameOf(source, token) ?? '', query, calls: calls ?? [] }, next };
}

/** What `ref` and `source` give to macros that stand alone; null where there is anything else. */
function onlyMacros(source: TokenSource, { lo, hi }: TokenRange): JinjaCall[] | null {
  const tokens = source.tokens.slice(lo, hi);
  if (!tokens.every((token) => token.kind === 'jinja')) return null;
  return readCalls(tokens.flatMap((token) => source.tags.get(token.start) ?? []));
}

const SET_OPERATORS = new Set(['union', 'intersect', 'except', 'minus']);

function readBranches(source: TokenSource, range: TokenRange, ctes: readonly Cte[]): Query | null {
  const { branches, operators } = splitAtOperators(source, range);
  const selects = branches.map((branch): readonly (Select | null)[] => {
    const inner = withoutBrackets(source, skipJinja(source, branch));
    if (isToken(source, inner.lo, 'select')) return [readSelectClauses(source, inner, readQuery)];
    const query = inner.lo === branch.lo ? null : readQuery(source, inner);
    return query?.ctes.length === 0 && query.selects.length === 1 ? query.selects : [null];
  });
  return { ctes, selects: selects.flat(), operators };
}

function splitAtOperators(
  source: TokenSource,
  { lo, hi }: TokenRange,
): { branches: TokenRange[]; operators: string[] } {
  const branches: TokenRange[] = [];
  const operators: string[] = [];
  let start = lo;
  for (let at = lo; at < hi; at = behind(source, at)) {
    if (!isSetOperator(source, at)) continue;
    branches.push({ lo: start, hi: at });
    const first = at;
    while (['all', 'distinct', 'by', 'name'].some((word) => isToken(source, at + 1, word))) at += 1;
    start = at + 1;
    operators.push(
      source.tokens
        .slice(first, start)
        .map(({ value }) => value)
        .join(' '),
    );
  }
  return { branches: [...branches, { lo: start, hi }], operators };
}

/** Not `* except (a)`, nor a column of that name. */
function isSetOperator(source: TokenSource, at: number): boolean {
  const token = source.tokens[at];
  if (token?.kind !== 'word' || !SET_OPERATORS.has(token.value)) return false;
  return !['*', '.', 'as', ','].some((before) => isToken(source, at - 1, before)) && !isToken(source, at + 1, ',');
}

function skipJinja(source: TokenSource, { lo, hi }: TokenRange): TokenRange {
  let at = lo;
  while (at < hi && source.tokens[at]?.kind === 'jinja') at += 1;
  return { lo: at, hi };
}

function withoutBrackets(source: TokenSource, { lo, hi }: TokenRange): TokenRange {
  const isWrapped = isToken(source, lo, '(') && source.closers.get(lo) === hi - 1;
  return isWrapped ? skipJinja(source, { lo: lo + 1, hi: hi - 1 }) : { lo, hi };
}

import type { TokenRange } from '../../sql/select/token-source.ts';
import { behind, isToken } from '../../sql/select/token-source.ts';
import { dialectOf } from '../../sql/dialects/dialects.ts';
import { readExpression } from './read-expression.ts';
import { readSelect } from './read-select.ts';
import type { ReadableModels, Reading, Scope } from './reading.ts';
import { excerpt, nameAt, NO_SCOPE } from './reading.ts';
import type { WrittenQuery, WrittenSql } from './written-query.ts';
import { writtenSource } from './written-source.ts';

/** What SQL may read, and the warehouse that it is for. */
export interface Readable {
  readonly models: ReadableModels;
  /** dbt's name of it. */
  readonly adapter: string;
}

/** More models than this, every CTE put where it is used, are no model but a way to keep a warehouse busy. */
const MOST_READS = 100;

/**
 * Reads SQL that a model wrote, strictly: one select of models that are known, every name found, every function and word
 * among those that may be written. Or tells all that is wrong. Pure, in time linear in the text.
 */
export function readWritten(
  sql: string,
  { models, adapter }: Readable,
): WrittenSql | { readonly faults: readonly string[] } {
  const read = writtenSource(sql);
  if ('faults' in read) return read;
  const { source } = read;
  const state: Omit<Reading, 'readQuery'> = {
    source,
    models,
    dialect: dialectOf(adapter),
    isDuckdb: adapter === 'duckdb',
    refs: new Set(),
    subqueries: new Map(),
    names: new Map(),
    calls: new Set(),
    faults: new Set(),
    readExpression,
  };
  const reading: Reading = { ...state, readQuery: (range, scope) => readQuery(reading, range, scope) };
  const query = readQuery(reading, { lo: 0, hi: source.tokens.length }, NO_SCOPE);
  if (query.reads > MOST_READS)
    reading.faults.add(
      `it reads models ${query.reads} times, its CTEs unfolded; at most ${MOST_READS} times is allowed`,
    );
  const { refs, subqueries, names, calls, faults } = reading;
  if (faults.size > 0) return { faults: [...faults] };
  return { source, query, refs: [...refs].sort(), subqueries, names, calls };
}

function readQuery(reading: Reading, range: TokenRange, outer: Scope): WrittenQuery {
  const { source, faults } = reading;
  const { lo, hi } = withoutBrackets(reading, range);
  const { ctes, scope, next } = isToken(source, lo, 'with')
    ? readCtes(reading, { lo: lo + 1, hi }, outer)
    : { ctes: [], scope: outer, next: lo };
  const { branches, operators } = splitAtOperators(reading, { lo: next, hi });
  const read = branches.flatMap((branch, index) => {
    const inner = withoutBrackets(reading, branch);
    if (isToken(source, inner.lo, 'select'))
      return [readSelect(reading, inner, { outer: scope, isFirst: index === 0 })];
    const found =
      inner.hi > inner.lo ? `"${excerpt(source, { lo: inner.lo, hi: Math.min(inner.hi, inner.lo + 3) })}"` : 'nothing';
    faults.add(`a select is wanted, and ${found} stands there`);
    return [];
  });
  const [first] = read;
  return {
    ctes,
    selects: read.map(({ select }) => select),
    operators,
    columns: first?.columns ?? [],
    isOpen: read.some(({ isOpen }) => isOpen),
    groupedBy:
      read.length === 1
        ? (first?.groupedBy ?? null)
        : unitedBy(operators, first?.columns.map(({ name }) => name) ?? []),
    reads: read.reduce((sum, { reads }) => sum + reads, 0),
  };
}

/** What unites rows and leaves out those that are twice has one row for each combination of all columns. */
function unitedBy(operators: readonly string[], columns: readonly string[]): readonly string[] | null {
  return operators.at(-1) === 'union' ? columns : null;
}

function readCtes(
  reading: Reading,
  { lo, hi }: TokenRange,
  outer: Scope,
): { ctes: { name: string; query: WrittenQuery }[]; scope: Scope; next: number } {
  const { source, faults } = reading;
  const own = new Map<string, WrittenQuery>();
  const scope = (): Scope => ({ ...outer, ctes: new Map([...outer.ctes, ...own]) });
  const end = (next: number): ReturnType<typeof readCtes> => ({
    ctes: [...own].map(([name, query]) => ({ name, query })),
    scope: scope(),
    next,
  });
  if (isToken(source, lo, 'recursive'))
    faults.add('"with recursive" is not allowed: a CTE reads those before it alone');
  for (let at = isToken(source, lo, 'recursive') ? lo + 1 : lo; at < hi;) {
    const name = nameAt(reading, at)?.toLowerCase();
    const open = skipMaterialized(reading, at + 2);
    if (name === undefined || !isToken(source, at + 1, 'as') || !isToken(source, open, '(')) {
      faults.add(`"${excerpt(source, { lo: at, hi: Math.min(hi, at + 3) })}" is no CTE: write "name as (select ..)"`);
      return end(hi);
    }
    const next = behind(source, open);
    if (own.has(name)) faults.add(`two CTEs are named ${name}`);
    own.set(
      name,
      readQuery(
        reading,
        { lo: open + 1, hi: next - 1 },
        { ...scope(), relations: [], aliases: new Set(), outer: null },
      ),
    );
    if (!isToken(source, next, ',')) return end(next);
    at = next + 1;
  }
  return end(hi);
}

/** A hint to the planner, which is left out. */
function skipMaterialized({ source }: Reading, at: number): number {
  let next = at;
  while (isToken(source, next, 'not') || isToken(source, next, 'materialized')) next += 1;
  return next;
}

const SET_OPERATORS = ['union', 'intersect', 'except', 'minus'];

function splitAtOperators(
  { source, faults }: Reading,
  { lo, hi }: TokenRange,
): { branches: TokenRange[]; operators: string[] } {
  const branches: TokenRange[] = [];
  const operators: string[] = [];
  let start = lo;
  for (let at = lo; at < hi; at = behind(source, at)) {
    const word = SET_OPERATORS.find((each) => isToken(source, at, each));
    if (word === undefined || isToken(source, at - 1, '.')) continue;
    if (word === 'minus') faults.add('"minus" is written "except"');
    branches.push({ lo: start, hi: at });
    const isAll = isToken(source, at + 1, 'all');
    if (isAll && word !== 'union') faults.add(`"${word} all" is not known everywhere: write ${word}`);
    start = isAll || isToken(source, at + 1, 'distinct') ? at + 2 : at + 1;
    operators.push(isAll ? `${word} all` : word);
  }
  return { branches: [...branches, { lo: start, hi }], operators };
}

function withoutBrackets({ source }: Reading, { lo, hi }: TokenRange): TokenRange {
  const isWrapped = isToken(source, lo, '(') && source.closers.get(lo) === hi - 1;
  return isWrapped ? { lo: lo + 1, hi: hi - 1 } : { lo, hi };
}

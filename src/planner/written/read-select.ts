import type { TokenRange } from '../../sql/select/token-source.ts';
import { behind, isToken, splitAtCommas } from '../../sql/select/token-source.ts';
import { groupedBy } from './grouped-by.ts';
import type { ReadFrom } from './read-from.ts';
import { readConditions, readFrom } from './read-from.ts';
import { readItem, starRelation } from './read-item.ts';
import type { Reading, Scope } from './reading.ts';
import { excerpt } from './reading.ts';
import type { WrittenClause, WrittenItem, WrittenQuery, WrittenSelect } from './written-query.ts';
import { CLAUSES } from './written-query.ts';

/** A select, and what comes out of it. */
export interface ReadSelect extends Pick<WrittenQuery, 'columns' | 'isOpen' | 'groupedBy' | 'reads'> {
  readonly select: WrittenSelect;
}

/** Reads one select with all its clauses; `isFirst`: of several that are united. What is wrong is noted. */
export function readSelect(
  reading: Reading,
  { lo, hi }: TokenRange,
  { outer, isFirst }: { outer: Scope; isFirst: boolean },
): ReadSelect {
  const { source, faults } = reading;
  const isDistinct = isToken(source, lo + 1, 'distinct');
  const start = isDistinct || isToken(source, lo + 1, 'all') ? lo + 2 : lo + 1;
  const { list, from, clauses } = splitClauses(reading, { lo: start, hi });
  const relations = from ? readFrom(reading, from, outer) : [];
  if (!from) faults.add(`"${excerpt(source, { lo, hi })}" selects from nothing`);
  const items = readItems(reading, list, isFirst && outer.outer === null);
  const aliases = items.flatMap(({ alias, name }) => (alias === null || name === null ? [] : [name.toLowerCase()]));
  const scope: Scope = { ...outer, relations, aliases: new Set(aliases) };
  // Where no relation is known, each column would be told as missing.
  if (relations.length > 0) {
    readConditions(reading, relations, scope);
    for (const item of items)
      if (!item.isStar) reading.readExpression(reading, item.expression, { scope, aliases: 'refused' });
    for (const clause of clauses) readClause(reading, clause, scope);
  }
  const select = { isDistinct, items, from: relations.map((relation) => relation.from), clauses };
  return {
    select,
    ...outputOf(reading, { items, relations }),
    groupedBy: groupedBy(reading, select, relations),
    reads: readsIn(reading, { lo, hi }, relations),
  };
}

function readItems(reading: Reading, list: TokenRange, areNamed: boolean): WrittenItem[] {
  const ranges = splitAtCommas(reading.source, list).filter((range) => range.hi > range.lo);
  if (ranges.length === 0) reading.faults.add('a select list is empty');
  return ranges.map((range) => readItem(reading, range, areNamed));
}

interface SplitSelect {
  readonly list: TokenRange;
  readonly from: TokenRange | null;
  readonly clauses: readonly WrittenClause[];
}

/** The select list, the `from` and what follows, each up to the word that begins the next. */
function splitClauses({ source }: Reading, { lo, hi }: TokenRange): SplitSelect {
  const starts: { word: WrittenClause['word'] | 'from'; at: number; lo: number }[] = [];
  for (let at = lo; at < hi; at = behind(source, at)) {
    const word = clauseAt(source.tokens[at]?.value ?? '', isToken(source, at + 1, 'by'));
    const isName =
      source.tokens[at]?.kind !== 'word' || isToken(source, at - 1, '.') || isToken(source, at - 1, 'distinct');
    if (word !== null && !isName) starts.push({ word, at, lo: word.endsWith(' by') ? at + 2 : at + 1 });
  }
  const ranges = starts.map(({ word, lo: begin }, index) => ({
    word,
    range: { lo: begin, hi: starts[index + 1]?.at ?? hi },
  }));
  const from = ranges.find(({ word }) => word === 'from')?.range ?? null;
  const clauses = ranges.flatMap(({ word, range }) => (word === 'from' ? [] : [{ word, range }]));
  return { list: { lo, hi: starts[0]?.at ?? hi }, from, clauses };
}

function clauseAt(word: string, isBy: boolean): WrittenClause['word'] | 'from' | null {
  if (word === 'from') return word;
  const name = isBy ? `${word} by` : word;
  return CLAUSES.find((clause) => clause === name) ?? null;
}

const DUCKDB_CLAUSES: ReadonlySet<string> = new Set(['qualify', 'offset']);

function readClause(reading: Reading, { word, range }: WrittenClause, scope: Scope): void {
  const { source, faults, isDuckdb } = reading;
  if (!isDuckdb && DUCKDB_CLAUSES.has(word)) {
    faults.add(
      `"${word}" is not written the same in every warehouse: number the rows in a CTE and keep those that are wanted`,
    );
    return;
  }
  if (range.lo >= range.hi) faults.add(`nothing follows "${word}"`);
  if (isDuckdb && word === 'group by' && range.hi === range.lo + 1 && isToken(source, range.lo, 'all')) return;
  const isLate = word === 'group by' || word === 'order by' || word === 'qualify';
  reading.readExpression(reading, range, {
    scope,
    aliases: isLate ? 'allowed' : 'refused',
    isWindow: word === 'order by',
  });
}

function outputOf(
  reading: Reading,
  { items, relations }: { items: readonly WrittenItem[]; relations: readonly ReadFrom[] },
): Pick<ReadSelect, 'columns' | 'isOpen'> {
  const outputs = items.map((item) => {
    if (!item.isStar) return { columns: item.name === null ? [] : [{ name: item.name }], isOpen: false };
    const of = starRelation(reading, item, relations);
    return { columns: of.flatMap(({ columns }) => columns), isOpen: of.some(({ query }) => query?.isOpen ?? true) };
  });
  return { columns: outputs.flatMap(({ columns }) => columns), isOpen: outputs.some(({ isOpen }) => isOpen) };
}

function readsIn({ subqueries }: Reading, { lo, hi }: TokenRange, relations: readonly ReadFrom[]): number {
  const nested = [...subqueries].filter(([open]) => open >= lo && open < hi).map(([, { reads }]) => reads);
  return [...relations.map(({ reads }) => reads), ...nested].reduce((sum, reads) => sum + reads, 0);
}

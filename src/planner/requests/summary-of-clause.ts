import type { Catalog, TableRef } from '../../catalog/catalog.ts';
import { refOf, tableKey } from '../../catalog/catalog.ts';
import type { Beliefs, TableBelief } from '../../inference/beliefs.ts';
import { MEASURE_WORDS, MONEY_WORDS } from '../../inference/names/words.ts';
import { parentRef } from '../belief-index.ts';
import { groupBy } from '../group-by.ts';
import type { NameIndex } from './name-index.ts';
import { isScoping, scopeOf, tablesOf, uniqueTables } from './named-tables.ts';
import type { Clause, NamedWords } from './read-clause.ts';
import type { Summary } from './request.ts';

/** What sums are read against. */
export interface SummaryGround {
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly index: NameIndex;
}

/** Tables that words select, and the words that select nothing. */
export interface Selected {
  readonly tables: readonly TableRef[];
  /** Those that stand where a name should. */
  readonly missing: readonly string[];
  readonly ignored: readonly string[];
}

/** As far as what a fact is summed by may stand from it: a payment, its customer, the customer's city, its region. */
const FARTHEST = 3;
/** More tables with such a column say nothing of which is meant. */
const MOST_CARRIERS = 5;

/**
 * What a clause such as `monthly revenue by region from stripe` sums, by what, and the tables that this takes: those of what is
 * summed (by name, by a column, or all facts with money in them) and those that tell the region of their rows. Pure.
 */
export function readSummary(clause: Clause, ground: SummaryGround): Selected & { readonly summary: Summary } {
  const scoping = clause.named.filter(isScoping);
  const scope = uniqueTables(scoping.flatMap(scopeOf));
  const within = scope.length > 0 ? scope : ground.catalog.tables.map(refOf);
  const words = clause.named.filter((each) => each.place !== 'except' && !scoping.includes(each));
  const isElsewhere = (each: NamedWords): boolean => each.place === 'scope' && tablesOf(each).length === 0;
  const of = words
    .filter((each) => each.place !== 'group' && !isElsewhere(each))
    .map((each) => measured(each, within, ground));
  const facts = uniqueTables(of.flatMap(({ tables }) => tables));
  const by = words.filter(({ place }) => place === 'group').map((each) => grouped(each, { within, facts }, ground));
  const tables = uniqueTables([...facts, ...by.flatMap((each) => each.tables)]);
  const elsewhere = words.filter(isElsewhere).map(({ text }) => text);
  const missing = [...of, ...by].filter((each) => each.isMissing).map(({ text }) => text);
  return {
    tables: facts.length > 0 || scope.length === 0 ? tables : uniqueTables([...tables, ...scope]),
    missing: [...missing, ...elsewhere],
    ignored: elsewhere,
    summary: { of: of.map(({ text }) => text), by: [...clause.periods, ...by.map(({ text }) => text)] },
  };
}

interface Found {
  readonly text: string;
  readonly tables: readonly TableRef[];
  readonly isMissing: boolean;
}

/** The tables whose rows are summed. */
function measured(words: NamedWords, within: readonly TableRef[], ground: SummaryGround): Found {
  const { text, tokens } = words;
  const named = inside(tablesOf(words), within);
  if (named.length > 0) return { text, tables: named, isMissing: false };
  const carriers = inside(withColumns(tokens, ground.index), within);
  if (carriers.length > 0) return { text, tables: factsAmong(carriers, ground), isMissing: false };
  const isMoney = tokens.some((token) => MONEY_WORDS.has(token) || token === 'sale');
  const isMeasure = isMoney || tokens.some((token) => MEASURE_WORDS.has(token));
  const kinds: ReadonlySet<string> = new Set(isMoney ? ['money'] : isMeasure ? ['money', 'measure'] : []);
  const beliefs = beliefsOf(within, ground);
  const tables = beliefs.filter(({ columns }) => columns.some(({ kind }) => kinds.has(kind))).map(refOf);
  return { text, tables: factsAmong(tables, ground), isMissing: tables.length === 0 };
}

/** The tables that tell by what is summed: of that name, or those nearest to the facts with such a column. */
function grouped(
  words: NamedWords,
  { within, facts }: { readonly within: readonly TableRef[]; readonly facts: readonly TableRef[] },
  ground: SummaryGround,
): Found {
  const { text, tokens } = words;
  const named = tablesOf(words);
  const way = nearest(facts, named, ground);
  if (named.length > 0) return { text, tables: way.length > 0 ? way : inside(named, within), isMissing: false };
  const carriers = withColumns(tokens, ground.index);
  const near = nearest(facts, carriers, ground);
  if (near.length > 0) return { text, tables: near, isMissing: false };
  const few = inside(carriers, within);
  return { text, tables: few.length > MOST_CARRIERS ? [] : few, isMissing: few.length === 0 };
}

function inside(tables: readonly TableRef[], within: readonly TableRef[]): TableRef[] {
  const keys = new Set(within.map(tableKey));
  return tables.filter((table) => keys.has(tableKey(table)));
}

/** Tables with a column for every word. */
function withColumns(tokens: readonly string[], index: NameIndex): readonly TableRef[] {
  const [first, ...others] = tokens.map((token) => index.withColumn(token));
  return others.reduce((left, tables) => inside(left, tables), first ?? []);
}

/** Facts and events, where there is one: other tables may hold the same number and have one row for each thing. */
function factsAmong(tables: readonly TableRef[], ground: SummaryGround): readonly TableRef[] {
  const facts = beliefsOf(tables, ground).filter(
    ({ role }) => role === 'fact' || role === 'event' || role === 'snapshot',
  );
  return facts.length > 0 ? facts.map(refOf) : tables;
}

function beliefsOf(tables: readonly TableRef[], { beliefs }: SummaryGround): TableBelief[] {
  const keys = new Set(tables.map(tableKey));
  return beliefs.tables.filter((table) => keys.has(tableKey(table)));
}

/**
 * Of some tables those that the facts are or refer to, in as few steps as can be, with the tables on the way; none where that
 * takes too many.
 */
function nearest(facts: readonly TableRef[], wanted: readonly TableRef[], { beliefs }: SummaryGround): TableRef[] {
  const keys = new Set(wanted.map(tableKey));
  const parents = groupBy(beliefs.relationships, ({ schema, table }) => [tableKey({ schema, name: table })]);
  const ways = new Map(facts.map((table) => [tableKey(table), [table]]));
  let level = [...ways.values()];
  for (let step = 0; step <= FARTHEST && level.length > 0; step++) {
    const found = level.filter((way) => way.slice(-1).some((table) => keys.has(tableKey(table))));
    if (found.length > 0) return uniqueTables(found.flat());
    const next: TableRef[][] = [];
    for (const way of level) {
      const last = way.at(-1);
      for (const parent of last ? (parents.get(tableKey(last)) ?? []).map(parentRef).map(refOf) : []) {
        if (ways.has(tableKey(parent))) continue;
        ways.set(tableKey(parent), [...way, parent]);
        next.push([...way, parent]);
      }
    }
    level = next;
  }
  return [];
}

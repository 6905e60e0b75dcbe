import type { TableRef } from '../../catalog/catalog.ts';
import { refOf, tableKey } from '../../catalog/catalog.ts';
import type { Layer } from '../../context/style.ts';
import { LAYERS } from '../../context/style.ts';
import { isScoping, scopeOf, tablesOf, uniqueTables } from './named-tables.ts';
import type { Clause, NamedWords } from './read-clause.ts';
import type { RequestPart } from './request.ts';
import type { Selected, SummaryGround } from './summary-of-clause.ts';
import { readSummary } from './summary-of-clause.ts';

/** What a clause asks to be made, and which of its words say nothing. */
export interface ReadPart {
  readonly part: Omit<RequestPart, 'goal_id'>;
  readonly ignored: readonly string[];
  /** Whether it names anything at all. */
  readonly isClear: boolean;
}

/** Which tables and layers a clause is about: all tables where it names none and nothing that might be one. Pure. */
export function partOfClause(clause: Clause, ground: SummaryGround): ReadPart {
  const summary = isSummary(clause) ? readSummary(clause, ground) : null;
  const selected = summary ?? selectTables(clause);
  const excepted = clause.named.filter(({ place }) => place === 'except');
  const unknown = excepted.filter((words) => tablesOf(words).length + scopeOf(words).length === 0);
  const without = new Set(excepted.flatMap((words) => [...tablesOf(words), ...scopeOf(words)]).map(tableKey));
  // `A shiny staging layer` is one of all tables; `what finance needs` is not.
  const isGeneral = selected.ignored.length === 0 || clause.layers.length > 0 || clause.isAll;
  const isClear = selected.tables.length > 0 || (selected.missing.length === 0 && isGeneral);
  const nameless = [...new Set([...selected.missing, ...selected.ignored])];
  const named = selected.tables.length > 0 || !isClear ? selected.tables : null;
  const tables = named ?? (without.size === 0 ? null : ground.catalog.tables.map(refOf));
  return {
    part: {
      ...layersOf(clause),
      tables: tables && tables.filter((table) => !without.has(tableKey(table))),
      summary: summary?.summary ?? null,
      missing: [...(isClear ? selected.missing : nameless), ...unknown.map(({ text }) => text)],
    },
    ignored: [...(isClear ? selected.ignored : nameless), ...unknown.map(({ text }) => text)],
    isClear,
  };
}

/** Whether sums are asked for: by a period, by something, or by a word such as `total`. */
function isSummary({ periods, hasSummaryWord, named }: Clause): boolean {
  return (
    periods.length > 0 ||
    hasSummaryWord ||
    named.some(({ place, meaning }) => place === 'group' && !meaning?.scope.length)
  );
}

function layersOf({ layers }: Clause): Pick<RequestPart, 'layers' | 'mart'> {
  const named = new Set<Layer>(layers.map(({ layer }) => layer));
  const marts = [...new Set(layers.filter(({ layer }) => layer === 'marts').map((word) => word.mart))];
  const [mart = null] = marts;
  return {
    layers: named.size === 0 ? null : LAYERS.filter((layer) => named.has(layer)),
    mart: marts.length === 1 ? mart : null,
  };
}

/**
 * Tables of the names. A source or schema limits them (`customers from stripe`), and stands for all of its tables where nothing
 * else is named. A word that is only part of names (`billing` of `billing_invoices`) stands for all of these.
 */
function selectTables({ named }: Pick<Clause, 'named'>): Selected {
  const scoping = named.filter(isScoping);
  const scope = new Set(scoping.flatMap(scopeOf).map(tableKey));
  const isFrom = scoping.some(({ place }) => place === 'scope');
  const tables: TableRef[] = [];
  const unnamed: NamedWords[] = [];
  for (const words of named.filter((each) => each.place !== 'except' && !isScoping(each))) {
    const meant = tablesOf(words);
    const inside = scope.size === 0 ? meant : meant.filter((table) => scope.has(tableKey(table)));
    const chosen = inside.length > 0 || isFrom ? inside : meant;
    if (chosen.length === 0) unnamed.push(words);
    tables.push(...chosen);
  }
  return {
    tables: uniqueTables(tables.length > 0 ? tables : scoping.flatMap(scopeOf)),
    missing: unnamed.filter(({ isListed }) => isListed).map(({ text }) => text),
    ignored: unnamed.map(({ text }) => text),
  };
}

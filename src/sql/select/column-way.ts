import type { Query, Relation, Select } from './query.ts';
import type { SqlModel } from './read-model.ts';

/**
 * The select lists that a column must be in to come out of a model, from the last to that nearest to the source. A list with
 * a star hands every column on, so it is none of them. Several branches of a `union all` stand side by side.
 */
export interface ColumnWay {
  readonly lists: readonly Select[];
  /** Those of `lists` that select from the raw table, or from a join: there the column's expression belongs. */
  readonly lowest: readonly Select[];
  /** Whether the place of a column matters, so that a new one must be the last. */
  readonly isByPlace: boolean;
  /** Whether it ends at a join, so that columns of its list must be qualified. */
  readonly joins: boolean;
  /** What is selected from at the end of the way; empty where no name tells. */
  readonly base: string;
}

/** Finds the way, or says why a column cannot take it. */
export function findColumnWay(query: Query): ColumnWay | { readonly reason: string } {
  const way = wayThrough(query, new Map());
  if ('reason' in way || way.lists.every((select) => query.selects.includes(select))) return way;
  return unitesStars(query) ? { reason: 'one of its set operations selects *' } : way;
}

/** The texts of the items of each list of a model's way; null where it has none. */
export function wayTexts(model: SqlModel): string[][] | null {
  const way = findColumnWay(model.query);
  return 'reason' in way
    ? null
    : way.lists.map(({ items }) => items.map(({ start, end }) => model.text.slice(start, end)));
}

/** Whether anywhere a set operation has a branch with a star: a column more in what that reads would break it. */
function unitesStars({ ctes, selects, operators }: Query): boolean {
  const hasStar = selects.some((select) => select?.items.some(({ value }) => value.kind === 'star'));
  if (operators.length > 0 && hasStar) return true;
  const inner = selects.map((select) => (select?.from?.relation.kind === 'query' ? select.from.relation.query : null));
  return [...ctes.map((cte) => cte.query), ...inner].some((query) => query !== null && unitesStars(query));
}

type Way = ColumnWay | { readonly reason: string };
/** Ways through the CTEs that a query sees, by lower-case name. */
type Scope = ReadonlyMap<string, Way>;

function wayThrough({ ctes, selects, operators }: Query, outer: Scope): Way {
  const scope = new Map(outer);
  for (const { name, query } of ctes)
    scope.set(name.toLowerCase(), query ? wayThrough(query, scope) : { reason: `the CTE ${name} is a macro` });
  const ways = selects.map((select): Way => (select ? wayFrom(select, scope) : { reason: NO_LIST }));
  const [first = { reason: NO_LIST }] = ways;
  return ways.length < 2 ? first : uniteWays(ways, { selects, operators });
}

const NO_LIST = 'it has no select list that can be read';

function wayFrom(select: Select, scope: Scope): Way {
  if (select.isDistinct) return { reason: 'it selects distinct rows, of which a column more could make more' };
  if (select.isGrouped) return { reason: 'it groups rows' };
  if (select.items.some(({ value }) => value.kind === 'macro'))
    return { reason: 'a macro stands in its select list, which may bring the column already' };
  const hasStar = select.items.some(({ value }) => value.kind === 'star');
  const own = { lists: [select], lowest: [select], base: '', joins: false, isByPlace: select.hasOrdinals };
  if (!select.from) return { reason: 'it selects from nothing' };
  if (select.from.isPivoted) return { reason: 'it pivots rows' };
  if (!select.from.isAlone) return hasStar ? { reason: 'it selects * from a join' } : { ...own, joins: true };
  const below = wayInto(select.from.relation, scope);
  if ('reason' in below || hasStar) return below;
  if (below.lists.length === 0) return { ...own, base: below.base };
  return { ...below, lists: [select, ...below.lists], isByPlace: below.isByPlace || select.hasOrdinals };
}

function wayInto(relation: Relation, scope: Scope): Way {
  switch (relation.kind) {
    case 'query':
      return relation.query
        ? wayThrough(relation.query, scope)
        : { reason: 'a subquery has no select that can be read' };
    case 'name':
      return scope.get(relation.name.toLowerCase()) ?? emptyWay(relation.name);
    case 'call':
      return emptyWay([relation.call.function, ...relation.call.args].join(' '));
    case 'other':
      return emptyWay('');
  }
}

function emptyWay(base: string): ColumnWay {
  return { lists: [], lowest: [], base, joins: false, isByPlace: false };
}

/** The branches of a `union all` match by position, so each needs the column at its end. */
function uniteWays(ways: readonly Way[], { selects, operators }: Pick<Query, 'selects' | 'operators'>): Way {
  if (!operators.every((operator) => operator === 'union all'))
    return { reason: `it has a set operation: ${operators[0]}` };
  const counts = new Set(selects.map((select) => select?.items.length));
  const hasStar = selects.some((select) => select?.items.some(({ value }) => value.kind === 'star'));
  if (hasStar || counts.size > 1) return { reason: 'it unites selects whose columns cannot be matched' };
  const whole: ColumnWay[] = [];
  for (const way of ways) {
    if ('reason' in way) return way;
    whole.push(way);
  }
  const [base = '', ...others] = new Set(whole.map((way) => way.base));
  if (base === '' || others.length > 0) return { reason: 'it unites different tables' };
  return {
    lists: [...new Set(whole.flatMap((way) => way.lists))],
    lowest: [...new Set(whole.flatMap((way) => way.lowest))],
    base,
    joins: whole.some((way) => way.joins),
    isByPlace: true,
  };
}

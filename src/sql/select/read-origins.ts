import type { JinjaCall } from '../jinja-calls.ts';
import type { From, ItemValue, Query, Relation, Select, SelectItem } from './query.ts';
import { readModel } from './read-model.ts';
import type { ColumnPath } from './read-paths.ts';

/** What `ref` or `source` names: a model, or a source table as `shop.orders`. */
export interface Parent {
  readonly resource: 'model' | 'source';
  readonly name: string;
}

/** A column that comes out of a model. */
export interface OriginColumn {
  readonly as: string;
  /** The column of a parent that it is, as it is or cast; null: computed, or not known. */
  readonly from: { readonly parent: Parent; readonly column: string } | null;
  /** Whether it is filled wherever that column is: no outer join stands between. */
  readonly keepsFilled: boolean;
}

/** What comes out of a model, and of which columns of which parents it is made. Names as written, without quotes. */
export interface ModelOrigins {
  readonly columns: readonly OriginColumn[];
  /** Parents of which all columns come out under their own names, but some. */
  readonly stars: readonly ParentStar[];
  /** Whether macros, or what cannot be followed, may bring further columns. */
  readonly isOpen: boolean;
  /** The parent of whose rows each comes out at most once, whatever is joined to them; null: rows are grouped or united. */
  readonly rowsOf: Parent | null;
  /** Whether something is joined to these rows, which may repeat them. */
  readonly isJoined: boolean;
  /** Columns by which the rows are grouped, so that each combination comes out once; null: they are not. */
  readonly groupedBy: readonly string[] | null;
}

export interface ParentStar {
  readonly parent: Parent;
  readonly except: readonly string[];
  readonly keepsFilled: boolean;
}

/**
 * Follows the columns of a model through its CTEs, subqueries, stars and joins to the models and sources that it selects from. What
 * unites several selects is followed no further. `dialect` is dbt's name of the adapter. Pure.
 */
export function readOrigins(sql: string, dialect: string): ModelOrigins | { readonly reason: string } {
  const model = readModel(sql, dialect);
  return 'reason' in model ? model : originsOf(model.query, new Map());
}

/** What the CTEs that a query sees give, by lower-case name. */
type Scope = ReadonlyMap<string, ModelOrigins>;

const UNKNOWN: ModelOrigins = {
  columns: [],
  stars: [],
  isOpen: true,
  rowsOf: null,
  isJoined: false,
  groupedBy: null,
};

function originsOf({ ctes, selects }: Query, outer: Scope): ModelOrigins {
  const scope = new Map(outer);
  for (const { name, query } of ctes) scope.set(name.toLowerCase(), query ? originsOf(query, scope) : UNKNOWN);
  const [select, ...others] = selects;
  if (!select || others.length > 0) return { ...UNKNOWN, columns: select ? select.items.flatMap(unfollowed) : [] };
  return selected(select, select.from ? partsOf(select.from, scope) : []);
}

/** Names that come out of the first of several selects: each may be made of something else in the others. */
function unfollowed({ name, value }: SelectItem): OriginColumn[] {
  return name === null || value.kind === 'star' ? [] : [{ as: name, from: null, keepsFilled: false }];
}

/** One relation behind `from`; the first is that whose rows come out. */
interface Part {
  readonly alias: string | null;
  readonly given: ModelOrigins;
}

function partsOf({ relation, alias, joined }: From, scope: Scope): Part[] {
  const isOuter = joined.some((each) => each.isOuter);
  const first = givenBy(relation, scope);
  return [
    { alias, given: isOuter ? unfilled(first) : first },
    ...joined.map((each) => ({ alias: each.alias, given: unfilled(givenBy(each.relation, scope)) })),
  ];
}

function givenBy(relation: Relation, scope: Scope): ModelOrigins {
  switch (relation.kind) {
    case 'query':
      return relation.query ? originsOf(relation.query, scope) : UNKNOWN;
    case 'name':
      return scope.get(relation.name.toLowerCase()) ?? UNKNOWN;
    case 'other':
      return UNKNOWN;
    case 'call': {
      const parent = parentOf(relation.call);
      return { ...UNKNOWN, stars: [{ parent, except: [], keepsFilled: true }], isOpen: false, rowsOf: parent };
    }
  }
}

function parentOf({ function: called, args }: Pick<JinjaCall, 'function' | 'args'>): Parent {
  if (called === 'source') return { resource: 'source', name: args.join('.') };
  return { resource: 'model', name: args.at(-1) ?? '' };
}

/** Rows without a match have nothing in these columns. */
function unfilled(given: ModelOrigins): ModelOrigins {
  return {
    ...given,
    columns: given.columns.map((column) => ({ ...column, keepsFilled: false })),
    stars: given.stars.map((star) => ({ ...star, keepsFilled: false })),
  };
}

function selected(select: Select, parts: readonly Part[]): ModelOrigins {
  const columns = select.items.flatMap((item) => columnsOf(item, parts));
  const starred = select.items.flatMap(({ value }) => (value.kind === 'star' ? starredParts(value, parts) : []));
  const [first, ...others] = parts;
  const isGrouped = select.isGrouped || select.isDistinct;
  return {
    columns,
    stars: starred.flatMap(({ given, except }) =>
      given.stars.map((star) => ({ ...star, except: [...star.except, ...except] })),
    ),
    isOpen:
      select.items.some(({ name, isOpenEnded }) => name === null && isOpenEnded) ||
      starred.some(({ given }) => given.isOpen),
    rowsOf: isGrouped ? null : (first?.given.rowsOf ?? null),
    isJoined: others.length > 0 || first?.given.isJoined === true,
    groupedBy: isGrouped ? groupKey(select) : others.length > 0 ? null : keptKey(first, { columns, select }),
  };
}

/** Names under which all that is grouped by comes out. */
function groupKey({ groupedBy, items }: Select): string[] | null {
  const names = groupedBy?.map((by) => {
    if (typeof by === 'number') return items[by - 1]?.name ?? null;
    const isIt = ({ value }: SelectItem): boolean => value.kind === 'column' && isSame(value.path.at(-1) ?? '', by);
    return (items.find(isIt) ?? items.find(({ name }) => name !== null && isSame(name, by)))?.name ?? null;
  });
  const known = names?.filter((name) => name !== null) ?? [];
  return known.length > 0 && known.length === names?.length ? known : null;
}

/** The key of a grouped query below, where all of it comes out as it is. */
function keptKey(
  part: Part | undefined,
  { columns, select }: { readonly columns: readonly OriginColumn[]; readonly select: Select },
): readonly string[] | null {
  const key = part?.given.groupedBy ?? null;
  const isPlain = select.items.every(
    ({ value, name }) => value.kind !== 'column' || isSame(value.path.at(-1) ?? '', name ?? ''),
  );
  const isKept = key?.every((name) => columns.some(({ as }) => isSame(as, name))) === true;
  return isPlain && isKept ? key : null;
}

function columnsOf({ name, value }: SelectItem, parts: readonly Part[]): OriginColumn[] {
  if (value.kind === 'star') {
    const kept = starredParts(value, parts).flatMap(({ given, except }) =>
      given.columns.filter(({ as }) => !except.some((each) => isSame(each, as))),
    );
    const also = value.also.map(({ name: as, paths, isRename }) => {
      const [path] = paths;
      return { as, ...(isRename && path ? lookUp(path, parts) : NOTHING) };
    });
    return [...kept, ...also];
  }
  if (name === null) return [];
  return [{ as: name, ...(value.kind === 'column' ? lookUp(value.path, parts) : NOTHING) }];
}

function starredParts(
  { of, except }: Extract<ItemValue, { kind: 'star' }>,
  parts: readonly Part[],
): { given: ModelOrigins; except: readonly string[] }[] {
  return parts
    .filter(({ alias }) => of === null || (alias !== null && isSame(alias, of)))
    .map(({ given }) => ({ given, except }));
}

type Found = Pick<OriginColumn, 'from' | 'keepsFilled'>;
const NOTHING: Found = { from: null, keepsFilled: false };

/** The column that a path means: that of its alias, or of the only relation that can have it. */
function lookUp(path: ColumnPath, parts: readonly Part[]): Found {
  const [first = '', second] = path;
  const part = second === undefined ? undefined : parts.find(({ alias }) => alias !== null && isSame(alias, first));
  if (part && second !== undefined) return path.length === 2 ? (columnOf(second, part.given) ?? NOTHING) : NOTHING;
  if (second !== undefined) return NOTHING;
  const [only, ...others] = parts.length === 1 ? parts : parts.filter(({ given }) => mayHave(first, given));
  return only && others.length === 0 ? (columnOf(first, only.given) ?? NOTHING) : NOTHING;
}

function mayHave(name: string, { columns, stars, isOpen }: ModelOrigins): boolean {
  return isOpen || stars.length > 0 || columns.some(({ as }) => isSame(as, name));
}

function columnOf(name: string, { columns, stars }: ModelOrigins): Found | null {
  const column = columns.find(({ as }) => isSame(as, name));
  if (column) return column;
  const [star, ...others] = stars;
  if (!star || others.length > 0 || star.except.some((each) => isSame(each, name))) return null;
  return { from: { parent: star.parent, column: name }, keepsFilled: star.keepsFilled };
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

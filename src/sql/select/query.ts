import type { JinjaCall } from '../jinja-calls.ts';

/** A query as far as its select lists go; offsets are those of the model's text. */
export interface Query {
  readonly ctes: readonly Cte[];
  /** One, or the branches of a set operation; null: no select that can be read (`values`, a macro, `from t select a`). */
  readonly selects: readonly (Select | null)[];
  /** What stands between them: `union all`, `except`. */
  readonly operators: readonly string[];
}

/** One query of a `with`. */
export interface Cte {
  readonly name: string;
  /** Null: no query that can be read, but a macro. */
  readonly query: Query | null;
  /** What `ref` and `source` give to a macro that stands in place of the query. */
  readonly calls: readonly JinjaCall[];
}

export interface Select {
  /** Offset of the word `select`. */
  readonly start: number;
  readonly items: readonly SelectItem[];
  /** `distinct` without `on`: a column more can mean rows more. */
  readonly isDistinct: boolean;
  /** Whether it has a `group by` or sums over all rows. */
  readonly isGrouped: boolean;
  /** What it groups by, where these are columns or items of its list: names, and places from 1 on; null: it does not, or else. */
  readonly groupedBy: readonly (string | number)[] | null;
  /** Whether it orders by the place of an item (`order by 2`). */
  readonly hasOrdinals: boolean;
  readonly from: From | null;
}

export interface From {
  readonly relation: Relation;
  /** Name by which columns may be qualified; null where it has none. */
  readonly alias: string | null;
  /** False where other relations are joined or unnested in. */
  readonly isAlone: boolean;
  /** What is joined to it, as far as it can be read. */
  readonly joined: readonly Joined[];
  /** Whether rows become columns or the other way round. */
  readonly isPivoted: boolean;
}

/** A relation behind a `join` or a comma. */
export interface Joined {
  readonly relation: Relation;
  readonly alias: string | null;
  /** Whether rows without a match may come out with nothing in the columns of what stands before it. */
  readonly isOuter: boolean;
}

export type Relation =
  | { readonly kind: 'call'; readonly call: Pick<JinjaCall, 'function' | 'args'> }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'query'; readonly query: Query | null }
  /** A macro, a variable, a function. */
  | { readonly kind: 'other' };

/** One item of a select list, at `[start, end)`, without its comma and the comments around it. */
export interface SelectItem {
  readonly start: number;
  readonly end: number;
  /** Offset of the comma behind it; the last may have one, too. */
  readonly comma: number | null;
  /** Name that comes out; null where the database makes one up, for a star and for a macro. */
  readonly name: string | null;
  readonly value: ItemValue;
  /** Whether it ends with what a macro prints, which may be a comma, or nothing. */
  readonly isOpenEnded: boolean;
}

export type ItemValue =
  /** `id`, `orders.id`: its parts. A cast of it counts too. */
  | { readonly kind: 'column'; readonly path: readonly string[]; readonly isCast: boolean }
  | {
      readonly kind: 'star';
      /** Alias of the relation whose columns these are; null: of all. */
      readonly of: string | null;
      readonly except: readonly string[];
      readonly also: readonly StarColumn[];
    }
  | { readonly kind: 'expression'; readonly paths: readonly (readonly string[])[] }
  /** Jinja alone: it may stand for any columns. */
  | { readonly kind: 'macro'; readonly paths: readonly (readonly string[])[] };

/** A column that `replace` or `rename` of a star brings. */
export interface StarColumn {
  readonly name: string;
  readonly paths: readonly (readonly string[])[];
  readonly isRename: boolean;
}

import type { TokenRange, TokenSource } from '../../sql/select/token-source.ts';
import type { NamedColumn } from './named-column.ts';

/** SQL that a model wrote, read strictly: nothing in it that is not understood. Ranges are of tokens. */
export interface WrittenSql {
  readonly source: TokenSource;
  readonly query: WrittenQuery;
  /** Models that it reads, each once, by name. */
  readonly refs: readonly string[];
  /** By index of the opening bracket. */
  readonly subqueries: ReadonlyMap<number, WrittenQuery>;
  /** Tokens that are names of columns, relations and aliases, as they are called where they come from. */
  readonly names: ReadonlyMap<number, string>;
  /** Tokens that are the name of a function that is called. */
  readonly calls: ReadonlySet<number>;
}

export interface WrittenQuery {
  readonly ctes: readonly { readonly name: string; readonly query: WrittenQuery }[];
  /** One, or the branches of a set operation. */
  readonly selects: readonly WrittenSelect[];
  /** What stands between them: `union all`. */
  readonly operators: readonly string[];
  /** What comes out. */
  readonly columns: readonly NamedColumn[];
  /** Whether a column comes out that no select list names, through `*` of a model. */
  readonly isOpen: boolean;
  /** Columns that it has one row for each combination of; null: that is not known. */
  readonly groupedBy: readonly string[] | null;
  /** Models that are read when every CTE stands where it is used. */
  readonly reads: number;
}

export interface WrittenSelect {
  readonly isDistinct: boolean;
  readonly items: readonly WrittenItem[];
  readonly from: readonly WrittenFrom[];
  readonly clauses: readonly WrittenClause[];
}

export interface WrittenItem {
  /** Without its alias. */
  readonly expression: TokenRange;
  /** Index of the alias, if it has one. */
  readonly alias: number | null;
  /** Name that comes out; null for a star, and where it has none. */
  readonly name: string | null;
  readonly isStar: boolean;
}

export interface WrittenFrom {
  /** `from`, `left join`. */
  readonly words: string;
  readonly relation:
    | { readonly kind: 'model'; readonly name: string }
    | { readonly kind: 'cte'; readonly index: number }
    | { readonly kind: 'query'; readonly query: WrittenQuery };
  /** Index of the alias, if it has one. */
  readonly alias: number | null;
  readonly on: { readonly word: 'on' | 'using'; readonly range: TokenRange } | null;
}

export const CLAUSES = ['where', 'group by', 'having', 'qualify', 'order by', 'limit', 'offset'] as const;

export interface WrittenClause {
  readonly word: (typeof CLAUSES)[number];
  readonly range: TokenRange;
}

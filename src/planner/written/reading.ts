import type { Dialect } from '../../sql/dialects/dialect.ts';
import type { TokenRange, TokenSource } from '../../sql/select/token-source.ts';
import type { NamedColumn } from './named-column.ts';
import type { WrittenQuery } from './written-query.ts';

/** A column that comes out of a model. */
export interface ReadableColumn extends NamedColumn {
  /** DuckDB's; empty where it is not known. */
  readonly type: string;
}

/** What may be read, by the name that `ref` takes; by that of the rules alone too, where deltas gave it another. */
export type ReadableModels = ReadonlyMap<string, readonly ReadableColumn[]>;

/** The state of reading one text: what is known, and what was found by now. */
export interface Reading {
  readonly source: TokenSource;
  readonly models: ReadableModels;
  readonly dialect: Dialect;
  readonly isDuckdb: boolean;
  readonly refs: Set<string>;
  readonly subqueries: Map<number, WrittenQuery>;
  readonly names: Map<number, string>;
  readonly calls: Set<number>;
  /** What is wrong, each said once. */
  readonly faults: Set<string>;
  /** Reads the query that stands in a range, within a scope. */
  readonly readQuery: (range: TokenRange, scope: Scope) => WrittenQuery;
  readonly readExpression: (reading: Reading, range: TokenRange, place: ExpressionPlace) => void;
}

/** Where an expression stands, and what its names may mean. */
export interface ExpressionPlace {
  readonly scope: Scope;
  /** Whether an alias of the select list may be meant, as behind `group by`. */
  readonly aliases: 'allowed' | 'refused';
  /** Within `over ( .. )`. */
  readonly isWindow?: boolean;
}

/** What one step over an expression came to. */
export interface Step {
  readonly next: number;
  /** Whether an operand ends here. */
  readonly isOperand: boolean;
  /** Whether an operand begins here, so that none may stand before it. */
  readonly begins: boolean;
}

/** What is selected from, as names are found in it. */
export interface Relation {
  /** In lower case; null where it has no name. */
  readonly alias: string | null;
  readonly columns: readonly NamedColumn[];
}

/** What a name can mean at a place. */
export interface Scope {
  readonly ctes: ReadonlyMap<string, WrittenQuery>;
  readonly relations: readonly Relation[];
  /** Aliases of the select list, in lower case. */
  readonly aliases: ReadonlySet<string>;
  /** Of the query around it. */
  readonly outer: Scope | null;
}

export const NO_SCOPE: Scope = { ctes: new Map(), relations: [], aliases: new Set(), outer: null };

/** What stands in a range, on one line and not longer than a message bears. */
export function excerpt({ text, tokens }: TokenSource, { lo, hi }: TokenRange): string {
  const words = text.slice(tokens[lo]?.start ?? 0, tokens[Math.max(lo, hi - 1)]?.end ?? 0).replaceAll(/\s+/g, ' ');
  return words.length > LONGEST_EXCERPT ? `${words.slice(0, LONGEST_EXCERPT)}...` : words;
}

const LONGEST_EXCERPT = 60;

/** A name as it is written, quotes undone; null for what is none. */
export function nameAt({ source }: Pick<Reading, 'source'>, index: number): string | null {
  const token = source.tokens[index];
  if (token?.kind === 'quoted') return token.value;
  return token?.kind === 'word' && /^[a-z_][a-z0-9_]*$/.test(token.value) ? token.value : null;
}

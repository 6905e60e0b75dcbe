import { readSelect } from '../../sql/select/read-select.ts';
import type { ModelSelect } from '../../sql/select/read-select.ts';

/**
 * A raw table as one node of the project sees it: its source table, or a model that reads it. Tests speak of the node's
 * columns; a view says which raw ones they are. All names in lower case.
 */
export interface TableView {
  /** Raw columns that a column of the node is made of; empty: none that is known. */
  readonly rawsOf: (name: string) => readonly string[];
  /** Whether the node knows a raw column, under whatever name. */
  readonly reads: (raw: string) => boolean;
  /** Whether rows are put together on the way, so that what is unique here need not be in the table. */
  readonly isGrouped: boolean;
  /** Raw columns that it selects by name, whether the table has them or not. */
  readonly takes: readonly string[];
  /** Whether its SQL names a raw column, so that it fails without it. */
  readonly needs: (raw: string) => boolean;
}

/** What a model reads from: all raw columns as they are. */
const RAW: TableView = {
  rawsOf: (name) => [name],
  reads: () => true,
  isGrouped: false,
  takes: [],
  needs: () => false,
};

/** A source table: it knows the columns that its YAML lists. */
export function viewOfSource(listed: ReadonlySet<string>): TableView {
  return { ...RAW, reads: (raw) => listed.has(raw) };
}

/** How the SQL of a model is to be read. */
export interface ReadingOf {
  /** dbt's name of the adapter. */
  readonly adapter: string;
  /** Whether what the model selects from is the table, or the model between. */
  readonly isFrom: (source: ModelSelect['source']) => boolean;
  /** Columns that its properties name. */
  readonly documented: ReadonlySet<string>;
  /** What it selects from. */
  readonly below?: TableView | undefined;
}

/**
 * A model as its SQL says, on top of what it reads from. Where the SQL joins or unites, or takes its columns from elsewhere,
 * those that it or its properties name are taken for those of the table. Pure.
 */
export function viewOfModel(sql: string, { adapter, isFrom, documented, below = RAW }: ReadingOf): TableView {
  const select = readSelect(sql, adapter);
  if (!('reason' in select) && isFrom(select.source)) return viewOfSelect(select, below);
  const needs = namedIn(sql);
  const isAll = /[\p{L}\p{N}_"]\.\*/u.test(sql);
  const reads = (raw: string): boolean => below.reads(raw) && (isAll || documented.has(raw) || needs(raw));
  return { rawsOf: below.rawsOf, reads, isGrouped: true, takes: [], needs };
}

function viewOfSelect({ columns, hasStar, except, isOpen, isGrouped }: ModelSelect, below: TableView): TableView {
  const byName = new Map(columns.map(({ as, uses }) => [as.toLowerCase(), lower(uses)]));
  const used = new Set(columns.flatMap(({ uses }) => lower(uses)).flatMap(below.rawsOf));
  const left = new Set(lower(except));
  // Columns that a macro brings are known to dbt alone; most such macros stand for all columns.
  const isKept = (name: string): boolean => (hasStar && !left.has(name)) || isOpen;
  return {
    rawsOf: (name) => byName.get(name)?.flatMap(below.rawsOf) ?? (isKept(name) ? below.rawsOf(name) : []),
    reads: (raw) => used.has(raw) || (isKept(raw) && below.reads(raw)),
    isGrouped: isGrouped || below.isGrouped,
    takes: columns.flatMap(({ raw }) => (raw === null ? [] : below.rawsOf(raw.toLowerCase()))),
    needs: (raw) => used.has(raw),
  };
}

/** Whether a text names a column. */
function namedIn(sql: string): (name: string) => boolean {
  const text = sql.toLowerCase();
  const words = new Set(text.match(/[\p{L}_][\p{L}\p{N}_]*/gu));
  return (name) => words.has(name) || (/[^\p{L}\p{N}_]/u.test(name) && text.includes(name));
}

function lower(names: readonly string[]): string[] {
  return names.map((name) => name.toLowerCase());
}

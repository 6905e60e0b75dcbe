import { groupBy } from '../../planner/group-by.ts';
import { estimateTokens } from '../estimate-tokens.ts';
import { COLUMN_LETTERS } from './column-letter.ts';
import type { LetteredItem, WrittenColumns } from './write-columns.ts';
import { writeColumns } from './write-columns.ts';

/** Columns that many tables have, written once and then named by a sign. */
export interface SharedColumns {
  readonly sign: string;
  /** Identities of the columns. */
  readonly columns: ReadonlySet<string>;
  /** The line that tells them, in whose order they are counted. */
  readonly written: WrittenColumns;
}

/** What tables can have in common of a column: its letter and its name. */
export function identityOf({ letter, name }: LetteredItem): string {
  return `${letter ?? '-'} ${name}`;
}

function itemOfIdentity(identity: string): LetteredItem {
  const name = nameOfIdentity(identity);
  const letter = COLUMN_LETTERS.find((each) => identity.startsWith(each)) ?? null;
  return { name, text: name, isBare: true, letter };
}

function nameOfIdentity(identity: string): string {
  return identity.slice(2);
}

/** One token each, and no part of a name. */
const SIGNS = ['+', '%', '&'];
const FEWEST_TABLES = 3;
/** A table is compared with so many others, so that the work stays linear. */
const MOST_COMPARED = 40;
const LINE_OF_ITS_OWN = 3;

/**
 * The sets of columns that save most when they are written once: those that any two tables have in common are tried, the
 * best is taken, then the best of what is left. `tables`: identities of the columns of each.
 */
export function sharedColumns(tables: readonly ReadonlySet<string>[]): SharedColumns[] {
  const shared: SharedColumns[] = [];
  let rest = tables;
  for (const sign of SIGNS) {
    const columns = bestSet(rest);
    if (columns === null) break;
    shared.push({ sign, columns, written: writeColumns([...columns].sort().map(itemOfIdentity), 1) });
    rest = rest.map((table) => (isSubset(columns, table) ? without(table, columns) : table));
  }
  return shared;
}

export function isSubset(part: Iterable<string>, whole: ReadonlySet<string>): boolean {
  for (const each of part) if (!whole.has(each)) return false;
  return true;
}

function bestSet(tables: readonly ReadonlySet<string>[]): ReadonlySet<string> | null {
  const holders = groupBy(tables, (table) => [...table]);
  const isCommon = (column: string): boolean => (holders.get(column)?.length ?? 0) >= FEWEST_TABLES;
  const common = tables.map((table) => new Set([...table].filter(isCommon))).filter((table) => table.size > 0);
  const candidates = new Map<string, ReadonlySet<string>>();
  const offer = (columns: ReadonlySet<string>): void => {
    if (columns.size > 0) candidates.set(JSON.stringify([...columns].sort()), columns);
  };
  for (const [at, table] of common.entries()) {
    offer(table);
    for (const other of common.slice(at + 1, at + 1 + MOST_COMPARED))
      offer(new Set([...table].filter((column) => other.has(column))));
  }
  let best: ReadonlySet<string> | null = null;
  let most = 0;
  for (const key of [...candidates.keys()].sort()) {
    const columns = candidates.get(key) ?? new Set();
    const saved = saving(columns, common);
    if (saved > most) [best, most] = [columns, saved];
  }
  return best;
}

function saving(columns: ReadonlySet<string>, common: readonly ReadonlySet<string>[]): number {
  const tokens = estimateTokens(` ${[...columns].map(nameOfIdentity).join(' ')}`);
  const count = common.filter((table) => isSubset(columns, table)).length;
  return count * (tokens - 1) - tokens - LINE_OF_ITS_OWN;
}

function without(table: ReadonlySet<string>, columns: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...table].filter((column) => !columns.has(column)));
}

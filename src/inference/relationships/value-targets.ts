import type { ColumnStats } from '../../catalog/catalog.ts';
import { probeKey } from '../../catalog/evidence.ts';
import type { Evidence } from '../../catalog/evidence.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { statsOf } from './value-ranges.ts';

/** A column that others may point to: it tells the rows of its table apart, as the rows show. */
export interface ValueTarget {
  readonly table: NamedTable;
  readonly column: NamedColumn;
  readonly stats: ColumnStats;
}

/** Targets, found without comparing every column with every other. */
export interface ValueTargets {
  /** The key of each table, then its codes and names that are unique, by table index. */
  readonly byTable: ReadonlyMap<number, readonly ValueTarget[]>;
  /** Keys that are numbers, by their greatest value. */
  readonly numbers: readonly ValueTarget[];
  /** Keys that are uuids or text, by their least and by their greatest value. */
  readonly byBound: ReadonlyMap<string, readonly ValueTarget[]>;
}

/** Of one table: more unique columns than this are not looked at. */
const MOST_OF_A_TABLE = 3;
/** Unique by accident. */
const FEWEST_ROWS = 5;

/** What may be pointed to, as far as the rows were asked. `extending`: keys that are references themselves stand for others. */
export function findTargets(
  { tables }: Vocabulary,
  known: {
    readonly keys: readonly (KeyBelief | null)[];
    readonly evidence: Evidence;
    readonly extending: ReadonlySet<NamedColumn>;
  },
): ValueTargets {
  const byTable = new Map<number, readonly ValueTarget[]>();
  const keys: ValueTarget[] = [];
  for (const table of tables) {
    const [own] = known.keys[table.index]?.columns.length === 1 ? (known.keys[table.index]?.columns ?? []) : [];
    const targets = table.columns
      .flatMap((column) => targetOf(table, column, { evidence: known.evidence, isKey: column === own }) ?? [])
      .sort((a, b) => Number(b.column === own) - Number(a.column === own) || lengthOf(a) - lengthOf(b))
      .slice(0, MOST_OF_A_TABLE);
    if (targets.length > 0) byTable.set(table.index, targets);
    keys.push(...targets.filter(({ column }) => column === own && !known.extending.has(column)));
  }
  return {
    byTable,
    numbers: keys
      .filter(({ stats }) => typeof stats.max === 'number')
      .sort((a, b) => Number(a.stats.max) - Number(b.stats.max) || a.table.index - b.table.index),
    byBound: indexBounds(keys),
  };
}

function targetOf(
  table: NamedTable,
  column: NamedColumn,
  { evidence, isKey }: { readonly evidence: Evidence; readonly isKey: boolean },
): ValueTarget | null {
  const stats = statsOf(table, [column], evidence);
  if (stats === null || column.keyFamily === null || column.keyFamily === 'number') return null;
  if (isKey) return { table, column, stats };
  const profile = evidence.profile.get(probeKey({ kind: 'profile', table: table.table, columns: [] }));
  const isUnique = profile?.exact === true && stats.nulls === 0 && stats.distinct === profile.rows;
  const isCode = column.keyFamily !== 'integer' && stats.min !== undefined;
  return isUnique && isCode && profile.rows >= FEWEST_ROWS ? { table, column, stats } : null;
}

/** Codes before names. */
function lengthOf({ stats }: ValueTarget): number {
  return typeof stats.max === 'string' ? stats.max.length : 0;
}

function indexBounds(targets: readonly ValueTarget[]): Map<string, ValueTarget[]> {
  const byBound = new Map<string, ValueTarget[]>();
  for (const target of targets) {
    for (const bound of boundsOf(target.column, target.stats)) {
      byBound.set(bound, [...(byBound.get(bound) ?? []), target]);
    }
  }
  return byBound;
}

/** The least and the greatest value of a column of text or uuids, apart from each other and from other types. */
export function boundsOf({ keyFamily }: NamedColumn, { min, max }: ColumnStats): string[] {
  if (typeof min !== 'string' || typeof max !== 'string') return [];
  return [`${keyFamily} least ${min}`, `${keyFamily} greatest ${max}`];
}

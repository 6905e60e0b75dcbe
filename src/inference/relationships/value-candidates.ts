import type { ColumnStats } from '../../catalog/catalog.ts';
import type { Evidence } from '../../catalog/evidence.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { keyCompatibility } from '../names/key-types.ts';
import { lookUp } from '../names/name-index.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { FOREIGN_SYSTEM_WORDS } from '../names/words.ts';
import type { Candidate } from './candidate.ts';
import { polymorphicType } from './polymorphic.ts';
import { isDense, isSparse, leavesRange, statsOf } from './value-ranges.ts';
import { boundsOf, findTargets } from './value-targets.ts';
import type { ValueTarget, ValueTargets } from './value-targets.ts';

/**
 * Before the rows have spoken, all are less than doubtful: only what is found in the parent makes them more.
 * `named`: the column bears the name of the table. `entropy`: values that do not meet by chance. `whole`: between the same
 * least and greatest value.
 */
const PRIOR = { named: 0.38, entropy: 0.3, number: 0.2, whole: 0.39 };
/** Parents of one column that are worth a query. */
const MOST_PARENTS = 3;
/** Greater keys than the column's greatest value that are looked at. */
const MOST_NUMBERS = 8;
/** Values that are looked for without a name must be many. */
const FEWEST_VALUES = 10;
const ENOUGH_VALUES = 20;
const MANY_VALUES = 100;
const FEW_STEPS = 3;
/** Distinct values of many rows are estimates. */
const ABOUT = 1.25;
/** Such numbers count something, so that many begin at 1 and end alike. */
const COUNTERS: ReadonlySet<string> = new Set(['no', 'num', 'nbr', 'number']);

interface Known {
  readonly keys: readonly (KeyBelief | null)[];
  readonly evidence: Evidence;
  /** Columns that point somewhere already; and those that do so beyond doubt. */
  readonly pointing: ReadonlySet<NamedColumn>;
  readonly extending: ReadonlySet<NamedColumn>;
}

/**
 * Where the names say too little, parents whose values could hold the column's (inference.md 1.3 step 5): by name where
 * the types hide it (`region` points to `regions.code`), by their bounds for uuids, text and columns named like a key.
 * Found by look-ups; empty as long as there is no profile of the tables.
 */
export function findValueCandidates(vocabulary: Vocabulary, known: Known): Candidate[] {
  if (known.evidence.profile.size === 0) return [];
  const targets = findTargets(vocabulary, known);
  return vocabulary.tables.flatMap((child) =>
    child.columns.flatMap((column) => {
      const stats = known.pointing.has(column) ? null : statsOf(child, [column], known.evidence);
      if (stats === null || stats.distinct === 0 || !mayPoint(column, child, known)) return [];
      const found = [
        ...namedTargets(column, child, { vocabulary, targets }).map((target) => ({ target, prior: PRIOR.named })),
        ...(isOwnCode(column, child, targets) ? [] : valueTargets(column, stats, targets)),
      ];
      return toCandidates(column, child, { stats, found });
    }),
  );
}

/** Not the table's own key, nor what points to several tables or to another system. */
function mayPoint(column: NamedColumn, child: NamedTable, { keys }: Known): boolean {
  const { keyFamily, loader, base, keyWord } = column;
  if (keyFamily === null || keyFamily === 'number' || loader) return false;
  const own = keys[child.index];
  if (own?.columns.length === 1 && own.columns[0] === column) return false;
  if (keyWord !== null && base.some((word) => FOREIGN_SYSTEM_WORDS.has(word))) return false;
  return polymorphicType(column, child) === undefined;
}

/** Unique columns of the table whose name the column's words end in; or `item_sku` for `sku` of `items`. */
function namedTargets(
  { base, tokens }: NamedColumn,
  child: NamedTable,
  { vocabulary, targets }: { readonly vocabulary: Vocabulary; readonly targets: ValueTargets },
): readonly ValueTarget[] {
  const called = (words: readonly string[]): readonly ValueTarget[] => {
    const [table, rival] = lookUp(vocabulary.byName, child.schema, words.join(''));
    return table && !rival && table !== child ? (targets.byTable.get(table.index) ?? []) : [];
  };
  for (let length = tokens.length - 1; length > 0; length--) {
    const rest = tokens.slice(length).join('');
    const found = called(tokens.slice(0, length)).filter(({ column }) => column.stem === rest);
    if (found.length > 0) return found;
  }
  for (let dropped = 0; dropped < base.length; dropped++) {
    const found = called(base.slice(dropped));
    if (found.length > 0) return found;
  }
  return [];
}

/** A column that tells its own table's rows apart is pointed to, rather than pointing. */
function isOwnCode(column: NamedColumn, child: NamedTable, { byTable }: ValueTargets): boolean {
  return byTable.get(child.index)?.some((target) => target.column === column) ?? false;
}

interface Found {
  readonly target: ValueTarget;
  readonly prior: number;
}

function valueTargets(column: NamedColumn, stats: ColumnStats, { numbers, byBound }: ValueTargets): Found[] {
  if (stats.distinct < FEWEST_VALUES) return [];
  const { keyWord, keyFamily } = column;
  if (keyFamily === 'uuid' || (keyFamily === 'text' && (keyWord !== null || isRandom(stats)))) {
    const targets = boundsOf(column, stats).flatMap((bound) => byBound.get(bound) ?? []);
    return targets.map((target) => ({ target, prior: PRIOR.entropy }));
  }
  if (keyFamily !== 'integer' || keyWord === null || typeof stats.max !== 'number') return [];
  const first = lowerBound(numbers, stats.max);
  const near = numbers.slice(first, first + MOST_NUMBERS);
  // Surrogates that count 1, 2, 3, ... end alike in any two tables of about as many rows.
  const same = near.filter(({ stats: parent }) => !isDense(parent) && isSameRange(stats, parent));
  if (same.length === 1 && !COUNTERS.has(keyWord)) return same.map((target) => ({ target, prior: PRIOR.whole }));
  // Numbers with few gaps hold those of any smaller table.
  return near
    .filter(({ stats: parent }) => isSparse(parent) && usesMost(stats, parent))
    .map((target) => ({ target, prior: PRIOR.number }));
}

function usesMost(child: ColumnStats, parent: ColumnStats): boolean {
  return child.distinct >= ENOUGH_VALUES && 2 * child.distinct > parent.distinct;
}

/**
 * As if drawn from all of the parent's keys: the least and the greatest lie no farther from its own than a few steps
 * between the column's values. By chance few tables end so near.
 */
function isSameRange(child: ColumnStats, parent: ColumnStats): boolean {
  if (child.distinct < MANY_VALUES || typeof child.min !== 'number' || typeof child.max !== 'number') return false;
  if (typeof parent.min !== 'number' || typeof parent.max !== 'number') return false;
  const near = FEW_STEPS * Math.max(1, (parent.max - parent.min) / child.distinct);
  return child.min - parent.min <= near && parent.max - child.max <= near;
}

/** Long values of one length, letters and digits mixed: not words. */
function isRandom({ min, max }: ColumnStats): boolean {
  if (typeof min !== 'string' || typeof max !== 'string') return false;
  return min.length === max.length && min.length >= 8 && /\d/.test(min + max);
}

function lowerBound(targets: readonly ValueTarget[], value: number): number {
  let [low, high] = [0, targets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(targets[middle]?.stats.max) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toCandidates(
  column: NamedColumn,
  child: NamedTable,
  { stats, found }: { readonly stats: ColumnStats; readonly found: readonly Found[] },
): Candidate[] {
  const fitting = new Map<NamedColumn, Found>();
  for (const each of found) {
    const { column: target, stats: parent } = each.target;
    if (each.prior !== PRIOR.named && each.target.table === child) continue;
    if (target === column || column.keyFamily === null || target.keyFamily === null) continue;
    if (keyCompatibility(column.keyFamily, target.keyFamily) < 1 || leavesRange(stats, parent)) continue;
    if (each.prior === PRIOR.named && column.keyWord === null && isDense(parent)) continue;
    if (stats.distinct <= ABOUT * parent.distinct && !fitting.has(target)) fitting.set(target, each);
  }
  return [...fitting.values()].slice(0, MOST_PARENTS).map(({ target, prior }) => ({
    child,
    columns: [column],
    parent: target.table,
    parentColumns: [target.column],
    probability: prior,
    declared: false,
    evidence: [
      prior === PRIOR.named
        ? `${column.column.name} bears the name of ${target.table.table.name}`
        : `its values lie between those of ${target.column.column.name}`,
    ],
  }));
}

import type { ColumnStats } from '../../catalog/catalog.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { guessedKey } from './key-belief.ts';
import type { KeyBelief, KeyCandidates } from './key-belief.ts';
import { saysNothing } from './telling-columns.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { LINE_WORDS, NATURAL_KEYS } from '../names/words.ts';

/** Likely only if the rows agree: a column, two, or three that tell the rows apart. */
const UNTESTED = { single: 0.44, pair: 0.42, more: 0.4 };
/** Between two that the rows cannot tell apart, names decide by so little. */
const A_LITTLE = 0.004;
const MOST_SINGLES = 3;
const MOST_PAIRS = 8;
/** All of these together, and three or four columns. */
const MOST_KEYS = 14;
const MOST_PARTNERS = 5;
const LONGEST_CODE = 6;
/** Of many rows distinct values are estimates. */
const NEARLY_ALL = 0.8;
const PERIODS: ReadonlySet<string> = new Set(['year', 'quarter', 'month', 'week', 'day']);
/** Fewer rows differ in many a column by chance. */
const FEWEST_ROWS = 20;

/** What the rows said of a table: how many they are, and of each column that was asked. */
export interface TableRows {
  readonly rows: number;
  /** Whether distinct values were counted one by one. */
  readonly exact: boolean;
  /** Undefined where the column was not asked. */
  readonly statsOf: (column: NamedColumn) => ColumnStats | undefined;
}

/** Of a table whose rows were not asked: any columns may tell them apart. */
const NO_ROWS: TableRows = { rows: Infinity, exact: false, statsOf: () => undefined };

/**
 * Where the rows refuted every candidate: single columns that are unique, then pairs, and three together, of the best of
 * the refuted ones and what else could tell rows apart. Believed only once a query has shown them unique.
 */
export function secondKeys({ columns }: NamedTable, refuted: KeyCandidates, known: TableRows = NO_ROWS): KeyCandidates {
  if (known.rows < FEWEST_ROWS) return [];
  const able = columns.filter((column) => canBePart(column) && isFilled(column, known));
  const singles = able.filter((column) => isUnique(column, known) && mayIdentify(column));
  const parts = able.filter((column) => !isUnique(column, known) && (known.statsOf(column)?.distinct ?? 2) > 1);
  const best = refuted
    .flatMap(({ columns: key }) => (key.length === 1 ? key : []))
    .filter((own) => parts.includes(own));
  const valuesOf = (column: NamedColumn): number => known.statsOf(column)?.distinct ?? 0;
  const partners = parts
    .toSorted((a, b) => rank(b) - rank(a) || valuesOf(b) - valuesOf(a) || a.position - b.position)
    .slice(0, MOST_PARTNERS);
  const some = [...new Set([...best.slice(0, 2), ...partners])];
  const pairs = some.flatMap((first, at) => some.slice(at + 1).map((second) => [first, second]));
  const one = singles
    .map((column) => toBelief([column], UNTESTED.single + (isCode(known.statsOf(column)) ? 2 * A_LITTLE : 0)))
    .toSorted((a, b) => b.probability - a.probability || (a.columns[0]?.position ?? 0) - (b.columns[0]?.position ?? 0))
    .slice(0, MOST_SINGLES);
  const three = partners.length > 2 ? [inOrder(partners.slice(0, 3))] : [];
  const first = [3, 4].filter((count) => count <= parts.length).map((count) => parts.slice(0, count));
  const several = [
    ...wider(pairs, UNTESTED.pair, known).slice(0, MOST_PAIRS),
    ...wider([...three, ...first], UNTESTED.more, known),
  ];
  return [...new Map([...one, ...several].map((key) => [nameOf(key), key])).values()].slice(0, MOST_KEYS);
}

function toBelief(columns: readonly NamedColumn[], probability: number): KeyBelief {
  const words = columns.reduce((sum, column) => sum + rank(column), 0) / columns.length;
  return guessedKey(columns, probability + A_LITTLE * words);
}

/** Those that could tell the rows apart, the ones first that would do so least by chance. */
function wider(
  several: readonly (readonly NamedColumn[])[],
  probability: number,
  known: TableRows,
): readonly KeyBelief[] {
  const able = several
    .filter((columns) => hasRoom(columns, known))
    .map((columns) => toBelief(inOrder(columns), probability + A_LITTLE * surprise(columns, known)));
  // Of a table whose rows nobody knows, those with a likely column stay first.
  return known === NO_ROWS ? able : able.sort((a, b) => b.probability - a.probability);
}

function canBePart(column: NamedColumn): boolean {
  const { keyFamily, tokens, position } = column;
  if (isMoment(column) || PERIODS.has(tokens.at(-1) ?? '')) return true;
  if (keyFamily === null || saysNothing(column)) return false;
  // Amounts differ from row to row and identify none; they seldom come first.
  return rank(column) > 0 || (keyFamily === 'integer' && position < 2);
}

/** Prose further on in a table is unique because it is long. */
function mayIdentify(column: NamedColumn): boolean {
  const { keyWord, keyFamily, position, stem } = column;
  return (
    !isMoment(column) &&
    rank(column) > 0 &&
    (keyFamily !== 'text' || keyWord !== null || position < 3 || NATURAL_KEYS.has(stem))
  );
}

export function isMoment({ family }: NamedColumn): boolean {
  return family === 'date' || family === 'timestamp';
}

function isFilled(column: NamedColumn, { statsOf }: TableRows): boolean {
  return (statsOf(column)?.nulls ?? 0) === 0;
}

function isUnique(column: NamedColumn, { rows, exact, statsOf }: TableRows): boolean {
  const distinct = statsOf(column)?.distinct ?? 0;
  return exact ? distinct === rows : distinct > NEARLY_ALL * rows;
}

/** Text of one short length, such as `AT`. */
function isCode(stats: ColumnStats | undefined): boolean {
  const { min, max } = stats ?? {};
  return typeof min === 'string' && typeof max === 'string' && min.length === max.length && min.length <= LONGEST_CODE;
}

/** So many rows cannot differ in columns with so few values. */
function hasRoom(columns: readonly NamedColumn[], known: TableRows): boolean {
  return roomOf(columns, known) >= NEARLY_ALL * known.rows;
}

/** How many rows could differ. */
function roomOf(columns: readonly NamedColumn[], { rows, statsOf }: TableRows): number {
  return columns.reduce((room, column) => room * (statsOf(column)?.distinct ?? rows), 1);
}

/** The less room there is, the less it can be chance that no two rows are alike: 0 to 2. */
function surprise(columns: readonly NamedColumn[], known: TableRows): number {
  if (known === NO_ROWS) return 0;
  return Math.min(2, Math.log10(1 + known.rows ** 2 / (2 * roomOf(columns, known))));
}

/** Numbers of lines, then references and codes, then moments, then names. */
function rank({ keyWord, family, keyFamily, stem, tokens }: NamedColumn): number {
  const last = tokens.at(-1) ?? '';
  if (LINE_WORDS.has(last) || /^(index|position|version|order)$/.test(last)) return 4;
  if (keyWord !== null || NATURAL_KEYS.has(stem)) return 3;
  if (family === 'date' || family === 'timestamp' || PERIODS.has(last)) return 2;
  return keyFamily === 'text' || keyFamily === 'uuid' ? 1 : 0;
}

function inOrder(columns: readonly NamedColumn[]): readonly NamedColumn[] {
  return columns.toSorted((a, b) => a.position - b.position);
}

/** The same for the same columns. */
export function nameOf({ columns }: KeyBelief): string {
  return columns.map(({ position }) => position).join();
}

import { probeKey } from '../../catalog/evidence.ts';
import type { ColumnStats } from '../../catalog/catalog.ts';
import type { Evidence } from '../../catalog/evidence.ts';
import type { KeyBelief } from './key-belief.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { logOdds, sigmoid } from '../probability.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { isMoment } from './second-keys.ts';
import type { TableRows } from './second-keys.ts';

/** Uniqueness of all rows says much for a key; of a few rows, little. */
const UNIQUE_BONUS = 2.5;
const ROWS_FOR_FULL_BONUS = 100;
/** A declared key that the data breaks stays declared, but is not to be trusted. */
const BROKEN_DECLARED = 0.3;
const HIGHEST = 0.995;
const HIGHEST_UNTESTED = 0.89;
/** Distinct counts of a profile may be estimates: only a clear shortfall counts. */
const CLEARLY_FEWER = 0.8;
/** Names that say this much of a key of several columns (a link, a line) outweigh a column that is unique so far. */
const SAYS_SEVERAL = 0.77;
/** With fewer expected duplicates than this, that there are none is luck. */
const EXPECTED_DUPLICATES = 3;
/** Of text nobody knows how many values there might be: so many times as many as there are. */
const POSSIBLE_TEXTS = 20;

/** The candidate as the data sees it; null where duplicates, nulls or a column too many show that it is no key. */
export function testKey(key: KeyBelief, table: NamedTable, evidence: Evidence): KeyBelief | null {
  const verdict = uniqueByProbe(key, table, evidence) ?? uniqueByProfile(key, table, evidence);
  if (!key.declared && hasColumnTooMany(key, rowsOfTable(table, evidence))) return null;
  if (verdict === null) return isAsked(key, table, evidence) ? key : untested(key);
  if (verdict === 'broken') return key.declared ? { ...key, probability: BROKEN_DECLARED } : null;
  if (key.declared) return key;
  const bonus = UNIQUE_BONUS * Math.min(1, Math.log(verdict.rows + 1) / Math.log(ROWS_FOR_FULL_BONUS));
  return { ...key, probability: Math.min(HIGHEST, sigmoid(logOdds(key.probability) + bonus)) };
}

/** Whether the rows of other tables were asked, but not of this one: what was not looked into warns. */
function isAsked({ columns, declared }: KeyBelief, { table }: NamedTable, { unique }: Evidence): boolean {
  if (declared || unique.size === 0) return true;
  const names = columns.map(({ column }) => column.name);
  return unique.has(probeKey({ kind: 'unique', table, columns: names }));
}

function untested(key: KeyBelief): KeyBelief {
  return { ...key, probability: Math.min(HIGHEST_UNTESTED, key.probability) };
}

/** What the rows of a table said; null where nobody asked them. */
export function rowsOfTable({ table }: NamedTable, evidence: Evidence): TableRows | null {
  if (evidence.profile.size === 0) return null;
  const profile = evidence.profile.get(probeKey({ kind: 'profile', table, columns: [] }));
  if (!profile) return null;
  const { rows, columns, exact } = profile;
  return { rows, exact, statsOf: ({ column }) => columns.get(column.name) };
}

function uniqueByProbe(key: KeyBelief, table: NamedTable, evidence: Evidence): { rows: number } | 'broken' | null {
  if (evidence.unique.size === 0) return null;
  const columns = key.columns.map(({ column }) => column.name);
  const answer = evidence.unique.get(probeKey({ kind: 'unique', table: table.table, columns }));
  if (!answer || answer.rows === 0) return null;
  return answer.duplicates === 0 && answer.nullRows === 0 ? { rows: answer.rows } : 'broken';
}

/** A profile can only refute: its counts of distinct values may be estimates. */
function uniqueByProfile(key: KeyBelief, { table }: NamedTable, evidence: Evidence): 'broken' | null {
  const profile = evidence.profile.get(probeKey({ kind: 'profile', table, columns: [] }));
  const rows = profile?.rows ?? table.row_count ?? 0;
  if (rows === 0) return null;
  const stats = key.columns.map(({ column }) => profile?.columns.get(column.name) ?? column.stats);
  if (stats.some((stat) => stat !== undefined && stat.nulls > 0)) return 'broken';
  const [only] = stats;
  const fewest = profile?.exact === true ? rows : CLEARLY_FEWER * rows;
  return stats.length === 1 && only !== undefined && only.distinct < fewest ? 'broken' : null;
}

/** A key that holds another is none: one of its columns alone is unique, and not by luck. */
function hasColumnTooMany({ columns, probability }: KeyBelief, known: TableRows | null): boolean {
  if (known?.exact !== true || columns.length < 2 || probability >= SAYS_SEVERAL) return false;
  return columns.some((column) => {
    const stats = isMoment(column) ? undefined : known.statsOf(column);
    if (stats?.distinct !== known.rows || stats.nulls > 0) return false;
    return known.rows ** 2 / (2 * possibleValues(column, stats)) > EXPECTED_DUPLICATES;
  });
}

function possibleValues({ family }: NamedColumn, { min, max, distinct }: ColumnStats): number {
  const isRange = family === 'integer' && typeof min === 'number' && typeof max === 'number';
  return isRange ? max - min + 1 : POSSIBLE_TEXTS * distinct;
}

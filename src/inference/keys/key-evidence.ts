import { probeKey } from '../../catalog/evidence.ts';
import type { Evidence } from '../../catalog/evidence.ts';
import type { KeyBelief } from './key-belief.ts';
import { logOdds, sigmoid } from '../probability.ts';
import type { NamedTable } from '../names/vocabulary.ts';

/** Uniqueness of all rows says much for a key; of a few rows, little. */
const UNIQUE_BONUS = 2.5;
const ROWS_FOR_FULL_BONUS = 100;
/** A declared key that the data breaks stays declared, but is not to be trusted. */
const BROKEN_DECLARED = 0.3;
const HIGHEST = 0.995;
/** Distinct counts of a profile may be estimates: only a clear shortfall counts. */
const CLEARLY_FEWER = 0.8;

/** The candidate as the data sees it; null where duplicates or nulls show that it is no key. */
export function testKey(key: KeyBelief, table: NamedTable, evidence: Evidence): KeyBelief | null {
  const verdict = uniqueByProbe(key, table, evidence) ?? uniqueByProfile(key, table, evidence);
  if (verdict === null) return key;
  if (verdict === 'broken') return key.declared ? { ...key, probability: BROKEN_DECLARED } : null;
  if (key.declared) return key;
  const bonus = UNIQUE_BONUS * Math.min(1, Math.log(verdict.rows + 1) / Math.log(ROWS_FOR_FULL_BONUS));
  return { ...key, probability: Math.min(HIGHEST, sigmoid(logOdds(key.probability) + bonus)) };
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
  return stats.length === 1 && only !== undefined && only.distinct < CLEARLY_FEWER * rows ? 'broken' : null;
}

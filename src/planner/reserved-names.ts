import { RESERVED_WORDS } from '../sql/reserved-words.ts';

/** Words that some warehouse does not take as a bare name (dbt-facts.md 4.2), beyond those that DuckDB reserves. */
const RESERVED_ELSEWHERE = new Set(
  `by cube current delete drop escape exclude exists grant grouping groups if ignore ilike increment insert interval
  issue lookup loop merge minus new no of old open option organization out over partition percent qualify range
  respect revoke rlike rollup row rows sample session set start timestamp trigger unnest update values view whenever
  within without`.split(/\s+/),
);

/** Whether a column of this name would need quotes in some warehouse, so that no model should have it. */
export function isReservedName(name: string): boolean {
  return RESERVED_WORDS.has(name) || RESERVED_ELSEWHERE.has(name);
}

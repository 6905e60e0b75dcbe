import type { Duckdb, Row, SqlValue } from '../outside/duckdb.ts';
import type { ColumnStats, TableRef } from './catalog.ts';
import type { ContainedAnswer, Evidence, Probe, ProfileAnswer, UniqueAnswer, ValuesAnswer } from './evidence.ts';
import { probeKey } from './evidence.ts';
import type { ProbedRelation } from './probe-sql.ts';
import { containedSql, isNumeric, MOST_VALUES, profileSql, uniqueSql, valuesSql } from './probe-sql.ts';

/** What a probe may cost; a query that takes longer is interrupted and its probe left out. */
const QUERY_TIMEOUT_MS = 20_000;
/** A very wide table is profiled in parts, so that exact distinct counts do not need all its columns in memory. */
const COLUMNS_TOGETHER = 200;
const NOT_PLAIN_TEXT = /[\p{Cc}\p{Cs}]/u;
const LONGEST_VALUE = 100;

/** Where answers come from: an open database, and how each table of the catalog is read in it. */
export interface ProbeSource {
  readonly database: Duckdb;
  relationOf(table: TableRef): ProbedRelation | undefined;
}

/**
 * Answers probes one after another. A probe that fails, takes too long or asks for what is not there is left out.
 * Rejects with the signal's reason once that is aborted.
 */
export async function answerProbes(
  source: ProbeSource,
  probes: readonly Probe[],
  signal?: AbortSignal,
): Promise<Evidence> {
  const evidence = {
    profile: new Map<string, ProfileAnswer>(),
    unique: new Map<string, UniqueAnswer>(),
    contained: new Map<string, ContainedAnswer>(),
    values: new Map<string, ValuesAnswer>(),
  };
  const query: Query = (sql) => boundedQuery(source.database, sql, signal);
  for (const probe of probes) {
    const key = probeKey(probe);
    try {
      const relation = source.relationOf(probe.table);
      if (!relation) continue;
      if (probe.kind === 'profile') evidence.profile.set(key, await profile(query, relation, probe.columns));
      if (probe.kind === 'unique') evidence.unique.set(key, await unique(query, relation, probe.columns));
      if (probe.kind === 'values') evidence.values.set(key, await values(query, relation, probe.column));
      if (probe.kind === 'contained') {
        const parent = source.relationOf(probe.refTable);
        if (parent) evidence.contained.set(key, await contained(query, { child: relation, parent }, probe));
      }
    } catch {
      signal?.throwIfAborted();
    }
  }
  return evidence;
}

type Query = (sql: string) => Promise<Row[]>;

async function boundedQuery(database: Duckdb, sql: string, signal: AbortSignal | undefined): Promise<Row[]> {
  const timeout = AbortSignal.timeout(QUERY_TIMEOUT_MS);
  return database.query(sql, signal ? AbortSignal.any([signal, timeout]) : timeout);
}

async function profile(query: Query, relation: ProbedRelation, asked: readonly string[]): Promise<ProfileAnswer> {
  const [counted] = await query(`select count(*) as n from ${relation.relation}`);
  const rows = Number(counted?.['n']);
  const known = asked.filter((column) => relation.types.has(column));
  const columns = new Map<string, ColumnStats>();
  for (let start = 0; start < known.length; start += COLUMNS_TOGETHER) {
    const together = known.slice(start, start + COLUMNS_TOGETHER);
    const [row = {}] = await query(profileSql(relation, together, rows));
    for (const [at, column] of together.entries()) {
      columns.set(column, statsOf(row, at, isNumeric(relation.types.get(column) ?? '')));
    }
  }
  return { rows, columns };
}

function statsOf(row: Row, at: number, isNumber: boolean): ColumnStats {
  const [min, max] = [row[`a${at}`], row[`z${at}`]].map((value) => plainBound(value, isNumber));
  return {
    nulls: Number(row[`n${at}`]),
    distinct: Number(row[`d${at}`]),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  };
}

/** A number where it is exact, else text; NaN and infinity are no bounds. */
function plainBound(value: SqlValue | undefined, isNumber: boolean): string | number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const number = Number(value);
  return isNumber && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : value;
}

async function unique(query: Query, relation: ProbedRelation, columns: readonly string[]): Promise<UniqueAnswer> {
  const [row] = await query(uniqueSql(relation, columns));
  return { rows: Number(row?.['n']), nullRows: Number(row?.['nulls']), duplicates: Number(row?.['duplicates']) };
}

async function contained(
  query: Query,
  { child, parent }: { child: ProbedRelation; parent: ProbedRelation },
  probe: Probe & { kind: 'contained' },
): Promise<ContainedAnswer> {
  const [row] = await query(containedSql(child, parent, probe));
  return { sampled: Number(row?.['sampled']), found: Number(row?.['found']), orphans: Number(row?.['orphans']) };
}

/** Long text and control characters are no labels, so such a column is no enumeration. */
async function values(query: Query, relation: ProbedRelation, column: string): Promise<ValuesAnswer> {
  const found = (await query(valuesSql(relation, column))).map((row) => String(row['value']));
  const isEnumeration =
    found.length <= MOST_VALUES && found.every((value) => value.length <= LONGEST_VALUE && !NOT_PLAIN_TEXT.test(value));
  return isEnumeration ? found.sort() : null;
}

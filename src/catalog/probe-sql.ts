import { quoteIdentifier } from '../sql/identifiers.ts';
import { typeFamily } from '../sql/types.ts';
import type { Probe } from './evidence.ts';

/** The SQL (DuckDB) of each kind of probe. Pure; columns come out as `n0`, `d0`, `a0`, `z0`, ... in the order asked. */

/** A relation as it stands after `from`, with the type of each column. */
export interface ProbedRelation {
  readonly relation: string;
  readonly types: ReadonlyMap<string, string>;
}

/** Up to here distinct values are counted in a list, which for few rows costs a fifth of a hash table for each column. */
const LISTED_ROWS = 10_000;
/** Up to here they are counted exactly; above, by DuckDB's HyperLogLog, which may be a fifth off. */
const EXACT_ROWS = 1_000_000;
/** Distinct child values looked for in the parent (inference.md 1.3 step 5). */
const SAMPLED_VALUES = 1_000;
/** Values of an enumeration; one more is asked for, to tell that there are too many. */
export const MOST_VALUES = 20;
/** Longer text has no least and greatest value worth knowing. */
const SHORT_TEXT = 40;

export function profileSql({ relation, types }: ProbedRelation, columns: readonly string[], rows: number): string {
  const aggregates = columns.flatMap((column, at) => {
    const [name, type] = [quoteIdentifier(column), types.get(column) ?? ''];
    const range = rangeOf(name, type);
    const distinct = distinctOf(name, type, rows);
    return [
      `count(*) - count(${name}) as n${at}`,
      `least(${distinct}, count(${name})) as d${at}`,
      ...(range ? [`${range.least} as a${at}`, `${range.greatest} as z${at}`] : []),
    ];
  });
  return `select ${['count(*) as n', ...aggregates].join(', ')} from ${relation}`;
}

export function uniqueSql({ relation }: ProbedRelation, columns: readonly string[]): string {
  const names = columns.map(quoteIdentifier);
  const anyNull = names.map((name) => `${name} is null`).join(' or ');
  const groups = `select 1 from ${relation} where not (${anyNull}) group by ${names.join(', ')} having count(*) > 1`;
  return `
    select count(*) as n, count(*) filter (where ${anyNull}) as nulls,
      (select count(*) from (${groups})) as duplicates
    from ${relation}`;
}

/** The sample is the same in every run: the child's distinct values in the order of their hash. */
export function containedSql(
  child: ProbedRelation,
  parent: ProbedRelation,
  probe: Probe & { kind: 'contained' },
): string {
  const keys = probe.columns.map((column, at) => `${quoteIdentifier(column)} as k${at}`);
  const names = keys.map((_, at) => `k${at}`);
  const noNull = probe.columns.map((column) => `${quoteIdentifier(column)} is not null`).join(' and ');
  const matches = probe.refColumns.map((column, at) => `p.${quoteIdentifier(column)} = c.k${at}`).join(' and ');
  const parentOf = `exists (select 1 from ${parent.relation} as p where ${matches})`;
  return `
    with child as (select ${keys.join(', ')} from ${child.relation} where ${noNull}),
    sample as (
      select * from (select distinct * from child) order by hash(${names.join(', ')}), ${names.join(', ')}
      limit ${SAMPLED_VALUES}
    )
    select (select count(*) from sample) as sampled,
      (select count(*) from sample as c where ${parentOf}) as found,
      (select count(*) from child as c where not ${parentOf}) as orphans`;
}

export function valuesSql({ relation }: ProbedRelation, column: string): string {
  const name = quoteIdentifier(column);
  return `
    select distinct cast(${name} as varchar) as value from ${relation} where ${name} is not null
    limit ${MOST_VALUES + 1}`;
}

/** Nulls are not counted, in any of the three. A list would take each NaN for another value. */
function distinctOf(name: string, type: string, rows: number): string {
  const family = typeFamily(type, 'duckdb');
  const value = ['array', 'json', 'other'].includes(family) ? `cast(${name} as varchar)` : name;
  if (rows <= LISTED_ROWS && family !== 'float') return `coalesce(list_unique(list(${value})), 0)`;
  return rows <= EXACT_ROWS ? `count(distinct ${value})` : `approx_count_distinct(${value})`;
}

function rangeOf(name: string, type: string): { least: string; greatest: string } | null {
  const family = typeFamily(type, 'duckdb');
  if (isNumeric(type)) return { least: `min(${name})`, greatest: `max(${name})` };
  if (family === 'date' || family === 'time' || family === 'timestamp') {
    return { least: `cast(min(${name}) as varchar)`, greatest: `cast(max(${name}) as varchar)` };
  }
  if (family !== 'text') return null;
  const short = `max(length(${name})) <= ${SHORT_TEXT}`;
  return { least: `case when ${short} then min(${name}) end`, greatest: `case when ${short} then max(${name}) end` };
}

/** Whether the least and greatest value of a DuckDB type are numbers. */
export function isNumeric(type: string): boolean {
  return ['integer', 'decimal', 'float'].includes(typeFamily(type, 'duckdb'));
}

import { quoteIdentifier } from '../sql/identifiers.ts';
import { typeFamily } from '../sql/types.ts';

/** The SQL (DuckDB) that asks one table about itself. Pure; `contained-sql.ts` asks about two. */

/** A relation as it stands after `from`, with the type of each column. */
export interface ProbedRelation {
  readonly relation: string;
  readonly types: ReadonlyMap<string, string>;
  /** Absent where they were not counted: a view. */
  readonly rows?: number | undefined;
}

/** What one statement asks of a table; the aliases of the answers are counted from 0 in the order of each list. */
export interface TableQuestion {
  /** `n0` nulls, `d0` distinct values, `a0` least, `z0` greatest. */
  readonly profile: readonly string[];
  /** `m0` rows with a null, `u0` groups that occur more than once. */
  readonly unique: readonly (readonly string[])[];
  /** `v0`: a list of distinct values as text, at most one more than `MOST_VALUES`. */
  readonly values: readonly string[];
}

/** Up to here distinct values are counted in a list, which for few rows costs a fifth of a hash table for each column. */
const LISTED_ROWS = 10_000;
/** Up to here they are counted exactly; above, by DuckDB's HyperLogLog, which may be a fifth off. */
export const EXACT_ROWS = 1_000_000;
/** Values of an enumeration; one more is asked for, to tell that there are too many. */
export const MOST_VALUES = 20;
/** Longer text has no least and greatest value worth knowing. */
const SHORT_TEXT = 40;

/** One statement for all that is asked of a table, its number of rows as `n`. `rows`: how many it roughly has. */
export function tableSql(probed: ProbedRelation, { profile, unique, values }: TableQuestion, rows: number): string {
  const { relation } = probed;
  const answers = [
    'count(*) as n',
    ...profile.flatMap((column, at) => profileOf(column, at, { types: probed.types, rows })),
    ...unique.flatMap((columns, at) => uniquenessOf(columns, at, { probed, rows })),
    ...values.map((column, at) => `${valuesOf(column, relation, rows)} as v${at}`),
  ];
  return `select ${answers.join(', ')} from ${relation}`;
}

function profileOf(
  column: string,
  at: number,
  { types, rows }: { types: ReadonlyMap<string, string>; rows: number },
): string[] {
  const [name, type] = [quoteIdentifier(column), types.get(column) ?? ''];
  const range = rangeOf(name, type);
  return [
    `count(*) - count(${name}) as n${at}`,
    `least(${distinctOf(name, type, rows)}, count(${name})) as d${at}`,
    ...(range ? [`${range.least} as a${at}`, `${range.greatest} as z${at}`] : []),
  ];
}

function uniquenessOf(
  columns: readonly string[],
  at: number,
  { probed: { relation, types }, rows }: { readonly probed: ProbedRelation; readonly rows: number },
): string[] {
  const names = columns.map(quoteIdentifier);
  const anyNull = names.map((name) => `${name} is null`).join(' or ');
  const groups = `select 1 from ${relation} where not (${anyNull}) group by ${names.join(', ')} having count(*) > 1`;
  const [name = '', ...others] = names;
  const [only = ''] = columns;
  const isListed = others.length === 0 && isListable(types.get(only) ?? '', rows);
  const duplicates = isListed ? `count(${name}) - ${listedOf(name)}` : `(select count(*) from (${groups}))`;
  return [`count(*) filter (where ${anyNull}) as m${at}`, `${duplicates} as u${at}`];
}

function valuesOf(column: string, relation: string, rows: number): string {
  const name = quoteIdentifier(column);
  const text = `cast(${name} as varchar)`;
  if (rows <= LISTED_ROWS) return `list_distinct(list(${text}))[1:${MOST_VALUES + 1}]`;
  const some = `select distinct ${text} as value from ${relation} where ${name} is not null limit ${MOST_VALUES + 1}`;
  return `(select list(value) from (${some}))`;
}

/** Nulls are not counted, in any of the three. */
function distinctOf(name: string, type: string, rows: number): string {
  if (isListable(type, rows)) return listedOf(name);
  const isNested = ['array', 'json', 'other'].includes(typeFamily(type, 'duckdb'));
  const value = isNested ? `cast(${name} as varchar)` : name;
  return rows <= EXACT_ROWS ? `count(distinct ${value})` : `approx_count_distinct(${value})`;
}

/** Of few rows. A list would take each NaN for another value. */
function isListable(type: string, rows: number): boolean {
  return rows <= LISTED_ROWS && !['array', 'json', 'other', 'float'].includes(typeFamily(type, 'duckdb'));
}

function listedOf(name: string): string {
  return `coalesce(list_unique(list(${name})), 0)`;
}

function rangeOf(name: string, type: string): { least: string; greatest: string } | null {
  const family = typeFamily(type, 'duckdb');
  if (isNumeric(type)) return { least: `min(${name})`, greatest: `max(${name})` };
  if (family === 'date' || family === 'time' || family === 'timestamp') {
    return { least: `cast(min(${name}) as varchar)`, greatest: `cast(max(${name}) as varchar)` };
  }
  if (family === 'uuid') return { least: `cast(min(${name}) as varchar)`, greatest: `cast(max(${name}) as varchar)` };
  if (family !== 'text') return null;
  const short = `max(length(${name})) <= ${SHORT_TEXT}`;
  return { least: `case when ${short} then min(${name}) end`, greatest: `case when ${short} then max(${name}) end` };
}

/** Whether the least and greatest value of a DuckDB type are numbers. */
export function isNumeric(type: string): boolean {
  return ['integer', 'decimal', 'float'].includes(typeFamily(type, 'duckdb'));
}

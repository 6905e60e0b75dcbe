import { quoteIdentifier } from '../sql/identifiers.ts';
import { typeFamily } from '../sql/types.ts';
import type { Probe } from './evidence.ts';
import type { ProbedRelation } from './probe-sql.ts';
import { EXACT_ROWS, isNumeric } from './probe-sql.ts';

/** The SQL (DuckDB) that looks for the values of one table in another. Pure. */

/** Distinct child values looked for in the parent (inference.md 1.3 step 5). */
const SAMPLED_VALUES = 1_000;
/** Of a greater table the sample is taken from its first rows. */
const SAMPLED_ROWS = EXACT_ROWS;

/** Written where there is nothing to point to, by programs that shun nulls. */
const NO_NUMBER = [0, -1];
const NO_TEXT = ['', '-', '0', '-1', 'n/a', 'na', 'nil', 'none', 'null', 'undefined', 'unknown'];
const NO_UUID = ['00000000-0000-0000-0000-000000000000'];

/** Begins the names of our own subqueries: a table may be called `child`. */
const CTE = 'cartridge_probe_';

type Contained = Probe & { readonly kind: 'contained' };

export interface ContainedRelations {
  readonly child: ProbedRelation;
  readonly parent: ProbedRelation;
}

/**
 * `sampled`, `found` and `orphans`, from all distinct values of the child; and `loosely`: found if case and blanks around
 * do not count (only of text). What stands for nothing and is not found (0, -1, '') is not in `sampled`.
 */
export function containedSql(relations: ContainedRelations, probe: Contained): string {
  const values = `select ${keyNames(probe)}, count(*) as n from ${CTE}child group by all`;
  return `
    with ${CTE}child as (${childSql(relations.child, probe)}), ${CTE}values as (${values}),
    ${lookedSql(relations, probe)}
    select ${countsOf(relations.child, probe)}, coalesce(sum(n) filter (where not found), 0)::bigint as orphans
    from ${CTE}looked as c`;
}

/**
 * The same without `orphans` from a sample, which is the same in every run: distinct values in the order of their hash.
 */
export function sampleSql(relations: ContainedRelations, probe: Contained): string {
  const names = keyNames(probe);
  return `
    with ${CTE}child as (${childSql(relations.child, probe, SAMPLED_ROWS)}),
    ${CTE}values as (
      select * from (select distinct * from ${CTE}child) order by hash(${names}), ${names} limit ${SAMPLED_VALUES}
    ),
    ${lookedSql(relations, probe)}
    select ${countsOf(relations.child, probe)} from ${CTE}looked as c`;
}

function lookedSql(relations: ContainedRelations, probe: Contained): string {
  return `${CTE}looked as (select *, ${existsSql(relations, probe, asItIs)} as found,
      ${isText(relations.child, probe) ? existsSql(relations, probe, loosened) : 'false'} as found_loosely
      from ${CTE}values as c)`;
}

function countsOf(child: ProbedRelation, probe: Contained): string {
  return [
    `count(*) filter (where found or not (${isNothing(child, probe)})) as sampled`,
    'count(*) filter (where found) as found',
    ...(isText(child, probe) ? ['count(*) filter (where found or found_loosely) as loosely'] : []),
  ].join(', ');
}

/** `orphans`: child rows, all of them, whose value has no parent. */
export function orphansSql(relations: ContainedRelations, probe: Contained): string {
  return `
    with ${CTE}child as (${childSql(relations.child, probe)})
    select count(*) as orphans from ${CTE}child as c where not ${existsSql(relations, probe, asItIs)}`;
}

function childSql({ relation }: ProbedRelation, { columns }: Contained, rows?: number): string {
  const keys = columns.map((column, at) => `${quoteIdentifier(column)} as k${at}`);
  const noNull = columns.map((column) => `${quoteIdentifier(column)} is not null`).join(' and ');
  return `select ${keys.join(', ')} from ${relation} where ${noNull}${rows === undefined ? '' : ` limit ${rows}`}`;
}

function existsSql(
  { child, parent }: ContainedRelations,
  { columns, refColumns }: Contained,
  view: (value: string) => string,
): string {
  const matches = refColumns.map((refColumn, at) => {
    const same = isComparable(child.types.get(columns[at] ?? '') ?? '', parent.types.get(refColumn) ?? '');
    const plain = (value: string): string => view(same ? value : `cast(${value} as varchar)`);
    return `${plain(`p.${quoteIdentifier(refColumn)}`)} = ${plain(`c.k${at}`)}`;
  });
  return `exists (select 1 from ${parent.relation} as p where ${matches.join(' and ')})`;
}

/** Of one column only: parts of a key of several mean nothing alone. */
function isNothing({ types }: ProbedRelation, { columns }: Contained): string {
  const [only] = columns;
  if (columns.length !== 1 || only === undefined) return 'false';
  const type = types.get(only) ?? '';
  if (isNumeric(type)) return `k0 in (${NO_NUMBER.join(', ')})`;
  const family = typeFamily(type, 'duckdb');
  if (family !== 'text' && family !== 'uuid') return 'false';
  const values = family === 'uuid' ? NO_UUID : [...NO_TEXT, ...NO_UUID];
  return `lower(trim(cast(k0 as varchar))) in (${values.map((value) => `'${value}'`).join(', ')})`;
}

function isText({ types }: ProbedRelation, { columns }: Contained): boolean {
  return columns.every((column) => typeFamily(types.get(column) ?? '', 'duckdb') === 'text');
}

/** Others are compared as text: a conversion of one value could fail the whole query. */
function isComparable(child: string, parent: string): boolean {
  return typeFamily(child, 'duckdb') === typeFamily(parent, 'duckdb') || (isNumeric(child) && isNumeric(parent));
}

function keyNames({ columns }: Contained): string {
  return columns.map((_, at) => `k${at}`).join(', ');
}

function loosened(value: string): string {
  return `lower(trim(${value}))`;
}

function asItIs(value: string): string {
  return value;
}

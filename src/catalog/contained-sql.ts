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
 * `sampled`, `found`, and `loosely`: found if case and blanks around do not count (only of text). The sample is the same
 * in every run: the child's distinct values in the order of their hash. What stands for nothing and is not found (0, -1,
 * '') is left out.
 */
export function sampleSql(relations: ContainedRelations, probe: Contained): string {
  const { child } = relations;
  const names = keyNames(probe);
  const exact = existsSql(relations, probe, asItIs);
  const isText = probe.columns.every((column) => isTextual(child, column));
  const loose = isText ? existsSql(relations, probe, (value) => `lower(trim(${value}))`) : exact;
  const nothing = isNothing(child, probe);
  return `
    with ${CTE}child as (${childSql(child, probe, SAMPLED_ROWS)}),
    ${CTE}sample as (
      select * from (select distinct * from ${CTE}child) order by hash(${names.join(', ')}), ${names.join(', ')}
      limit ${SAMPLED_VALUES}
    ),
    ${CTE}looked as (select *, ${exact} as found from ${CTE}sample as c)
    select count(*) filter (where found or not (${nothing})) as sampled, count(*) filter (where found) as found
      ${isText ? `, count(*) filter (where found or ${loose}) as loosely` : ''}
    from ${CTE}looked as c`;
}

/** `orphans`: child rows, all of them, whose value has no parent. */
export function orphansSql(relations: ContainedRelations, probe: Contained): string {
  return `
    with ${CTE}child as (${childSql(relations.child, probe)})
    select count(*) as orphans from ${CTE}child as c where not ${existsSql(relations, probe, asItIs)}`;
}

/** Both answers in one row: what `sampleSql` gives, and `orphans`. */
export function containedSql(relations: ContainedRelations, probe: Contained): string {
  return `select * from (${sampleSql(relations, probe)}), (${orphansSql(relations, probe)})`;
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

function isTextual({ types }: ProbedRelation, column: string): boolean {
  return typeFamily(types.get(column) ?? '', 'duckdb') === 'text';
}

/** Others are compared as text: a conversion of one value could fail the whole query. */
function isComparable(child: string, parent: string): boolean {
  return typeFamily(child, 'duckdb') === typeFamily(parent, 'duckdb') || (isNumeric(child) && isNumeric(parent));
}

function keyNames({ columns }: Contained): string[] {
  return columns.map((_, at) => `k${at}`);
}

function asItIs(value: string): string {
  return value;
}

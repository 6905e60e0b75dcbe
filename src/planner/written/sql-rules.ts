import { dialectOf } from '../../sql/dialects/dialects.ts';

/** Whether cartridge can write SQL of the common subset for an adapter at all. */
export function canBeWritten(adapter: string): boolean {
  return dialectOf(adapter).common !== null;
}

/** The rules of the SQL that a model may write, a line each: for its prompt. What breaks one is refused. Pure. */
export function writtenSqlRules(adapter: string): readonly string[] {
  return adapter === 'duckdb' ? [...RULES, MORE_ON_DUCKDB] : RULES;
}

const RULES: readonly string[] = [
  "One select, with CTEs as needed. It reads only {{ ref('model') }} of the models listed, behind from or join; no other Jinja, no raw table, no comment, no semicolon.",
  'The last select names every column; `select * from final` is fine where final names them. What is computed has an alias in snake_case.',
  'Joins: join, left join, right join, full join, with on or using. No comma, cross, lateral or natural join, nothing recursive.',
  'Clauses: where, group by (columns or positions), having, order by with limit; distinct; union [all], intersect, except.',
  'Expressions: case, in, between, like, is null, exists (select ..), and or not, + - * / ||, comparisons, current_date.',
  'Functions: count sum avg min max stddev_samp var_samp coalesce nullif lower upper trim ltrim rtrim length replace substring(x, from, length) abs round floor ceil power sqrt ln exp sign mod.',
  "Dates: date_trunc('month', x), extract(year from x), date_diff('day', from, to), date '2024-01-31'. cast(date_trunc(..) as date) is a date in every warehouse.",
  'Windows: row_number rank dense_rank ntile percent_rank cume_dist lag lead first_value last_value and the aggregates, over (partition by .. order by .. [rows between ..]).',
  'Casts: cast(x as T) with T of varchar, integer, bigint, double, decimal(p, s), boolean, date, timestamp.',
  'An alias is not used again within its own select but in group by. A join to many rows multiplies: sum them up in a CTE first.',
];

const MORE_ON_DUCKDB =
  "Also: qualify, filter (where ..), ::, ilike, interval, and DuckDB's functions of texts, dates, lists and JSON. No table functions.";

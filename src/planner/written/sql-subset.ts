/** The words of SQL that a model may write: what every warehouse of the common subset understands, and what DuckDB does besides. */

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Functions that mean the same in every dialect that has a `common`, once rendered for it. No other is called. */
export const COMMON_FUNCTIONS = words(`
  count sum avg min max stddev_samp var_samp
  coalesce nullif lower upper trim ltrim rtrim length replace substring substr
  abs round floor ceil power sqrt ln exp sign mod
  date_trunc date_diff extract cast
  row_number rank dense_rank ntile percent_rank cume_dist lag lead first_value last_value`);

/**
 * What DuckDB has besides. None reads a file, a setting, a table or the network, draws at random, or makes a value of any
 * size that it is told (`repeat`, `range`).
 */
const MORE_FUNCTIONS = words(`
  any_value approx_count_distinct approx_quantile arg_max arg_min array_agg avg bit_and bit_or bit_xor bool_and bool_or
  corr count_if covar_pop covar_samp first group_concat kurtosis last list mad max_by median min_by mode product
  quantile_cont quantile_disc skewness stddev stddev_pop string_agg var_pop variance nth_value
  acos asin atan atan2 bit_count cbrt ceiling char_length character_length chr concat concat_ws contains cos cot degrees
  even fdiv fmod gcd greatest lcm least left len levenshtein log log10 log2 md5 octet_length ord pi position pow prefix
  radians regexp_extract regexp_extract_all regexp_full_match regexp_matches regexp_replace reverse right sha256 sin
  split_part starts_with ends_with strip_accents strlen strpos instr string_split suffix tan translate trunc unicode
  jaccard jaro_winkler_similarity damerau_levenshtein
  century date_add date_part date_sub datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear
  decade epoch epoch_ms hour isodow isoyear last_day make_date make_timestamp microsecond millisecond minute month
  monthname quarter second strftime strptime time_bucket to_days to_hours to_minutes to_months to_seconds to_timestamp
  to_weeks to_years try_strptime week weekday weekofyear year yearweek
  array_contains array_length cardinality element_at list_aggregate list_avg list_contains list_count list_distinct
  list_extract list_has list_max list_min list_position list_slice list_sort list_sum list_unique
  map_extract map_keys map_values struct_extract
  json_array_length json_exists json_extract json_extract_string json_type json_valid
  if ifnull isfinite isinf isnan try_cast typeof hash`);

/** On DuckDB. */
export const DUCKDB_FUNCTIONS: ReadonlySet<string> = new Set([...COMMON_FUNCTIONS, ...MORE_FUNCTIONS]);

export type CastKind = 'text' | 'integer' | 'bigint' | 'double' | 'decimal' | 'boolean' | 'date' | 'timestamp';

/** Types of casts: how the common subset calls them -> the part of a dialect that names them. */
export const CAST_TYPES: ReadonlyMap<string, CastKind> = new Map([
  ['varchar', 'text'],
  ['text', 'text'],
  ['string', 'text'],
  ['integer', 'integer'],
  ['int', 'integer'],
  ['bigint', 'bigint'],
  ['double', 'double'],
  ['float', 'double'],
  ['double precision', 'double'],
  ['decimal', 'decimal'],
  ['numeric', 'decimal'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
  ['date', 'date'],
  ['timestamp', 'timestamp'],
]);

/** What a moment is cut off at. */
export const TRUNCATED_UNITS = words('year quarter month week day hour');
/** What is taken out of a moment; the day of a week is counted differently everywhere. */
export const EXTRACTED_UNITS = words('year quarter month day hour minute second');

/** Words of expressions behind which an operand follows. */
export const OPERATORS = words('and or not in like between case when then else is distinct exists');
/** Words that are operands themselves, or end one. */
export const VALUES = words('null true false end current_date');
/** What is written otherwise in the common subset, and how. */
export const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['::', 'cast(x as type)'],
  ['%', 'mod(a, b)'],
  ['ilike', 'lower(x) like'],
  ['interval', "date_diff('day', from, to) and a number"],
  ['filter', 'sum(case when .. then .. end)'],
  ['concat', 'a || b'],
  ['ifnull', 'coalesce(a, b)'],
  ['if', 'case when .. then .. else .. end'],
  ['greatest', 'case when a > b then a else b end'],
  ['least', 'case when a < b then a else b end'],
  ['year', 'extract(year from x)'],
  ['month', 'extract(month from x)'],
  ['datediff', "date_diff('day', from, to)"],
]);

/** Within `over ( .. )`. */
export const WINDOW_WORDS = words(
  'partition by order asc desc nulls first last rows range unbounded preceding following current row and',
);
/** On DuckDB, in any expression. */
export const DUCKDB_WORDS = words('ilike filter where order by asc desc nulls first last ignore respect at time zone');

/** Marks of the common subset, one by one; two that belong together stand together. */
export const COMMON_MARKS: ReadonlySet<string> = words('+ - * / = < > ! | ,');
export const DUCKDB_MARKS: ReadonlySet<string> = new Set([...COMMON_MARKS, '%', '::', '[', ']', ':', '^']);

/** Words that no alias is without quotes: what may follow a relation or an item. */
export const CLAUSE_WORDS = words(`
  from where group having qualify window order limit offset fetch union intersect except minus on using join left right
  full inner outer cross natural asof positional semi anti lateral tablesample pivot unpivot as select with into for at
  returning values set`);

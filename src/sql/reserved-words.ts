/**
 * Words that DuckDB reads as syntax where a name is meant: the categories `reserved` and `type_function` of
 * `duckdb_keywords()` (a test compares them with the DuckDB at hand), so they must be quoted as a name.
 */
const SYNTAX_WORDS = `
  all analyse analyze and anti any array as asc asof asymmetric at authorization between binary both by case cast check
  collate collation column columns concurrently constraint create cross default deferrable desc describe distinct do
  else end except false fetch for foreign freeze from full generated glob group having ilike in initially inner
  intersect into is isnull join lambda lateral leading left like limit map natural not notnull null offset on only or
  order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify references returning right
  select semi show similar some struct summarize symmetric table tablesample then to trailing true try_cast union
  unique unpack unpivot using variadic verbose when where window with`;

/**
 * Words that parse as a value of the session when the column is not found: a bare `user` silently gives the session's
 * user on several warehouses (dbt-facts.md 4.2), so quoting them is always right.
 */
const SESSION_WORDS = `
  current_catalog current_database current_date current_role current_schema current_time current_timestamp
  current_user localtime localtimestamp session_user system_user user`;

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** Lower-case words that are safe as a name only within quotes. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set([...words(SYNTAX_WORDS), ...words(SESSION_WORDS)]);

/**
 * Words that some other warehouse reads as syntax (dbt-facts.md 4.2). In quotes any of them is safe everywhere, so one
 * list does for all but DuckDB.
 */
const SYNTAX_WORDS_ELSEWHERE = `
  contains cube current database defrag delete delta div drop encrypt end enum escape exclude exists explain external
  file full function grant grouping groups hash identity if ignore ilike increment index insert interval issue key keys
  kill limits lines load lock lookup loop match merge minus mod new no of off offsets old open option organization out
  over partition percent permissions precision print proc procedure proto range rank raw read recover recursive
  regexp release repeat replace resort respect restrict return revoke rlike row rows rule sample save schema session set
  signal sql start statistics system tag timestamp top tran transaction treat trigger unnest update usage use values
  view whenever within without write`;

/** The same for a warehouse other than DuckDB. */
export const RESERVED_WORDS_ELSEWHERE: ReadonlySet<string> = new Set([
  ...RESERVED_WORDS,
  ...words(SYNTAX_WORDS_ELSEWHERE),
]);

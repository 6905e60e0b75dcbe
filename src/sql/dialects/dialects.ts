import { RESERVED_WORDS, RESERVED_WORDS_ELSEWHERE } from '../reserved-words.ts';
import type { CommonSql, Dialect, NameRules } from './dialect.ts';

const LOWER_CASE = /^[a-z_][a-z0-9_]*$/;
const ANY_CASE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Names are stored as they are written, or compared without case: one without quotes is itself. */
const PLAIN_NAMES: NameRules = {
  quote: '"',
  plain: ANY_CASE,
  reserved: RESERVED_WORDS_ELSEWHERE,
  folds: null,
  ignoresCase: true,
  quotesRelations: true,
};
const BACKTICK_NAMES: NameRules = { ...PLAIN_NAMES, quote: '`' };

/** As DuckDB has it, in which SQL of the common subset is written. */
const COMMON: CommonSql = {
  types: { text: 'varchar', integer: 'integer' },
  dividesWhole: false,
  averagesWhole: false,
  saysDistinct: false,
  needsFrames: false,
  truncate: (unit, value) => `date_trunc('${unit}', ${value})`,
  round: (value, digits) => `round(${value}, ${digits})`,
  daysBetween: (from, to) => `date_diff('day', ${from}, ${to})`,
};

export const DUCKDB: Dialect = {
  names: { ...PLAIN_NAMES, plain: LOWER_CASE, reserved: RESERVED_WORDS },
  types: {
    boolean: 'boolean',
    date: 'date',
    timestamp: 'timestamp',
    decimal: 'decimal(18, 2)',
    bigint: 'bigint',
    double: 'double',
  },
  hasDoubleColon: true,
  hasBooleanValues: true,
  castsNumberToBoolean: true,
  groupsByPosition: true,
  doublesQuotes: true,
  defaultSchema: 'main',
  epoch: {
    s: (value) => `epoch_ms(cast(${value} as bigint) * 1000)`,
    ms: (value) => `epoch_ms(${value})`,
    us: (value) => `make_timestamp(${value})`,
  },
  common: COMMON,
};

const POSTGRES: Dialect = {
  ...DUCKDB,
  names: { ...PLAIN_NAMES, plain: LOWER_CASE, ignoresCase: false },
  types: { ...DUCKDB.types, double: 'double precision' },
  castsNumberToBoolean: false,
  defaultSchema: 'public',
  epoch: epochOf((seconds) => `timezone('UTC', to_timestamp(${seconds}))`),
  common: {
    ...COMMON,
    dividesWhole: true,
    // A double cannot be rounded to digits.
    round: (value, digits) => `round(cast(${value} as numeric), ${digits})`,
    daysBetween: (from, to) => `(cast(${to} as date) - cast(${from} as date))`,
  },
};

const REDSHIFT: Dialect = {
  ...POSTGRES,
  epoch: epochOf((seconds) => `(timestamp 'epoch' + ${seconds} * interval '1 second')`),
  common: {
    ...COMMON,
    // Without a length a text is cut off at 256 bytes.
    types: { text: 'varchar(65535)', integer: 'integer' },
    dividesWhole: true,
    averagesWhole: true,
    needsFrames: true,
    daysBetween: (from, to) => `datediff(day, ${from}, ${to})`,
  },
};

const SNOWFLAKE: Dialect = {
  ...DUCKDB,
  // A column is stored in upper case unless it was made in quotes; one that is listed in lower case was folded by a tool.
  names: {
    ...PLAIN_NAMES,
    plain: /^(?:[a-z_][a-z0-9_]*|[A-Z_][A-Z0-9_]*)$/,
    folds: 'upper',
    ignoresCase: false,
    quotesRelations: false,
  },
  defaultSchema: 'public',
  epoch: {
    s: (value) => `to_timestamp_ntz(${value})`,
    ms: (value) => `to_timestamp_ntz(${value}, 3)`,
    us: (value) => `to_timestamp_ntz(${value}, 6)`,
  },
  common: { ...COMMON, daysBetween: (from, to) => `datediff(day, ${from}, ${to})` },
};

const SPARK: Dialect = {
  ...DUCKDB,
  names: { ...BACKTICK_NAMES, quotesRelations: false },
  hasDoubleColon: false,
  doublesQuotes: false,
  defaultSchema: null,
  epoch: {
    s: (value) => `timestamp_seconds(${value})`,
    ms: (value) => `timestamp_millis(${value})`,
    us: (value) => `timestamp_micros(${value})`,
  },
  common: {
    ...COMMON,
    types: { text: 'string', integer: 'int' },
    daysBetween: (from, to) => `datediff(${to}, ${from})`,
  },
};

const DATABRICKS: Dialect = { ...SPARK, names: BACKTICK_NAMES, hasDoubleColon: true };

const BIGQUERY: Dialect = {
  ...SPARK,
  names: BACKTICK_NAMES,
  types: { ...DUCKDB.types, boolean: 'bool', decimal: 'numeric', bigint: 'int64', double: 'float64' },
  common: {
    ...COMMON,
    types: { text: 'string', integer: 'int64' },
    saysDistinct: true,
    // A week that begins on Monday, as elsewhere.
    truncate: (unit, value) => `date_trunc(${value}, ${unit === 'week' ? 'isoweek' : unit})`,
    daysBetween: (from, to) => `date_diff(cast(${to} as date), cast(${from} as date), day)`,
  },
};

const TRINO: Dialect = {
  ...DUCKDB,
  names: PLAIN_NAMES,
  hasDoubleColon: false,
  defaultSchema: null,
  epoch: epochOf((seconds) => `cast(from_unixtime(${seconds}, 'UTC') as timestamp)`),
  isoTimestamp: (value) => `cast(from_iso8601_timestamp(replace(${value}, ' ', 'T')) as timestamp)`,
  // A division has no more digits behind the point than its operands.
  hundredth: (value) => `cast(${value} as decimal(18, 2)) / 100`,
  common: {
    ...COMMON,
    dividesWhole: true,
    daysBetween: (from, to) => `date_diff('day', cast(${from} as date), cast(${to} as date))`,
  },
};

const SQLSERVER: Dialect = {
  ...DUCKDB,
  names: PLAIN_NAMES,
  types: { ...DUCKDB.types, boolean: 'bit', timestamp: 'datetime2(6)', double: 'float' },
  hasDoubleColon: false,
  hasBooleanValues: false,
  groupsByPosition: false,
  defaultSchema: 'dbo',
  epoch: {
    s: (value) => `dateadd(second, ${value}, cast('1970-01-01' as datetime2(6)))`,
    // A number of milliseconds since 1970 is too large for dateadd.
    ms: (value) =>
      `dateadd(millisecond, ${value} % 1000, dateadd(second, ${value} / 1000, cast('1970-01-01' as datetime2(6))))`,
    us: (value) =>
      `dateadd(microsecond, ${value} % 1000000, dateadd(second, ${value} / 1000000, cast('1970-01-01' as datetime2(6))))`,
  },
  common: null,
};

const MYSQL: Dialect = {
  ...DUCKDB,
  names: BACKTICK_NAMES,
  types: { ...DUCKDB.types, timestamp: 'datetime(6)', bigint: 'signed' },
  hasDoubleColon: false,
  castsNumberToBoolean: false,
  defaultSchema: null,
  epoch: {
    s: (value) => `timestampadd(second, ${value}, cast('1970-01-01' as datetime(6)))`,
    ms: (value) => `timestampadd(microsecond, ${value} * 1000, cast('1970-01-01' as datetime(6)))`,
    us: (value) => `timestampadd(microsecond, ${value}, cast('1970-01-01' as datetime(6)))`,
  },
  common: null,
};

const CLICKHOUSE: Dialect = {
  ...DUCKDB,
  names: BACKTICK_NAMES,
  types: {
    boolean: 'Nullable(Bool)',
    date: 'Nullable(Date)',
    timestamp: 'Nullable(DateTime64(6))',
    decimal: 'Nullable(Decimal(18, 2))',
    bigint: 'Nullable(Int64)',
    double: 'Nullable(Float64)',
  },
  castsNumberToBoolean: false,
  defaultSchema: null,
  epoch: {
    s: (value) => `toDateTime(${value}, 'UTC')`,
    ms: (value) => `fromUnixTimestamp64Milli(${value}, 'UTC')`,
    us: (value) => `fromUnixTimestamp64Micro(${value}, 'UTC')`,
  },
  isoTimestamp: (value) => `parseDateTime64BestEffort(${value}, 6)`,
  common: null,
};

/** By dbt's name of the adapter. */
const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ['duckdb', DUCKDB],
  ['postgres', POSTGRES],
  ['redshift', REDSHIFT],
  ['snowflake', SNOWFLAKE],
  ['bigquery', BIGQUERY],
  ['databricks', DATABRICKS],
  ['spark', SPARK],
  ['trino', TRINO],
  ['athena', TRINO],
  ['sqlserver', SQLSERVER],
  ['fabric', SQLSERVER],
  ['mysql', MYSQL],
  ['clickhouse', CLICKHOUSE],
]);

/** The adapters whose SQL is known, by dbt's names. */
export const ADAPTERS: readonly string[] = [...DIALECTS.keys()];

/** The dialect of an adapter; one that is not known is refused before anything is written (context/support.ts). */
export function dialectOf(adapter: string): Dialect {
  return DIALECTS.get(adapter) ?? DUCKDB;
}

/** Moments of numbers, where a function takes seconds, with a fraction if need be. */
function epochOf(ofSeconds: (seconds: string) => string): Dialect['epoch'] {
  return {
    s: ofSeconds,
    ms: (value) => ofSeconds(`${value} / 1e3`),
    us: (value) => ofSeconds(`${value} / 1e6`),
  };
}

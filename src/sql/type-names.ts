/**
 * Names of types, and the DuckDB type that holds every value of theirs. Sources: the manuals of the warehouses. Where
 * two dialects mean different things by one name, the first table has the commoner meaning, the second the exception.
 */
const GENERAL = `
  BOOLEAN: boolean, bool, bit, logical
  TINYINT: tinyint, int1, byte
  SMALLINT: smallint, int2, year, smallserial, serial2, short
  INTEGER: integer, int, int4, mediumint, middleint, serial, serial4, int32
  BIGINT: bigint, int8, int64, long, bigserial, serial8, primary_key, references, belongs_to, oid, xid, byteint
  HUGEINT: hugeint, int128
  UTINYINT: utinyint, uint8
  USMALLINT: usmallint, uint16
  UINTEGER: uinteger, uint32
  UBIGINT: ubigint, uint64
  UHUGEINT: uhugeint, uint128
  BIGNUM: bignum, varint
  FLOAT: real, float4, float32, binary_float
  DOUBLE: double, double precision, float, float8, float64, binary_double
  DECIMAL: decimal, dec, numeric, number, fixed, bignumeric, bigdecimal
  DECIMAL(19,4): money
  DECIMAL(10,4): smallmoney
  VARCHAR: varchar, text, char, string, character, bpchar, nvarchar, nchar, varchar2, nvarchar2, clob, nclob, ntext
  VARCHAR: tinytext, mediumtext, longtext, citext, name, sysname, enum, enum8, enum16, set, fixedstring, long varchar
  VARCHAR: character varying, national character, national character varying, national varchar, national char
  VARCHAR: char varying, char large object, character large object, rowid, urowid, regclass, ltree
  VARCHAR: macaddr, macaddr8, inet, inet4, inet6, cidr, ipv4, ipv6
  DATE: date, date32
  TIME: time, time without time zone, time_ns
  TIMETZ: timetz, time with time zone
  TIMESTAMP: timestamp, timestamp without time zone, timestamp_ntz, timestampntz, timestamp_us
  TIMESTAMP: datetime, datetime2, smalldatetime, datetime64
  TIMESTAMP_S: timestamp_s
  TIMESTAMP_MS: timestamp_ms
  TIMESTAMP_NS: timestamp_ns
  TIMESTAMPTZ: timestamptz, timestamp with time zone, timestamp with local time zone
  TIMESTAMPTZ: timestamp_tz, timestamp_ltz, timestampltz, datetimeoffset
  INTERVAL: interval
  UUID: uuid, uniqueidentifier, guid
  JSON: json, jsonb, variant, super, object, array, map, struct
  BLOB: blob, binary, varbinary, bytea, bytes, image, raw, long raw, longblob, mediumblob, tinyblob, rowversion
  BLOB: varbyte, bfile, binary varying, binary large object
  BIT: varbit, bitstring, bit varying`;

const EXCEPTIONS: Record<string, string> = {
  bigquery: 'TIMESTAMPTZ: timestamp',
  clickhouse: 'TINYINT: int8 \n SMALLINT: int16',
  duckdb: 'FLOAT: float \n BIT: bit \n TIME_NS: time_ns',
  mysql: 'FLOAT: float \n DOUBLE: real',
  oracle: 'TIMESTAMP: date \n VARCHAR: long \n HUGEINT: smallint, int, integer',
  snowflake: 'DOUBLE: real, float4 \n BIGINT: tinyint, smallint, int, integer',
  sqlite: 'DOUBLE: real \n BIGINT: tinyint, smallint, mediumint, int, integer',
  sqlserver: 'UTINYINT: tinyint \n BLOB: timestamp',
};

/** Known types that no DuckDB type stands for: their text does. */
const HELD_AS_TEXT = `
  geometry geography point line lseg box path polygon circle linestring multipoint multilinestring multipolygon
  geometrycollection geomcollection sdo_geometry vector halfvec sparsevec tsvector tsquery xml xmltype hstore
  hierarchyid sql_variant pg_lsn int4range int8range numrange tsrange tstzrange daterange int4multirange
  int8multirange nummultirange tsmultirange tstzmultirange datemultirange hllsketch anydata void null union`;

const general = readTable(GENERAL);
const exceptions = new Map(Object.entries(EXCEPTIONS).map(([dialect, table]) => [dialect, readTable(table)]));
const heldAsText = new Set(HELD_AS_TEXT.trim().split(/\s+/));

/** The DuckDB type of a type name (lower case) in a dialect; `DECIMAL` still wants its digits. Undefined: not known. */
export function duckdbTypeOfName(name: string, dialect: string): string | undefined {
  return exceptions.get(dialect)?.get(name) ?? general.get(name);
}

/** Whether the type is known but only its text can be held. */
export function isHeldAsText(name: string): boolean {
  return heldAsText.has(name);
}

function readTable(table: string): Map<string, string> {
  const types = new Map<string, string>();
  for (const line of table.trim().split('\n')) {
    const [type = '', names = ''] = line.split(':');
    for (const name of names.split(',')) types.set(name.trim(), type.trim());
  }
  return types;
}

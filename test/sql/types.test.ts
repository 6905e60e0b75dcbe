import { DuckDBInstance } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { duckdbType, typeFamily } from '../../src/sql/types.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

/** `dialect | type as the dialect writes it | DuckDB type | family`. */
const TYPES = `
  postgres  | character varying(20)            | VARCHAR        | text
  postgres  | timestamp without time zone      | TIMESTAMP      | timestamp
  postgres  | timestamp(6) without time zone   | TIMESTAMP      | timestamp
  postgres  | timestamp with time zone         | TIMESTAMPTZ    | timestamp
  postgres  | double precision                 | DOUBLE         | float
  postgres  | numeric(10,2)                    | DECIMAL(10,2)  | decimal
  postgres  | numeric                          | DECIMAL(38,9)  | decimal
  postgres  | numeric(12,0)                    | DECIMAL(12,0)  | integer
  postgres  | numeric(100,20)                  | DOUBLE         | float
  postgres  | bigint[]                         | BIGINT[]       | array
  postgres  | text[][]                         | VARCHAR[][]    | array
  postgres  | jsonb                            | JSON           | json
  postgres  | bytea                            | BLOB           | binary
  postgres  | inet                             | VARCHAR        | text
  postgres  | tsvector                         | VARCHAR        | other
  postgres  | public.geometry(Polygon,4326)    | VARCHAR        | other
  postgres  | public.vector(20)                | VARCHAR        | other
  postgres  | "char"                           | VARCHAR        | text
  postgres  | serial                           | INTEGER        | integer
  mysql     | tinyint(1)                       | BOOLEAN        | boolean
  mysql     | TINYINT UNSIGNED                 | UTINYINT       | integer
  mysql     | int(10) unsigned zerofill        | UINTEGER       | integer
  mysql     | ENUM('G','PG','PG-13')           | VARCHAR        | text
  mysql     | SET('a,b','c)')                  | VARCHAR        | text
  mysql     | VARCHAR(40) BINARY               | VARCHAR        | text
  mysql     | varchar(9) character set utf8mb4 collate utf8mb4_bin | VARCHAR | text
  mysql     | binary(16)                       | BLOB           | binary
  mysql     | YEAR                             | SMALLINT       | integer
  mysql     | float                            | FLOAT          | float
  mysql     | bit(8)                           | BIT            | binary
  sqlserver | bit                              | BOOLEAN        | boolean
  sqlserver | tinyint                          | UTINYINT       | integer
  sqlserver | nvarchar(max)                    | VARCHAR        | text
  sqlserver | money                            | DECIMAL(19,4)  | decimal
  sqlserver | uniqueidentifier                 | UUID           | uuid
  sqlserver | datetime2(7)                     | TIMESTAMP      | timestamp
  sqlserver | timestamp                        | BLOB           | binary
  sqlserver | image                            | BLOB           | binary
  oracle    | VARCHAR2(100CHAR)                | VARCHAR        | text
  oracle    | NUMBER(4)                        | SMALLINT       | integer
  oracle    | NUMBER(10)                       | BIGINT         | integer
  oracle    | NUMBER(5,-2)                     | INTEGER        | integer
  oracle    | NUMBER(*,2)                      | DECIMAL(38,2)  | decimal
  oracle    | NUMBER(2,5)                      | DECIMAL(5,5)   | decimal
  oracle    | DATE                             | TIMESTAMP      | timestamp
  oracle    | interval day(2) to second(6)     | INTERVAL       | interval
  oracle    | INTEGER                          | HUGEINT        | integer
  sqlite    | NVARCHAR(160)                    | VARCHAR        | text
  sqlite    | INTEGER                          | BIGINT         | integer
  rails     | string(255)                      | VARCHAR        | text
  rails     | datetime                         | TIMESTAMP      | timestamp
  rails     | integer(1)                       | INTEGER        | integer
  snowflake | NUMBER(38,0)                     | HUGEINT        | integer
  snowflake | TIMESTAMP_NTZ(9)                 | TIMESTAMP      | timestamp
  snowflake | VARIANT                          | JSON           | json
  bigquery  | INT64                            | BIGINT         | integer
  bigquery  | TIMESTAMP                        | TIMESTAMPTZ    | timestamp
  bigquery  | ARRAY<STRUCT<a INT64, b STRING>> | STRUCT(a BIGINT, b VARCHAR)[] | array
  databricks| struct<a:int,b:array<string>>    | STRUCT(a INTEGER, b VARCHAR[]) | json
  clickhouse| LowCardinality(Nullable(String)) | VARCHAR        | text
  duckdb    | STRUCT(a INTEGER, "b, c" VARCHAR)[] | STRUCT(a INTEGER, "b, c" VARCHAR)[] | array
  duckdb    | MAP(VARCHAR, DECIMAL(18,3))      | MAP(VARCHAR, DECIMAL(18,3)) | json
  duckdb    | UNION(num INTEGER, str VARCHAR)  | UNION(num INTEGER, str VARCHAR) | json
  duckdb    | ENUM('it''s', 'b')               | ENUM('it''s', 'b') | text
  duckdb    | INTEGER[3]                       | INTEGER[]      | array
  duckdb    | TIME                             | TIME           | time
  duckdb    | HUGEINT                          | HUGEINT        | integer
  duckdb    | BIT                              | BIT            | binary
  duckdb    | BLOB                             | BLOB           | binary
  duckdb    | DATE                             | DATE           | date`;

describe('duckdbType and typeFamily', () => {
  const rows = TYPES.trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it.each(rows)('%s: %s is %s, %s', async (...row) => {
    const [dialect = '', type = '', duckdb, family] = row;
    expect(duckdbType(type, dialect)).toEqual({ type: duckdb, exact: true });
    expect(typeFamily(type, dialect)).toBe(family);
    await connection.run(`create or replace table t (c ${duckdb})`);
  });

  it.each([
    '',
    'whatever',
    'STRUCT(a INTEGER',
    'STRUCT(a INTEGER, A INTEGER)',
    'MAP(what, INTEGER)',
    'int); drop table t',
  ])('takes %j, which it does not know, as text', (type) => {
    expect(duckdbType(type)).toEqual({ type: 'VARCHAR', exact: false });
    expect(typeFamily(type)).toBe('other');
  });

  it('needs no dialect for the common meaning', () => {
    expect(duckdbType('timestamp').type).toBe('TIMESTAMP');
    expect(typeFamily('bit')).toBe('boolean');
  });

  it('makes a type that DuckDB accepts of any text', async () => {
    const word = fc.constantFrom(
      'int',
      'struct',
      '(',
      ')',
      '<',
      '>',
      'a',
      '"x y"',
      "'v'",
      ',',
      '[]',
      'enum',
      'map',
      '\0',
      ':',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 12 }), async (words) => {
        await connection.run(`create or replace table t (c ${duckdbType(words.join(' '), 'duckdb').type})`);
      }),
      { numRuns: 300 },
    );
  });

  it('does not exhaust the stack on a type that nests without end', () => {
    expect(duckdbType('array<'.repeat(100_000)).exact).toBe(false);
    expect(duckdbType(`text${'[]'.repeat(100_000)}`).exact).toBe(false);
  });
});

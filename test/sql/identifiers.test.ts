import { DuckDBInstance } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { needsQuotes, quoteIdentifier, relationName, sqlString } from '../../src/sql/identifiers.ts';
import { RESERVED_WORDS } from '../../src/sql/reserved-words.ts';

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

async function rows(sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRowsJS();
}
const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((text) => !text.includes('\0'));

describe('quoteIdentifier', () => {
  it.each([
    ['orders', 'orders'],
    ['_loaded_at', '_loaded_at'],
    ['timestamp', 'timestamp'],
    ['order', '"order"'],
    ['user', '"user"'],
    ['Order ID', '"Order ID"'],
    ['2024', '"2024"'],
    ['a"b', '"a""b"'],
    ['größe', '"größe"'],
    ['{{ x }}', '"{{ x }}"'],
    ['../x', '"../x"'],
    ['', '""'],
  ])('writes %j as %s', (name, sql) => {
    expect(quoteIdentifier(name)).toBe(sql);
  });

  it('refuses NUL, at which DuckDB would end the statement', () => {
    expect(() => quoteIdentifier('a\0b')).toThrow(String.raw`"a\u0000b" holds a NUL character, which SQL cannot carry`);
  });

  it('gives a name that DuckDB reads back, whatever the name', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (name) => {
        const result = await connection.runAndReadAll(`select 1 as ${quoteIdentifier(name)}`);
        expect(result.columnNames()).toEqual([Buffer.from(name).toString()]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('RESERVED_WORDS', () => {
  it('holds every word that this DuckDB reserves', async () => {
    const reserved = await rows(
      `select keyword_name from duckdb_keywords() where keyword_category in ('reserved', 'type_function')`,
    );
    expect(reserved.flat().filter((word) => !RESERVED_WORDS.has(String(word)))).toEqual([]);
  });

  it('leaves bare only words that DuckDB reads as the column', async () => {
    const keywords = (await rows('select keyword_name from duckdb_keywords()')).flat().map(String);
    const bare = keywords.filter((word) => !needsQuotes(word));
    const wrong: string[] = [];
    for (const word of bare) {
      const found = await rows(
        `with ${word} as (select 41 as ${word}) select ${word}, ${word} as ${word}, t.${word} from ${word} as t`,
      ).catch(() => []);
      if (found[0]?.join() !== '41,41,41') wrong.push(word);
    }
    expect(wrong).toEqual([]);
  });
});

describe('sqlString', () => {
  it('doubles the quotes', () => {
    expect(sqlString("it's")).toBe("'it''s'");
  });

  it('gives a literal that DuckDB reads back, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect(await rows(`select ${sqlString(text)}`)).toEqual([[Buffer.from(text).toString()]]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('relationName', () => {
  it('joins the parts that are known', () => {
    expect(relationName(['shop', 'main', 'Order Items'])).toBe('shop.main."Order Items"');
    expect(relationName([undefined, 'orders'])).toBe('orders');
  });
});

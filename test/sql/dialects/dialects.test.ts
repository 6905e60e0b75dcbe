import { describe, expect, it } from 'vitest';
import type { Conversion } from '../../../src/sql/dialects/convert.ts';
import { convert } from '../../../src/sql/dialects/convert.ts';
import { ADAPTERS, dialectOf } from '../../../src/sql/dialects/dialects.ts';
import { mustBeQuoted, needsQuoteProperty, sqlName } from '../../../src/sql/dialects/names.ts';
import { outOfText, withinText } from '../../../src/sql/dialects/texts.ts';

const CONVERSIONS: readonly Conversion[] = [
  { kind: 'cents' },
  { kind: 'cast', to: 'boolean' },
  { kind: 'cast', to: 'date' },
  { kind: 'cast', to: 'timestamp' },
  { kind: 'epoch', unit: 's' },
  { kind: 'epoch', unit: 'ms' },
  { kind: 'epoch', unit: 'us' },
  { kind: 'default_false' },
  { kind: 'is_not_null' },
  { kind: 'is_yes' },
  { kind: 'is_true' },
];

describe('a name', () => {
  it.each([
    ['duckdb', ['order_id', '"OrderID"', '"order"', '"Order ID"', 'key']],
    ['postgres', ['order_id', '"OrderID"', '"order"', '"Order ID"', '"key"']],
    ['snowflake', ['order_id', '"OrderID"', '"ORDER"', '"Order ID"', '"KEY"']],
    ['bigquery', ['order_id', 'OrderID', '`order`', '`Order ID`', '`key`']],
    ['sqlserver', ['order_id', 'OrderID', '"order"', '"Order ID"', '"key"']],
  ])('stands in the SQL of %s in quotes where it must', (adapter, expected) => {
    const { names } = dialectOf(adapter);
    expect(['order_id', 'OrderID', 'order', 'Order ID', 'key'].map((name) => sqlName(name, names))).toEqual(expected);
  });

  it('is written in lower case where the warehouse folds it to upper', () => {
    expect(sqlName('CUSTOMER_ID', dialectOf('snowflake').names)).toBe('customer_id');
    expect(sqlName('CUSTOMER_ID', dialectOf('postgres').names)).toBe('"CUSTOMER_ID"');
  });

  it('means the same in quotes, if all names are to have them', () => {
    expect(sqlName('customer_id', dialectOf('snowflake').names, 'always')).toBe('"CUSTOMER_ID"');
    expect(sqlName('a`b', dialectOf('spark').names, 'always')).toBe('`a``b`');
  });

  it('is quoted by dbt where its tests would misread it', () => {
    const quoted = (adapter: string) =>
      ['id', 'OrderID', 'user', 'a b'].filter((name) => needsQuoteProperty(name, dialectOf(adapter).names));
    expect(quoted('duckdb')).toEqual(['user', 'a b']);
    expect(quoted('postgres')).toEqual(['OrderID', 'user', 'a b']);
  });

  it.each(ADAPTERS)('that only gives the user of the session is never bare on %s', (adapter) => {
    for (const word of ['user', 'current_date', 'current_user', 'session_user']) {
      expect(mustBeQuoted(word, dialectOf(adapter).names)).toBe(true);
    }
  });
});

it.each(ADAPTERS)('carries a text into %s and out again', (adapter) => {
  const text = `O'Brien \\ 'x'`;
  expect(outOfText(withinText(text, dialectOf(adapter)), dialectOf(adapter))).toBe(text);
});

describe('a conversion', () => {
  it.each(ADAPTERS)('is written in the SQL of %s', (adapter) => {
    const dialect = dialectOf(adapter);
    const lines = CONVERSIONS.map((how) => convert('x', how, { dialect, casts: 'cast' }));
    expect(lines.join('\n')).toMatchSnapshot();
  });

  it('is written with colons only where they cast', () => {
    const colons = (adapter: string) =>
      convert('x', { kind: 'cents' }, { dialect: dialectOf(adapter), casts: 'double_colon' });
    expect(colons('postgres')).toBe('(x / 100.0)::decimal(18, 2)');
    expect(colons('bigquery')).toBe('cast(x / 100.0 as numeric)');
  });
});

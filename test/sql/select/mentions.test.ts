import { expect, it } from 'vitest';
import { usesColumn } from '../../../src/sql/select/mentions.ts';

it.each([
  ['select ID from t', true],
  ['select "Id" from t', true],
  ['select a from t where b.id = 1', true],
  ["select {{ cents('id') }} as a from t", true],
  ["{{ config(unique_key=['id', 'b']) }} select 1 as one", true],
  ['select id_b, b_id from t -- id', false],
  ["select 'id' as a, id(b) as c {# id #} from t /* id */", false],
  // What cannot be read is searched for the word.
  ['select (id from t', true],
  ['select (a from t -- id\n{# id #}', false],
])('usesColumn: %s: %s', (sql, expected) => {
  expect(usesColumn(sql, 'id', 'duckdb')).toBe(expected);
});

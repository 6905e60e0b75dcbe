import { expect, it } from 'vitest';
import { findMentions } from '../../../src/sql/select/mentions.ts';
import { readModel } from '../../../src/sql/select/read-model.ts';

it.each([
  ['select ID from t', [7]],
  ['select "Id" from t where b.id = 1', [7, 27]],
  ["select {{ cents('id') }} as a from t", [7]],
  ["{{ config(unique_key=['id', 'b']) }} select 1 as one", [0]],
  ['select id_b, b_id from t -- id', []],
  ["select 'id' as a, id(b) as c {# id #} from t /* id */", []],
  ['select a::id, cast(b as Nullable(id)) as id from t', []],
])('finds a column in %s', (sql, offsets) => {
  const model = readModel(sql, 'duckdb');
  expect('reason' in model ? model : findMentions(model, 'id')).toEqual(offsets);
});

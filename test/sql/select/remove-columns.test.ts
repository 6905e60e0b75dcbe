import { describe, expect, it } from 'vitest';
import type { OldColumn } from '../../../src/sql/select/remove-columns.ts';
import { removeColumns } from '../../../src/sql/select/remove-columns.ts';

/** The edited text, or the reason why there is none. */
function remove(sql: string, ...columns: readonly (OldColumn | string)[]): string {
  const named = columns.map((column) => (typeof column === 'string' ? { name: column } : column));
  const result = removeColumns(sql, named, { dialect: 'duckdb' });
  return 'text' in result ? result.text : result.reason;
}

describe('removeColumns takes an item out with its line and its comma', () => {
  it.each([
    ['trailing commas, in the middle', 'select\n  id,\n  name as x,\n  city\nfrom t', 'select\n  id,\n  city\nfrom t'],
    ['trailing commas, the last', 'select\n  id, -- key\n  x\nfrom t', 'select\n  id -- key\nfrom t'],
    ['trailing commas, the first', 'select\n  x,\n  id\nfrom t', 'select\n  id\nfrom t'],
    ['a comma behind the last', 'select\n  id,\n  x,\nfrom t', 'select\n  id,\nfrom t'],
    ['leading commas, in the middle', 'select\n    id\n  , x\n  , city\nfrom t', 'select\n    id\n  , city\nfrom t'],
    ['leading commas, the last', 'select\n    id\n  , x\nfrom t', 'select\n    id\nfrom t'],
    ['leading commas, the first', 'select\n    x\n  , id\n  , b\nfrom t', 'select\n    id\n  , b\nfrom t'],
    ['one line, the first', 'select x, id, b from t', 'select id, b from t'],
    ['one line, the last', 'select id, b, x from t', 'select id, b from t'],
    ['beside its select', 'select x,\n       id\nfrom t', 'select id\nfrom t'],
    ['line breaks of Windows', 'select\r\n  id,\r\n  x\r\nfrom t', 'select\r\n  id\r\nfrom t'],
  ])('%s', (_, before, after) => {
    expect(remove(before, 'x')).toBe(after);
  });

  it('with the heading of a kind of columns that heads nothing else', () => {
    const sql = 'select\n  ---- ids\n  id,\n\n  ---- strings\n  x,\n\n  ---- dates\n  day\nfrom t';
    expect(remove(sql, 'x')).toBe('select\n  ---- ids\n  id,\n\n  ---- dates\n  day\nfrom t');
    expect(remove(sql, 'x', 'day')).toBe('select\n  ---- ids\n  id\nfrom t');
  });

  it('in each list that it comes through', () => {
    const sql = 'with a as (select id, no as number from t) select id, number as x from a where id > 0';
    expect(remove(sql, 'x')).toBe('with a as (select id from t) select id from a where id > 0');
  });

  it('though computed, where it is as cartridge wrote it', () => {
    const sql = 'select id, cast(day as date) as x from t';
    expect(remove(sql, { name: 'x', text: 'cast(day as date) as x' })).toBe('select id from t');
    expect(remove(sql, { name: 'x', text: 'day as x' })).toBe('it computes x');
  });
});

describe('removeColumns refuses', () => {
  it.each([
    ['select id, upper(x) as x from t', 'it computes x'],
    ['select id, x::int as x from t', 'it computes x'],
    ['select id, y from t', 'it has no column x'],
    ['select * from t', 'it selects *'],
    ['select x from t', 'what stands beside x may belong to it'],
    ['select id, x from t\nwhere "X" is null', 'line 2 mentions x too'],
    ["{{ config(unique_key='x') }} select id, x from t", 'line 1 mentions x too'],
    ['select\n  id,\n  x -- never sent\nfrom t', 'what stands beside x may belong to it'],
    ['select\n  id,\n  -- never sent\n  x\nfrom t', 'what stands beside x may belong to it'],
    ['select\n  id,\n\n  -- Unknown meaning\n  x\nfrom t', 'what stands beside x may belong to it'],
    ['select id, {% if a %} x, {% endif %} y from t', 'what stands beside x may belong to it'],
    ['select id, x from t union all select id, x from t', 'the places of its columns matter'],
    ['select id, x from t order by 1', 'the places of its columns matter'],
  ])('%s', (sql, reason) => {
    expect(remove(sql, 'x')).toBe(reason);
  });
});

import { describe, expect, it } from 'vitest';
import type { NewColumn } from '../../../src/sql/select/insert-columns.ts';
import { insertColumns } from '../../../src/sql/select/insert-columns.ts';

const PHONE: NewColumn = { name: 'phone', text: 'phone' };
const MAIL: NewColumn = { name: 'email', text: '"E-Mail" as email' };

/** The edited text, or the reason why there is none. */
function insert(sql: string, columns: readonly NewColumn[] = [PHONE], dialect = 'duckdb'): string {
  const result = insertColumns(sql, columns, { dialect });
  return 'text' in result ? result.text : result.reason;
}

describe('insertColumns writes as the list is written', () => {
  it.each([
    ['trailing commas', 'select\n  id,\n  name -- who\nfrom t', 'select\n  id,\n  name, -- who\n  phone\nfrom t'],
    [
      'a comma behind the last item',
      'select\n\tid,\n\tname, -- who\nfrom t',
      'select\n\tid,\n\tname, -- who\n\tphone,\nfrom t',
    ],
    [
      'leading commas',
      'select\n    id\n  , name /* who */\nfrom t',
      'select\n    id\n  , name /* who */\n  , phone\nfrom t',
    ],
    ['one line', 'select id, name from t', 'select id, name, phone from t'],
    [
      'the first beside its select',
      'select id,\n       name\nfrom t',
      'select id,\n       name,\n       phone\nfrom t',
    ],
    ['several on a line', 'select\n  id, name,\n  a, b\nfrom t', 'select\n  id, name,\n  a, b,\n  phone\nfrom t'],
    ['a single item', 'select\n  id\nfrom t', 'select\n  id,\n  phone\nfrom t'],
    ['line breaks of Windows', 'select\r\n  id\r\n, name\r\nfrom t', 'select\r\n  id\r\n, name\r\n, phone\r\nfrom t'],
    [
      'comments between',
      'select\n  id -- , old\n  -- , older\nfrom t',
      'select\n  id, -- , old\n  phone\n  -- , older\nfrom t',
    ],
  ])('%s', (_, before, after) => {
    expect(insert(before)).toBe(after);
  });

  it('learns the commas of a single item from the other lists of the model', () => {
    const sql = 'with a as (\n  select\n    id\n  from t\n)\nselect\n  id\n  , 1 as one\nfrom a';
    expect(insert(sql)).toBe(
      'with a as (\n  select\n    id\n    , phone\n  from t\n)\nselect\n  id\n  , 1 as one\n  , phone\nfrom a',
    );
  });

  it('puts several columns one behind the other', () => {
    expect(insert('select\n  id\nfrom t', [PHONE, MAIL])).toBe('select\n  id,\n  phone,\n  "E-Mail" as email\nfrom t');
  });
});

describe('insertColumns finds the place', () => {
  const GROUPED = `with source as (select * from {{ source('shop', 'customers') }}),
renamed as (
    select
        ---------- ids
        id as customer_id,

        ---------- Strings (text)
        -- as typed by hand
        name,

        ---------- timestamps
        created_at
    from source
)
select * from renamed
`;

  it('below the heading of its group', () => {
    expect(insert(GROUPED, [{ ...PHONE, group: 'strings' }])).toBe(
      GROUPED.replace('  name,\n', '  name,\n        phone,\n'),
    );
  });

  it('behind the column that it follows', () => {
    const list = 'select\n  id,\n  name,\n  city\nfrom t';
    expect(insert(list, [{ ...PHONE, after: 'NAME' }])).toBe('select\n  id,\n  name,\n  phone,\n  city\nfrom t');
    const two = 'select\n  -- ids\n  id,\n\n  -- strings\n  name,\n  city\nfrom t';
    expect(insert(two, [{ ...PHONE, group: 'strings', after: 'name' }])).toBe(two.replace('name,', 'name,\n  phone,'));
    expect(insert(two, [{ ...PHONE, group: 'strings' }])).toBe(two.replace('city', 'city,\n  phone'));
  });

  it('before all others, where it is the first, or the first of its group', () => {
    const first = { ...PHONE, after: null };
    expect(insert('select\n  id,\n  name\nfrom t', [first])).toBe('select\n  phone,\n  id,\n  name\nfrom t');
    expect(insert('select\n    id\n  , name\nfrom t', [first])).toBe('select\n    phone\n  , id\n  , name\nfrom t');
    expect(insert('select id, name from t', [first])).toBe('select phone, id, name from t');
    expect(insert('select id,\n       name\nfrom t', [first])).toBe('select phone,\n       id,\n       name\nfrom t');
    const grouped = 'select\n  id,\n  -- strings ---\n  name,\n  city\nfrom t';
    const third = { ...PHONE, group: 'strings', after: 'id' };
    expect(insert(grouped, [third])).toBe(grouped.replace('name,', 'phone,\n  name,'));
    const leading = 'select\n  id\n  -- strings ---\n  , name\nfrom t';
    expect(insert(leading, [third])).toBe(leading.replace(', name', ', phone\n  , name'));
  });

  it('not between an item and a comment that speaks of it', () => {
    const sql = 'select\n  id,\n\n  -- strings\n  -- as typed\n  name\nfrom t';
    expect(insert(sql, [{ ...PHONE, group: 'strings', after: 'id' }])).toBe(sql.replace('name', 'name,\n  phone'));
  });

  it('below a heading of its own, where headings are kinds of columns', () => {
    expect(insert(GROUPED, [{ ...PHONE, group: 'booleans' }])).toBe(
      GROUPED.replace('created_at\n', 'created_at,\n\n        ---------- booleans\n        phone\n'),
    );
    const events = 'select\n  -- Event\n  id,\n\n  -- Visitor\n  name\nfrom t';
    expect(insert(events, [{ ...PHONE, group: 'booleans' }])).toBe(events.replace('name', 'name,\n  phone'));
  });

  it('in the list nearest to the source, and by its name in each list above', () => {
    const sql = `with src as (select *, 1 as one from {{ ref('a') }}), few as (select id, one from src),
  all_of as (select * from few where id > 0) select id, one from (select * from all_of) as x`;
    expect(insert(sql, [MAIL])).toBe(
      sql
        .replace('id, one from src', 'id, one, "E-Mail" as email from src')
        .replace('id, one from (', 'id, one, email from ('),
    );
  });

  it('in every branch of a union of one table, at the end', () => {
    const sql = `with a as (select * from {{ ref('x') }}) select id, name from a where old union all select no, name from a`;
    expect(insert(sql, [{ ...PHONE, after: 'id' }])).toBe(sql.replaceAll(', name from', ', name, phone from'));
  });

  it('before what Jinja shows only sometimes', () => {
    const branch = 'select\n  id,\n  {% if var("x") %}\n  name\n  {% else %}\n  nick as name\n  {% endif %}\nfrom t';
    expect(insert(branch)).toBe(branch.replace('id,\n', 'id,\n  phone,\n'));
    const optional = 'select\n  id\n  {% if var("x") %}, name {% endif %}\nfrom t';
    expect(insert(optional)).toBe(optional.replace('id\n', 'id\n  , phone\n'));
    const loop = "select id, {% for c in cs %} {{ c }} as {{ c }}_x {{ ',' if not loop.last }} {% endfor %} from t";
    expect(insert(loop)).toBe(loop.replace('id,', 'id, phone,'));
    const inside = '{% if var("x") %}\nselect\n  id\nfrom t\n{% else %}{{ config(enabled=false) }}{% endif %}';
    expect(insert(inside)).toBe(inside.replace('id', 'id,\n  phone'));
  });

  it('in a join only where the new columns say of which table they are', () => {
    const sql = 'select o.id, c.name from orders o join customers c using (id)';
    expect(insert(sql)).toBe('it joins several relations');
    expect(insert(sql, [{ name: 'phone', text: 'c.phone' }])).toBe(sql.replace('c.name', 'c.name, c.phone'));
  });
});

describe('insertColumns refuses', () => {
  it.each([
    ['select * from t', 'it selects *, so that every column of its source comes out already'],
    ['select Phone from t', 'it has a column phone already'],
    ['select distinct id from t', 'it selects distinct rows, of which a column more could make more'],
    ['select id, count(*) as n from t group by 1', 'it groups rows'],
    ['select max(id) as id from t', 'it groups rows'],
    ['select id from t union select id from t', 'it has a set operation: union'],
    ['select id from t union all select id from u', 'it unites different tables'],
    ['select * from t union all select id from t', 'it unites selects whose columns cannot be matched'],
    [
      'with a as (select id from t), b as (select * from a union all select 1 as id from u) select id from a',
      'one of its set operations selects *',
    ],
    ['select a.* from a join b using (id)', 'it selects * from a join'],
    ['select id, p from t pivot (max(v) for k in (1, 2))', 'it pivots rows'],
    ['select 1 as one', 'it selects from nothing'],
    [
      "select {{ dbt_utils.star(ref('t')) }} from t",
      'a macro stands in its select list, which may bring the column already',
    ],
    ['with a as ({{ pivoted() }}) select id from a', 'the CTE a is a macro'],
    ['select id {{ more_columns() }} from t', 'its select list ends with what Jinja makes'],
    ['{% for t in ts %} select id from t {% endfor %}', 'a {% for %} repeats its select'],
    [
      '{% if a %} select id from t {% else %} select no as id from t {% endif %}',
      'another branch of an {% if %} has a select in its place',
    ],
    ["{{ union_relations([ref('a')]) }}", 'it has no select list that can be read'],
    ['select id from t where (', 'its brackets do not match, or are too many'],
  ])('%s', (sql, reason) => {
    expect(insertColumns(sql, [PHONE, MAIL], { dialect: 'duckdb' })).toMatchObject({
      reason,
      snippet: 'phone,\n"E-Mail" as email,\n',
    });
  });

  it('at the line of the list, where that is what forbids it', () => {
    const sql = 'with a as (select * from t)\nselect phone from a';
    expect(insertColumns(sql, [PHONE], { dialect: 'duckdb' })).toMatchObject({ line: 2 });
  });

  it('a text that is not the one item that it is said to be', () => {
    expect(insert('select id from t', [{ name: 'a', text: 'b as a, c' }])).toBe(
      'b as a, c is no item of a select list that is named a',
    );
    expect(insert('select id from t', [{ name: 'a', text: 'a -- ' }])).toContain('is no item');
  });

  it('all columns where one of them cannot be put', () => {
    expect(insert('select id, phone from t', [MAIL, PHONE])).toBe('it has a column phone already');
  });
});

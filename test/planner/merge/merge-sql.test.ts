import { describe, expect, it } from 'vitest';
import { mergeSql } from '../../../src/planner/merge/merge-sql.ts';

/** A staging model as cartridge writes it; groups of lines, commas between them put by this. */
function staging(groups: Readonly<Record<string, readonly string[]>>, where = ''): string {
  const count = Object.values(groups).flat().length;
  let written = 0;
  const lines = Object.entries(groups).map(([heading, columns]) => {
    const items = columns.map((column) => `        ${column}${++written < count ? ',' : ''}\n`);
    return `        ---------- ${heading}\n${items.join('')}\n`;
  });
  return `with

source as (

    select * from {{ source('shop', 'customers') }}

),

renamed as (

    select
${lines.join('')}    from source
${where}
)

select * from renamed
`;
}

const BASE = staging({
  ids: ['id as customer_id'],
  strings: ['name', 'city'],
  dates: ['cast(born as date) as born_on'],
});

function merge(rendered: string, current: string, base: string | null = BASE) {
  return mergeSql({ base, rendered, current }, { dialect: 'duckdb' });
}

/** A person's edit of a text, which must have hit something. */
function edited(text: string, ...[from, to]: [string | RegExp, string]): string {
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return changed;
}

describe('mergeSql puts a new raw column into an edited model', () => {
  const WITH_PHONE = staging({
    ids: ['id as customer_id'],
    strings: ['name', 'phone', 'city'],
    dates: ['cast(born as date) as born_on'],
  });

  it('at the place where it was rendered', () => {
    const current = edited(BASE, 'from source\n', 'from source\n    where not deleted\n');
    expect(merge(WITH_PHONE, current)).toEqual({
      text: edited(WITH_PHONE, 'from source\n', 'from source\n    where not deleted\n'),
    });
  });

  it('beside lines that a person edited', () => {
    const current = edited(
      BASE,
      '        name,\n        city,',
      '        trim(name) as full_name, -- as typed\n        city as town,',
    );
    expect(merge(WITH_PHONE, current)).toEqual({
      text: edited(current, '        city as town,', '        city as town,\n        phone,'),
    });
  });

  it('in the style into which a person brought the list', () => {
    const list = 'SELECT\n    id AS customer_id\n  , name\n  , city\n  , cast(born as date) as born_on\nFROM source';
    const current = edited(BASE, /select\n {8}-[^]*from source/, list);
    expect(merge(WITH_PHONE, current)).toEqual({ text: edited(current, ', name', ', name\n  , phone') });
    const windows = BASE.replaceAll('\n', '\r\n');
    expect(merge(WITH_PHONE, windows)).toEqual({ text: WITH_PHONE.replaceAll('\n', '\r\n') });
  });

  it('only once, where a person put it there before', () => {
    const current = edited(BASE, 'name,\n', 'name,\n        lower(city) as town,\n        phone,\n');
    expect(merge(WITH_PHONE, current)).toEqual({ text: current });
  });

  it('with the heading of a new group', () => {
    const rendered = staging({
      ids: ['id as customer_id'],
      strings: ['name', 'city'],
      booleans: ['is_vip'],
      dates: ['cast(born as date) as born_on'],
    });
    expect(merge(rendered, BASE.replaceAll('\n', '\r\n'))).toEqual({ text: rendered.replaceAll('\n', '\r\n') });
  });
});

describe('mergeSql changes what a person left as it was', () => {
  const WITHOUT_CITY = staging({
    ids: ['id as customer_id'],
    strings: ['name'],
    dates: ['cast(born as date) as born_on'],
  });
  const WITHOUT_BORN = staging({ ids: ['id as customer_id'], strings: ['name', 'city'] });
  const BORN_AT = BASE.replace('cast(born as date) as born_on', 'cast(born as timestamp) as born_on');

  it('takes out a column whose raw column is gone', () => {
    const current = edited(BASE, 'name,', 'upper(name) as name,');
    expect(merge(WITHOUT_CITY, current)).toEqual({ text: edited(current, '        city,\n', '') });
    expect(merge(WITHOUT_BORN, current.replaceAll('\n', '\r\n'))).toEqual({
      text: edited(WITHOUT_BORN, 'name,', 'upper(name) as name,').replaceAll('\n', '\r\n'),
    });
  });

  it('says where else a column is used that would go', () => {
    const current = edited(BASE, '        name,\n', "        name || ', ' || city as address,\n");
    expect(merge(WITHOUT_CITY, current)).toMatchObject({ reason: 'line 16 mentions city too' });
  });

  it('changes how a column is converted, but not one that was edited', () => {
    const current = edited(BASE, 'city,', 'city as town,');
    expect(merge(BORN_AT, current)).toEqual({ text: edited(BORN_AT, 'city,', 'city as town,') });
    const clash = edited(BASE, 'cast(born as date)', 'try_cast(born as date)');
    expect(merge(BORN_AT, clash)).toEqual({
      reason: 'born_on is made in another way',
      line: 20,
      snippet: `<<<<<<< as it stands (line 20)
        try_cast(born as date) as born_on
=======
        cast(born as timestamp) as born_on
>>>>>>> as it would be written
`,
    });
  });

  it('keeps out what a person took out', () => {
    const current = edited(BASE, '        city,\n', '');
    const rendered = edited(BORN_AT, 'id as', 'id::int as');
    expect(merge(rendered, current)).toEqual({ text: edited(rendered, '        city,\n', '') });
  });
});

describe('mergeSql merges any other SQL line by line', () => {
  const GROUPED = 'select\n    store_id,\n    count(*) as orders\nfrom orders\ngroup by 1\n';

  it('where the edits are apart', () => {
    const rendered = edited(GROUPED, 'count(*) as orders', 'count(*) as orders,\n    sum(total) as total');
    expect(merge(rendered, `-- by hand\n\n${GROUPED}`, GROUPED)).toEqual({ text: `-- by hand\n\n${rendered}` });
  });

  it('shows both versions where they are not', () => {
    const rendered = edited(GROUPED, 'count(*) as orders', 'count(*) as orders,\n    sum(total) as total');
    const current = edited(GROUPED, 'count(*) as orders', 'count(distinct id) as orders');
    expect(merge(rendered, current, GROUPED)).toEqual({
      reason: 'both changed line 3',
      line: 3,
      snippet: `<<<<<<< as it stands (line 3)
    count(distinct id) as orders
=======
    count(*) as orders,
    sum(total) as total
>>>>>>> as it would be written
`,
    });
  });

  it('whatever line breaks the file has', () => {
    const rendered = edited(GROUPED, 'count(*) as orders', 'count(*) as orders,\n    sum(total) as total');
    expect(merge(rendered, `-- by hand\n\n${GROUPED}`.replaceAll('\n', '\r\n'), GROUPED)).toEqual({
      text: `-- by hand\n\n${rendered}`.replaceAll('\n', '\r\n'),
    });
  });

  it('refuses a merge by lines that would repeat a column', () => {
    const base = 'select\n  id,\n  a,\n  b,\n  c\nfrom {{ ref("x") }}\n';
    const rendered = 'select\n  id,\n  phone,\n  a,\n  b,\n  c\nfrom {{ ref("y") }}\n';
    const current = 'select\n  id,\n  a,\n  b,\n  phone,\n  c\nfrom {{ ref("x") }}\n';
    expect(merge(rendered, current, base)).toEqual({
      reason: 'merged line by line it would not have the columns that it should',
      snippet: rendered,
    });
  });
});

describe('mergeSql adopts a model that cartridge did not write', () => {
  const OWN =
    "with src as (select * from {{ source('shop', 'customers') }})\nselect\n    id as customer_id\n  , upper(city) as city\nfrom src\n";

  it('with the columns that it lacks', () => {
    expect(merge(BASE, OWN, null)).toEqual({
      text: edited(
        edited(OWN, 'as city\n', 'as city\n  , cast(born as date) as born_on\n'),
        'as customer_id\n',
        'as customer_id\n  , name\n',
      ),
    });
  });

  it('as it is, where it hands on every column', () => {
    const star = "select * exclude (born) from {{ source('shop', 'customers') }}";
    expect(merge(BASE, star, null)).toEqual({ text: star });
  });

  it('not where it has names of its own, under which nothing would be described', () => {
    const named = OWN.replace('as city', 'as town').replace('id as customer_id', 'id as customer_key');
    expect(merge(BASE, named, null)).toMatchObject({
      reason: 'it has names of its own: id as customer_key, city as town',
    });
  });

  it('not where it is of another table, or cannot be read', () => {
    const snippet = 'id as customer_id,\nname,\ncity,\ncast(born as date) as born_on,\n';
    expect(merge(BASE, "select id from {{ source('shop', 'people') }}", null)).toEqual({
      reason: 'it selects from another table',
      snippet,
    });
    expect(merge(BASE, 'select id from a join b using (id)', null)).toEqual({
      reason: 'it joins several relations',
      snippet,
    });
  });
});

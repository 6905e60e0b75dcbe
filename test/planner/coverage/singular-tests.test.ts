import { expect, it } from 'vitest';
import { readUniqueTest } from '../../../src/planner/coverage/singular-tests.ts';

const OF_MODEL = { refs: ['stg_lines'], sources: [] };

function columnsOf(sql: string): string[] | null {
  const found = readUniqueTest(OF_MODEL, sql);
  return found && [...found.columns];
}

it('reads the columns whose combination a test counts', () => {
  const sql = `-- no line twice
select order_id, "Line No"
from {{ ref('stg_lines') }}
group by order_id, "Line No"
having count(*) > 1`;
  expect(readUniqueTest(OF_MODEL, sql)).toEqual({
    node: { resource: 'model', name: 'stg_lines' },
    columns: new Set(['order_id', 'line no']),
  });
});

it('reads columns by their place, with a relation before them, and below a CTE', () => {
  expect(
    columnsOf(
      `select l.order_id, l.line as line_no, count(*) from {{ ref('stg_lines') }} l group by 1, 2 having count(*) > 1`,
    ),
  ).toEqual(['order_id', 'line']);
  expect(
    columnsOf(
      `with lines as (select * from {{ ref('stg_lines') }}) SELECT order_id FROM lines GROUP BY lines.order_id HAVING COUNT(*) <> 1`,
    ),
  ).toEqual(['order_id']);
});

it('reads names that cartridge escapes from Jinja', () => {
  expect(
    columnsOf(`select "a{{ '{' }}{b" from {{ ref('stg_lines') }} group by "a{{ '{' }}{b" having count(*) > 1`),
  ).toEqual(['a{{b']);
});

it('takes the source table where the test selects from it', () => {
  const sql = "select id from {{ source('shop', 'Lines') }} group by id having count(*) > 1";
  expect(readUniqueTest({ refs: [], sources: ['shop.Lines'] }, sql)?.node).toEqual({
    resource: 'source',
    name: 'shop.lines',
  });
});

it.each([
  ['no group by', "select 1 from {{ ref('stg_lines') }} where amount < 0"],
  ['another condition', "select id from {{ ref('stg_lines') }} group by id having sum(amount) < 0"],
  ['an expression', "select id from {{ ref('stg_lines') }} group by lower(id) having count(*) > 1"],
  ['a place that is not there', "select id from {{ ref('stg_lines') }} group by 3 having count(*) > 1"],
])('says nothing of a test with %s', (_, sql) => {
  expect(columnsOf(sql)).toBeNull();
});

it('says nothing of a test over several relations', () => {
  const sql = "select id from {{ ref('a') }} group by id having count(*) > 1";
  expect(readUniqueTest({ refs: ['a', 'b'], sources: [] }, sql)).toBeNull();
});

import { expect, it } from 'vitest';
import { openDuckdb } from '../../../src/outside/duckdb.ts';
import { COMMON_FUNCTIONS, DUCKDB_FUNCTIONS } from '../../../src/planner/written/sql-subset.ts';

/** Syntax that is called like a function. */
const SYNTAX = ['cast', 'try_cast', 'extract', 'coalesce', 'if', 'ifnull'];

it('lets only functions be called that DuckDB has, that read nothing but their arguments and change nothing', async () => {
  const duckdb = await openDuckdb(':memory:');
  const rows = await duckdb.query(
    `select function_name as name, list(distinct function_type) as types, bool_or(coalesce(has_side_effects, false)) as changes,
       list(distinct stability) as stability
     from duckdb_functions() where function_type in ('scalar', 'aggregate', 'macro') group by 1`,
  );
  await duckdb.close();
  const known = new Map(rows.map(({ name, ...facts }) => [String(name), facts]));
  const called = [...DUCKDB_FUNCTIONS].filter((name) => !SYNTAX.includes(name));
  expect(called.filter((name) => !known.has(name))).toEqual([]);
  expect(called.filter((name) => known.get(name)?.['changes'] === true)).toEqual([]);
  expect(called.filter((name) => JSON.stringify(known.get(name)?.['stability']).includes('VOLATILE'))).toEqual([]);
});

it('has all of the common subset on DuckDB', () => {
  expect([...COMMON_FUNCTIONS].filter((name) => !DUCKDB_FUNCTIONS.has(name))).toEqual([]);
});

import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Duckdb } from '../../../src/outside/duckdb.ts';
import { openDuckdb } from '../../../src/outside/duckdb.ts';
import { insertColumns } from '../../../src/sql/select/insert-columns.ts';
import { readSelect } from '../../../src/sql/select/read-select.ts';
import { removeColumns } from '../../../src/sql/select/remove-columns.ts';
import { messySelect } from './messy-select.ts';

const RUNS = Number(process.env['CARTRIDGE_PROPERTY_RUNS'] ?? 400);
const NEW = { name: 'brand new', text: 'upper("b") as "brand new"' };
const DUCKDB = { dialect: 'duckdb' };

let duckdb: Duckdb;
beforeAll(async () => {
  duckdb = await openDuckdb(':memory:');
  await duckdb.run('create table t (a integer, b varchar, "Mixed Case" date)');
});
afterAll(() => duckdb.close());

function inserted(text: string): string {
  const result = insertColumns(text, [NEW], DUCKDB);
  if ('reason' in result) throw new Error(result.reason);
  return result.text;
}

/** What a text has more than another, which must be in it in order. */
function added(before: string, after: string): string {
  let more = '';
  let at = 0;
  for (const unit of after.split('')) {
    if (unit === before[at]) at += 1;
    else more += unit;
  }
  expect(at).toBe(before.length);
  return more;
}

async function columnNames(sql: string): Promise<string[]> {
  return (await duckdb.prepare(sql)).map(({ name }) => name);
}

it('adds one column, which DuckDB sees where it was put, and takes it out again', async () => {
  await fc.assert(
    fc.asyncProperty(messySelect({ hasJinja: false }), async ({ text, names }) => {
      expect(await columnNames(text)).toEqual(names);
      const after = inserted(text);
      expect(await columnNames(after)).toEqual([...names, NEW.name]);
      if (text.includes('union all')) return;
      expect(removeColumns(after, [NEW], DUCKDB)).toEqual({ text });
    }),
    { numRuns: RUNS },
  );
});

it('leaves every other byte, with Jinja as without', () => {
  fc.assert(
    fc.property(messySelect({ hasJinja: true }), ({ text }) => {
      const after = inserted(text);
      const lists = after.split('"brand new"').length - 1;
      const texts = after.split(NEW.text).length - 1;
      const expected = NEW.text.repeat(texts) + '"brand new"'.repeat(lists - texts) + ','.repeat(lists);
      const sorted = (units: string) => units.replaceAll(/\s/g, '').split('').sort().join('');
      expect(sorted(added(text, after))).toBe(sorted(expected));
    }),
    { numRuns: RUNS },
  );
});

it('reads the same columns in any style', () => {
  fc.assert(
    fc.property(messySelect({ hasJinja: true }), ({ text, names }) => {
      const read = readSelect(text, 'duckdb');
      const expected = {
        columns: names.map((as) => expect.objectContaining({ as })),
        source: { source: 's', table: 't' },
      };
      expect(read).toMatchObject(text.includes('union all') ? { reason: 'it unites several selects' } : expected);
    }),
    { numRuns: RUNS },
  );
});

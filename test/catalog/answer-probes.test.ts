import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProbeSource } from '../../src/catalog/answer-probes.ts';
import { answerProbes } from '../../src/catalog/answer-probes.ts';
import { countRows, readDuckdbCatalog } from '../../src/catalog/duckdb-catalog.ts';
import { relationsOf } from '../../src/catalog/duckdb-reader.ts';
import type { Evidence, Probe } from '../../src/catalog/evidence.ts';
import { probeKey } from '../../src/catalog/evidence.ts';
import type { ProbeLimits } from '../../src/catalog/probe-budget.ts';
import { ProbeBudget } from '../../src/catalog/probe-budget.ts';
import type { Duckdb } from '../../src/outside/duckdb.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import { watchQueries } from '../helpers/watch-queries.ts';

let database: Duckdb;
let source: ProbeSource;
beforeAll(async () => {
  database = await openDuckdb(':memory:');
  await database.run(`
    create table customers as select range as id, 'c' || range as code from range(1, 5001);
    create table orders as
      select range as id, case when range % 10 > 0 then range % 4000 + 1 end as customer_id,
        case when range = 7 then 9999 else range % 4000 + 1 end as wrong_id,
        ['new', 'paid', 'it''s "late"'][range % 3 + 1] as status,
        (range % 100)::decimal(10, 2) / 4 as total, timestamp '2024-01-01' + to_seconds(range) as at, [range] as list,
        repeat('x', 50) as note, range % 2 = 0 as "is paid", chr(10) || (range % 2) as odd, 'nan'::double as strange,
        ' C' || range || ' ' as sloppy, 'C' || (range + 5000) as other
      from range(1, 8001);
    create table visits as select unnest([1, 2, 3, 0, -1, null]) as customer_id, unnest([1, 2, 3, 0, 5, 6]) as id;
    create table child as select 7 as sample;
    create view endless as select one.range as id from range(1000000) as one, range(1000000) as two;`);
  source = await openSource();
});
afterAll(() => database.close());

/** The database as it stands. */
async function openSource(limits?: ProbeLimits): Promise<ProbeSource> {
  const found = await readDuckdbCatalog(database, 'shop');
  const catalog = await countRows(database, found);
  return { database, relationOf: relationsOf({ ...found, catalog }), budget: new ProbeBudget(limits) };
}

const orders = { schema: 'main', name: 'orders' };
const customers = { schema: 'main', name: 'customers' };

async function answerTo<K extends Probe['kind']>(probe: Probe & { kind: K }): Promise<unknown> {
  const evidence: Evidence = await answerProbes(source, [probe]);
  return evidence[probe.kind].get(probeKey(probe));
}

describe('answerProbes', () => {
  it('profiles: rows, and nulls, distinct values, least and greatest of each column', async () => {
    const columns = ['customer_id', 'status', 'total', 'at', 'list', 'note', 'is paid', 'strange'];
    expect(await answerTo({ kind: 'profile', table: orders, columns: [...columns, 'unknown'] })).toEqual({
      rows: 8000,
      exact: true,
      columns: new Map(
        Object.entries({
          customer_id: { nulls: 800, distinct: 3600, min: 2, max: 4000 },
          status: { nulls: 0, distinct: 3, min: `it's "late"`, max: 'paid' },
          total: { nulls: 0, distinct: 100, min: 0, max: 24.75 },
          at: { nulls: 0, distinct: 8000, min: '2024-01-01 00:00:01', max: '2024-01-01 02:13:20' },
          list: { nulls: 0, distinct: 8000 },
          note: { nulls: 0, distinct: 1 },
          'is paid': { nulls: 0, distinct: 2 },
          strange: { nulls: 0, distinct: 1 },
        }),
      ),
    });
  });

  it.each([0, 100, 20_000])('counts the distinct values of %i rows exactly', async (rows) => {
    await database.run(`
      create or replace table main.customers_${rows} as
      select nullif(range % 50, 0) as few, [range % 30] as list, range as id, 'nan'::double as nan from range(${rows})`);
    const table = { schema: 'main', name: `customers_${rows}` };
    const probe: Probe = { kind: 'profile', table, columns: ['few', 'list', 'id', 'nan'] };
    const { profile } = await answerProbes(await openSource(), [probe]);
    const columns = [...(profile.get(probeKey(probe))?.columns.values() ?? [])];
    expect(columns.map(({ nulls, distinct }) => [nulls, distinct])).toEqual(
      rows === 0
        ? [
            [0, 0],
            [0, 0],
            [0, 0],
            [0, 0],
          ]
        : [
            [rows / 50, 49],
            [0, 30],
            [0, rows],
            [0, 1],
          ],
    );
  });

  it('tells whether columns are unique together', async () => {
    expect(await answerTo({ kind: 'unique', table: orders, columns: ['id'] })).toEqual({
      rows: 8000,
      nullRows: 0,
      duplicates: 0,
    });
    expect(await answerTo({ kind: 'unique', table: orders, columns: ['customer_id', 'is paid'] })).toEqual({
      rows: 8000,
      nullRows: 800,
      duplicates: 3600,
    });
  });

  it('looks for the values of the child in the parent, and counts all orphans', async () => {
    const probe = { kind: 'contained', table: orders, refTable: customers } as const;
    expect(await answerTo({ ...probe, columns: ['customer_id'], refColumns: ['id'] })).toEqual({
      sampled: 3600,
      found: 3600,
      orphans: 0,
    });
    expect(await answerTo({ ...probe, columns: ['wrong_id'], refColumns: ['id'] })).toMatchObject({ orphans: 1 });
    expect(await answerTo({ ...probe, columns: ['id', 'status'], refColumns: ['id', 'code'] })).toEqual({
      sampled: 8000,
      found: 0,
      orphans: 8000,
    });
  });

  it('lists the values of an enumeration, sorted; null where there are too many or they are no labels', async () => {
    expect(await answerTo({ kind: 'values', table: orders, column: 'status' })).toEqual([`it's "late"`, 'new', 'paid']);
    expect(await answerTo({ kind: 'values', table: orders, column: 'is paid' })).toEqual(['false', 'true']);
    expect(await answerTo({ kind: 'values', table: orders, column: 'id' })).toBeNull();
    expect(await answerTo({ kind: 'values', table: orders, column: 'odd' })).toBeNull();
  });

  it('leaves out what cannot be answered, and answers the rest', async () => {
    const probes: Probe[] = [
      { kind: 'unique', table: { name: 'gone' }, columns: ['id'] },
      { kind: 'unique', table: orders, columns: ['no such column'] },
      { kind: 'contained', table: orders, columns: ['no such column'], refTable: customers, refColumns: ['id'] },
      { kind: 'unique', table: customers, columns: ['id'] },
    ];
    const evidence = await answerProbes(source, probes);
    expect(evidence.contained.size).toBe(0);
    expect([...evidence.unique.keys()]).toEqual([probeKey(probes[3]!)]);
  });

  it('gives the same answers again', async () => {
    const probes: Probe[] = [
      { kind: 'contained', table: orders, columns: ['wrong_id'], refTable: customers, refColumns: ['id'] },
      { kind: 'profile', table: orders, columns: ['id', 'status'] },
    ];
    expect(await answerProbes(source, probes)).toEqual(await answerProbes(source, probes));
  });

  it('looks for a sample, the same in every run, where the rows of the child are very many', async () => {
    await database.run(
      'create or replace table main.clicks as select range % 60000 as customer_id from range(1100000)',
    );
    const clicks = { schema: 'main', name: 'clicks' };
    const probe = { kind: 'contained', table: clicks, columns: ['customer_id'], refTable: clicks } as const;
    const many: Probe = { ...probe, refColumns: ['customer_id'] };
    const { contained } = await answerProbes(await openSource(), [many]);
    expect(contained.get(probeKey(many))).toEqual({ sampled: 1000, found: 1000, orphans: 0 });
  });

  it('takes 0, -1 and blanks for nothing, unless the parent has them', async () => {
    const visits = { schema: 'main', name: 'visits' };
    const probe = { kind: 'contained', table: visits, columns: ['customer_id'], refColumns: ['id'] } as const;
    expect(await answerTo({ ...probe, refTable: customers })).toEqual({ sampled: 3, found: 3, orphans: 2 });
    expect(await answerTo({ ...probe, refTable: visits })).toEqual({ sampled: 4, found: 4, orphans: 1 });
  });

  it('tells which text would be found without its case and the blanks around it', async () => {
    const probe = { kind: 'contained', table: orders, refTable: customers, refColumns: ['code'] } as const;
    const answer = { sampled: 8000, found: 0, orphans: 8000 };
    expect(await answerTo({ ...probe, columns: ['sloppy'] })).toEqual({ ...answer, loosely: expect.any(Number) });
    expect(await answerTo({ ...probe, columns: ['other'] })).toEqual({ ...answer, loosely: 0 });
  });

  it('compares numbers with text as text', async () => {
    const probe = {
      kind: 'contained',
      table: orders,
      columns: ['id'],
      refTable: orders,
      refColumns: ['other'],
    } as const;
    expect(await answerTo(probe)).toEqual({ sampled: 8000, found: 0, orphans: 8000 });
  });

  it('reads a table that is called as our own subqueries might be', async () => {
    const child = { schema: 'main', name: 'child' };
    const probe = { kind: 'contained', table: child, columns: ['sample'], refTable: child } as const;
    expect(await answerTo({ ...probe, refColumns: ['sample'] })).toEqual({ sampled: 1, found: 1, orphans: 0 });
  });
});

describe('what asking may cost', () => {
  const slow: Probe = { kind: 'unique', table: { schema: 'main', name: 'endless' }, columns: ['id'] };
  const quick: Probe = { kind: 'unique', table: customers, columns: ['id'] };

  it('asks a table all at once: one statement', async () => {
    const watched = watchQueries(database);
    const evidence = await answerProbes({ ...source, database: watched }, [
      { kind: 'profile', table: orders, columns: ['id', 'status'] },
      { kind: 'unique', table: orders, columns: ['id'] },
      { kind: 'values', table: orders, column: 'status' },
      { kind: 'unique', table: orders, columns: ['customer_id', 'is paid'] },
      quick,
      { kind: 'contained', table: orders, columns: ['customer_id'], refTable: customers, refColumns: ['id'] },
    ]);
    expect(watched.queries).toHaveLength(3);
    expect(Object.values(evidence).map(({ size }) => size)).toEqual([1, 3, 1, 1]);
  });

  it('stops at once when it is told to, in the middle of a query', async () => {
    const reason = new Error('told to stop');
    await expect(answerProbes(source, [quick], AbortSignal.abort(reason))).rejects.toBe(reason);
    const stop = new AbortController();
    const answering = answerProbes(source, [slow], stop.signal);
    setTimeout(() => stop.abort(reason), 100);
    await expect(answering).rejects.toBe(reason);
    expect((await answerProbes(source, [quick])).unique.size).toBe(1);
  });

  it('leaves out what takes too long, answers the rest, and says so', async () => {
    const bounded = await openSource({ query: 200, all: 60_000 });
    const { unique } = await answerProbes(bounded, [slow, quick]);
    expect([...unique.keys()]).toEqual([probeKey(quick)]);
    expect(bounded.budget.warnings).toEqual([
      {
        code: 'ROWS_NOT_ASKED',
        message: 'there was no time to look into every row of main.endless',
        hint: 'What was not looked into is believed by its names and types; its tests warn.',
      },
    ]);
  });

  it('asks nothing more once all the time is over', async () => {
    const over = await openSource({ query: 0, all: 0 });
    expect((await answerProbes(over, [quick])).unique.size).toBe(0);
    expect(over.budget.warnings).toMatchObject([{ message: expect.stringContaining('main.customers') }]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProbeSource } from '../../src/catalog/answer-probes.ts';
import { answerProbes } from '../../src/catalog/answer-probes.ts';
import { readDuckdbCatalog } from '../../src/catalog/duckdb-catalog.ts';
import { relationsOf } from '../../src/catalog/duckdb-reader.ts';
import type { Evidence, Probe } from '../../src/catalog/evidence.ts';
import { probeKey } from '../../src/catalog/evidence.ts';
import type { Duckdb } from '../../src/outside/duckdb.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';

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
        repeat('x', 50) as note, range % 2 = 0 as "is paid", chr(10) || (range % 2) as odd, 'nan'::double as strange
      from range(1, 8001);`);
  source = { database, relationOf: relationsOf(await readDuckdbCatalog(database, 'shop')) };
});
afterAll(() => database.close());

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
    const found = await readDuckdbCatalog(database, 'shop');
    const probe: Probe = { kind: 'profile', table, columns: ['few', 'list', 'id', 'nan'] };
    const { profile } = await answerProbes({ database, relationOf: relationsOf(found) }, [probe]);
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

  it('looks for a sample of the child in the parent, and counts all orphans', async () => {
    const probe = { kind: 'contained', table: orders, refTable: customers } as const;
    expect(await answerTo({ ...probe, columns: ['customer_id'], refColumns: ['id'] })).toEqual({
      sampled: 1000,
      found: 1000,
      orphans: 0,
    });
    expect(await answerTo({ ...probe, columns: ['wrong_id'], refColumns: ['id'] })).toMatchObject({ orphans: 1 });
    expect(await answerTo({ ...probe, columns: ['id', 'status'], refColumns: ['id', 'code'] })).toEqual({
      sampled: 1000,
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
      { kind: 'contained', table: orders, columns: ['id'], refTable: customers, refColumns: ['code'] },
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

  it('stops at once when it is told to', async () => {
    const reason = new Error('told to stop');
    const probe: Probe = { kind: 'unique', table: orders, columns: ['id'] };
    await expect(answerProbes(source, [probe], AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

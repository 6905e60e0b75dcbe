import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NEWEST_STORAGE_VERSION } from '../../src/outside/duckdb-errors.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';

const folder = temporaryFolder();
afterAll(() => removeFolders([folder]));

async function makeFile(name: string, sql = 'create table orders as select 1 as id'): Promise<string> {
  const path = join(folder, name);
  const database = await openDuckdb(path);
  await database.run(sql);
  await database.close();
  return path;
}

function storageVersion(path: string): number {
  const header = Buffer.alloc(20);
  readSync(openSync(path, 'r'), header, 0, 20, 0);
  return Number(header.readBigUInt64LE(12));
}

describe('query', () => {
  it('gives rows as plain data', async () => {
    const database = await openDuckdb(':memory:');
    expect(
      await database.query(`
        select 1 as i, 3::bigint as b, 9007199254740993 as big, 1.50 as d, 0.5::double as f, true as t, null as n,
          'x' as s, date '2024-01-31' as day, timestamptz '2024-01-01 12:00:00+02' as at, ['a', 'b'] as list`),
    ).toEqual([
      {
        i: 1,
        b: 3,
        big: '9007199254740993',
        d: '1.50',
        f: 0.5,
        t: true,
        n: null,
        s: 'x',
        day: '2024-01-31',
        at: '2024-01-01 10:00:00+00',
        list: ['a', 'b'],
      },
    ]);
    await database.close();
  });

  it('says what DuckDB refused, without values', async () => {
    const database = await openDuckdb(':memory:');
    expect(await problemsOf(database.query('select amout from (select 1 as amount)'))).toEqual([
      {
        code: 'DUCKDB_QUERY_FAILED',
        message: 'DuckDB refused a query: Binder Error: Referenced column "amout" not found in FROM clause!',
      },
    ]);
    expect(await problemsOf(database.query(`select cast('a secret' as integer)`))).toEqual([
      { code: 'DUCKDB_QUERY_FAILED', message: 'DuckDB refused a query: Conversion Error' },
    ]);
    await database.close();
  });

  it('stops when it is told to, and works on', async () => {
    const database = await openDuckdb(':memory:');
    const controller = new AbortController();
    const endless = database.query(
      'select count(*) from range(1000000) a, range(1000000) b where (a.range * b.range) % 7 = 3',
      controller.signal,
    );
    setTimeout(() => controller.abort(new Error('told to stop')), 20);
    await expect(endless).rejects.toThrow('told to stop');
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
    await database.close();
  });
});

describe('prepare', () => {
  it('compiles without running, and tells the columns', async () => {
    const database = await openDuckdb(':memory:');
    expect(await database.prepare(`select 1 as a, [1.5] as "b c", cast(error('not run') as varchar) as c`)).toEqual([
      { name: 'a', type: 'INTEGER' },
      { name: 'b c', type: 'DECIMAL(2,1)[]' },
      { name: 'c', type: 'VARCHAR' },
    ]);
    await database.close();
  });
});

describe('openDuckdb', () => {
  it('opens a file read-only, and lets go of it', async () => {
    const path = await makeFile('shop.duckdb');
    const reader = await openDuckdb(path, { readOnly: true });
    expect(await reader.query('from orders')).toEqual([{ id: 1 }]);
    expect((await problemsOf(reader.run('drop table orders')))[0]?.code).toBe('DUCKDB_QUERY_FAILED');
    await reader.close();
    await reader.close();
    const writer = await openDuckdb(path);
    await writer.run('drop table orders');
    await writer.close();
  });

  it('refuses a file of a newer format, and says how to get one it can read', async () => {
    const path = join(folder, 'newer.duckdb');
    const header = Buffer.alloc(4096);
    header.write('DUCK', 8);
    header.writeBigUInt64LE(999n, 12);
    writeFileSync(path, header);
    expect(await problemsOf(openDuckdb(path, { readOnly: true }))).toEqual([
      {
        code: 'DUCKDB_NEWER_FORMAT',
        message: `${path} was written by a newer DuckDB than cartridge can read (1.5)`,
        where: { file: path },
        hint: [
          'Any one of these gives a file that both can read:',
          '  pip install "duckdb<2" where the file is made, and make it again',
          "  with DuckDB 2: ATTACH 'copy.duckdb' (STORAGE_VERSION 'v1.5.0'), then COPY FROM DATABASE into it",
          '  in the dbt profile that makes it: config_options: {storage_compatibility_version: v1.5.0}',
        ].join('\n'),
      },
    ]);
  });

  it('knows the newest format that its DuckDB writes', async () => {
    const path = join(folder, 'latest.duckdb');
    const database = await openDuckdb(':memory:');
    await database.run(`attach '${path}' as latest (storage_version 'latest'); create table latest.t (a integer)`);
    await database.close();
    expect(storageVersion(path)).toBe(NEWEST_STORAGE_VERSION);
  });

  it.each([
    ['empty.duckdb', '', 'is empty'],
    ['text.duckdb', 'id,name\n1,a line that is long enough\n', 'is not a DuckDB database'],
    ['lite.db', `SQLite format 3\0${'\0'.repeat(100)}`, 'is an SQLite database, not a DuckDB one'],
  ])('refuses %s', async (name, content, what) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    const [problem] = await problemsOf(openDuckdb(path, { readOnly: true }));
    expect(problem).toMatchObject({ code: 'DUCKDB_UNREADABLE', message: `${path} ${what}`, where: { file: path } });
  });

  it('refuses a damaged file and a missing one', async () => {
    const path = join(folder, 'damaged.duckdb');
    const header = Buffer.alloc(20_000);
    header.write('DUCK', 8);
    header.writeBigUInt64LE(64n, 12);
    writeFileSync(path, header);
    expect((await problemsOf(openDuckdb(path, { readOnly: true })))[0]?.message).toBe(`${path} is damaged`);
    const missing = join(folder, 'missing.duckdb');
    expect((await problemsOf(openDuckdb(missing, { readOnly: true })))[0]?.message).toBe(`${missing} does not exist`);
  });

  it('names the process that holds the file', async () => {
    const path = await makeFile('held.duckdb');
    const script = `
      const { DuckDBInstance } = require('@duckdb/node-api');
      DuckDBInstance.create(process.argv[1]).then((db) => { console.log('held'); setInterval(() => db, 1000); });`;
    const holder = spawn(process.execPath, ['-e', script, path], { cwd: import.meta.dirname });
    try {
      await once(holder.stdout, 'data');
      expect(await problemsOf(openDuckdb(path, { readOnly: true }))).toEqual([
        {
          code: 'DUCKDB_LOCKED',
          message: `${path} is held open for writing by ${basename(process.execPath)} (PID ${holder.pid})`,
          where: { file: path },
          hint: 'DuckDB lets one process write, or several read. Close it there (a dbt run, a notebook, a SQL editor), then run this again.',
        },
      ]);
    } finally {
      holder.kill('SIGKILL');
    }
  });
});

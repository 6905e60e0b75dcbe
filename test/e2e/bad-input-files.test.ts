import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDuckdb } from '../helpers/open-input.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { masked, refused } from '../helpers/refused.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolders([folder]));

const refuse = (from: string, ...more: string[]) => refused(['plan', '--from', from, ...more], { cwd: folder });
const shop = (name = 'shop.duckdb') => makeDuckdb(join(folder, name), 'create table orders (id integer primary key)');

/** Plans and applies with models bound; gives what was printed. */
async function onboard(from: string, project: string): Promise<string> {
  const planned = await runCartridge(['plan', '--from', from, '--project-dir', project], { cwd: folder });
  expect(planned).toMatchObject({ status: 0, stderr: '' });
  const applied = await runCartridge(['apply', '--yes', '--verify', 'bind', '--project-dir', project], { cwd: folder });
  expect(applied).toMatchObject({ status: 0, stderr: '' });
  expect(applied.stdout).toMatch(/^bind {8}(\d+) of \1 models? compiles? against the raw tables/m);
  return masked(planned.stdout);
}

describe('a path', () => {
  it('leads nowhere', async () => {
    await shop();
    expect(await refuse('shop.duckbd')).toMatchInlineSnapshot(`
      "exit 1
      error: shop.duckbd does not exist; did you mean shop.duckdb?                       CATALOG_NOT_FOUND
        --from takes a DuckDB file, a folder or glob of CSV, Parquet or JSON files, a catalog file (JSON
        or YAML).
      "
    `);
    expect(await refuse(String.raw`C:\data\warehouse.duckdb`)).toMatchInlineSnapshot(`
      "exit 1
      error: C:\\data\\warehouse.duckdb does not exist                                     CATALOG_NOT_FOUND
        --from takes a DuckDB file, a folder or glob of CSV, Parquet or JSON files, a catalog file (JSON
        or YAML).
      "
    `);
    symlinkSync('gone.duckdb', join(folder, 'link.duckdb'));
    expect(await refuse('link.duckdb')).toMatchInlineSnapshot(`
      "exit 1
      error: link.duckdb is a link to nothing, or no file                                CATALOG_NOT_FOUND
        --from takes a DuckDB file, a folder or glob of CSV, Parquet or JSON files, a catalog file (JSON
        or YAML).
      "
    `);
    symlinkSync('circle.csv', join(folder, 'circle.csv'));
    expect(await refuse('circle.csv')).toMatchInlineSnapshot(`
      "exit 1
      error: circle.csv is a link to nothing, or no file                                 CATALOG_NOT_FOUND
        --from takes a DuckDB file, a folder or glob of CSV, Parquet or JSON files, a catalog file (JSON
        or YAML).
      "
    `);
  });

  it('leads to what nobody reads', async () => {
    writeTree(folder, { 'notes.txt': 'some notes', 'raw/README.md': 'no data' });
    expect(await refuse('notes.txt')).toMatchInlineSnapshot(`
      "exit 1
      error: no reader knows what notes.txt is                                         CATALOG_UNSUPPORTED
        --from takes a DuckDB file, a folder or glob of CSV, Parquet or JSON files, a catalog file (JSON
        or YAML).
      "
    `);
    expect(await refuse('raw')).toMatchInlineSnapshot(`
      "exit 1
      error: raw holds no CSV, TSV, Parquet, JSON or JSONL file                          CATALOG_NOT_FOUND
        Files are looked for directly in a folder; a glob reaches further: --from "raw/**/*.csv"
      "
    `);
    expect(await refuse('raw/*.parquet')).toMatchInlineSnapshot(`
      "exit 1
      error: raw/*.parquet matches no CSV, TSV, Parquet, JSON or JSONL file              CATALOG_NOT_FOUND
        Files are looked for directly in a folder; a glob reaches further: --from "raw/**/*.csv"
      "
    `);
  });

  it('is the address of a database, which is not repeated', async () => {
    expect(await refuse('postgres://ann:s3cret@db/shop')).toMatchInlineSnapshot(`
      "exit 1
      error: live databases (postgres://) cannot be read yet                           CATALOG_UNSUPPORTED
        --from takes a DuckDB file, a folder or glob of CSV, Parquet or JSON files, a catalog file (JSON
        or YAML). Export the tables to files, or write their columns into a catalog file.
      "
    `);
  });

  it('is not there at all', async () => {
    expect(await refused(['plan'], { cwd: folder })).toMatchInlineSnapshot(`
      "exit 2
      error: plan needs --from: what the raw tables are read from                                    USAGE
        A DuckDB file, a folder or glob of CSV, Parquet or JSON files, or a catalog file:
          cartridge plan --from shop.duckdb
      "
    `);
    expect(await refuse('')).toContain('plan needs --from');
  });
});

describe('a DuckDB file', () => {
  it('is empty, or none', async () => {
    writeTree(folder, { 'empty.duckdb': '', 'text.duckdb': 'these are not the bytes of a database' });
    expect(await refuse('empty.duckdb')).toMatchInlineSnapshot(`
      "exit 1
      error: empty.duckdb is empty                                                       DUCKDB_UNREADABLE
        Give a DuckDB file, a folder of CSV, Parquet or JSON files, or a catalog file.
      "
    `);
    expect(await refuse('text.duckdb')).toMatchInlineSnapshot(`
      "exit 1
      error: text.duckdb is not a DuckDB database                                        DUCKDB_UNREADABLE
        Give a DuckDB file, a folder of CSV, Parquet or JSON files, or a catalog file.
      "
    `);
  });

  it('has no tables', async () => {
    await makeDuckdb(join(folder, 'bare.duckdb'), 'create schema sales');
    expect(await refuse('bare.duckdb')).toMatchInlineSnapshot(`
      "exit 1
      error: "bare" holds no table                                                           CATALOG_EMPTY
        bare.duckdb
        Load the raw tables first, or give another --from.
      "
    `);
  });

  it('is of a newer format', async () => {
    const bytes = readFileSync(await shop());
    bytes.writeBigUInt64LE(999n, 12);
    writeFileSync(join(folder, 'newer.duckdb'), bytes);
    expect(await refuse('newer.duckdb')).toMatchInlineSnapshot(`
      "exit 1
      error: newer.duckdb was written by a newer DuckDB than cartridge can read (1.5)
        DUCKDB_NEWER_FORMAT
        Any one of these gives a file that both can read:
          pip install "duckdb<2" where the file is made, and make it again
          with DuckDB 2: ATTACH 'copy.duckdb' (STORAGE_VERSION 'v1.5.0'), then COPY FROM DATABASE into it
          in the dbt profile that makes it: config_options: {storage_compatibility_version: v1.5.0}
      "
    `);
  });

  it('is held by another process', async () => {
    const path = await shop();
    const script = `
      const { DuckDBInstance } = require('@duckdb/node-api');
      DuckDBInstance.create(process.argv[1]).then((db) => { console.log('held'); setInterval(() => db, 1000); });`;
    const holder = spawn(process.execPath, ['-e', script, path], { cwd: import.meta.dirname });
    try {
      await once(holder.stdout, 'data');
      const said = await refuse('shop.duckdb');
      const held = `${basename(process.execPath)} (PID ${holder.pid})`;
      expect(said.replace(held, 'PROGRAM').replace(/ {2,}DUCKDB_LOCKED/, '   DUCKDB_LOCKED')).toMatchInlineSnapshot(`
        "exit 1
        error: shop.duckdb is held open for writing by PROGRAM   DUCKDB_LOCKED
          DuckDB lets one process write, or several read. Close it there (a dbt run, a notebook, a SQL
          editor), then run this again.
        "
      `);
    } finally {
      holder.kill('SIGKILL');
    }
  });

  it('has a schema that is not the one asked for', async () => {
    await shop();
    expect(await refuse('shop.duckdb', '--schema', 'sales')).toMatchInlineSnapshot(`
      "exit 1
      error: no table is in schema sales                                                     CATALOG_EMPTY
        Its schemas: main.
      "
    `);
  });
});

describe('data files', () => {
  it('are empty', async () => {
    writeTree(folder, { 'a.csv': '', 'raw/a.csv': '', 'raw/b.json': '', 'raw/c.jsonl': '\n\n', 'raw/d.json': '[]' });
    expect(await refuse('a.csv')).toMatchInlineSnapshot(`
      "exit 1
      error: a.csv is empty                                                        CATALOG_FILE_UNREADABLE
        A table needs at least the names of its columns.
      "
    `);
    expect(await refuse('raw')).toMatchInlineSnapshot(`
      "exit 1
      error: a.csv is empty                                                        CATALOG_FILE_UNREADABLE
        raw/a.csv
        A table needs at least the names of its columns.

      error: b.json is empty                                                       CATALOG_FILE_UNREADABLE
        raw/b.json
        A table needs at least the names of its columns.

      error: c.jsonl is empty                                                      CATALOG_FILE_UNREADABLE
        raw/c.jsonl
        A table needs at least the names of its columns.

      error: d.json is empty                                                       CATALOG_FILE_UNREADABLE
        raw/d.json
        A table needs at least the names of its columns.
      "
    `);
  });

  it('are one table', async () => {
    writeTree(folder, { 'raw/orders.csv': 'id\n1\n', 'raw/Orders.json': '[{"id": 1}]' });
    expect(await refuse('raw')).toMatchInlineSnapshot(`
      "exit 1
      error: two files would be table "orders": raw/Orders.json and raw/orders.csv
        CATALOG_DUPLICATE_TABLE
        raw/orders.csv, table orders
        Rename one, or choose by ending with a glob: --from "raw/*.csv"
      "
    `);
  });

  it('can be read in part: the rest is named, by no folder of this machine', async () => {
    writeTree(folder, {
      'raw/good.csv': 'id\n1\n',
      'raw/empty.csv': '',
      'raw/bad.parquet': 'PAR1',
      'raw/d.json': '{"x":',
    });
    writeFileSync(join(folder, 'raw/latin.csv'), Buffer.from('id,name\n1,caf\xe9\n', 'latin1'));
    expect(await onboard('raw', 'dbt')).toContain(
      '\n4 warnings       bad.parquet is not a Parquet file\n' +
        '                 d.json is not valid JSON\n' +
        '                 empty.csv is empty\n' +
        '                 latin.csv is not UTF-8 text\n',
    );
    expect(JSON.stringify(readTree(join(folder, 'dbt/.cartridge')))).not.toContain(folder);
  });

  it('have odd names, headers and line ends', async () => {
    const raw = {
      [`it's "q" {{ x }} [1].csv`]: 'id,name\n1,a\n',
      'windows.csv': '\uFEFFid,name\r\n1,"a\r\nb"\r\n2,c\r\n',
      'header only.csv': 'id,name\n',
      'twice.csv': 'a,a,A\n1,2,3\n',
      'no name.csv': ',b\n1,2\n',
      'nested.jsonl': '{"id":1,"x":{"y":[1,2]}}\n{"id":2}\n',
      '-- drop; table.csv': 'id\n1\n',
      'заказы.csv': 'ключ;сумма\n1;2,5\n',
    };
    writeTree(join(folder, 'raw'), raw);
    expect(await onboard('raw', 'dbt')).toMatchInlineSnapshot(`
      "raw            8 tables, 16 columns, no declared keys
      project        new: dbt becomes one

      Understood
        keys           8 of 8 tables     8 inferred
        relationships  none found
        roles          8 dimensions

      Plan 7f3a2c      greenfield, 18 actions in 4 batches, 25 files, 30 tests
        1 project        dbt_project.yml, profiles.yml, README.md, .gitignore
        2 source         raw, 8 tables
        3 staging        8 models
        4 dimensions     dim_drop_tables, dim_header_only, dim_it_s_q_x_1, dim_nested, dim_no_names,
                         dim_twices, dim_windows, dim_zakazies

      Next             cartridge diff --project-dir dbt      every line before it is written
                       cartridge apply --project-dir dbt     all or nothing; cartridge rollback undoes it
      "
    `);
  });
});

describe('places', () => {
  it('are links, and have spaces, quotes and any script in their names', async () => {
    const odd = `a 'b' "c" ünï {{ x }}`;
    mkdirSync(join(folder, odd));
    await shop(`${odd}/shop 'ä'.duckdb`);
    symlinkSync(`${odd}/shop 'ä'.duckdb`, join(folder, 'link.duckdb'));
    expect(await onboard('link.duckdb', 'linked')).toContain('2 source         link, 1 table');
    expect(await onboard(`${odd}/shop 'ä'.duckdb`, `${odd}/dbt`)).toContain('2 source         shop_a, 1 table');
    const again = ['plan', '--from', `${odd}/shop 'ä'.duckdb`, '--project-dir', `${odd}/dbt`];
    expect((await runCartridge(again, { cwd: folder })).stdout).toMatch(/^No changes\. 1 of 1 table is covered/);
  });

  it('are one: the project stands in the folder of the data', async () => {
    writeTree(folder, { 'raw/people.csv': 'id,name\n1,a\n' });
    await onboard('raw', 'raw');
    const again = await runCartridge(['plan', '--from', 'raw', '--project-dir', 'raw'], { cwd: folder });
    expect(again.stdout).toMatch(/^No changes\. 1 of 1 table is covered/);
  });
});

import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { makeDuckdb, openAll } from '../helpers/open-input.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';

const folder = temporaryFolder();
afterAll(() => removeFolders([folder]));

const WHAT_IS_READ =
  '--from takes a DuckDB file, a folder or glob of CSV, Parquet or JSON files, a catalog file (JSON or YAML).';

describe('openInput', () => {
  it('knows a DuckDB file by what it holds, whatever it is called', async () => {
    const path = await makeDuckdb(join(folder, 'warehouse.dat'), 'create table t (a integer)');
    const opened = await openAll(path);
    expect(opened.input.kind).toBe('duckdb');
    await opened.close();
  });

  it('opens a catalog file, which answers nothing', async () => {
    writeTree(folder, {
      'shop.json': '{"name":"shop","dialect":"x","tables":[{"name":"t","columns":[{"name":"a","type":"int"}]}]}',
    });
    const opened = await openAll(join(folder, 'shop.json'));
    expect(opened.input).toEqual({ kind: 'catalog', path: join(folder, 'shop.json') });
    const probe = { kind: 'values', table: { name: 't' }, column: 'a' } as const;
    expect(await opened.answer([probe])).toEqual(NO_EVIDENCE);
    await opened.close();
  });

  it('names the file in every problem of its tables', async () => {
    writeTree(folder, { 'empty.yml': 'name: shop\ndialect: x\ntables: []\n' });
    const path = join(folder, 'empty.yml');
    expect(await problemsOf(openAll(path))).toEqual([
      {
        code: 'CATALOG_EMPTY',
        message: '"shop" holds no table',
        where: { file: path },
        hint: 'Load the raw tables first, or give another --from.',
      },
    ]);
    const database = await makeDuckdb(join(folder, 'empty.duckdb'), 'select 1');
    expect((await problemsOf(openAll(database)))[0]).toMatchObject({
      code: 'CATALOG_EMPTY',
      where: { file: database },
    });
  });

  it('finds the nearest name where there is nothing', async () => {
    writeTree(folder, { 'orders.csv': 'id\n1\n' });
    const path = join(folder, 'order.csv');
    expect(await problemsOf(openAll(path))).toEqual([
      {
        code: 'CATALOG_NOT_FOUND',
        message: `${path} does not exist; did you mean orders.csv?`,
        where: { file: path },
        hint: WHAT_IS_READ,
      },
    ]);
  });

  it('says what it takes where it knows no reader', async () => {
    writeTree(folder, { 'notes.txt': 'some notes' });
    const path = join(folder, 'notes.txt');
    expect(await problemsOf(openAll(path))).toEqual([
      {
        code: 'CATALOG_UNSUPPORTED',
        message: `no reader knows what ${path} is`,
        where: { file: path },
        hint: WHAT_IS_READ,
      },
    ]);
  });

  it.each([
    ['postgres://ann:s3cret@db/shop', 'live databases (postgres://) cannot be read yet'],
    ['mysql://ann:s3cret@db/shop', 'live databases (mysql://) cannot be read yet'],
    ['host=db user=ann password=s3cret', 'live databases cannot be read yet'],
    ['ann:s3cret@db/shop', 'live databases cannot be read yet'],
  ])('refuses the address of a database without repeating it', async (from, message) => {
    const problems = await problemsOf(openAll(from));
    expect(problems[0]).toMatchObject({ code: 'CATALOG_UNSUPPORTED', message });
    expect(JSON.stringify(problems)).not.toContain('s3cret');
  });
});

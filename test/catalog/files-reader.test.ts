import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogFile } from '../../src/catalog/catalog-file.ts';
import { fileScan } from '../../src/catalog/file-scan.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import { openAll } from '../helpers/open-input.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';

const root = temporaryFolder();
afterAll(() => removeFolders([root]));

function folderOf(name: string, files: Record<string, string>): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  writeTree(folder, files);
  return folder;
}

/** Table, row count, and columns as `name type`. */
async function tablesOf(from: string): Promise<(readonly [string, number | undefined, ...string[]])[]> {
  const opened = await openAll(from);
  await opened.close();
  return opened.catalog.tables.map(
    (table) => [table.name, table.row_count, ...table.columns.map(({ name, type }) => `${name} ${type}`)] as const,
  );
}

describe('a folder of files', () => {
  it('is one table a file, whatever the delimiter, mark or format', async () => {
    const folder = folderOf('mixed', {
      'bom.csv': '\uFEFFid;name\n1;ann\n2;bob\n',
      'pipes.csv': 'id|paid|at\n1|true|2024-01-31\n',
      'tabs.tsv': 'id\tprice\n1\t2.5\n',
      'texts.csv': 'name,city\nann,york\n',
      'headers.csv': 'id,name\n',
      'late.csv': `code\n${'1\n'.repeat(30_000)}A7\n`,
      'rows.json': '[{"id": 1, "tags": {"a": [1]}}, {"id": 2}]',
      'lines.jsonl': '{"id": 1}\n{"id": 2}\n',
      'notes.txt': 'not data',
      '.hidden.csv': 'id\n1\n',
      'sub/deeper.csv': 'id\n1\n',
    });
    writeFileSync(join(folder, 'zipped.csv.gz'), gzipSync('id,v\n1,x\n'));
    const database = await openDuckdb(':memory:');
    await database.run(`copy (select 1::integer as id, date '2024-01-01' as day) to '${join(folder, 'p.parquet')}'`);
    await database.close();
    expect(await tablesOf(folder)).toEqual([
      ['bom', 2, 'id BIGINT', 'name VARCHAR'],
      ['headers', 0, 'id VARCHAR', 'name VARCHAR'],
      ['late', 30_001, 'code VARCHAR'],
      ['lines', 2, 'id BIGINT'],
      ['p', 1, 'id INTEGER', 'day DATE'],
      ['pipes', 1, 'id BIGINT', 'paid BOOLEAN', 'at DATE'],
      ['rows', 2, 'id BIGINT', 'tags STRUCT(a BIGINT[])'],
      ['tabs', 1, 'id BIGINT', 'price DOUBLE'],
      ['texts', 1, 'name VARCHAR', 'city VARCHAR'],
      ['zipped', 1, 'id BIGINT', 'v VARCHAR'],
    ]);
  });

  it('has no schemas and no keys, and names the file of each table', async () => {
    const folder = folderOf('raw', { 'orders.csv': 'id\n1\n1\n' });
    const opened = await openAll(folder);
    expect(catalogFile(opened.catalog)).toEqual({
      format_version: '1.0',
      name: 'raw',
      dialect: 'duckdb',
      tables: [{ name: 'orders', row_count: 2, columns: [{ name: 'id', type: 'BIGINT', nullable: true }] }],
    });
    expect(opened.input).toEqual({
      kind: 'files',
      path: folder,
      files: new Map([['orders', { path: join(folder, 'orders.csv'), format: 'csv' }]]),
    });
    const evidence = await opened.answer([{ kind: 'unique', table: { name: 'orders' }, columns: ['id'] }]);
    expect([...evidence.unique.values()]).toEqual([{ rows: 2, nullRows: 0, duplicates: 1 }]);
    await opened.close();
  });

  it('takes names with quotes, spaces, braces and what globs are made of', async () => {
    const names = [`it's "x"`, 'a b', '{{ x }}', '[1]*?', 'größe', 'select'];
    const folder = folderOf(
      'odd names',
      Object.fromEntries(names.map((name) => [`${name}.csv`, `id\n${name.length}\n`])),
    );
    const tables = await tablesOf(folder);
    expect(tables.map(([name]) => name)).toEqual(names.sort());
    expect(tables.every(([, rows]) => rows === 1)).toBe(true);
  });

  it('reads what a glob matches, or one file', async () => {
    folderOf('glob', { 'a/orders.csv': 'id\n1\n', 'b/lines.csv': 'id\n1\n', 'b/skip.json': '[]' });
    expect((await tablesOf(join(root, 'glob/**/*.csv'))).map(([name]) => name)).toEqual(['lines', 'orders']);
    expect((await tablesOf(join(root, 'glob/b/lines.csv'))).map(([name]) => name)).toEqual(['lines']);
    expect((await openAll(join(root, 'glob/b/l*.csv'))).catalog.name).toBe('b');
  });

  it('warns of files that cannot be read while others can, without repeating what they hold', async () => {
    const folder = folderOf('damaged', {
      'good.csv': 'id\n1\n',
      'empty.csv': '',
      'blank.csv': '\n\n',
      'none.json': '[]',
      'broken.json': '{"secret":',
      'bad.parquet': 'secret',
    });
    writeFileSync(join(folder, 'latin.csv'), Buffer.from('id,name\n1,secr\xE9t\n', 'latin1'));
    const opened = await openAll(folder);
    expect(opened.catalog.tables.map((table) => table.name)).toEqual(['good']);
    expect(opened.warnings.map(({ code, message }) => `${code} ${message}`).sort()).toEqual([
      'CATALOG_FILE_UNREADABLE bad.parquet is not a Parquet file',
      'CATALOG_FILE_UNREADABLE blank.csv is empty',
      'CATALOG_FILE_UNREADABLE broken.json is not valid JSON',
      'CATALOG_FILE_UNREADABLE empty.csv is empty',
      'CATALOG_FILE_UNREADABLE latin.csv is not UTF-8 text',
      'CATALOG_FILE_UNREADABLE none.json is empty',
    ]);
    await opened.close();
  });

  it('fails where no file can be read, naming each', async () => {
    const folder = folderOf('all damaged', { 'a.csv': '', 'b.parquet': 'x' });
    expect(await problemsOf(openAll(folder))).toEqual([
      {
        code: 'CATALOG_FILE_UNREADABLE',
        message: 'a.csv is empty',
        where: { file: join(folder, 'a.csv') },
        hint: 'A table needs at least the names of its columns.',
      },
      {
        code: 'CATALOG_FILE_UNREADABLE',
        message: 'b.parquet is not a Parquet file',
        where: { file: join(folder, 'b.parquet') },
        hint: 'Mend it, or leave it out with --exclude.',
      },
    ]);
  });

  it('refuses two files that would be one table', async () => {
    const folder = folderOf('twice', { 'orders.csv': 'id\n1\n', 'Orders.json': '[{"id": 1}]' });
    expect(await problemsOf(openAll(folder))).toEqual([
      {
        code: 'CATALOG_DUPLICATE_TABLE',
        message: `two files would be table "orders": ${join(folder, 'Orders.json')} and ${join(folder, 'orders.csv')}`,
        where: { file: join(folder, 'orders.csv'), table: 'orders' },
        hint: 'Rename one, or choose by ending with a glob: --from "raw/*.csv"',
      },
    ]);
  });

  it('reads only what is selected', async () => {
    const folder = folderOf('selected', { 'a.csv': 'id\n1\n', 'broken.parquet': 'x' });
    const opened = await openAll(folder, { exclude: ['broken'] });
    expect(opened.warnings).toEqual([]);
    const [problem] = await problemsOf(openAll(folder, { schemas: ['main'] }));
    expect(problem).toMatchObject({ message: 'no table is in schema main', hint: 'This input has no schemas.' });
    await opened.close();
  });

  it('says that a folder or glob holds no data', async () => {
    const folder = folderOf('nothing', { 'README.md': 'no data' });
    const hint = 'Files are looked for directly in a folder; a glob reaches further: --from "raw/**/*.csv"';
    expect(await problemsOf(openAll(folder))).toEqual([
      {
        code: 'CATALOG_NOT_FOUND',
        message: `${folder} holds no CSV, TSV, Parquet, JSON or JSONL file`,
        where: { file: folder },
        hint,
      },
    ]);
    const [problem] = await problemsOf(openAll(join(folder, '*.csv')));
    expect(problem?.message).toBe(`${join(folder, '*.csv')} matches no CSV, TSV, Parquet, JSON or JSONL file`);
  });
});

describe('fileScan', () => {
  it('is the SQL that the made project reads the file with', () => {
    expect(fileScan({ path: "../raw/it's.csv", format: 'csv' })).toBe(
      `read_csv('../raw/it''s.csv', header = true, sample_size = -1)`,
    );
    expect(fileScan({ path: 'a*.parquet', format: 'parquet' })).toBe(`read_parquet('a[*].parquet')`);
    expect(fileScan({ path: 'a.jsonl', format: 'json' })).toBe(`read_json('a.jsonl', sample_size = -1)`);
  });
});

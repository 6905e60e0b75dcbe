import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogFile } from '../../src/catalog/catalog-file.ts';
import { quoteIdentifier } from '../../src/sql/identifiers.ts';
import { makeDuckdb, openAll } from '../helpers/open-input.ts';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';

const folder = temporaryFolder();
afterAll(() => removeFolders([folder]));

describe('a DuckDB file', () => {
  it('gives tables and views with types, comments, declared keys and row counts', async () => {
    const path = await makeDuckdb(
      join(folder, 'shop.duckdb'),
      `create table customers (id integer primary key, email varchar unique, mood enum('ok', 'it''s bad'));
       comment on table customers is 'who {{ buys }}';
       comment on column customers.email is 'say "hi"';
       insert into customers values (1, 'a@x', 'ok'), (2, 'b@x', null);
       create table lines (order_id integer, line integer, customer_id integer references customers (id),
         total decimal(10, 2) not null, primary key (line, order_id));
       create view big_lines as select order_id, total from lines where total > 10;
       comment on view big_lines is 'only the big ones';
       create temp table scratch as select 1 as a;`,
    );
    const shop = await openAll(path);
    expect(shop.input).toEqual({ kind: 'duckdb', path });
    expect(shop.warnings).toEqual([]);
    expect(catalogFile(shop.catalog)).toEqual({
      format_version: '1.0',
      name: 'shop',
      dialect: 'duckdb',
      tables: [
        {
          schema: 'main',
          name: 'big_lines',
          comment: 'only the big ones',
          columns: [
            { name: 'order_id', type: 'INTEGER', nullable: true },
            { name: 'total', type: 'DECIMAL(10,2)', nullable: true },
          ],
        },
        {
          schema: 'main',
          name: 'customers',
          comment: 'who {{ buys }}',
          row_count: 2,
          columns: [
            { name: 'id', type: 'INTEGER', nullable: false },
            { name: 'email', type: 'VARCHAR', nullable: true, comment: 'say "hi"' },
            { name: 'mood', type: "ENUM('ok', 'it''s bad')", nullable: true },
          ],
          primary_key: ['id'],
          unique_keys: [['email']],
        },
        {
          schema: 'main',
          name: 'lines',
          row_count: 0,
          columns: [
            { name: 'order_id', type: 'INTEGER', nullable: false },
            { name: 'line', type: 'INTEGER', nullable: false },
            { name: 'customer_id', type: 'INTEGER', nullable: true },
            { name: 'total', type: 'DECIMAL(10,2)', nullable: false },
          ],
          primary_key: ['line', 'order_id'],
          foreign_keys: [{ columns: ['customer_id'], ref_schema: 'main', ref_table: 'customers', ref_columns: ['id'] }],
        },
      ],
    });
    await shop.close();
  });

  it('reads a file with a schema of its own name', async () => {
    const path = await makeDuckdb(
      join(folder, 'crm.duckdb'),
      `create schema crm.crm; create table crm.crm.users as select 1 as id;
       create view crm.crm.everyone as select * from crm.crm.users`,
    );
    const crm = await openAll(path);
    expect(crm.warnings).toEqual([]);
    expect(crm.catalog.tables.map(({ schema, name, row_count }) => ({ schema, name, row_count }))).toEqual([
      { schema: 'crm', name: 'everyone', row_count: undefined },
      { schema: 'crm', name: 'users', row_count: 1 },
    ]);
    const users = { schema: 'crm', name: 'users' };
    const { unique } = await crm.answer([{ kind: 'unique', table: users, columns: ['id'] }]);
    expect([...unique.values()]).toEqual([{ rows: 1, nullRows: 0, duplicates: 0 }]);
    await crm.close();
  });

  it('reads names in any script, with quotes, spaces and braces, in several schemas', async () => {
    const names = ['注文', 'Заказы', 'Order Items', 'it\'s "x"', '{{ ref }}', '../x', 'select', '2024'];
    const statements = names.map((name, at) => {
      const quoted = quoteIdentifier(name);
      const schema = quoteIdentifier(at % 2 === 0 ? 'main' : `raw "${at}"`);
      return `create schema if not exists ${schema}; create table ${schema}.${quoted} as select 7 as ${quoted}`;
    });
    const opened = await openAll(await makeDuckdb(join(folder, 'any names.duckdb'), statements.join(';')));
    expect(opened.catalog.tables.map((table) => table.name).sort()).toEqual(names.sort());
    const { profile } = await opened.answer(
      opened.catalog.tables.map((table) => ({ kind: 'profile', table, columns: [table.name] })),
    );
    const stats = [...profile.values()].map(({ rows, columns }) => [rows, ...columns.values()]);
    expect(stats).toEqual(names.map(() => [1, { nulls: 0, distinct: 1, min: 7, max: 7 }]));
    await opened.close();
  });

  it('leaves out a view that no longer compiles, and says so', async () => {
    const path = await makeDuckdb(
      join(folder, 'broken.duckdb'),
      'create table a as select 1 as x; create view v as select x from a; create table b (y integer); drop table a',
    );
    const opened = await openAll(path);
    expect(opened.catalog.tables.map((table) => table.name)).toEqual(['b']);
    expect(opened.warnings).toEqual([
      {
        code: 'DUCKDB_QUERY_FAILED',
        message: 'the view main.v cannot be read, so it is left out',
        where: { table: 'main.v' },
        hint: 'What it selects from was dropped or changed.',
      },
    ]);
    await opened.close();
  });

  it('reads 3,000 tables', async () => {
    const tables = Array.from({ length: 3_000 }, (_, at) => `create table t${at} (id integer, v varchar)`);
    const path = await makeDuckdb(join(folder, 'many.duckdb'), `begin; ${tables.join(';')}; commit`);
    const opened = await openAll(path, { select: ['t1*'] });
    expect(opened.catalog.tables).toHaveLength(1_111);
    expect(opened.catalog.tables[0]).toMatchObject({ name: 't1', row_count: 0 });
    await opened.close();
  });

  it('reads and profiles a table of 1,600 columns', async () => {
    const columns = Array.from({ length: 1_600 }, (_, at) => `${at} as c${at}`);
    const opened = await openAll(
      await makeDuckdb(join(folder, 'wide.duckdb'), `create table wide as select ${columns.join(', ')}`),
    );
    const [table] = opened.catalog.tables;
    const names = table!.columns.map((column) => column.name);
    expect(names).toHaveLength(1_600);
    const { profile } = await opened.answer([{ kind: 'profile', table: table!, columns: names }]);
    expect([...profile.values()][0]?.columns.get('c1599')).toEqual({ nulls: 0, distinct: 1, min: 1599, max: 1599 });
    await opened.close();
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quoteIdentifier, sqlString } from '../../src/sql/identifiers.ts';
import { makeDuckdb } from '../helpers/open-input.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { DBT_PATH, DBT_V2_PATH, hasDbt, hasDbtV2 } from '../helpers/real-dbt.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';

const folder = temporaryFolder();
afterAll(() => removeFolders([folder]));

/** Scripts, signs, reserved words, paths, Jinja, YAML, SQL, shells, devices of Windows, and names of models to come. */
const NAMES = [
  ['заказы', '注文', 'نمونه', 'Ünï çödé', '🙂', 'İ', 'ß', 'e\u0301', 'é', 'x'.repeat(200), '2024', '_', '$1', '%s'],
  ['select', 'Order', 'null', 'yes', '~', 'Order Items', 'order-items', 'ORDER_ITEMS', ' padded ', `it's "x"`],
  ['../x', '../../etc/passwd', 'a/b\\c', '.hidden', 'CON', 'aux', '--drop', 'a;b', '*', '[x]', '- x', '# c', 'a: b'],
  ['{{ ref("a") }}', '{% raw %}', '{# c', '}}', 'stg_shop__orders', 'orders', 'dim_orders', 'shop', 'model.shop.x'],
].flat();
const COMMENT = `{{ config(x=1) }} {% raw %} {# "q" 's'\n\tline two: # no, "- list" */ -- \\ ''' """ {{ env_var("HOME") }}`;

/** A table of every second name, two of them with a column of each; every comment is hostile. */
function hostileTables(): string {
  return NAMES.map((name, index) => {
    const columns =
      index % 9 === 0 ? NAMES.filter((column) => column.toLowerCase() !== 'id') : ['value', 'ref', '100%'];
    const types = ['integer', 'varchar', 'boolean', 'timestamp', 'double'];
    const distinct = columns.filter((a, at) => columns.findIndex((b) => b.toLowerCase() === a.toLowerCase()) === at);
    const list = distinct.map((column, at) => `${quoteIdentifier(column)} ${types[at % types.length]}`);
    const table = quoteIdentifier(name);
    return [
      `create table ${table} (id integer primary key, ${list.join(', ')})`,
      `insert into ${table} (id) values (1), (2)`,
      `comment on table ${table} is ${sqlString(COMMENT)}`,
      `comment on column ${table}.id is ${sqlString(COMMENT)}`,
    ].join(';\n');
  }).join(';\n');
}

const run = (...argv: string[]) => runCartridge([...argv, '--project-dir', 'dbt'], { cwd: folder });

it.skipIf(!hasDbt || !hasDbtV2)(
  'onboards names and comments of any kind: they bind, and dbt 1 and 2 take them',
  async () => {
    await makeDuckdb(join(folder, 'shop.duckdb'), hostileTables());
    mkdirSync(join(folder, 'dbt'));
    expect(await run('plan', '--from', 'shop.duckdb')).toMatchObject({ status: 0, stderr: '' });
    const applied = await run('apply', '--yes', '--verify', 'bind');
    expect(applied).toMatchObject({ status: 0, stderr: '' });
    expect(applied.stdout).toMatch(/^bind {8}(\d+) of \1 models compile against the raw tables/m);
    expect(JSON.stringify(readTree(join(folder, 'dbt/.cartridge')))).not.toContain(folder);

    const dbt = (path: string, ...argv: string[]): string =>
      execFileSync(path, argv, { cwd: join(folder, 'dbt'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    expect(dbt(DBT_PATH, '--no-use-colors', 'build', '--show-all-deprecations')).toMatch(/WARN=0 ERROR=0 SKIP=0/);
    expect(dbt(DBT_V2_PATH, 'parse')).toContain(`Finished 'parse' successfully`);
    expect((await run('plan', '--from', 'shop.duckdb')).stdout).toMatch(/^No changes\. /);
  },
  240_000,
);

it('reads types that nobody knows as they are', async () => {
  const types = [
    'SUPERINT(9)',
    'geometry(Point,4326)',
    '',
    `enum('a','b''c')`,
    'vector(1536)',
    'a\0b',
    'int); drop table x; --',
    '{{ x }}',
  ];
  const columns = types.map((type, index) => ({ name: `c${index}`, type }));
  const tables = [{ name: 'odd', columns: [{ name: 'id', type: 'integer' }, ...columns], primary_key: ['id'] }];
  writeTree(folder, { 'odd.json': JSON.stringify({ name: `../x'; {{ evil }} "q"`, dialect: 'nobody knows', tables }) });
  const odd = (...argv: string[]) => runCartridge([...argv, '--project-dir', 'odd'], { cwd: folder });
  const planned = await odd('plan', '--from', 'odd.json');
  expect(planned).toMatchObject({ status: 0, stderr: '' });
  expect(planned.stdout).toContain('\n  2 source         x_evil_q, 1 table\n');
  expect((await odd('apply', '--yes')).stdout).toMatch(/^bind {8}2 of 2 models compile against the raw tables/m);
});

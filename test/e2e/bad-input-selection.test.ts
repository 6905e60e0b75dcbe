import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { refused } from '../helpers/refused.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolders([folder]));

const column = (name: string, type = 'integer') => ({ name, type });
const shop = (...tables: object[]) => ({ name: 'shop', dialect: 'postgres', tables });

describe('a selection', () => {
  beforeEach(() => {
    const tables = ['orders', 'customers'].map((name) => ({ schema: 'sales', name, columns: [column('id')] }));
    writeTree(folder, { 'shop.json': JSON.stringify(shop(...tables)) });
  });
  const select = (...more: string[]) => refused(['plan', '--from', 'shop.json', ...more], { cwd: folder });

  it('that matches nothing gets the nearest name', async () => {
    expect(await select('--select', 'ordrs')).toMatchInlineSnapshot(`
      "exit 1
      error: no table matches --select ordrs; did you mean orders?                           CATALOG_EMPTY
        A glob is compared with the table and with schema.table; * stands for any characters, ? for one.
      "
    `);
    expect(await select('--select', 'sale.orders,nothing*')).toMatchInlineSnapshot(`
      "exit 1
      error: no table matches --select sale.orders; did you mean sales.orders?               CATALOG_EMPTY
        A glob is compared with the table and with schema.table; * stands for any characters, ? for one.

      error: no table matches --select nothing*                                              CATALOG_EMPTY
        A glob is compared with the table and with schema.table; * stands for any characters, ? for one.
      "
    `);
    expect(await select('--schema', 'sale')).toMatchInlineSnapshot(`
      "exit 1
      error: no table is in schema sale; did you mean sales?                                 CATALOG_EMPTY
        Its schemas: sales.
      "
    `);
    expect(await select('--exclude', '*')).toMatchInlineSnapshot(`
      "exit 1
      error: no table is left after --schema, --select and --exclude                         CATALOG_EMPTY
        Loosen them; cartridge scan --from lists the tables.
      "
    `);
  });

  it('of which a part matches is planned, and the rest is said', async () => {
    const argv = ['plan', '--from', 'shop.json', '--select', 'orders,custmers', '--project-dir', 'dbt'];
    const { status, stdout } = await runCartridge(argv, { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).toContain('\n1 warning        no table matches --select custmers; did you mean customers?\n');
  });
});

it('plans the same from JSON and YAML, with a byte order mark and the line ends of Windows', async () => {
  const json = JSON.stringify(shop({ name: 'orders', columns: [{ ...column('id'), comment: 'one\r\ntwo' }] }), null, 2);
  const yaml = [
    'name: shop',
    'dialect: postgres',
    'tables:',
    '  - name: orders',
    '    columns:',
    '      - {name: id, type: integer, comment: "one\\r\\ntwo"}',
  ].join('\n');
  const forWindows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
  writeTree(folder, { 'a.json': json, 'b.json': forWindows(json), 'c.yml': yaml, 'd.yaml': forWindows(yaml) });
  const written = async (from: string) => {
    const out = join(folder, `${from}.plan`);
    const argv = ['plan', '--from', from, '--project-dir', 'dbt', '--out', out];
    expect(await runCartridge(argv, { cwd: folder })).toMatchObject({ status: 0, stderr: '' });
    return parsePlan(readFileSync(out, 'utf8'), out).files;
  };
  const files = await written('a.json');
  for (const other of ['b.json', 'c.yml', 'd.yaml']) expect(await written(other)).toEqual(files);
});

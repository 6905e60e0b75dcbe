import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';
import { refused } from '../helpers/refused.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolders([folder]));

/** Plans from a catalog file of this text, which must be refused. */
function refuse(name: string, content: string | Uint8Array | object, ...more: string[]): Promise<string> {
  const isText = typeof content === 'string' || content instanceof Uint8Array;
  writeFileSync(join(folder, name), isText ? content : JSON.stringify(content));
  return refused(['plan', '--from', name, ...more], { cwd: folder });
}

const column = (name: string, type = 'integer') => ({ name, type });
const shop = (...tables: object[]) => ({ name: 'shop', dialect: 'postgres', tables });

describe('a file that is no catalog', () => {
  it('is empty', async () => {
    expect(await refuse('shop.json', '')).toMatchInlineSnapshot(`
      "exit 1
      error: shop.json is empty                                                            CATALOG_INVALID
        A catalog file looks like this, in JSON or YAML:
          name: shop
          dialect: postgres
          tables: [{name: orders, columns: [{name: id, type: integer}]}]
        A JSON file of rows is given by its folder or a glob: --from "raw/*.json"
      "
    `);
    expect(await refuse('shop.yml', '\n  \n')).toContain('error: shop.yml is empty ');
  });

  it('is JSON of something else', async () => {
    expect(await refuse('package.json', { name: 'x' })).toMatchInlineSnapshot(`
      "exit 1
      error: package.json is not a catalog file: it has no tables                          CATALOG_INVALID
        A catalog file looks like this, in JSON or YAML:
          name: shop
          dialect: postgres
          tables: [{name: orders, columns: [{name: id, type: integer}]}]
        A JSON file of rows is given by its folder or a glob: --from "raw/*.json"
      "
    `);
    expect(await refuse('rows.json', [{ id: 1 }])).toContain('rows.json is not a catalog file: it has no tables');
  });

  it('is cut off', async () => {
    expect(await refuse('shop.json', '{"name": "shop",\n "tables": [{"name":')).toMatchInlineSnapshot(`
      "exit 1
      error: shop.json is not JSON: the text ends too early                                CATALOG_INVALID
        shop.json:2:21
      "
    `);
    expect(await refuse('shop.yml', 'name: shop\ntables:\n  - name: t\n   columns: []\n')).toMatchInlineSnapshot(`
      "exit 1
      error: shop.yml is not YAML: bad indentation of a sequence entry                     CATALOG_INVALID
        shop.yml:4:4
      "
    `);
  });

  it('is not UTF-8', async () => {
    expect(await refuse('shop.json', Buffer.from('{"name": "caf\xe9"}', 'latin1'))).toMatchInlineSnapshot(`
      "exit 1
      error: shop.json is not UTF-8 text                                                   CATALOG_INVALID
        Save it as UTF-8: iconv -f latin1 -t utf-8 OLD > NEW
      "
    `);
  });

  it('has another shape: every problem with its line', async () => {
    const text =
      '{"name": 1,\n"tables": [\n{"columns": "x"},\n{"name": "t", "columns": [{"name": "a"}]}],\n"dialect": null}';
    expect(await refuse('shop.json', text)).toMatchInlineSnapshot(`
      "exit 1
      error: name must be text                                                             CATALOG_INVALID
        shop.json:1:3, name

      error: dialect must be text                                                          CATALOG_INVALID
        shop.json:5:2, dialect

      error: tables[0].name is missing                                                     CATALOG_INVALID
        shop.json:3:1, tables[0].name

      error: tables[0].columns must be a list                                              CATALOG_INVALID
        shop.json:3:3, tables[0].columns

      error: tables[1].columns[0].type is missing                                          CATALOG_INVALID
        shop.json:4:27, tables[1].columns[0].type
      "
    `);
  });

  it('has names that YAML reads as something else', async () => {
    const text =
      'name: shop\ndialect: pg\ntables:\n  - name: on\n    columns:\n      - {name: 2024-01-01, type: date}\n';
    expect(await refuse('shop.yml', text)).toMatchInlineSnapshot(`
      "exit 1
      error: tables[0].name must be text                                                   CATALOG_INVALID
        shop.yml:4:5, tables[0].name
        YAML reads a bare no, on, 12:30 or 2024-01-01 as something else than text: put it in quotes.

      error: tables[0].columns[0].name must be text                                        CATALOG_INVALID
        shop.yml:6:10, tables[0].columns[0].name
        YAML reads a bare no, on, 12:30 or 2024-01-01 as something else than text: put it in quotes.
      "
    `);
  });

  it('is of a newer version', async () => {
    expect(await refuse('shop.json', { format_version: '9.0', ...shop() })).toMatchInlineSnapshot(`
      "exit 1
      error: shop.json has format 9.0; this cartridge reads up to 1.x                CATALOG_NEWER_VERSION
        Update cartridge, or write the file again with this version: cartridge scan --from ... --json
      "
    `);
  });
});

describe('tables that cannot be onboarded', () => {
  it('are none', async () => {
    expect(await refuse('shop.json', shop())).toMatchInlineSnapshot(`
      "exit 1
      error: "shop" holds no table                                                           CATALOG_EMPTY
        shop.json
        Load the raw tables first, or give another --from.
      "
    `);
  });

  it('have no columns', async () => {
    const table = { name: 'orders; drop', columns: [] };
    expect(await refuse('shop.json', shop({ name: 't', columns: [column('id')] }, table))).toMatchInlineSnapshot(`
      "exit 1
      error: table orders; drop has no columns                               CATALOG_TABLE_WITHOUT_COLUMNS
        shop.json, table orders; drop
        Give its columns, or leave it out: --exclude 'orders; drop'
      "
    `);
    const more = ['--exclude', 'orders; drop', '--project-dir', 'dbt'];
    expect(await runCartridge(['plan', '--from', 'shop.json', ...more], { cwd: folder })).toMatchObject({ status: 0 });
  });

  it('are there twice, and so are columns', async () => {
    const orders = { name: 'orders', columns: [column('id')] };
    const again = { name: 'Orders', columns: [column('id'), column('ID')] };
    expect(await refuse('shop.json', shop(orders, again, orders))).toMatchInlineSnapshot(`
      "exit 1
      error: "shop" has two tables named "orders" and "Orders"                     CATALOG_DUPLICATE_TABLE
        shop.json, table Orders, tables 1 and 2
        dbt compares names without case on this adapter. Leave one out:
          --exclude Orders

      error: "shop" has two tables named "orders"                                  CATALOG_DUPLICATE_TABLE
        shop.json, table orders, tables 1 and 3
        Remove one of them.

      error: table Orders has two columns named "id" and "ID"                     CATALOG_DUPLICATE_COLUMN
        shop.json, table Orders, column ID
        DuckDB compares names without case. Rename one where it comes from.
      "
    `);
  });

  it('have names that nothing can carry: NUL, newlines, half a character, nothing', async () => {
    const names = ['a\0b', 'x\ny', '\u2028', '', ' ', '\ud83d'];
    const tables = names.map((name) => ({ name, columns: [column('id')] }));
    expect(await refuse('shop.json', shop(...tables))).toMatchInlineSnapshot(`
      "exit 1
      error: the name "a\\u0000b" of a table holds a control character                CATALOG_NAME_UNUSABLE
        shop.json, table 1
        Rename it where it comes from.

      error: the name "x\\ny" of a table holds a control character                    CATALOG_NAME_UNUSABLE
        shop.json, table 2
        Rename it where it comes from.

      error: the name of a table is empty                                            CATALOG_NAME_UNUSABLE
        shop.json, table 3
        Rename it where it comes from.

      error: the name of a table is empty                                            CATALOG_NAME_UNUSABLE
        shop.json, table 4
        Rename it where it comes from.

      error: the name of a table is empty                                            CATALOG_NAME_UNUSABLE
        shop.json, table 5
        Rename it where it comes from.

      error: the name "\\ud83d" of a table holds a control character                  CATALOG_NAME_UNUSABLE
        shop.json, table 6
        Rename it where it comes from.
      "
    `);
    expect(await refuse('shop.json', shop({ name: 't', columns: names.map((name) => column(name)) })))
      .toMatchInlineSnapshot(`
      "exit 1
      error: the name "a\\u0000b" of a column holds a control character               CATALOG_NAME_UNUSABLE
        shop.json, table t, column 1
        Rename it where it comes from.

      error: the name "x\\ny" of a column holds a control character                   CATALOG_NAME_UNUSABLE
        shop.json, table t, column 2
        Rename it where it comes from.

      error: the name of a column is empty                                           CATALOG_NAME_UNUSABLE
        shop.json, table t, column 3
        Rename it where it comes from.

      error: the name of a column is empty                                           CATALOG_NAME_UNUSABLE
        shop.json, table t, column 4
        Rename it where it comes from.

      error: the name of a column is empty                                           CATALOG_NAME_UNUSABLE
        shop.json, table t, column 5
        Rename it where it comes from.

      error: the name "\\ud83d" of a column holds a control character                 CATALOG_NAME_UNUSABLE
        shop.json, table t, column 6
        Rename it where it comes from.
      "
    `);
    expect(await refuse('shop.json', { ...shop(tables[0] ?? {}), name: '\u001b[31mred' })).toContain(
      String.raw`the name "\u001b[31mred" of the catalog holds a control character`,
    );
  });

  it('have keys of columns that are not there', async () => {
    const foreign = [
      { columns: ['cust'], ref_table: 'customers', ref_columns: ['id'] },
      { columns: ['id'], ref_table: 'customers', ref_columns: ['key', 'other'] },
    ];
    const orders = { name: 'orders', columns: [column('id')], primary_key: ['idd'], unique_keys: [['x']] };
    const customers = { name: 'customers', columns: [column('key')] };
    expect(await refuse('shop.json', shop({ ...orders, foreign_keys: foreign }, customers))).toMatchInlineSnapshot(`
      "exit 1
      error: the primary key names "idd", which table orders does not have; did you mean "id"?
        CATALOG_KEY_UNKNOWN_COLUMN
        shop.json, table orders, column idd

      error: a unique key names "x", which table orders does not have           CATALOG_KEY_UNKNOWN_COLUMN
        shop.json, table orders, column x

      error: a foreign key names "cust", which table orders does not have       CATALOG_KEY_UNKNOWN_COLUMN
        shop.json, table orders, column cust

      error: a foreign key of orders names "id", which table customers does not have
        CATALOG_KEY_UNKNOWN_COLUMN
        shop.json, table customers, column id

      error: the foreign key (id) of orders points to (key, other) of customers   CATALOG_KEY_COLUMN_COUNT
        shop.json, table orders
        Both sides need as many columns.
      "
    `);
  });
});

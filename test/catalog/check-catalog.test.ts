import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog, Table } from '../../src/catalog/catalog.ts';
import { checkCatalog } from '../../src/catalog/check-catalog.ts';
import { resolveKeys } from '../../src/catalog/resolve-keys.ts';

function shop(...tables: Table[]): Catalog {
  return { name: 'shop', dialect: 'postgres', tables };
}

function table(name: string, columns: readonly string[], rest: Partial<Table> = {}): Table {
  return { name, columns: columns.map((column) => ({ name: column, type: 'integer' })), ...rest };
}

describe('checkCatalog', () => {
  it('finds nothing wrong with names in any script, with quotes, spaces, braces and slashes', () => {
    const names = [
      'заказы',
      '注文',
      'Order Items',
      `it's "x"`,
      '{{ ref }}',
      '{% x %}',
      '../x',
      'emoji 🙂',
      '2024',
      'select',
    ];
    expect(checkCatalog(shop(...names.map((name) => table(name, names))))).toEqual({ problems: [], warnings: [] });
  });

  it('reports every problem together, in the order of the tables', () => {
    const catalog = shop(
      table('orders', ['id', 'ID', 'total'], { primary_key: ['ident'], unique_keys: [['totl']] }),
      table('empty', []),
      table('Orders', ['id']),
      table('bad\nname', ['a\0b', ' ']),
    );
    expect(checkCatalog(catalog).problems).toEqual([
      {
        code: 'CATALOG_DUPLICATE_TABLE',
        message: '"shop" has two tables named "orders" and "Orders"',
        where: { table: 'Orders', at: 'tables 1 and 3' },
        hint: 'dbt compares names without case on this adapter. Leave one out:\n  --exclude Orders',
      },
      {
        code: 'CATALOG_DUPLICATE_COLUMN',
        message: 'table orders has two columns named "id" and "ID"',
        where: { table: 'orders', field: 'ID' },
        hint: 'DuckDB compares names without case. Rename one where it comes from.',
      },
      {
        code: 'CATALOG_KEY_UNKNOWN_COLUMN',
        message: 'the primary key names "ident", which table orders does not have',
        where: { table: 'orders', field: 'ident' },
      },
      {
        code: 'CATALOG_KEY_UNKNOWN_COLUMN',
        message: 'a unique key names "totl", which table orders does not have; did you mean "total"?',
        where: { table: 'orders', field: 'totl' },
      },
      {
        code: 'CATALOG_TABLE_WITHOUT_COLUMNS',
        message: 'table empty has no columns',
        where: { table: 'empty' },
        hint: 'Give its columns, or leave it out: --exclude empty',
      },
      {
        code: 'CATALOG_NAME_UNUSABLE',
        message: String.raw`the name "bad\nname" of a table holds a control character`,
        where: { at: 'table 4' },
        hint: 'Rename it where it comes from.',
      },
      {
        code: 'CATALOG_NAME_UNUSABLE',
        message: String.raw`the name "a\u0000b" of a column holds a control character`,
        where: { table: 'bad\nname', at: 'column 1' },
        hint: 'Rename it where it comes from.',
      },
      {
        code: 'CATALOG_NAME_UNUSABLE',
        message: 'the name of a column is empty',
        where: { table: 'bad\nname', at: 'column 2' },
        hint: 'Rename it where it comes from.',
      },
    ]);
  });

  it('takes one name in two schemas for two tables', () => {
    expect(checkCatalog(shop(table('t', ['a'], { schema: 'x' }), table('t', ['a'], { schema: 'y' }))).problems).toEqual(
      [],
    );
  });

  it('says that a catalog holds no table', () => {
    expect(checkCatalog(shop()).problems[0]?.message).toBe('"shop" holds no table');
  });

  it('checks foreign keys against the parent; one to a table that is not here is only a warning', () => {
    const catalog = shop(
      table('orders', ['id', 'customer_id', 'store'], {
        foreign_keys: [
          { columns: ['customer'], ref_table: 'customers', ref_columns: ['id'] },
          { columns: ['customer_id'], ref_table: 'customers', ref_columns: ['idd'] },
          { columns: ['customer_id', 'store'], ref_table: 'customers', ref_columns: ['id'] },
          { columns: ['store'], ref_table: 'stores', ref_columns: ['id'] },
          { columns: ['customer_id'], ref_table: 'customers', ref_columns: [] },
        ],
      }),
      table('customers', ['id']),
    );
    const check = checkCatalog(catalog);
    expect(check.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'CATALOG_KEY_UNKNOWN_COLUMN: a foreign key names "customer", which table orders does not have',
      'CATALOG_KEY_UNKNOWN_COLUMN: a foreign key of orders names "idd", which table customers does not have; did you mean "id"?',
      'CATALOG_KEY_COLUMN_COUNT: the foreign key (customer_id, store) of orders points to (id) of customers',
    ]);
    expect(check.warnings.map(({ code, message, hint }) => `${code}: ${message}. ${hint}`)).toEqual([
      'CATALOG_KEY_UNKNOWN_TABLE: the foreign key (store) of orders points to stores, which is not here. It is left out.',
      'CATALOG_KEY_COLUMN_COUNT: the foreign key (customer_id) of orders points to customers, which declares no primary key. It is left out. Name the columns in ref_columns.',
    ]);
  });

  it('never fails, whatever the names', () => {
    const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom('a', 'A', 'b', '', '__proto__'));
    const anyTable = fc.record({ name, columns: fc.array(fc.record({ name, type: name }), { maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(anyTable, { maxLength: 5 }), (tables) => {
        const folded = tables.map((one) => one.name.toLowerCase());
        const { problems } = checkCatalog(shop(...tables));
        const duplicates = problems.filter(({ code }) => code === 'CATALOG_DUPLICATE_TABLE');
        expect(duplicates.length).toBe(folded.length - new Set(folded).size);
      }),
    );
  });
});

describe('resolveKeys', () => {
  const catalog = shop(
    table('Customers', ['ID'], { schema: 'crm', primary_key: ['id'], unique_keys: [['ID'], []] }),
    table('orders', ['id', 'customer_id'], {
      schema: 'sales',
      primary_key: [],
      foreign_keys: [
        { columns: ['CUSTOMER_ID'], ref_table: 'customers', ref_columns: [] },
        { columns: ['customer_id'], ref_schema: 'crm', ref_table: 'Customers', ref_columns: ['ID'] },
        { columns: ['customer_id'], ref_table: 'gone', ref_columns: ['id'] },
      ],
    }),
  );

  it('writes names as the tables do, fills in what the parent tells, and leaves out what points nowhere', () => {
    expect(resolveKeys(catalog).tables).toEqual([
      table('Customers', ['ID'], { schema: 'crm', primary_key: ['ID'] }),
      table('orders', ['id', 'customer_id'], {
        schema: 'sales',
        foreign_keys: [{ columns: ['customer_id'], ref_schema: 'crm', ref_table: 'Customers', ref_columns: ['ID'] }],
      }),
    ]);
  });

  it('changes nothing the second time', () => {
    expect(resolveKeys(resolveKeys(catalog))).toEqual(resolveKeys(catalog));
  });
});

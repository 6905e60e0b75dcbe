import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { chooseTables } from '../../src/catalog/choose-tables.ts';
import type { Selection } from '../../src/catalog/reader.ts';
import { matchesGlob, selectTables } from '../../src/catalog/select-tables.ts';
import { CartridgeError } from '../../src/errors.ts';

const columns = [{ name: 'id', type: 'integer' }];
const catalog: Catalog = {
  name: 'shop',
  dialect: 'duckdb',
  tables: ['main.customers', 'main.orders', 'raw.orders', 'raw.tmp_orders'].map((label) => {
    const [schema = '', name = ''] = label.split('.');
    return { schema, name, columns };
  }),
};

function selected(selection: Partial<Selection>): string[] {
  const all = { schemas: [], select: [], exclude: [] };
  return selectTables(catalog, { ...all, ...selection }).catalog.tables.map((table) => `${table.schema}.${table.name}`);
}

function refusal(selection: Partial<Selection>): readonly { message: string; hint?: string }[] {
  try {
    selected(selection);
  } catch (error) {
    if (error instanceof CartridgeError) return error.problems;
  }
  throw new Error('it should have failed');
}

describe('selectTables', () => {
  it('takes globs over the table and over schema.table', () => {
    expect(selected({})).toHaveLength(4);
    expect(selected({ select: ['orders'] })).toEqual(['main.orders', 'raw.orders']);
    expect(selected({ select: ['raw.*'], exclude: ['tmp_*'] })).toEqual(['raw.orders']);
    expect(selected({ schemas: ['raw'], select: ['?rders'] })).toEqual(['raw.orders']);
  });

  it('names the nearest table where nothing is left', () => {
    expect(refusal({ select: ['ordrs'] })[0]).toEqual({
      code: 'CATALOG_EMPTY',
      message: 'no table matches --select ordrs; did you mean orders?',
      hint: 'A glob is compared with the table and with schema.table; * stands for any characters, ? for one.',
    });
    expect(refusal({ schemas: ['row'] })[0]).toEqual({
      code: 'CATALOG_EMPTY',
      message: 'no table is in schema row; did you mean raw?',
      hint: 'Its schemas: main, raw.',
    });
    expect(refusal({ exclude: ['*'] })[0]?.message).toBe('no table is left after --schema, --select and --exclude');
  });

  it('warns of a glob that matches nothing while others do', () => {
    const { warnings } = selectTables(catalog, { schemas: [], select: ['orders', 'costumers'], exclude: ['xyz*'] });
    expect(warnings.map(({ message }) => message)).toEqual([
      'no table matches --select costumers; did you mean customers?',
      'no table matches --exclude xyz*',
    ]);
  });
});

describe('matchesGlob', () => {
  it.each([
    ['*', 'anything', true],
    ['or*s', 'orders', true],
    ['or*s', 'order', false],
    ['*_*_*', 'a_b_c', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['[x]', '[x]', true],
    ['', '', true],
    ['Orders', 'orders', false],
  ])('%s against %s: %s', (glob, text, matches) => {
    expect(matchesGlob(glob, text)).toBe(matches);
  });

  it('is quick on a hostile glob', () => {
    expect(matchesGlob(`${'*a'.repeat(50)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});

describe('chooseTables', () => {
  it('drops keys to tables that were left out without a warning, and does not check those', () => {
    const withKeys: Catalog = {
      name: 'shop',
      dialect: 'postgres',
      tables: [
        {
          name: 'orders',
          columns: [...columns, { name: 'customer_id', type: 'integer' }],
          foreign_keys: [{ columns: ['customer_id'], ref_table: 'customers', ref_columns: ['id'] }],
        },
        { name: 'customers', columns },
        { name: 'broken', columns: [] },
      ],
    };
    const chosen = chooseTables(withKeys, { schemas: [], select: ['orders'], exclude: [] }, 'shop.json');
    expect(chosen.catalog.tables.map((table) => [table.name, table.foreign_keys])).toEqual([['orders', undefined]]);
    expect(chosen.warnings).toEqual([]);
  });
});

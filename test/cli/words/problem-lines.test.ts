import { expect, it } from 'vitest';
import { PLAIN } from '../../../src/cli/colour.ts';
import { problemLines } from '../../../src/cli/words/problem-lines.ts';
import type { Problem } from '../../../src/errors.ts';

const LOOK = { width: 100, colour: PLAIN };

const duplicate: Problem = {
  code: 'CATALOG_DUPLICATE_TABLE',
  message: 'source "shop" has two tables named "orders" and "Orders"',
  where: { file: 'catalog.json', at: 'tables 3 and 7' },
  hint: 'dbt compares names without case on this adapter. Give one an alias in cartridge.yml:\n  sources: { shop: { tables: { Orders: { name: orders_legacy } } } }',
};

it('says what, where, and what to do', () => {
  expect(problemLines([duplicate], LOOK)).toEqual([
    'error: source "shop" has two tables named "orders" and "Orders"              CATALOG_DUPLICATE_TABLE',
    '  catalog.json, tables 3 and 7',
    '  dbt compares names without case on this adapter. Give one an alias in cartridge.yml:',
    '    sources: { shop: { tables: { Orders: { name: orders_legacy } } } }',
  ]);
});

it('wraps at 60 columns, but for what is to be copied', () => {
  expect(problemLines([duplicate], { ...LOOK, width: 60 })).toEqual([
    'error: source "shop" has two tables named "orders" and',
    '  "Orders"                           CATALOG_DUPLICATE_TABLE',
    '  catalog.json, tables 3 and 7',
    '  dbt compares names without case on this adapter. Give one',
    '  an alias in cartridge.yml:',
    '    sources: { shop: { tables: { Orders: { name: orders_legacy } } } }',
  ]);
});

it('points to a line and a column of a file, and to a column of a table', () => {
  const where = { file: 'cartridge.yml', line: 4, column: 7, table: 'orders', field: 'id' };
  expect(problemLines([{ code: 'CONFIG_INVALID', message: 'unknown key "adpter"', where }], LOOK)).toEqual([
    'error: unknown key "adpter"                                                           CONFIG_INVALID',
    '  cartridge.yml:4:7, table orders, column id',
  ]);
});

it('shows the first five whole and counts the rest by code', () => {
  const problems = Array.from({ length: 9 }, (_, index): Problem => {
    const code = index < 7 ? 'CATALOG_DUPLICATE_COLUMN' : 'CATALOG_NAME_UNUSABLE';
    return { code, message: `problem ${index + 1}` };
  });
  const lines = problemLines(problems, LOOK);
  expect(lines.filter((line) => line.startsWith('error: '))).toHaveLength(5);
  expect(lines.at(-1)).toBe('and 4 more problems: 2 CATALOG_DUPLICATE_COLUMN, 2 CATALOG_NAME_UNUSABLE');
  expect(problemLines(problems.slice(0, 6), LOOK).filter((line) => line.startsWith('error: '))).toHaveLength(6);
});

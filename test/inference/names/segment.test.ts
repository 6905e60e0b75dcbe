import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { segment } from '../../../src/inference/names/segment.ts';
import { wordReader } from '../../../src/inference/names/word-reader.ts';

const NONE = (): boolean => false;

it.each([
  ['salesorderheader', 'sales order header'],
  ['startdate', 'start date'],
  ['billtoaddressid', 'bill to address id'],
  ['customers', 'customers'],
  ['partsupp', 'partsupp'],
  ['valid', 'valid'],
])('takes %s apart: %s', (word, parts) => {
  expect(segment(word, NONE).join(' ')).toBe(parts);
});

it('knows the words that a schema is made of', () => {
  expect(segment('sprocketorder', NONE)).toEqual(['sprocketorder']);
  expect(segment('sprocketorder', (part) => part === 'sprocket')).toEqual(['sprocket', 'order']);
});

it('loses no letter of any word', () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (word) => segment(word, NONE).join('') === word));
});

it('takes names apart only in a schema that writes them together', () => {
  const tables = (names: string[]) => ({
    name: 'c',
    dialect: 'postgres',
    tables: names.map((name) => ({ name, columns: [] })),
  });
  const folded = wordReader(tables(['salesorderheader', 'salesorderdetail', 'purchaseorder', 'customer']));
  expect(folded('customerid')).toEqual(['customer', 'id']);
  const separated = wordReader(tables(['sales_order', 'order_line', 'customer', 'purchaseorder']));
  expect(separated('customerid')).toEqual(['customerid']);
});

import { expect, it } from 'vitest';
import { SHOP, catalogOf } from '../inference/made-up.ts';
import { EDGE_FEATURES } from './edge-features.ts';
import { learn, partsOf, scoreHeldOut } from './held-out.ts';
import { choicesOf, readSchema } from './schemas.ts';

const LIBRARY = catalogOf({
  readers: { columns: ['id', 'age'], key: ['id'] },
  books: { columns: ['id', 'pages'], key: ['id'] },
  loans: {
    columns: ['id', 'reader_id', 'book_id', 'parent_id'],
    key: ['id'],
    to: { reader_id: 'readers.id', book_id: 'books.id' },
  },
});

it('reads what a schema teaches: what is declared is right, what is left out counts less', () => {
  const { columns } = readSchema('library', LIBRARY);
  const said = columns.map(({ options: [first], right, said: how }) => [
    first?.columns.map(({ column }) => column.name).join(),
    right,
    how,
  ]);
  expect(said).toEqual([
    ['reader_id', 0, 'of_column'],
    ['book_id', 0, 'of_column'],
    ['parent_id', null, 'of_table'],
  ]);
  const weights = choicesOf(readSchema('library', LIBRARY), 0.5).map(({ weight }) => weight);
  expect(weights[2]).toBe((weights[0] ?? 0) / 2);
});

it('knows each candidate by numbers, one for each feature, all bounded', () => {
  const { columns } = readSchema('library', LIBRARY);
  for (const features of columns.flatMap((each) => each.features)) {
    expect(features).toHaveLength(EDGE_FEATURES.length);
    expect(features.every((value) => Math.abs(value) <= 8)).toBe(true);
  }
  const selfWord = columns[2]?.features[0]?.[EDGE_FEATURES.indexOf('rule_self_word')];
  expect(selfWord).toBe(1);
});

it('holds schemas that are alike out together', () => {
  const [shop, library, again] = partsOf([
    readSchema('shop', SHOP),
    readSchema('library', LIBRARY),
    readSchema('shop_2', SHOP),
  ]);
  expect(again).toBe(shop);
  expect(library).not.toBe(shop);
});

it('scores with what was learned elsewhere', () => {
  const schemas = [readSchema('shop', SHOP), readSchema('library', LIBRARY)];
  const learning = { features: [0], undeclared: 0.3, penalty: 1 };
  expect(learn(schemas, learning).weights).toHaveLength(1);
  expect(scoreHeldOut(schemas, learning).map(({ edges }) => edges.declared)).toEqual([2, 2]);
});

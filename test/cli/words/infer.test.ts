import { expect, it } from 'vitest';
import { PLAIN } from '../../../src/cli/colour.ts';
import { inferTable } from '../../../src/cli/words/infer-table.ts';
import { inferWhy } from '../../../src/cli/words/infer-why.ts';
import { displayWidth } from '../../../src/cli/words/layout.ts';
import { mermaidDiagram } from '../../../src/cli/words/mermaid.ts';
import { shopBeliefs } from '../../helpers/shop-beliefs.ts';

const LOOK = { width: 100, colour: PLAIN };

it('prints a table a line and marks what was guessed', () => {
  expect(inferTable(shopBeliefs(), LOOK)).toEqual([
    'customers          dimension      id',
    'order items        fact           order_id + line (inferred .97)  -> orders (order_id, likely .80)',
    'orders             fact           id                              -> customers (customer_id,',
    '                                                                     declared), stores (store_code,',
    '                                                                     sure .97)',
    'schema_migrations  technical      no key',
    'stores             dimension .62  store_code (inferred .99)       -> stores (parent, doubtful .40)',
  ]);
});

it('puts relationships beneath at 60 columns', () => {
  const lines = inferTable(shopBeliefs(), { ...LOOK, width: 60 });
  expect(lines.slice(3, 5)).toEqual([
    'orders             fact           id',
    '    -> customers (customer_id, declared), stores',
  ]);
  expect(lines.filter((line) => displayWidth(line) > 66)).toEqual([]);
});

it('argues one column', () => {
  expect(inferWhy(shopBeliefs(), 'orders.store_code', LOOK)).toEqual([
    'orders.store_code',
    '  kind: identifier',
    '  points to stores (store_code): sure .97, many rows to one',
    '      for: same name and type',
    '      for: 100% of 12 values are found',
    '      against: not declared',
  ]);
  expect(inferWhy(shopBeliefs(), 'ORDERS.ID', LOOK)).toEqual([
    'orders.id',
    '  kind: identifier',
    '  the key: declared',
    '  is pointed to by order items (order_id, likely .80)',
  ]);
});

it('names the nearest column of one that is not there', () => {
  expect(() => inferWhy(shopBeliefs(), 'orders.store_cod', LOOK)).toThrow(
    expect.objectContaining({
      problems: [
        {
          code: 'USAGE',
          message: 'there is no column "orders.store_cod"',
          hint: 'Did you mean orders.store_code?',
        },
      ],
    }),
  );
});

it('draws declared relationships solid and inferred ones broken, and no doubtful ones', () => {
  expect(mermaidDiagram(shopBeliefs())).toMatchSnapshot();
});

it('draws names that Mermaid could misread', () => {
  const beliefs = shopBeliefs();
  const [table] = beliefs.tables;
  const hostile = { ...beliefs, relationships: [], tables: [{ ...table!, name: 'a "b"\n{c' }] };
  expect(mermaidDiagram(hostile)).toEqual([
    'erDiagram',
    '  table_1["a #quot;b#quot; {c (dimension)"] {',
    '    identifier id PK',
    '  }',
  ]);
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYamlStyle } from '../../../src/context/conventions/yaml-style-facts.ts';

const TODAY = `# of the shop
models:
  - name: stg_shop__orders
    description: One row per order
    config:
      tags: [shop, 'daily']
      meta: {owner: ops, pii: false}
    columns:
      - name: order_id
        description: "{{ doc('order_id') }}"
        data_type: integer
        data_tests:
          - unique
          - relationships:
              arguments:
                to: ref('stg_shop__customers')
                field: customer_id

  - name: stg_shop__customers
    columns:
      - name: customer_id
        data_type: integer
`;

const YESTERDAY = `version: 2
sources:
- name: shop
  description: >
    Orders:
    - name: no item

    version: 2
  tables:
  - name: orders
    description: ''
    tags:
    - nightly
    columns:
    - name: id
      description: "ends
        - name: in the next line"
      tests:
      - unique
      - accepted_values:
          values: [1, 2]
          severity: warn
      - relationships: {to: ref('x'), field: id}
  - name: customers
    meta:
      owner: ops
`;

describe('readYamlStyle', () => {
  it('reads a file of the newest form', () => {
    expect(readYamlStyle(TODAY)).toEqual({
      version: false,
      indent: 2,
      lists: 'indented',
      blank_lines: 1,
      data_type: true,
      tests_key: 'data_tests',
      test_arguments: 'nested',
      docs: { inline: 1, doc_blocks: 1, none: 2 },
      tags: { shop: 1, daily: 1 },
      meta_keys: { owner: 1, pii: 1 },
    });
  });

  it('reads a file of the old form, past block scalars and quoted texts', () => {
    expect(readYamlStyle(YESTERDAY)).toEqual({
      version: true,
      indent: 2,
      lists: 'flush',
      blank_lines: 0,
      data_type: null,
      tests_key: 'tests',
      test_arguments: 'inline',
      docs: { inline: 1, doc_blocks: 0, none: 2 },
      tags: { nightly: 1 },
      meta_keys: { owner: 1 },
    });
  });

  it.each([
    [
      'four columns a level',
      'models:\n    - name: a\n      columns:\n          - name: b\n',
      { indent: 4, lists: 'indented' },
    ],
    [
      'the first table of a further source',
      'sources:\n  - name: a\n    tables:\n      - name: x\n      - name: y\n\n  - name: b\n    tables:\n      - name: z\n',
      { blank_lines: 0 },
    ],
    [
      'types of sources, which are no models',
      'sources:\n  - name: a\n    tables:\n      - name: b\n        columns:\n          - name: c\n            data_type: text\n',
      { data_type: null },
    ],
    ['broken YAML', 'models:\n  - name: a\n   columns: [\n  - name: "b\n', { lists: 'indented' }],
    [
      'a BOM and CRLF',
      '\uFEFFversion: 2\r\n\r\nmodels:\r\n  - name: a\r\n\r\n  - name: b\r\n',
      { version: true, blank_lines: 1 },
    ],
    ['nothing', '', { version: false, indent: null, lists: null, blank_lines: null, data_type: null }],
  ])('reads %s', (_, yaml, facts) => {
    expect(readYamlStyle(yaml)).toMatchObject(facts);
  });

  it.each(['a ', ' ', '- ', '"', "'", 'a: |\n', '{a: ', '\n', 'meta: {', 'tags: '])(
    'comes to an end with %j a hundred thousand times',
    (piece) => {
      expect(readYamlStyle(piece.repeat(100_000))).toMatchObject({ version: false });
    },
  );

  it('never throws, and is plain data', () => {
    const piece = fc.constantFrom(
      '- ',
      ': ',
      '\n',
      '  ',
      'models',
      'tests',
      'name',
      'columns',
      '"',
      "'",
      '|',
      '#',
      '{',
      '[',
      '\t',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(piece, fc.string())).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (yaml) => {
        const facts = readYamlStyle(yaml);
        expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
      }),
    );
  });
});

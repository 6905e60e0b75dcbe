import * as fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { expect, it } from 'vitest';
import { yamlParagraph, yamlScalar } from '../../src/yaml/scalar.ts';

/** As PyYAML reads it, and so dbt 1. */
function read(yaml: string): unknown {
  return load(yaml, { schema: YAML11_SCHEMA });
}

it.each([
  ['orders', 'orders'],
  ['One row per order.', 'One row per order.'],
  ["ref('stg_shop__orders')", "ref('stg_shop__orders')"],
  ['no', '"no"'],
  ['Null', '"Null"'],
  ['y', '"y"'],
  ['', '""'],
  ['12:30', '"12:30"'],
  ['2024', '"2024"'],
  ['a: b', '"a: b"'],
  ['a #b', '"a #b"'],
  ['trailing ', '"trailing "'],
  ['say "hi" \\ there', '"say \\"hi\\" \\\\ there"'],
  ['two\nlines\tand\0nul', '"two\\nlines\\x09and\\x00nul"'],
  ['naïve 顧客', '"naïve 顧客"'],
  ['\u2028\ufeff\ud800', '"\\u2028\\uFEFF\\uD800"'],
])('writes %j as %s', (text, yaml) => {
  expect(yamlScalar(text)).toBe(yaml);
});

it('writes any text so that YAML 1.1 gives it back, as a value, an item and a key', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.constantFrom('on', 'OFF', '~', '=', '<<', '1_000', '0x1F', '.inf'),
      ),
      (text) => {
        const scalar = yamlScalar(text);
        expect(read(`a:\n  - b: ${scalar}\n  - ${scalar}\n`)).toEqual({ a: [{ b: text }, text] });
      },
    ),
    { numRuns: 500 },
  );
});

it('folds long prose at 100 characters', () => {
  const text =
    'Every order that a customer placed in the shop, also those that were cancelled before they were paid or sent.';
  expect(`    description: ${yamlParagraph(text, 6)}`).toBe(
    [
      '    description: >-',
      '      Every order that a customer placed in the shop, also those that were cancelled before they',
      '      were paid or sent.',
    ].join('\n'),
  );
});

it('writes any prose so that YAML 1.1 gives its words back', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('#', '-', ':', '>', '{{', '"', "'", '---'),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), fc.constantFrom(6, 10, 14), (words, indent) => {
      const text = words.join(' ');
      const yaml = `${' '.repeat(indent - 2)}a: ${yamlParagraph(text, indent)}\n${' '.repeat(indent - 2)}b: 1\n`;
      expect(read(yaml)).toEqual({
        a: text
          .split(/\s+/)
          .filter((each) => each !== '')
          .join(' '),
        b: 1,
      });
    }),
    { numRuns: 500 },
  );
});

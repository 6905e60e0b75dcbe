import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSwitch, variablesOf } from '../../src/context/variables.ts';

const VARIABLES = { on: true, off: false, text: 'false', jinja: '{{ true }}', list: [1], nothing: null };
const read = (written: unknown) => readSwitch(written, VARIABLES);

it('takes values below the name of the project before those for all', () => {
  expect(
    variablesOf('shop', [
      { a: 1, b: 1, c: 1, shop: { a: 2 } },
      { b: 3, other: { c: 4 } },
    ]),
  ).toMatchObject({
    a: 2,
    b: 3,
    c: 1,
  });
});

it('reads switches as dbt would render them', () => {
  expect([true, false, '{{ true }}', '{{False}}'].map(read)).toEqual([true, false, true, false]);
  expect(
    ["{{ var('on') }}", '{{ var("off", true) }}', "{{ var('text') | as_bool }}", "{{ var('jinja') }}"].map(read),
  ).toEqual([true, false, false, true]);
  expect(["{{ var('x', false) | as_bool }}", "{{ var('x', var('y', var('on'))) }}"].map(read)).toEqual([false, true]);
});

it('combines them', () => {
  const value = (expression: string) => read(`{{ ${expression} }}`);
  expect(value("var('on') and var('off')")).toBe(false);
  expect(value("(var('on') | as_bool) and (var('x', True))")).toBe(true);
  expect(value("(var('off') or var('on')) and var('a or b', true)")).toBeNull();
  expect(value("var('off') or var('on')")).toBe(true);
  expect(value("var('unknown') and var('off')")).toBe(false);
  expect(value("var('unknown') or var('off')")).toBeNull();
});

it('leaves what only dbt can know', () => {
  const texts = [
    "{{ var('x') }}",
    "{{ target.name == 'prod' }}",
    "{{ env_var('X', 'true') }}",
    "{{ var('list') }}",
    'true',
    1,
    null,
  ];
  expect(texts.map(read)).toEqual(texts.map(() => null));
});

it('never throws', () => {
  const piece = fc.constantFrom('(', ')', "'", '"', 'and', 'or', ' ', "var('on')", '|', 'as_bool', ',', 'true');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      expect([true, false, null]).toContain(read(`{{ ${pieces.join('')} }}`));
    }),
  );
});

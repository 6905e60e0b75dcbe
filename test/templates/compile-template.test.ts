import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileTemplate } from '../../src/templates/compile-template.ts';
import { handlebarsTemplate } from '../../src/templates/handlebars-template.ts';
import { parseTemplate } from '../../src/templates/parse-template.ts';
import { DUCKDB } from '../../src/sql/dialects/dialects.ts';
import { templateFunctions } from '../../src/templates/template-functions.ts';

const ALL = templateFunctions(DUCKDB);
const FUNCTIONS = new Map(Object.entries(ALL));
const SHIPPED = join(import.meta.dirname, '../../templates');

function compile(text: string): ((data: object) => string) | null {
  const parts = parseTemplate(text, new Set(FUNCTIONS.keys()));
  return parts && compileTemplate(parts, FUNCTIONS);
}

function render(text: string, data: object): string | undefined {
  return compile(text)?.(data);
}

it('writes fields, helpers, lists and conditions', () => {
  const text = [
    '{{!-- name; columns[]{name, note} --}}',
    'select {{#each columns}}{{ident name}}{{#unless @last}}, {{/unless}}{{/each}}',
    '{{#if note}}',
    '-- {{note}}',
    '{{else}}',
    '-- nothing to say',
    '{{/if}}',
    'from {{ref table.name}}{{config severity=table.severity}}',
  ].join('\n');
  const table = { name: 'orders', severity: 'warn' };
  expect(render(text, { columns: [{ name: 'id' }, { name: 'Order' }], note: null, table })).toBe(
    ['select id, "Order"', '-- nothing to say', "from {{ ref('orders') }}{{ config(severity='warn') }}"].join('\n'),
  );
});

it('refuses a value that it is not given, as Handlebars does in strict mode', () => {
  expect(() => render('{{#if colour}}x{{/if}}', {})).toThrow('"colour" not defined');
  expect(() => render('{{#each list}}{{colour}}{{/each}}', { list: [{}] })).toThrow('"colour" not defined');
});

it.each([
  '{{> part}}',
  '{{#with a}}{{b}}{{/with}}',
  '{{../name}}',
  '{{~name}}',
  '{{name "text"}}',
  '{{#if a}}',
  '{{/if}}',
])('leaves %s to Handlebars', (text) => {
  expect(compile(text)).toBeNull();
});

it('knows all that the shipped templates use', () => {
  const texts = readdirSync(SHIPPED, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.hbs'));
  const unknown = texts.filter((path) => compile(readFileSync(join(SHIPPED, path), 'utf8')) === null);
  expect(texts.length).toBeGreaterThan(8);
  expect(unknown).toEqual([]);
});

// Handlebars adds up two numbers that stand side by side, so only texts are written.
const text = fc.string({ maxLength: 4 });
const value = fc.oneof(text, fc.constant(null), fc.boolean(), fc.nat(9));
const scope = (rows: fc.Arbitrary<object[]>): fc.Arbitrary<object> =>
  fc.record({
    name: text,
    note: fc.option(text),
    size: value,
    list: fc.array(text, { maxLength: 3 }),
    rows,
  });
const data = scope(fc.array(scope(fc.array(scope(fc.constant([])), { maxLength: 2 })), { maxLength: 3 }));
const white = fc.constantFrom('', '', '\n', ' ', '  \n', '\n  ', 'x', 'x\n', '\n\n');
const { template } = fc.letrec<{ template: string; part: string }>((tie) => ({
  template: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    white,
    fc.constantFrom('{{name}}', '{{note}}'),
    fc.constantFrom('{{yaml name}}', '{{paragraph name 4}}', '{{config a=name}}', '{{!-- said --}}', '{{! said }}'),
    fc
      .tuple(
        fc.constantFrom('note', 'size', 'list', 'rows', '@first', '@last'),
        white,
        tie('template'),
        white,
        white,
        tie('template'),
      )
      .map(([of, a, body, b, c, rest]) => `{{#if ${of}}}${a}${body}${b}{{else}}${c}${rest}{{/if}}`),
    fc
      .tuple(fc.constantFrom('note', '@last'), white, tie('template'), white)
      .map(([of, a, body, b]) => `{{#unless ${of}}}${a}${body}${b}{{/unless}}`),
    fc.tuple(white, tie('template'), white).map(([a, body, b]) => `{{#each rows}}${a}${body}${b}{{/each}}`),
    fc.tuple(white, white).map(([a, b]) => `{{#each list}}${a}{{this}}${b}{{/each}}`),
  ),
}));

it('writes what Handlebars writes', () => {
  fc.assert(
    fc.property(template, data, (text, given) => {
      expect(render(text, given)).toBe(handlebarsTemplate(text, ALL)(given));
    }),
    { numRuns: 300 },
  );
});

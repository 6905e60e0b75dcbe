import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeJinja } from '../../src/yaml/jinja.ts';

it.each([
  ['plain { text } }}', 'plain { text } }}'],
  ['{{ x }}', "{{ '{' }}{ x }}"],
  ['{% raw %}', "{{ '{' }}% raw %}"],
  ['{# never closed', "{{ '{' }}# never closed"],
  ['{{{', "{{ '{' }}{{ '{' }}{"],
  ['a\rb', "a{{ '\\r' }}b"],
])('escapes %j as %j', (text, escaped) => {
  expect(escapeJinja(text)).toBe(escaped);
});

it('leaves no opener but its own, so that Jinja prints the text itself', () => {
  const text = fc.string({ unit: fc.constantFrom('{', '}', '%', '#', "'", 'a', ' ', '\r', '\n') });
  fc.assert(
    fc.property(text, (each) => {
      expect(render(escapeJinja(each))).toBe(each);
    }),
  );
});

/** Jinja as far as the escape uses it: it prints string literals and refuses any other tag. */
function render(template: string): string {
  const tag = /\{\{ '(\{|\\r)' \}\}|(\{[{%#])/g;
  return template.replace(tag, (_, literal: string | undefined, other: string | undefined) => {
    if (other !== undefined) throw new Error(`Jinja would read ${other}`);
    return literal === '\\r' ? '\r' : (literal ?? '');
  });
}

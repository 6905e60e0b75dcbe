import { describe, expect, it } from 'vitest';
import { mergeYaml } from '../../../src/planner/merge/merge-yaml.ts';

const PEOPLES = `version: 2

sources:
  - name: shop   # the old one
    schema: raw
    tables:
      - name: orders
        columns:
          - name: ID
            tests: [unique]   # the key
          - name: status
`;

function merged(base: string | null, rendered: string, current: string): string {
  const result = mergeYaml({ base, rendered, current });
  if ('text' in result) return result.text;
  return result.conflicts.map(({ line, reason, snippet }) => `${line}: ${reason}\n${snippet}`).join('');
}

describe('splices our nodes into a file that people wrote', () => {
  it('a table behind the others, a column behind its neighbour, nothing twice', () => {
    const ours = `sources:
  - name: shop
    tables:
      - name: orders
        columns:
          - name: id
            data_tests:
              - unique
          - name: total
            description: what was paid
      - name: refunds
        description: money back
`;
    const text = merged(null, ours, PEOPLES);
    const column = '          - name: total\n            description: what was paid\n';
    const table = '      - name: refunds\n        description: money back\n';
    const status = '          - name: status\n';
    expect(text).toBe(PEOPLES.replace(status, column + status) + table);
    expect(merged(ours, ours, text)).toBe(text);
  });

  it('a test below the key that the node has, never below both', () => {
    const ours =
      'sources:\n  - name: shop\n    tables:\n      - name: orders\n        columns:\n          - name: id\n            data_tests: [unique, not_null]\n';
    expect(merged(null, ours, PEOPLES)).toBe(PEOPLES.replace('[unique]', '[unique, not_null]'));
  });

  it('a list that the file lacks, behind an empty line where its own stand so', () => {
    const ours = 'version: 2\nmodels:\n  - name: stg_orders\n';
    expect(merged(null, ours, PEOPLES)).toBe(`${PEOPLES}\nmodels:\n  - name: stg_orders\n`);
    expect(merged(null, ours, '# models to come\n')).toBe(`# models to come\n${ours}`);
  });

  it('behind an empty line where one item does not tell and the style says so, but no column', () => {
    const theirs = 'models:\n  - name: a\n    columns:\n      - name: id\n';
    const ours = 'models:\n  - name: a\n    columns:\n      - name: x\n  - name: b\n';
    expect(mergeYaml({ base: null, rendered: ours, current: theirs }, { isSpaced: true })).toEqual({
      text: `${theirs}      - name: x\n\n  - name: b\n`,
    });
  });

  it('a table among sorted ones, in its place', () => {
    const tables = (...names: string[]): string =>
      `sources:\n  - name: s\n    tables:\n${names.map((name) => `      - name: ${name}\n`).join('')}`;
    expect(merged(null, tables('c', 'a', 'Z'), tables('B', 'd', 'f', 'h'))).toBe(
      tables('a', 'B', 'c', 'd', 'f', 'h', 'Z'),
    );
    expect(merged(null, tables('c', 'a'), tables('h', 'd', 'f', 'b'))).toBe(tables('h', 'd', 'f', 'b', 'c', 'a'));
  });

  it('but not where another relation bears the name', () => {
    expect(merged(null, 'sources:\n  - name: shop\n    schema: other\n    tables: [{name: x}]\n', PEOPLES)).toBe(
      '5: sources > shop > schema: schema is another\n# at sources > shop > schema\nschema: other\n',
    );
  });
});

const BASE = `models:
  - name: stg_orders
    description: one row an order
    columns:
      - name: id
        description: the key
        data_tests:
          - unique
          - accepted_values:
              arguments:
                values: [a, b]
      - name: note
        description: free text
`;

describe('changes what we wrote, where nobody else did', () => {
  it('keeps words of people, adds what is new behind its neighbour, follows changed values', () => {
    const current = BASE.replace('one row an order', 'Orders. Ask Ann.').replace(
      '  - name: note',
      '  - name: mine\n      - name: note',
    );
    const rendered = BASE.replace('one row an order', 'one row for each order')
      .replace('[a, b]', '[a, b, c]')
      .replace('      - name: note', '      - name: status\n        description: where it is\n      - name: note');
    expect(merged(BASE, rendered, current)).toBe(
      current
        .replace('[a, b]', '[a, b, c]')
        .replace('      - name: mine', '      - name: status\n        description: where it is\n      - name: mine'),
    );
  });

  it('never brings back what a person deleted', () => {
    const current = BASE.replace('          - unique\n', '').replace(/ {6}- name: note\n.*\n/, '');
    expect(merged(BASE, BASE.replace('free text', 'any text').replace('the key', 'its key'), current)).toBe(
      current.replace('the key', 'its key'),
    );
  });

  it('takes away what is generated no longer, with a list that it leaves empty', () => {
    const rendered = BASE.replace(/ {6}- name: note\n.*\n/, '').replace(/ {8}data_tests:\n(?: {10}.*\n)*/, '');
    const current = BASE.replace('- name: id', '- name: id  # !');
    expect(merged(BASE, rendered, current)).toBe(rendered.replace('- name: id', '- name: id  # !'));
  });

  it('finds a test in its older form, and below the older key', () => {
    const current = BASE.replace('data_tests', 'tests').replace(/ {14}arguments:\n {16}/, '              ');
    const rendered = BASE.replace('          - unique\n', '          - unique\n          - not_null\n');
    expect(merged(BASE, rendered, current)).toBe(
      current.replace('          - unique\n', '          - unique\n          - not_null\n'),
    );
  });
});

describe('is a conflict, with its line and what to write by hand', () => {
  it('where a person changed what we would change, or edited what would go: all at once', () => {
    const rendered = BASE.replace('[a, b]', '[a, b, c]').replace(/ {6}- name: note\n.*\n/, '');
    const current = BASE.replace('[a, b]', '[a]').replace('free text', 'what Ann said');
    expect(merged(BASE, rendered, current)).toMatchInlineSnapshot(`
      "9: models > stg_orders > columns > id > data_tests > item 2: the test was edited, and would change
      # at models > stg_orders > columns > id > data_tests > item 2
      - accepted_values:
          arguments:
            values:
              - a
              - b
              - c
      12: models > stg_orders > columns > note: it was edited, and would go
      # at models > stg_orders > columns > note
      # nothing
      "
    `);
  });

  it('where an alias shares the place with another', () => {
    const current =
      'x: &columns\n  - name: id\nmodels:\n  - name: a\n    columns: *columns\n  - name: b\n    columns: *columns\n';
    expect(merged(null, 'models:\n  - name: a\n    columns:\n      - name: total\n', current)).toMatchInlineSnapshot(`
      "5: the place is shared with others by an anchor or an alias
      # at models > a > columns
      - name: total
      "
    `);
  });

  it('where the file is no YAML', () => {
    expect(merged(null, 'models: []\n', '{% if x %}\nmodels: []\n')).toContain('is not YAML');
  });
});

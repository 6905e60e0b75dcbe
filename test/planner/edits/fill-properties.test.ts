import { expect, it } from 'vitest';
import { fillProperties } from '../../../src/planner/edits/fill-properties.ts';

const content = `models:
  - name: a
    description: As of the rules.
    columns:
      - name: id
        description: Key.
        data_tests:
          - unique
          - not_null
      - name: total
        description: Total.
`;

it('fills what is empty, adds what is missing, and keeps what anybody said', () => {
  const current = `version: 2
models:
- name: a   # ours
  description: ""
  columns:
  - name: ID
    description: "The key, as the ERP has it"
    tests: [not_null]
  - {name: note, description: ''}
`;
  expect(fillProperties(current, [content], {})).toEqual({
    changed: [true],
    text: `version: 2
models:
- name: a   # ours
  description: "As of the rules."
  columns:
  - name: ID
    description: "The key, as the ERP has it"
    tests: [not_null, unique]
  - name: total
    description: Total.
  - {name: note, description: ''}
`,
  });
});

it.each([
  ['description:', 'description: Words.'],
  ['description: ~', 'description: Words.'],
  ["description: ''", "description: 'Words.'"],
  ['description: "  "', 'description: "Words."'],
])('fills %s, in its quotes', (empty, full) => {
  const filled = fillProperties(
    `models:\n  - name: a\n    ${empty}\n`,
    ['models: [{name: a, description: Words.}]'],
    {},
  );
  expect(filled).toEqual({ text: `models:\n  - name: a\n    ${full}\n`, changed: [true] });
});

it('does so once, and says which document changed anything', () => {
  const docs = 'models: [{name: a, columns: [{name: ID, description: Key.}, {name: new, description: New.}]}]';
  const tests = 'models: [{name: a, columns: [{name: new, data_tests: [unique]}]}, {name: b, description: B.}]';
  const once = fillProperties('models:\n  - name: a\n    columns:\n      - name: id\n', [docs, tests], {});
  expect(once).toEqual({
    changed: [true, true],
    text: `models:
  - name: a
    columns:
      - name: id
        description: Key.
      - name: new
        description: New.
        data_tests:
          - unique
  - name: b
    description: B.
`,
  });
  if ('conflicts' in once) return;
  expect(fillProperties(once.text, [docs, tests], {})).toEqual({ text: once.text, changed: [false, false] });
  const onlyTests = once.text.replace('        data_tests:\n          - unique\n', '');
  expect(fillProperties(onlyTests, [docs, tests], {})).toEqual({ text: once.text, changed: [false, true] });
});

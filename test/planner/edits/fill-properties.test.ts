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
  expect(fillProperties(current, content, {})).toEqual({
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
  const filled = fillProperties(`models:\n  - name: a\n    ${empty}\n`, 'models: [{name: a, description: Words.}]', {});
  expect(filled).toEqual({ text: `models:\n  - name: a\n    ${full}\n` });
});

it('does so once', () => {
  const once = fillProperties('models:\n  - name: a\n', content, {});
  expect(once).toHaveProperty('text');
  if ('text' in once) expect(fillProperties(once.text, content, {})).toEqual(once);
});

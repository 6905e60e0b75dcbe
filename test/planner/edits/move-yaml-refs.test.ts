import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { moveYamlRefs } from '../../../src/planner/edits/move-yaml-refs.ts';

const move = { from: 'stg_old', to: 'stg_new', project: 'shop' };

it('moves tests, exposures, semantic models, snapshots and inputs of unit tests, and no other byte', () => {
  const text = `# ref('stg_old') was here
models:
    - name: stg_old   # stays with itself
      columns:
        - name: parent_id
          data_tests: [{relationships: {arguments: {to: ref('stg_old'), field: id}}}]
    - name: stg_other
      description: "Joins ref('stg_old') by hand"
      columns:
        - name: id
          data_tests:
            - relationships: {to: ref("stg_old"), field: id}
            - relationships:
                arguments: {to: 'ref(''stg_old'')', field: "id"}
            - dbt_utils.expression_is_true:
                arguments:
                  expression: "in (select id from {{ ref('stg_old') }})"
exposures:
- name: board
  depends_on: [ref('stg_old'), "ref('shop', 'stg_old')", "ref('erp', 'stg_old')"]
semantic_models:
- name: stg_old
  model: ref('stg_old')
snapshots:
- {name: old_snapshot, relation: ref('stg_old')}
unit_tests:
- name: of_it
  model: stg_old
  given: [{input: ref('stg_old')}]
- name: of_another
  model: mart
  given: [{input: "ref('stg_old')", rows: []}]
`;
  const moved = moveYamlRefs(text, move);
  expect(moved.left).toEqual([]);
  const changed = moved.text.split('\n').flatMap((line, at) => (line === text.split('\n')[at] ? [] : [line.trim()]));
  expect(changed).toEqual([
    `- relationships: {to: ref("stg_new"), field: id}`,
    `arguments: {to: 'ref(''stg_new'')', field: "id"}`,
    `expression: "in (select id from {{ ref('stg_new') }})"`,
    `depends_on: [ref('stg_new'), "ref('shop', 'stg_new')", "ref('erp', 'stg_old')"]`,
    `model: ref('stg_new')`,
    `- {name: old_snapshot, relation: ref('stg_new')}`,
    `given: [{input: "ref('stg_new')", rows: []}]`,
  ]);
});

it('keeps a text that is no YAML', () => {
  const text = `models: [ref('stg_old')`;
  expect(moveYamlRefs(text, move)).toEqual({ text, left: [] });
});

it('writes nothing but the new name, whatever the text', () => {
  const lines = fc.array(
    fc.constantFrom(
      'models:',
      '  - name: a',
      '    to: ref("stg_old")',
      "    to: 'ref(''stg_old'')'",
      '    x: "ref(\\"stg_old\\")"',
      '    y: |',
      "      {{ ref('stg_old') }}",
      '    # stg_old',
      "    - ref('stg_old')",
      '  stg_old: 1',
    ),
  );
  fc.assert(
    fc.property(lines, (parts) => {
      const text = parts.join('\n');
      expect(moveYamlRefs(text, move).text.replaceAll('stg_new', 'stg_old')).toBe(text);
    }),
  );
});

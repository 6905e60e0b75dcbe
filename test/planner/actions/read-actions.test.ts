import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readActions } from '../../../src/planner/actions/read-actions.ts';

function problems(text: string, file = 'actions.yml'): string[] {
  const read = readActions(text, file);
  if ('wanted' in read) return [];
  return read.problems.map(({ code, message, where }) => `${code} ${where?.line ?? '-'}: ${message}`);
}

it('reads YAML as a person writes it, each action with its place', () => {
  const text =
    'strategy: greenfield\nactions:\n  - type: create_staging\n    name: stg_shop__orders\n    description: Orders.\n';
  expect(readActions(text, 'actions.yml')).toEqual({
    wanted: {
      file: 'actions.yml',
      strategy: 'greenfield',
      actions: [
        {
          type: 'create_staging',
          name: 'stg_shop__orders',
          description: 'Orders.',
          where: { file: 'actions.yml', line: 3, column: 5, at: 'actions[0]' },
        },
      ],
    },
  });
});

it('reads JSON, a whole plan too, and what else it holds', () => {
  const text = JSON.stringify({
    format_version: '1.0',
    plan_id: 'abc',
    strategy: 'brownfield',
    actions: [
      { step_id: 1, type: 'create_mart', name: 'fct_orders', dependencies: ['stg_shop__orders', 7], risk: 'new' },
    ],
    files: [],
  });
  const read = readActions(text, 'plan.json');
  expect('wanted' in read && read.wanted.actions.map(({ name, dependencies }) => [name, dependencies])).toEqual([
    ['fct_orders', ['stg_shop__orders', 7]],
  ]);
});

it.each([
  ['nothing', '', ['ACTIONS_INVALID -: actions.yml is no map of strategy and actions']],
  ['a list', '- a\n', ['ACTIONS_INVALID -: actions.yml is no map of strategy and actions']],
  ['no actions', 'strategy: greenfield\n', ['ACTIONS_INVALID 1: actions is missing']],
  ['no action', 'actions: []\n', ['ACTIONS_INVALID 1: actions must not be empty']],
  [
    'all that is wrong, each with its line',
    'strategy: bluefield\nactions:\n  - name: a\n  - type: create_mart\n    name: 7\n    dependencies: x\n',
    [
      'ACTIONS_INVALID 1: strategy must be greenfield or brownfield',
      'ACTIONS_INVALID 3: actions[0].type is missing',
      'ACTIONS_INVALID 5: actions[1].name must be text',
      'ACTIONS_INVALID 6: actions[1].dependencies must be a list',
    ],
  ],
  [
    'an action twice',
    'actions:\n  - {type: create_mart, name: a}\n  - {type: create_mart, name: a}\n',
    ['ACTIONS_INVALID 3: create_mart a is listed twice, first as actions[0]'],
  ],
  [
    'an id twice',
    'actions:\n  - {type: create_mart, name: a, step_id: 1}\n  - {type: create_mart, name: b, step_id: 1}\n',
    ['ACTIONS_INVALID 3: create_mart b and create_mart a both have step_id 1'],
  ],
  [
    'a key twice',
    'actions:\n  - type: create_mart\n    name: a\n    name: b\n',
    ['ACTIONS_INVALID 4: name stands twice'],
  ],
])('says what is wrong with a file: %s', (_, text, expected) => {
  expect(problems(text)).toEqual(expected);
});

it('says where JSON or YAML is broken', () => {
  expect(problems('{"actions": [', 'actions.json')).toEqual([
    'ACTIONS_INVALID 1: actions.json is not JSON: the text ends too early',
  ]);
  expect(problems('actions: [\n')).toEqual([expect.stringMatching(/^ACTIONS_INVALID \d: actions.yml is not YAML: /)]);
});

it('takes any text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const read = readActions(text, 'any.yml');
      if ('problems' in read) expect(read.problems.every(({ code }) => code === 'ACTIONS_INVALID')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { CartridgeError } from '../../src/errors.ts';
import { findJsonFault } from '../../src/yaml/json-position.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { checkSeal } from '../../src/plan/seal.ts';
import { shopPlan } from '../helpers/shop-plan.ts';

function problemsOf(text: string) {
  try {
    parsePlan(text, 'plan.json');
  } catch (error) {
    if (error instanceof CartridgeError) return error.problems;
    throw error;
  }
  return [];
}

function planWith(change: object): string {
  return JSON.stringify({ ...shopPlan(), ...change });
}

it('reads back what was sealed, with the keys that it does not know', () => {
  const plan = shopPlan();
  expect(parsePlan(JSON.stringify(plan, null, 2), 'plan.json')).toEqual(plan);
  expect(parsePlan(`\uFEFF${JSON.stringify(plan)}`, 'plan.json')).toEqual(plan);
  const newer = parsePlan(planWith({ format_version: '1.7', added_later: { deep: true } }), 'plan.json');
  expect(newer['added_later']).toEqual({ deep: true });
  expect(checkSeal(newer)).toHaveLength(1);
});

it('refuses a newer major version before it looks at anything else', () => {
  expect(problemsOf('{"format_version": "2.0", "all": "else"}')).toEqual([
    {
      code: 'PLAN_NEWER_VERSION',
      message: 'plan.json has format 2.0; this cartridge reads up to 1.x',
      where: { file: 'plan.json', at: 'format_version' },
      hint: 'Update cartridge, or make the plan anew with this one.',
    },
  ]);
});

it('says that a file is no plan', () => {
  const message = 'plan.json is not a plan: it has no format_version such as "1.0"';
  for (const text of ['{}', '[]', 'null', '3', '{"format_version": 1}', '{"format_version": "one"}']) {
    expect(problemsOf(text)).toMatchObject([{ code: 'PLAN_INVALID', message }]);
  }
});

it('lists every problem with its place', () => {
  const [first, ...others] = shopPlan().actions;
  const text = planWith({
    strategy: 'bluefield',
    name: undefined,
    actions: [{ ...first, step_id: -1, name: 7, dependencies: [{}] }, ...others],
  });
  expect(problemsOf(text).map(({ message, where }) => [message, where?.at])).toEqual([
    ['name is missing', 'name'],
    ['strategy must be greenfield or brownfield', 'strategy'],
    ['actions[0].step_id must be at least 0', 'actions[0].step_id'],
    ['actions[0].name must be text', 'actions[0].name'],
    ['actions[0].dependencies[0] has none of the accepted forms', 'actions[0].dependencies[0]'],
  ]);
});

it('points at the place where the text stops being JSON', () => {
  const cases: [string, number, number, string][] = [
    ['', 1, 1, 'the text ends too early'],
    ['{\n  "a": 1,\n}', 3, 1, 'expected a name in double quotes'],
    ['{"a" 1}', 1, 6, 'expected a colon'],
    ['{"a": [1, 2', 1, 12, 'the text ends too early'],
    ['[1 2]', 1, 4, 'expected a comma or ]'],
    ['{"a": 1 "b": 2}', 1, 9, 'expected a comma or }'],
    ['{"a": "line\nbreak"}', 1, 7, 'expected a value'],
    ['{} {}', 1, 4, 'expected the end of the file'],
    ["{'a': 1}", 1, 2, 'expected a name in double quotes, or }'],
    ['[01]', 1, 3, 'expected a comma or ]'],
    ['<<<<<<< HEAD\n{}', 1, 1, 'expected a value'],
  ];
  for (const [text, line, column, reason] of cases) {
    expect([text, findJsonFault(text)]).toEqual([text, { line, column, reason }]);
  }
  expect(problemsOf('{"format_version": "1.0",\n "name": nope}')).toEqual([
    {
      code: 'PLAN_INVALID',
      message: 'plan.json is not JSON: expected a value',
      where: { file: 'plan.json', line: 2, column: 10 },
      hint: 'A plan file is written by cartridge plan. Make it anew, or get the whole file.',
    },
  ]);
});

it('agrees with JSON.parse about what is JSON', () => {
  const mutated = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', ':', '0', '\\', '\n', 'x'))
    .map(([text, at, put]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1));
  fc.assert(
    fc.property(fc.oneof(fc.json(), mutated), (text) => {
      expect(findJsonFault(text) === null).toBe(isJson(text));
    }),
    { numRuns: 500 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

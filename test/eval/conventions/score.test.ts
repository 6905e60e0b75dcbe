import { expect, it } from 'vitest';
import type { Convention, ConventionName, ConventionValue } from '../../../src/context/conventions/convention.ts';
import { isOverclaimed, isRight, scoreProject } from './score.ts';

const PROJECT = { project: 'shop', repository: 'someone/shop', folder: '' };

function claim(value: ConventionValue, confidence: number): Convention {
  return { value, confidence, found: 1, of: 1, examples: [], decided_by: 'all' };
}

function score(name: ConventionName, expected: unknown, found?: Convention): string | undefined {
  const values = { [name]: expected, 'folders.staging': 'models/staging/{source}' };
  return scoreProject({ ...PROJECT, values }, found ? { [name]: found } : {}).find((each) => each.name === name)
    ?.result;
}

it('tells right, wrong and missing', () => {
  expect(score('sql.commas', 'leading', claim('leading', 0.2))).toBe('right');
  expect(score('sql.commas', 'leading', claim('trailing', 0.2))).toBe('wrong');
  expect(score('sql.commas', 'leading')).toBe('missing');
  expect(score('sql.staging_ctes', ['a', 'b'], claim(['a'], 0.9))).toBe('wrong');
});

it('lets nothing be claimed where the project shows nothing', () => {
  expect(score('sql.commas', null)).toBe('right');
  expect(score('sql.final_cte', null, claim(null, 0.99))).toBe('right');
  expect(score('sql.commas', null, claim('leading', 0.5))).toBe('right');
  expect(score('sql.commas', null, claim('leading', 0.6))).toBe('wrong');
});

it('takes any of several answers where a project does both', () => {
  const either = { any_of: ['leading', null] };
  expect(score('sql.commas', either, claim('leading', 0.9))).toBe('right');
  expect(score('sql.commas', either)).toBe('right');
  expect(score('sql.commas', either, claim('trailing', 0.9))).toBe('wrong');
  expect(isRight({ any_of: ['1.5.0', '1.8.0'] }, '1.8.0')).toBe(true);
});

it('compares files by the name that they get, labels by most of them', () => {
  expect(score('properties.staging', '_{source}.yml', claim('_{folder}.yml', 0.9))).toBe('right');
  expect(score('properties.staging', '_{source}.yml', claim('_{model}.yml', 0.9))).toBe('wrong');
  expect(score('tags', ['a', 'b', 'c', 'd', 'e'], claim(['b', 'a', 'c', 'd', 'x'], 0.9))).toBe('right');
  expect(score('tags', ['a', 'b'], claim(['a'], 0.9))).toBe('wrong');
});

it('counts a wrong claim as too sure above .9 alone', () => {
  const outcome = (confidence: number) =>
    scoreProject({ ...PROJECT, values: { docs: 'none' } }, { docs: claim('inline', confidence) })[0]!;
  expect([0.9, 0.91].map((confidence) => isOverclaimed(outcome(confidence)))).toEqual([false, true]);
});

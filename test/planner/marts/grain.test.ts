import { expect, it } from 'vitest';
import { withArticle, wordList } from '../../../src/planner/marts/grain.ts';

it('chooses an article by sound', () => {
  const words = [
    'order',
    'user',
    'unit',
    'employee',
    'hour',
    'european visit',
    'honour',
    'umbrella',
    'one time code',
    'invoice',
  ];
  expect(words.map(withArticle)).toEqual([
    'an order',
    'a user',
    'a unit',
    'an employee',
    'an hour',
    'a european visit',
    'an honour',
    'an umbrella',
    'a one time code',
    'an invoice',
  ]);
});

it('lists words as a person would', () => {
  expect([wordList([]), wordList(['a']), wordList(['a', 'b']), wordList(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});

import { expect, it } from 'vitest';
import { parseAnswers } from '../../../src/inference/questions/parse-answers.ts';

it('reads a map of ids and choices, each with its line', () => {
  const text =
    '# what we know\nrelationship:payments.order_ref: orders.id\n\nkey:payments: [payment_no, line]\nkey:y: 2024\n';
  expect(parseAnswers(text, 'answers.yml')).toEqual({
    answers: [
      {
        id: 'relationship:payments.order_ref',
        choice: 'orders.id',
        where: { file: 'answers.yml', line: 2, column: 1 },
      },
      { id: 'key:payments', choice: 'payment_no+line', where: { file: 'answers.yml', line: 4, column: 1 } },
      { id: 'key:y', choice: '2024', where: { file: 'answers.yml', line: 5, column: 1 } },
    ],
    problems: [],
  });
  expect(parseAnswers('{"role:payments": "fact"}', 'a.json').answers).toMatchObject([{ choice: 'fact' }]);
  expect(parseAnswers('', 'empty.yml')).toEqual({ answers: [], problems: [] });
});

it('says of everything that is no answer where it is', () => {
  const problems = (text: string, file = 'a.yml') =>
    parseAnswers(text, file).problems.map(({ message, where }) => `${where?.line ?? ''} ${message}`.trim());
  expect(problems('role:a: fact\nrole:a: event\nrole:b:\nrole:c: {x: 1}\n')).toEqual([
    '2 role:a is answered twice',
    '3 role:b has no choice',
    '4 role:c has no choice',
  ]);
  expect(problems('- role:a')).toEqual(['a.yml is no map of question id to choice']);
  expect(problems('{"role:a" "fact"}', 'a.json')).toEqual(['1 a.json is not JSON: expected a colon']);
  expect(problems('a: [')[0]).toMatch(/a\.yml is not YAML/);
});

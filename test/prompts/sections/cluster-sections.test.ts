import { expect, it } from 'vitest';
import { clusterSections, readableSection } from '../../../src/prompts/sections/cluster-sections.ts';

it('shows the models that SQL may read with what their columns hold, by type or else by name', () => {
  const orders = [
    { name: 'order_id', type: 'BIGINT' },
    { name: 'note', type: 'VARCHAR' },
    { name: 'ordered_at', type: 'TIMESTAMP WITH TIME ZONE' },
    { name: 'due', type: 'DATE' },
    { name: 'is_open', type: 'BOOLEAN' },
    { name: 'tags', type: 'VARCHAR[]' },
    { name: 'total_line_amount', type: '' },
    { name: 'label', type: '' },
    { name: 'odd name', type: 'VARCHAR' },
  ];
  expect(readableSection({ models: new Map([['stg_shop__orders', orders]]) }).items).toEqual([
    'stg_shop__orders(order_id:N note ordered_at:T due:T is_open:B tags:J total_line_amount:N label "odd name")',
  ]);
});

it('numbers the questions, with the choices that an answer may name', () => {
  const question = {
    id: 'relationship:payments.order_ref',
    about: 'Where does payments.order_ref point to?',
    kind: 'relationship',
    choices: ['orders.id', 'order items.id', 'none'],
    default: 'none',
    effect: 'tests it',
    p: 0.5,
    evidence: ['3 of 4 values are there'],
  };
  const schema = { text: '# fact\n1 payments order_ref', tables: new Map(), leftOut: [] };
  const [, questions] = clusterSections({ schema, questions: [question, { ...question, about: 'And\nthen?' }] });
  expect(questions?.items).toEqual([
    '1 Where does payments.order_ref point to? | orders.id "order items.id" none | assumed: none',
    '2 And then? | orders.id "order items.id" none | assumed: none',
  ]);
});

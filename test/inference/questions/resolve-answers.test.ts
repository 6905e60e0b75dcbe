import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog, Table } from '../../../src/catalog/catalog.ts';
import { resolveAnswers } from '../../../src/inference/questions/resolve-answers.ts';

/** `orders: id integer, total decimal` a table. */
function table(name: string, columns: string, more: Partial<Table> = {}): Table {
  const pairs = columns.split(', ').map((column) => column.split(' '));
  return { name, columns: pairs.map(([column = '', type = '']) => ({ name: column, type })), ...more };
}

const SHOP: Catalog = {
  name: 'shop',
  dialect: 'postgres',
  tables: [
    table('orders', 'id integer, customer_id integer, a.b integer', {
      primary_key: ['id'],
      foreign_keys: [{ columns: ['customer_id'], ref_table: 'customers', ref_columns: ['id'] }],
    }),
    table('customers', 'id integer, name text'),
    table('payments', 'payment_no integer, order_ref integer, note text'),
  ],
};

/** What answers come to, and the first line of what is wrong with them. */
function resolve(choices: Record<string, string>, catalog: Catalog = SHOP) {
  const given = Object.entries(choices).map(([id, choice]) => ({ id, choice }));
  const { answers, problems } = resolveAnswers(given, catalog);
  return { answers, wrong: problems.map(({ code, message }) => `${code}: ${message}`) };
}

describe('an answer', () => {
  it('says where a column points to, what identifies a row, what a table is', () => {
    const { answers, wrong } = resolve({
      'relationship:payments.order_ref': 'orders.id',
      'key:payments': 'payment_no',
      'role:payments': 'event',
    });
    expect(wrong).toEqual([]);
    expect([...answers.relationships.values()]).toMatchObject([
      { child: { name: 'payments' }, columns: ['order_ref'], to: { parent: { name: 'orders' }, columns: ['id'] } },
    ]);
    expect(answers.keys).toEqual(new Map([['payments', ['payment_no']]]));
    expect(answers.roles).toEqual(new Map([['payments', 'event']]));
  });

  it('may be none, and is known by its plain form however it is typed', () => {
    const { answers, wrong } = resolve({
      'Relationship: PAYMENTS.Order_Ref': 'None',
      'key:payments': 'ORDER_REF, payment_no',
      'relationship:orders.a.b': 'customers.id',
    });
    expect(wrong).toEqual([]);
    expect(answers.choices).toEqual({
      'key:payments': 'order_ref+payment_no',
      'relationship:orders.a.b': 'customers.id',
      'relationship:payments.order_ref': 'none',
    });
  });

  it('is kept in meta where no test can say it: a role, types that differ, several columns', () => {
    const { answers } = resolve({
      'role:payments': 'fact',
      'relationship:payments.note': 'orders.id',
      'relationship:payments.order_ref+payment_no': 'none',
      'relationship:payments.order_ref': 'orders.id',
    });
    expect(answers.stated.get('payments')).toEqual({
      'references of note': 'orders.id',
      'references of order_ref+payment_no': 'none',
      role: 'fact',
    });
  });

  it('may be for the columns of a name in every table, but those answered on their own or declared', () => {
    const { answers, wrong } = resolve(
      {
        'relationship:*.Customer_ID': 'customers.id',
        'relationship:refunds.customer_id': 'none',
      },
      {
        ...SHOP,
        tables: [
          ...SHOP.tables,
          ...['visits', 'calls', 'refunds'].map((name) => table(name, 'id integer, customer_id integer')),
          table('notes', 'customer_id text'),
        ],
      },
    );
    expect(wrong).toEqual([]);
    expect(
      [...answers.relationships.values()].map(({ child, to }) => `${child.name} ${to?.parent.name ?? 'none'}`),
    ).toEqual(['visits customers', 'calls customers', 'refunds none']);
    expect(answers.choices).toEqual({
      'relationship:*.customer_id': 'customers.id',
      'relationship:refunds.customer_id': 'none',
    });
    expect(answers.stated.size).toBe(0);
  });

  it('that says what a table declares changes nothing', () => {
    const { answers, wrong } = resolve({ 'relationship:orders.customer_id': 'customers.id', 'key:orders': 'id' });
    expect(wrong).toEqual([]);
    expect([answers.relationships.size, answers.keys.size]).toEqual([0, 0]);
  });
});

describe('a wrong answer', () => {
  it.each([
    [
      'relationship:payments.order_reff',
      'none',
      'there is no question "relationship:payments.order_reff"; did you mean "relationship:payments.order_ref"?',
    ],
    [
      'relationship:payment.order_ref',
      'none',
      'there is no question "relationship:payment.order_ref"; did you mean "relationship:payments.order_ref"?',
    ],
    ['relationship:payments.zzzzzzzz', 'none', 'there is no question "relationship:payments.zzzzzzzz"'],
    ['key:paymets', 'none', 'there is no question "key:paymets"; did you mean "key:payments"?'],
    ['roles:payments', 'fact', 'there is no question "roles:payments"; did you mean "role:payments"?'],
    ['payments', 'fact', 'there is no question "payments"'],
    [
      'relationship:*.order_reff',
      'none',
      'no table has a column "order_reff"; did you mean "relationship:*.order_ref"?',
    ],
  ])('asks nothing that there is: %s', (id, choice, message) => {
    expect(resolve({ [id]: choice }).wrong).toEqual([`ANSWER_UNKNOWN: ${message}`]);
  });

  it.each([
    ['relationship:payments.order_ref', 'order.id', 'there is no column "order.id"; did you mean "orders.id"?'],
    ['relationship:payments.order_ref', 'orders', 'there is no column "orders"'],
    ['relationship:payments.order_ref', 'orders.id+customer_id', '1 cannot point to 2 columns'],
    ['relationship:payments.order_ref', 'payments.order_ref', 'a column cannot point to itself'],
    ['relationship:*.order_ref', 'order.id', 'there is no column "order.id"; did you mean "orders.id"?'],
    ['key:payments', 'paymnt_no+note', 'payments has no columns "paymnt_no+note"; did you mean "payment_no+note"?'],
    ['role:payments', 'facts', 'there is no role "facts"; did you mean "fact"?'],
  ])('chooses what cannot be: %s: %s', (id, choice, message) => {
    expect(resolve({ [id]: choice }).wrong).toEqual([`ANSWER_INVALID: ${id}: ${message}`]);
  });

  it('overrules what a table declares', () => {
    const answers = { 'relationship:orders.customer_id': 'none', 'key:orders': 'customer_id' };
    expect(resolve(answers).wrong).toEqual([
      'ANSWER_INVALID: orders.customer_id is declared to point to customers.id',
      'ANSWER_INVALID: orders declares the key id',
    ]);
  });

  it('is given twice, under two names', () => {
    const { answers, problems } = resolveAnswers(
      [
        { id: 'role:payments', choice: 'fact' },
        { id: 'role:Payments', choice: 'event', where: { file: 'answers.yml', line: 2, column: 1 } },
      ],
      SHOP,
    );
    expect(answers.choices).toEqual({ 'role:payments': 'fact' });
    expect(problems).toEqual([
      {
        code: 'ANSWER_INVALID',
        message: 'role:Payments, which is role:payments, is answered twice',
        where: { file: 'answers.yml', line: 2, column: 1 },
      },
    ]);
  });

  it('names a table of two schemas without its schema', () => {
    const tables = ['eu', 'us'].map((schema) => table('payments', 'id integer, order_ref integer', { schema }));
    const both = { ...SHOP, tables };
    expect(resolve({ 'key:payments': 'id' }, both).wrong).toEqual([
      'ANSWER_UNKNOWN: key:payments: "payments" may mean eu.payments or us.payments: give the schema',
    ]);
    expect(resolve({ 'key:eu.payments': 'id' }, both).answers.choices).toEqual({ 'key:eu.payments': 'id' });
  });
});

it('understands or refuses whatever is typed', () => {
  const word = fc.oneof(
    fc.constantFrom('relationship', '*', 'key', 'role', 'payments', 'orders', 'id', 'none', ':', '.', '+', ','),
    fc.string(),
  );
  const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(''));
  fc.assert(
    fc.property(fc.array(fc.record({ id: text, choice: text })), (given) => {
      const { answers, problems } = resolveAnswers(given, SHOP);
      expect(Object.keys(answers.choices).length + problems.length).toBe(given.length);
      // What was understood is understood again by the names that it was given.
      const again = Object.entries(answers.choices).map(([id, choice]) => ({ id, choice }));
      expect(resolveAnswers(again, SHOP)).toEqual({ answers, problems: [] });
    }),
  );
});

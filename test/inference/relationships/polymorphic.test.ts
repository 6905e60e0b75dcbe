import { expect, it } from 'vitest';
import { beliefsOf } from '../../helpers/short-catalog.ts';

it('flags a key that points to one of several tables, and claims no relationship', () => {
  const beliefs = beliefsOf({
    users: 'id, name text',
    notes: 'id, subject_id, subject_type text, owner_id, owner_type text, author_id',
  });
  expect(beliefs.relationships.map(({ columns }) => columns)).toEqual([['author_id']]);
  expect(beliefs.tables[1]?.columns.filter(({ polymorphic }) => polymorphic)).toEqual([
    { name: 'subject_id', kind: 'identifier', polymorphic: 'subject_type' },
    { name: 'owner_id', kind: 'identifier', polymorphic: 'owner_type' },
  ]);
});

it('doubts the table that such a column is named after, and says why', () => {
  const beliefs = beliefsOf({ users: 'id, name text', audits: 'id, user_id, user_type text' });
  expect(beliefs.relationships).toMatchObject([
    {
      columns: ['user_id'],
      verdict: 'likely',
      evidence: ['user_id bears the name of users', 'but user_type may name other tables'],
    },
  ]);
  expect(beliefs.tables[1]?.columns[1]?.polymorphic).toBeUndefined();
});

import { expect, it } from 'vitest';
import { draftOf } from '../helpers/built-models.ts';

const key = (column: string, ref_table: string) => ({ columns: [column], ref_table, ref_columns: ['id'] });
const integer = (name: string) => ({ name, type: 'bigint' });

it('says in the name of a foreign key where it leads, unless it does already', () => {
  const catalog = {
    name: 'tracker',
    dialect: 'duckdb',
    tables: [
      { name: 'users', primary_key: ['id'], columns: [integer('id'), { name: 'name', type: 'varchar' }] },
      {
        name: 'tasks',
        primary_key: ['id'],
        columns: ['id', 'user_id', 'owner_id', 'assignee', 'parent_id', 'created_by_user_id'].map(integer),
        foreign_keys: [
          key('user_id', 'users'),
          key('owner_id', 'users'),
          key('assignee', 'users'),
          key('parent_id', 'tasks'),
          key('created_by_user_id', 'users'),
        ],
      },
    ],
  };
  const select = draftOf(catalog).flatMap(({ spec }) =>
    spec.kind === 'staging' && spec.table === 'tasks' ? spec.select : [],
  );
  expect(Object.fromEntries(select.map(({ from, as }) => [from, as]))).toEqual({
    id: 'task_id',
    user_id: 'user_id',
    owner_id: 'owner_user_id',
    assignee: 'assignee_user_id',
    parent_id: 'parent_task_id',
    created_by_user_id: 'created_by_user_id',
  });
});

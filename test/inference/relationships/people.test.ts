import { expect, it } from 'vitest';
import { edgesOf } from '../../helpers/short-catalog.ts';

it('takes somebody who does something for a row of the table of people', () => {
  expect(
    edgesOf({
      employees: 'id, name text',
      invoices: 'id, approver_id, sent_by_id, creator_id, folder_id',
    }),
  ).toEqual([
    'invoices.approver_id -> employees.id',
    'invoices.sent_by_id -> employees.id',
    'invoices.creator_id -> employees.id',
  ]);
});

it('takes a word with another meaning for a person where the table says what they do', () => {
  expect(edgesOf({ users: 'id, name text', bans: 'id, banner_id', pages: 'id, banner_id' })).toEqual([
    'bans.banner_id -> users.id',
  ]);
});

it('finds the people by a part of the name, or by the prefix of the columns, but takes no bridge for them', () => {
  const task = 'id, creator_id';
  expect(edgesOf({ app_user: 'id, name text', task })).toEqual(['task.creator_id -> app_user.id']);
  expect(edgesOf({ user_profile: 'id, name text', task })).toEqual(['task.creator_id -> user_profile.id']);
  expect(edgesOf({ persons: 'user_id, user_name text, user_mail text', task })).toEqual([
    'task.creator_id -> persons.user_id',
  ]);
  expect(edgesOf({ team: 'id, name text', team_user: 'id, since date', task })).toEqual([]);
  expect(edgesOf({ user_role: 'id, name text', task })).toEqual([]);
});

it('reads who did something in one word, and users written together with what they use', () => {
  expect(edgesOf({ appuser: 'id, name text', notes: 'id, createdby integer, closed_userid integer' })).toEqual([
    'notes.createdby -> appuser.id',
    'notes.closed_userid -> appuser.id',
  ]);
});

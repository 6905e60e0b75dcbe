import { expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { infer } from '../../../src/inference/infer.ts';

/** Tables with their columns: `name:type`, integers unless told. The key believed of the last one, by names alone. */
function keyOf(...tables: [name: string, columns: string][]): string {
  const catalog = {
    name: 'made_up',
    dialect: 'postgres',
    tables: tables.map(([name, columns]) => ({
      name,
      columns: columns.split(' ').map((column) => {
        const [called = '', type = 'integer'] = column.split(':');
        return { name: called, type };
      }),
    })),
  };
  const key = infer(catalog, NO_EVIDENCE).beliefs.tables.at(-1)?.primary_key;
  return key ? key.columns.join(', ') : 'none';
}

const USERS: [string, string] = ['users', 'id name:text'];
const GROUPS: [string, string] = ['groups', 'id name:text'];
const ORDERS: [string, string] = ['sales_orders', 'sales_order_id placed_at:timestamp'];

it('takes the two columns that a table is called by for its key', () => {
  expect(keyOf(USERS, GROUPS, ['user_groups', 'user_id group_id added_at:timestamp'])).toBe('user_id, group_id');
  expect(keyOf(['role_permission', 'role:text permission:text'])).toBe('role, permission');
  expect(keyOf(USERS, GROUPS, ['user_groups', 'id user_id group_id'])).toBe('id');
  expect(keyOf(['website_event', 'event_id:uuid website_id:uuid url:text'])).toBe('event_id');
});

it('counts a line within its header', () => {
  expect(keyOf(ORDERS, ['sales_order_detail', 'sales_order_id sales_order_detail_id quantity'])).toBe(
    'sales_order_id, sales_order_detail_id',
  );
  expect(keyOf(USERS, ['user_children', 'user_id child_seqno:decimal(2) name:text'])).toBe('user_id, child_seqno');
});

it('takes a rank among many for a measure, not for a line', () => {
  expect(keyOf(USERS, ['user_rank', 'user_id post_count_month_rank like_count_month_rank'])).toBe('user_id');
});

it('takes the first column where nothing else tells', () => {
  expect(keyOf(['settings', 'name:text value:text'])).toBe('name');
  expect(keyOf(USERS, ['user_profiles', 'user_id bio:text avatar:text'])).toBe('user_id');
  expect(keyOf(USERS, ['user_stats', 'user_id post_count like_count'])).toBe('user_id');
});

it('believes in no key of a log whose first column points to what it is about', () => {
  expect(keyOf(USERS, ['user_log', 'user_id message:text'])).toBe('none');
});

it('takes what was measured or held from when for a key with its day', () => {
  expect(keyOf(USERS, ['user_pay_history', 'user_id rate_date:date rate:decimal'])).toBe('user_id, rate_date');
  expect(keyOf(USERS, ['user_metric', 'user_id timeframe:text post_count'])).toBe('user_id, timeframe');
});

it('keeps a type and an id that point somewhere together in one key', () => {
  expect(keyOf(USERS, ['entity_access', 'entity_type:text entity_id user_id granted_at:timestamp'])).toBe(
    'entity_type, entity_id, user_id',
  );
});

it('lists what a thing has several of', () => {
  expect(keyOf(GROUPS, ['group_protocols', 'group_id protocol:text'])).toBe('group_id, protocol');
  expect(keyOf(USERS, GROUPS, ['member_map', 'user_id group_id note:text quota'])).toBe('user_id, group_id');
});

it('prefers what comes first to a uuid at the end', () => {
  expect(keyOf(['privilege', 'privilege:text description:text uuid:char(38)'])).toBe('privilege');
});

import { expect, it } from 'vitest';
import { edgesOf } from '../../helpers/short-catalog.ts';

it('takes the first words of its table along, unless the table that it finds so only passes on', () => {
  expect(
    edgesOf({
      users: 'id, name text',
      course_users: 'id, user_id, since date',
      course_topics: 'id, title text',
      course_visits: 'id, user_id, topic_id',
    }),
  ).toEqual([
    'course_users.user_id -> users.id',
    'course_visits.user_id -> users.id',
    'course_visits.topic_id -> course_topics.id',
  ]);
});

it('reads many words before the name of the table', () => {
  expect(edgesOf({ concepts: 'concept_id, name text', visits: 'id, place_of_service_concept_id' })).toEqual([
    'visits.place_of_service_concept_id -> concepts.concept_id',
  ]);
});

it('takes the header for the order, and the only static part for the server', () => {
  expect(
    edgesOf({
      order_header: 'order_id, placed_on date',
      order_detail: 'order_detail_id, order_id',
      server_static: 'server_id, name text',
      server_logs: 'id, server_id',
    }),
  ).toEqual(['order_detail.order_id -> order_header.order_id', 'server_logs.server_id -> server_static.server_id']);
});

it('keeps a key word that is a part of the name: the key of a key, the code of a comment', () => {
  expect(
    edgesOf({ api_keys: 'id, label text', codes: 'id, label text', calls: 'id, created_by_api_key_id, code_id' }),
  ).toEqual(['calls.created_by_api_key_id -> api_keys.id', 'calls.code_id -> codes.id']);
});

it('reads a link with nothing but letters by the place in its name', () => {
  expect(edgesOf({ Post: 'id text, title text', Tag: 'id text, label text', _PostToTag: 'A text, B text' })).toEqual([
    '_PostToTag.A -> Post.id',
    '_PostToTag.B -> Tag.id',
  ]);
});

it('reads bare numbers: somebody who wrote a row, two of a kind, a parent', () => {
  expect(
    edgesOf({
      persons: 'id, name text',
      users: 'id, name text',
      friendships: 'id, person_a, person_b, creator',
      places: 'id, parent, editor text',
    }),
  ).toEqual([
    'friendships.person_a -> persons.id',
    'friendships.person_b -> persons.id',
    'friendships.creator -> users.id',
    'places.parent -> places.id',
  ]);
});

it('follows texts only where keys are texts, and says so of nobody else', () => {
  const notes = 'id text, created_by text, country text';
  expect(edgesOf({ users: 'id text, name text', notes })).toEqual(['notes.created_by -> users.id']);
  expect(edgesOf({ users: 'id integer, name text', notes })).toEqual([]);
});

it('reads first letters where no other table has them, two of them only where many names end so', () => {
  const code_value = 'id, label text';
  const customer_demographics = 'id, income integer';
  expect(edgesOf({ code_value, customer_demographics, orders: 'id, bill_cdemo_id' })).toEqual([
    'orders.bill_cdemo_id -> customer_demographics.id',
  ]);
  expect(edgesOf({ code_value, clients: 'id, gender_cv_id' })).toEqual([]);
  const clients = 'id, gender_cv_id, type_cv_id, reason_cv_id, status_cv_id, role_cv_id';
  expect(edgesOf({ code_value, clients })).toHaveLength(5);
});

it('knows the table that its own is named after by the beginning of its name', () => {
  expect(edgesOf({ gpx_files: 'id, name text', gpx_file_tags: 'id, gpx_id, tag text' })).toEqual([
    'gpx_file_tags.gpx_id -> gpx_files.id',
  ]);
});

it('knows a table by its words in another order, or by its first and last alone', () => {
  expect(
    edgesOf({
      product_loans: 'id, name text',
      savings_account_transactions: 'id, amount decimal',
      transfers: 'id, loan_product_id, from_savings_transaction_id',
    }),
  ).toEqual([
    'transfers.loan_product_id -> product_loans.id',
    'transfers.from_savings_transaction_id -> savings_account_transactions.id',
  ]);
});

import { expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import type { Column, Table } from '../../../src/catalog/catalog.ts';
import { infer } from '../../../src/inference/infer.ts';

/** `id* customer_id>customers amount:decimal(9,2)`: a star is the key, an arrow a declared reference, the type is integer unless told. */
function table(name: string, columns: string): Table {
  const parts = columns.split(' ');
  const key = parts.filter((part) => part.includes('*')).map(nameOf);
  return {
    name,
    columns: parts.map((part): Column => ({ name: nameOf(part), type: part.split(':')[1] ?? 'integer' })),
    ...(key.length > 0 ? { primary_key: key } : {}),
    foreign_keys: parts
      .filter((part) => part.includes('>'))
      .map((part) => ({ columns: [nameOf(part)], ref_table: part.split('>')[1]!, ref_columns: [] })),
  };
}

function nameOf(part: string): string {
  return part.replace(/[*:>].*$/, '');
}

const USERS = table('users', 'id* email:text first_name:text created_at:timestamp updated_at:timestamp');
const PRODUCTS = table('products', 'id* name:text description:text price:decimal(9,2)');
const TAGS = table('tags', 'id* name:text');

function roleOf(...tables: readonly Table[]) {
  const { beliefs } = infer({ name: 'shop', dialect: 'postgres', tables: [...tables] }, NO_EVIDENCE);
  return beliefs.tables[0]!;
}

it('says why, what else it may be, and how far that is', () => {
  const orders = table(
    'orders',
    'id* user_id>users product_id>products quantity:integer amount:decimal(9,2) ordered_at:timestamp',
  );
  expect(roleOf(orders, USERS, PRODUCTS)).toMatchObject({
    role: 'fact',
    role_runner_up: 'event',
    role_evidence: ['called order', '2 amounts', '2 references out', '1 moment', 'points to others'],
  });
  const { role_probability: probability, role_margin: margin = 0 } = roleOf(orders, USERS, PRODUCTS);
  expect(probability).toBeGreaterThan(0.9);
  expect(margin).toBeGreaterThan(0.8);
  expect(margin).toBeLessThanOrEqual(probability);
});

it.each([
  ['fact', 'two amounts at a moment', table('takings', 'id* user_id>users gross:decimal(9,2) paid_on:date')],
  ['event', 'a noun of what people do', table('moderations', 'id* user_id>users reason:text created_at:timestamp')],
  ['event', 'a log', table('login_log', 'id* user_id>users ip:text logged_at:timestamp')],
  [
    'snapshot',
    'bounds of a time',
    table('prices', 'product_id*>products valid_from*:date valid_to:date price:decimal(9,2)'),
  ],
  [
    'snapshot',
    'former states',
    table('product_versions', 'id* product_id>products name:text description:text created_at:timestamp'),
  ],
  ['snapshot', 'a version in the key', table('recipes', 'id* version* product_id>products body:text')],
  ['snapshot', 'a row a day', table('product_stats', 'product_id*>products date*:date views:integer')],
  ['snapshot', 'how much there is', table('stock', 'id* product_id>products user_id>users units_left:integer')],
  ['bridge', 'two references', table('taggings', 'id* product_id>products tag_id>tags created_at:timestamp')],
  ['bridge', 'two references to one table', table('friends', 'user_id*>users friend_id*>users')],
  ['bridge', 'of many kinds', table('tag_uses', 'tag_id>tags taggable_id taggable_type:text')],
  ['bridge', 'values of one thing', table('user_settings_kv', 'user_id*>users k*:text v:text')],
  ['dimension', 'a name and texts', table('suppliers', 'id* name:text street:text city:text')],
  ['dimension', 'a calendar', table('dates', 'date_key* full_date:date year:integer month:integer week:integer')],
  ['technical', 'a framework', table('schema_migrations', 'version*:text')],
  ['technical', 'rows put aside', table('deleted_products', 'id name:text description:text')],
  ['technical', 'a web server', table('sessions', 'id* session_id:text data:text updated_at:timestamp')],
])('%s: %s', (role, _, one) => {
  expect(roleOf(one, USERS, PRODUCTS, TAGS)).toMatchObject({ role });
});

it('takes the names of a warehouse at their word, where three tables bear them', () => {
  const facts = table('fact_coverage', 'coverage_key* product_key');
  const others = [table('dim_product', 'product_key* name:text'), table('dim_store', 'store_key* name:text')];
  expect(roleOf(facts, ...others)).toMatchObject({ role: 'fact' });
  expect(roleOf(table('fact_check', 'id* name:text verdict:text'), PRODUCTS)).toMatchObject({ role: 'dimension' });
});

it('folds a kind in only if others point to it and nothing else is said of it', () => {
  const kinds = table('product_types', 'id* name:text');
  const typed = table('products', 'id* product_type_id>product_types name:text');
  expect(roleOf(kinds, typed)).toMatchObject({ role: 'classification' });
});

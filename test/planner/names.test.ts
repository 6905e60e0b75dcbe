import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanName, shortenName } from '../../src/planner/clean-name.ts';
import { entityNames } from '../../src/planner/entity-names.ts';
import { createNames } from '../../src/planner/names.ts';

it.each([
  ['CustomerId', 'customer_id'],
  ['ORDER_ID', 'order_id'],
  ['HTTPServerURL', 'http_server_url'],
  ['userIDs', 'user_ids'],
  ['Order ID', 'order_id'],
  ['address2', 'address2'],
  ['Größe (cm)', 'grosse_cm'],
  ['Дата заказа', 'data_zakaza'],
  ['Τιμή', 'timi'],
  ['顧客_id', 'id'],
  ['顧客', ''],
  ['../x', 'x'],
  ['{{ drop }}', 'drop'],
  ['R&D', 'r_and_d'],
])('cleans %j to %j', (name, clean) => {
  expect(cleanName(name)).toBe(clean);
});

it('cleans any name to snake_case, and a clean one to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const clean = cleanName(name);
      expect(clean).toMatch(/^(?:[a-z0-9]+(?:_[a-z0-9]+)*)?$/);
      expect(cleanName(clean)).toBe(clean);
    }),
  );
});

it('shortens what a warehouse would cut off, so that two long names stay two', () => {
  const [a, b] = [shortenName(`${'x'.repeat(70)}_a`), shortenName(`${'x'.repeat(70)}_b`)];
  expect(a).toHaveLength(63);
  expect(a).not.toBe(b);
});

it('hands out each model name once, compared without case, and says what was taken', () => {
  const names = createNames(['dim_Customers']);
  expect(names.claim('dim_customers', 'shop.customers')).toBe('dim_customers_2');
  expect(names.claim('fct_orders', 'shop.orders')).toBe('fct_orders');
  expect(names.claim('fct_orders', 'crm.orders')).toBe('fct_orders_2');
  expect(names.collisions).toEqual([
    {
      kind: 'model_name',
      wanted: 'dim_customers',
      taken_by: 'dim_Customers',
      resolution: 'shop.customers is named dim_customers_2',
    },
    {
      kind: 'model_name',
      wanted: 'fct_orders',
      taken_by: 'shop.orders',
      resolution: 'crm.orders is named fct_orders_2',
    },
  ]);
});

function entities(
  names: string[],
  { source = 'shop', given = {} }: { source?: string; given?: Record<string, string> } = {},
) {
  const tables = names.map((name) => ({ name, columns: [] }));
  const found = entityNames(tables, { source, given: new Map(Object.entries(given)) });
  return Object.fromEntries([...found].map(([raw, entity]) => [raw, entity.plural]));
}

it('names entities in the plural, without the words that say where a table is kept', () => {
  expect(
    entities([
      'raw_orders',
      'tblCustomer',
      'film_category',
      'staff',
      'inventory',
      'order_history',
      'address',
      'OrderDetails',
    ]),
  ).toEqual({
    raw_orders: 'orders',
    tblCustomer: 'customers',
    film_category: 'film_categories',
    staff: 'staff',
    inventory: 'inventory',
    order_history: 'order_history',
    address: 'addresses',
    OrderDetails: 'order_details',
  });
});

it('keeps a prefix where the rest would not be unique', () => {
  expect(entities(['raw_orders', 'orders', 'src_items', 'tbl_items'])).toEqual({
    orders: 'orders',
    raw_orders: 'raw_orders',
    src_items: 'src_items',
    tbl_items: 'tbl_items',
  });
});

it('drops a vendor, but no word that several tables share', () => {
  expect(entities(['wp_posts', 'wp_users', 'wp_terms'])).toMatchObject({ wp_posts: 'posts', wp_terms: 'terms' });
  expect(entities(['stripe_charges', 'refunds'], { source: 'stripe' })).toMatchObject({ stripe_charges: 'charges' });
  expect(entities(['order_items', 'order_payments', 'order_reviews'])).toMatchObject({ order_items: 'order_items' });
  expect(entities(['employees', 'employees_history'], { source: 'employees' })).toMatchObject({
    employees_history: 'employees_history',
  });
});

it('drops what the files of a source have in common', () => {
  const files = ['shopify_order_data', 'shopify_refund_data', 'shopify_order_line_data'];
  expect(entities(files, { source: 'fivetran_shopify' })).toEqual({
    shopify_order_data: 'orders',
    shopify_refund_data: 'refunds',
    shopify_order_line_data: 'order_lines',
  });
  expect(entities(['order_data', 'refund_data'])).toEqual({ order_data: 'order_data', refund_data: 'refund_data' });
});

it('tells apart what only differs in number, and names what has no Latin letter', () => {
  expect(entities(['Order', 'orders', '顧客', '注文', '2024'])).toEqual({
    orders: 'orders',
    Order: 'order',
    顧客: 'table_3',
    注文: 'table_4',
    2024: 'table_2024',
  });
});

it('takes names from cartridge.yml as they are', () => {
  expect(entities(['Orders', 'orders_2019'], { given: { orders_2019: 'orders_legacy' } })).toEqual({
    Orders: 'orders',
    orders_2019: 'orders_legacy',
  });
});

it('names every table of any names once', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 8 }),
          fc.constantFrom('order', 'orders', 'raw_order', 'Order', 'shop_orders'),
        ),
        { maxLength: 8 },
      ),
      (names) => {
        const plurals = Object.values(entities(names));
        expect(plurals).toHaveLength(names.length);
        expect(new Set(plurals).size).toBe(names.length);
        for (const plural of plurals) expect(plural).toMatch(/^[a-z][a-z0-9_]*$/);
      },
    ),
  );
});

/**
 * A small shop as an application leaves it in a warehouse, deliberately untidy: keys declared here and missing there,
 * money in cents, an enumeration in text, soft deletes, a reserved word, a column with a space, a table that points to
 * itself, a bridge, comments that would break Jinja and YAML, a table of migrations. Arithmetic stands in for chance,
 * so that every demo is the same.
 */
export const SHOP_STATEMENTS: readonly string[] = [
  `create table countries (code varchar not null, name varchar not null, region varchar)`,
  `insert into countries values
     ('DE', 'Germany', 'Europe'), ('FR', 'France', 'Europe'), ('JP', 'Japan', 'Asia'),
     ('US', 'United States', 'Americas'), ('BR', 'Brazil', 'Americas')`,

  `create table stores (store_id integer primary key, "Store Name" varchar not null, country_code varchar, opened_on date)`,
  `insert into stores
     select i, 'Store ' || i, ['DE', 'FR', 'JP', 'US', 'BR'][1 + i % 5], date '2019-01-01' + cast(i * 97 as integer)
     from range(1, 9) as rows(i)`,

  `create table employees (id integer not null, name varchar, store_id integer, manager_id integer, hired_on date)`,
  `insert into employees
     select i, 'Employee ' || i, 1 + i % 8, case when i > 4 then 1 + i % 4 end, date '2020-03-01' + cast(i * 31 as integer)
     from range(1, 25) as rows(i)`,

  `create table customers (
     id integer primary key, "Full Name" varchar, email varchar, country_code varchar,
     is_active boolean, created timestamp, deleted_at timestamp)`,
  `insert into customers
     select i, 'Customer ' || i, 'customer' || i || '@example.com', ['DE', 'FR', 'JP', 'US', 'BR'][1 + (i * 7) % 5],
            i % 9 <> 0, timestamp '2022-01-01 08:00:00' + to_hours(cast(i * 37 as integer)),
            case when i % 23 = 0 then timestamp '2024-06-01 00:00:00' end
     from range(1, 181) as rows(i)`,
  `comment on table customers is 'People who bought something. Merge with {{ crm.contacts }}? See "Customers 2.0"'`,
  `comment on column customers."Full Name" is 'As typed by the customer: may hold "quotes", {% odd %} signs, anything'`,

  `create table products (
     id integer primary key, sku varchar not null, name varchar, category varchar, price_cents integer, discontinued boolean)`,
  `insert into products
     select i, 'SKU-' || lpad(cast(i as varchar), 4, '0'), 'Product ' || i, ['tea', 'coffee', 'mug', 'gift'][1 + i % 4],
            250 + (i * 175) % 4000, i % 11 = 0
     from range(1, 41) as rows(i)`,

  `create table tags (id integer not null, label varchar not null)`,
  `insert into tags select i, ['organic', 'fair trade', 'new', 'sale', 'seasonal', 'classic'][i] from range(1, 7) as rows(i)`,

  `create table product_tags (product_id integer not null, tag_id integer not null)`,
  `insert into product_tags
     select p, t from range(1, 41) as products(p), range(1, 7) as tags(t) where (p * t) % 3 = 1`,

  `create table orders (
     id integer primary key, customer_id integer references customers (id), store_id integer, employee_id integer,
     status varchar, "group" varchar, shipping_cents integer, ordered_at timestamp, _loaded_at timestamp)`,
  `insert into orders
     select i, 1 + (i * 13) % 160, 1 + i % 8, 1 + (i * 5) % 24,
            ['placed', 'paid', 'shipped', 'delivered', 'returned'][1 + (i * 3) % 5],
            ['retail', 'wholesale'][1 + i % 2], 300 + (i * 50) % 900,
            timestamp '2024-01-01 09:00:00' + to_minutes(cast(i * 211 as integer)), timestamp '2024-12-31 00:00:00'
     from range(1, 601) as rows(i)`,
  `comment on column orders.status is 'Where the order stands'`,

  `create table order_items (
     order_id integer not null, line_number integer not null, product_id integer, quantity integer, unit_price_cents integer,
     discount_rate decimal(4, 2))`,
  `insert into order_items
     select o, l, 1 + (o * 3 + l * 7) % 40, 1 + (o + l) % 4, 250 + ((1 + (o * 3 + l * 7) % 40) * 175) % 4000,
            case when o % 10 = 0 then 0.10 end
     from range(1, 601) as orders(o), range(1, 5) as lines(l) where l <= 1 + o % 4`,

  `create table payments (id integer not null, order_id integer, method varchar, amount_cents integer, paid_at timestamp)`,
  `insert into payments
     select i, 1 + (i * 7) % 600, ['card', 'transfer', 'voucher'][1 + i % 3], 500 + (i * 137) % 9000,
            timestamp '2024-01-01 10:00:00' + to_minutes(cast(i * 199 as integer))
     from range(1, 641) as rows(i)`,

  `create table page_views (
     id varchar not null, customer_id integer, url varchar, viewed_at timestamp)`,
  `insert into page_views
     select md5(cast(i as varchar)), case when i % 3 > 0 then 1 + (i * 11) % 180 end, '/p/' || (1 + i % 40),
            timestamp '2024-02-01 00:00:00' + to_minutes(cast(i * 13 as integer))
     from range(1, 2001) as rows(i)`,

  `create table schema_migrations (version varchar not null)`,
  `insert into schema_migrations values ('20220101000000'), ('20230315093000')`,
];

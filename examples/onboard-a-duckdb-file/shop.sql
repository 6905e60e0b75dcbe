-- Three tables as a shop's application leaves them: one declared key, cents, a soft delete, names that SQL must quote.
create table customers (
  id integer primary key,
  "Full Name" varchar,
  email varchar,
  is_active boolean,
  created timestamp,
  deleted_at timestamp
);

create table orders (
  id integer not null,
  customer_id integer,
  status varchar,
  "group" varchar,
  shipping_cents integer,
  ordered_at timestamp
);

create table payments (
  id integer not null,
  order_id integer,
  method varchar,
  amount_cents integer,
  paid_at timestamp
);

comment on table customers is 'People who bought something, also in {{ crm }}';

insert into customers
select i, 'Customer ' || i, 'customer' || i || '@example.com', i % 5 <> 0,
       timestamp '2024-01-01 08:00:00' + to_hours(cast(i * 37 as integer)),
       case when i % 11 = 0 then timestamp '2024-06-01 00:00:00' end
from range(1, 61) as numbers(i);

insert into orders
select i, 1 + (i * 7) % 60, ['placed', 'paid', 'shipped', 'returned'][1 + i % 4], ['retail', 'wholesale'][1 + i % 2],
       300 + (i * 50) % 900, timestamp '2024-03-01 09:00:00' + to_minutes(cast(i * 211 as integer))
from range(1, 201) as numbers(i);

insert into payments
select i, 1 + (i * 7) % 200, ['card', 'transfer', 'voucher'][1 + i % 3], 500 + (i * 137) % 9000,
       timestamp '2024-03-01 10:00:00' + to_minutes(cast(i * 199 as integer))
from range(1, 241) as numbers(i);

-- case: a shop gets prices per currency
create table customers (id bigint generated always as identity primary key, email text not null unique, name text);
create table products (id bigint generated always as identity primary key, sku varchar(32) not null unique, title text not null, price numeric(10,2) not null check (price >= 0));
create table orders (id bigint generated always as identity primary key, customer_id bigint not null references customers, placed_at timestamptz not null default now());
create table order_lines (order_id bigint references orders on delete cascade, line int, product_id bigint not null references products, quantity int not null default 1 check (quantity > 0), primary key (order_id, line));
create view order_totals as select o.id, sum(l.quantity * p.price) as total from orders o join order_lines l on l.order_id = o.id join products p on p.id = l.product_id group by o.id;
insert into customers (email) values ('a@x'), ('b@x');
insert into products (sku, title, price) values ('A-1', 'Tea', 3.50), ('B-2', 'Coffee', 7.25);
insert into orders (customer_id) values (1);
insert into order_lines values (1, 1, 1, 2), (1, 2, 2, 1);
-- to
create type currency as enum ('EUR', 'USD', 'CHF');
create table customers (id bigint generated always as identity primary key, email text not null unique, name text, currency currency not null default 'EUR');
create table products (id bigint generated always as identity primary key, sku varchar(64) not null unique, title text not null, price numeric(12,2) not null check (price >= 0));
create table prices (product_id bigint references products on delete cascade, currency currency, price numeric(12,2) not null, primary key (product_id, currency));
create table orders (id bigint generated always as identity primary key, customer_id bigint not null references customers on delete restrict, placed_at timestamptz not null default now(), currency currency not null default 'EUR');
create index orders_customer on orders (customer_id, placed_at desc);
create table order_lines (order_id bigint references orders on delete cascade, line int, product_id bigint not null references products, quantity int not null default 1 check (quantity between 1 and 999), primary key (order_id, line));
create view order_totals as select o.id, o.currency, sum(l.quantity * p.price) as total from orders o join order_lines l on l.order_id = o.id join products p on p.id = l.product_id group by o.id;

-- case: stock with reservations that may not overlap
create table rooms (id int primary key, name text not null);
create table bookings (id int primary key, room_id int not null references rooms, starts timestamp not null, ends timestamp not null);
insert into rooms values (1, 'Blue');
insert into bookings values (1, 1, '2024-01-01', '2024-01-02');
-- to
create extension btree_gist;
create table rooms (id int primary key, name text not null);
create table bookings (id int primary key, room_id int not null references rooms, starts timestamp not null, ends timestamp not null,
  check (ends > starts), exclude using gist (room_id with =, tsrange(starts, ends) with &&) where (room_id > 0));

-- case: search over products
create table products (id int primary key, title text not null, body text);
insert into products values (1, 'Green tea', 'From Japan'), (2, 'Black tea', null);
-- to
create table products (id int primary key, title text not null, body text, search tsvector generated always as (setweight(to_tsvector('english', title), 'A') || to_tsvector('english', coalesce(body, ''))) stored);
create index products_search on products using gin (search);

-- case: search in another language
create table notes (id int primary key, body text, search tsvector generated always as (to_tsvector('english', body)) stored);
create index notes_search on notes using gin (search);
insert into notes (id, body) values (1, 'houses');
-- to
create table notes (id int primary key, body text, search tsvector generated always as (to_tsvector('simple', body)) stored);
create index notes_search on notes using gin (search) with (fastupdate = off);

-- case: carts get an owner and a state
create table carts (id uuid primary key default gen_random_uuid(), data jsonb not null default '{}');
insert into carts (data) values ('{"a": 1}');
-- to
create type cart_state as enum ('open', 'ordered', 'left');
create table users (id uuid primary key default gen_random_uuid());
create table carts (id uuid primary key default gen_random_uuid(), data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'), user_id uuid references users on delete set null, state cart_state not null default 'open', created_at timestamptz not null default now());
create index carts_open on carts (user_id) where state = 'open';
create index carts_data on carts using gin (data jsonb_path_ops);

-- case: discounts as ranges
create table discounts (id int primary key, starts date, ends date, percent int);
insert into discounts values (1, '2024-01-01', '2024-02-01', 10);
-- to
create table discounts (id int primary key, during daterange generated always as (daterange(starts, ends)) stored, starts date, ends date, percent smallint check (percent between 0 and 100));
create index discounts_during on discounts using gist (during);

-- case: categories as a tree
create table categories (id int primary key, name text not null, parent text);
-- to
create table categories (id int primary key, name text not null, parent_id int references categories on delete cascade, unique (parent_id, name), check (parent_id <> id));
create view roots as select id, name from categories where parent_id is null;

-- case: no nulls twice
-- server: 15
create table coupons (id int primary key, code text, shop int, unique (code, shop));
create unique index coupons_shop on coupons (shop);
insert into coupons values (1, 'x', null);
-- to
create table coupons (id int primary key, code text, shop int, unique nulls not distinct (code, shop));
create unique index coupons_shop on coupons (shop) nulls not distinct;

-- case: money to numeric
create table invoices (id int primary key, total money, paid boolean default 'f');
insert into invoices values (1, 12.5, true);
-- to
create table invoices (id int primary key, total numeric, paid boolean not null default true);

-- case: invoices numbered by a shared sequence
create sequence numbers start 1000;
create table invoices (id bigint primary key default nextval('numbers'));
create table credits (id bigint primary key default nextval('numbers'));
insert into invoices default values;
insert into credits default values;
-- to
create sequence numbers start 1000 cache 20;
create table invoices (id bigint primary key default nextval('numbers'), kind text not null default 'i');
create table credits (id bigint primary key default nextval('numbers'), invoice_id bigint references invoices);
create table refunds (id bigint primary key default nextval('numbers'));

-- case: a shared sequence is parted
create sequence numbers;
create table a (id bigint primary key default nextval('numbers'));
create table b (id bigint primary key default nextval('numbers'));
insert into a default values;
insert into b default values;
-- to
create table a (id bigserial primary key);
create table b (id bigint generated by default as identity primary key);

-- case: reviews counted by a trigger
create table products (id int primary key, title text);
create table reviews (id int primary key, product_id int references products, stars int);
insert into products values (1, 'x');
insert into reviews values (1, 1, 5);
-- to
create table products (id int primary key, title text, review_count int not null default 0);
create table reviews (id int primary key, product_id int not null references products on delete cascade, stars smallint not null check (stars between 1 and 5));
create function count_reviews() returns trigger language plpgsql as $$
begin
  update products set review_count = review_count + 1 where id = new.product_id;
  return new;
end $$;
create trigger reviews_count after insert on reviews for each row execute function count_reviews();
create constraint trigger reviews_late after update on reviews deferrable initially deferred for each row execute function count_reviews();

-- case: a report filled by night
create table sales (id int primary key, at date, amount numeric);
create materialized view per_day as select at, sum(amount) as amount from sales group by at;
create unique index per_day_at on per_day (at);
create view last_day as select * from per_day order by at desc limit 1;
comment on materialized view per_day is 'Refreshed by night';
grant select on per_day to pg_read_all_data;
insert into sales values (1, '2024-01-01', 5);
refresh materialized view per_day;
-- to
create table sales (id int primary key, at date, amount numeric(12,2), shop int);
create materialized view per_day as select at, shop, sum(amount) as amount, count(*) as n from sales group by at, shop;
create unique index per_day_at on per_day (at, shop);
create view last_day as select * from per_day order by at desc limit 1;
comment on materialized view per_day is 'Refreshed by night';
grant select on per_day to pg_read_all_data;

-- case: a report that is not filled
create table sales (id int primary key, at date);
create materialized view r as select at from sales with no data;
insert into sales values (1, '2024-01-01');
-- to
create table sales (id int primary key, at date);
create materialized view r as select at, count(*) from sales group by at with no data;

-- case: addresses leave the customer
create table customers (id int primary key, name text, street text, city text);
insert into customers values (1, 'a', 's', 'c');
-- to
create table customers (id int primary key, name text);
create table addresses (id int primary key, customer_id int not null references customers, street text, city text, kind text not null default 'home' check (kind in ('home', 'work')));
create unique index addresses_home on addresses (customer_id) where kind = 'home';

-- case: soft delete
create table items (id int primary key, sku text unique, name text not null);
create view v_items as select * from items;
insert into items values (1, 'a', 'A');
-- to
create table items (id int primary key, sku text, name text not null, deleted_at timestamptz);
create unique index items_sku_key on items (sku) where deleted_at is null;
create view v_items as select * from items where deleted_at is null;

-- case: case-insensitive emails
create table users (id int primary key, email varchar(255) not null unique);
insert into users values (1, 'A@x'), (2, 'b@x');
-- to
create extension citext;
create table users (id int primary key, email citext not null unique);

-- case: emails lowered by an index
create table users (id int primary key, email text not null unique);
insert into users values (1, 'A@x'), (2, 'b@x');
-- to
create table users (id int primary key, email text not null);
create unique index users_email_lower on users (lower(email));

-- case: deferrable keys
create table lists (id int primary key);
create table entries (id int primary key, list_id int references lists, pos int, unique (list_id, pos));
insert into lists values (1);
insert into entries values (1, 1, 1), (2, 1, 2);
-- to
create table lists (id int primary key);
create table entries (id int primary key, list_id int references lists deferrable initially deferred, pos int, unique (list_id, pos) deferrable initially immediate);

-- case: weights and measures as a domain
create table parcels (id int primary key, weight int, height int);
insert into parcels values (1, 5, 6);
-- to
create domain positive as int check (value > 0);
create table parcels (id int primary key, weight positive not null, height positive);

-- case: json text to jsonb
create table hooks (id int primary key, body text, headers json);
insert into hooks values (1, '{"a": 1}', '{"b": 2}');
-- to
create table hooks (id int primary key, body jsonb, headers jsonb not null default '{}');
create index hooks_body on hooks using gin (body);

-- case: epoch to timestamptz with using
-- refused back: cannot cast type timestamp with time zone to bigint
create table visits (id int primary key, at bigint);
insert into visits values (1, 1700000000);
-- to
-- seedbank:using visits.at: to_timestamp(at)
create table visits (id int primary key, at timestamptz);

-- case: a comma list to an array
create table posts (id int primary key, tags text);
insert into posts values (1, 'a,b');
-- to
-- seedbank:using posts.tags: string_to_array(tags, ',')
create table posts (id int primary key, tags text[] not null default '{}');
create index posts_tags on posts using gin (tags);

-- case: a status as text becomes an enum with a default, a check and an index
create table jobs (id int primary key, status text not null default 'queued' check (status in ('queued', 'done')), n int);
create index jobs_status on jobs (status) where status = 'queued';
create view queued as select id from jobs where status = 'queued';
insert into jobs values (1, 'queued', 1), (2, 'done', 2);
-- to
create type status as enum ('queued', 'running', 'done');
create table jobs (id int primary key, status status not null default 'queued', n int);
create index jobs_status on jobs (status) where status = 'queued';
create view queued as select id from jobs where status = 'queued';

-- case: a boolean becomes a state
create table jobs (id int primary key, done boolean not null default false);
insert into jobs values (1, true), (2, false);
-- to
create table jobs (id int primary key, state text not null default 'new', done_at timestamptz);

-- case: tables in a cycle go
create table a (id int primary key, b_id int);
create table b (id int primary key, a_id int references a);
alter table a add constraint a_b foreign key (b_id) references b;
create table c (id int);
-- to
create table c (id int);

-- case: a table dropped that others refer to
create table a (id int primary key);
create table b (id int primary key, a_id int not null references a, x int);
create view v as select b.id, a.id as aid from a join b on a.id = b.a_id;
insert into a values (1);
insert into b values (1, 1, 1);
-- to
create table b (id int primary key, a_id int not null, x int);
create view v as select b.id, b.a_id as aid from b;

-- case: columns required without a default
create table t (id int primary key);
-- to
create table t (id int primary key, must text not null, also int not null check (also > 0));

-- case: columns required without a default, with rows
-- refused: is NOT NULL
create table t (id int primary key);
insert into t values (1);
-- to
create table t (id int primary key, must text not null);

-- case: columns required, filled by hint
create table t (id int primary key, name text);
insert into t values (1, 'x'), (2, 'y');
-- to
-- seedbank:backfill t.must: upper(name) || id
create table t (id int primary key, name text, must text not null unique);

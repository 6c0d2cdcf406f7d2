create schema audit;
create type mood as enum ('happy', 'sad');
create table customers (
  id serial primary key,
  email text not null unique,
  mood mood default 'happy',
  balance numeric(12, 2),
  picture bytea,
  facts jsonb,
  boss int references customers
);
create index customers_email_lower on customers (lower(email));
create table audit.events (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  tags text[]
);
create table empty (id int primary key);
create view emails as select email from customers;
insert into customers (email, mood, balance, picture, facts, boss) values
  ('ada@example.com', 'happy', 12.50, '\x00ff10', '{"a": [1, 2.5, null]}', null),
  ('josé@example.com', 'sad', null, null, null, 1);
insert into audit.events (at, tags) values
  ('2026-01-28 10:30:00.123456+00', array['x', 'y "z"']), ('2026-01-29 00:00:00+02', null);

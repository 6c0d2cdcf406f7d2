-- What PostgreSQL 15 to 17 added to everything.sql; run after it where the server is 15 or newer.
create table public.one_null (a integer, b text, constraint one_null_key unique nulls not distinct (a, b), c numeric(3, -2), d numeric(2, 5));
create unique index one_null_index on public.one_null (a) nulls not distinct where b is null;
create view public.as_caller with (security_invoker = true, security_barrier = false) as select * from public.one_null;
create unlogged sequence public.unlogged_sequence;
alter table public.not_logged add column serial serial;
alter table public.not_logged add column counted integer generated always as identity;
create table public.refers_pair (x integer, y integer, primary key (x, y));
create table public.set_null_columns (id integer primary key, a integer, b integer,
    foreign key (a, b) references public.refers_pair (x, y) on delete set null (b));

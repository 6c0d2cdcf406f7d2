-- What PostgreSQL 17 and 18 added to everything.sql; run after it and everything-since-15.sql where the server is 18 or newer.
create table public.virtual_columns (id integer primary key, price numeric(10, 2), gross numeric generated always as (price * 1.19) virtual, twice numeric generated always as (price * 2));
create table public.named_nulls (id integer constraint "id; given" not null, a text not null, b text constraint b_given not null no inherit, c integer);
insert into public.named_nulls values (1, 'a', 'b', null);
alter table public.named_nulls add constraint c_later not null c not valid;
comment on constraint "id; given" on public.named_nulls is 'a not-null constraint with a comment';
create table public.named_child (d text not null, constraint own_a not null a) inherits (public.named_nulls);
create table public.other_parent (id integer not null, e text);
create table public.renamed_default (a integer not null);
alter table public.renamed_default rename to was_renamed;
create table public.both_parents (f text, constraint e_given not null e) inherits (public.named_nulls, public.other_parent);
create domain public.given as text constraint "not; null" not null constraint not_empty check (value <> '');
create table public.not_enforced (id integer primary key, parent integer, amount integer,
    constraint hopeful check (amount > 0) not enforced, constraint maybe foreign key (parent) references public.not_enforced not enforced);
create table public.periods (id integer, valid daterange, note text, constraint periods_key primary key (id, valid without overlaps), unique (note, valid without overlaps));
create table public.within_periods (id integer, valid daterange, period integer, primary key (id, valid without overlaps),
    constraint within foreign key (period, period valid) references public.periods (id, period valid));
create table public.identity_parts (id bigint generated always as identity (start with 7), day date not null, note text, primary key (id, day)) partition by range (day);
create table public.identity_parts_1 partition of public.identity_parts for values from ('2024-01-01') to ('2025-01-01');
create table public.own_expression (id integer not null, a integer, b integer generated always as (a * 2) stored) partition by list (id);
create table public.own_expression_1 partition of public.own_expression (b generated always as (a * 3) stored) for values in (1);
create table public.excluded_parts (id integer not null, during int4range, exclude using gist (id with =, during with &&)) partition by hash (id);
create table public.excluded_parts_0 partition of public.excluded_parts for values with (modulus 1, remainder 0);

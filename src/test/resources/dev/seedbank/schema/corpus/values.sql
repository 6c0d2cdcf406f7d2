-- case: an enum's values in another place
create type size as enum ('l', 's', 'm');
create table t (a size not null, b size[] default '{s}', unique (a));
insert into t values ('l', '{s,m}'), ('s', '{}');
-- to
create type size as enum ('s', 'm', 'l');
create table t (a size not null, b size[] default '{s}', unique (a));

-- case: an enum's value renamed by hint
create type size as enum ('small', 'big');
create table t (a size default 'small', check (a <> 'big'));
insert into t values ('small');
-- to
-- seedbank:renamed value size.'small' -> 'little'
create type size as enum ('little', 'big', 'huge');
create table t (a size default 'little', check (a <> 'big'));

-- case: an enum added to and used at once
create type state as enum ('new');
create table t (s state not null default 'new');
create view v as select s from t where s = 'new';
insert into t values ('new');
-- to
create type state as enum ('new', 'done');
create table t (s state not null default 'done', check (s in ('new', 'done')));
create index t_done on t (s) where s = 'done';
create view v as select s from t where s = 'done';

-- case: two enums become one
create type a as enum ('x', 'y');
create type b as enum ('y', 'z');
create table t (a a, b b);
insert into t values ('x', 'y');
-- to
create type ab as enum ('x', 'y', 'z');
create table t (a ab, b ab);

-- case: an enum in a function with a default and a trigger's condition
create type k as enum ('a', 'b', 'c');
create function f(x k default 'a', variadic ys k[] default '{}') returns setof k language sql as $$ select x $$;
create table t (k k, n int);
create trigger g before update on t for each row when (new.k = 'a') execute function suppress_redundant_updates_trigger();
create view v as select f from f('b');
insert into t values ('a', 1);
-- to
create type k as enum ('a', 'b');
create function f(x k default 'a', variadic ys k[] default '{}') returns setof k language sql as $$ select x $$;
create table t (k k, n bigint);
create trigger g before update on t for each row when (new.k = 'a') execute function suppress_redundant_updates_trigger();
create view v as select f from f('b');

-- case: an enum in an aggregate and an operator
create type k as enum ('a', 'b', 'c');
create function worst(a k, b k) returns k immutable language sql as $$ select greatest(a, b) $$;
create aggregate worst(k) (sfunc = worst, stype = k);
create table t (k k);
create view v as select worst(k) from t;
insert into t values ('b');
-- to
create type k as enum ('b', 'a');
create function worst(a k, b k) returns k immutable language sql as $$ select greatest(a, b) $$;
create aggregate worst(k) (sfunc = worst, stype = k);
create table t (k k);
create view v as select worst(k) from t;

-- case: an enum in a range
-- refused: already exists
-- refused back: already exists
create type k as enum ('a', 'b', 'c');
create type kr as range (subtype = k);
create table t (r kr);
-- to
create type k as enum ('c', 'b');
create type kr as range (subtype = k);
create table t (r kr);

-- case: an enum in a generated column and an expression index
create type k as enum ('a', 'b', 'c');
create table t (k k, is_a boolean generated always as (k = 'a'::k) stored);
create index t_k on t ((k = 'b'::k));
insert into t values ('a');
-- to
create type k as enum ('b', 'a');
create table t (k k, is_a boolean generated always as (k = 'a'::k) stored);
create index t_k on t ((k = 'b'::k));

-- case: a domain's every part
create domain d as varchar(10) default 'x' constraint d1 check (value <> 'q');
create table t (d d not null, e d);
comment on domain d is 'old';
insert into t values ('a', 'b');
-- to
create domain d as varchar(10) not null constraint d1 check (value <> 'p') constraint d2 check (length(value) > 0);
create table t (d d not null, e d);
comment on domain d is 'new';

-- case: a domain's base type under keys and views
create domain id as int check (value > 0);
create table a (id id primary key);
create table b (a_id id references a, ids id[]);
create view v as select id from a;
create function f(x id) returns id language sql as $$ select x $$;
insert into a values (1);
insert into b values (1, '{1,2}');
-- to
create domain id as bigint check (value > 0);
create table a (id id primary key);
create table b (a_id id references a, ids id[]);
create view v as select id from a;
create function f(x id) returns id language sql as $$ select x $$;

-- case: a domain goes and its column keeps the values
create domain email as text check (value ~ '@');
create table t (id int primary key, e email not null default 'a@b');
create index t_e on t (e);
insert into t values (1, 'x@y');
-- to
create table t (id int primary key, e text not null default 'a@b');
create index t_e on t (e);

-- case: a domain with a collation
create domain name as text collate "C";
create table t (n name);
insert into t values ('x');
-- to
create domain name as text;
create table t (n name collate "C");

-- case: a domain's check not yet valid
create domain d as int;
create table t (d d);
alter domain d add constraint pos check (value > 0) not valid;
insert into t values (5);
-- to
create domain d as int constraint pos check (value > 0);
create table t (d d);

-- case: a composite's attributes when a table has it
-- refused: nothing says how to convert
create type pair as (a int, b text);
create table t (id int primary key, p pair);
insert into t values (1, row(1, 'x'));
-- to
create type pair as (a bigint, b text, c date);
create table t (id int primary key, p pair);

-- case: a composite's attributes when a view and functions have it
create type pair as (a int, b text);
create function mk(a int) returns pair language sql as $$ select row(a, 'x')::pair $$;
create function rd(p pair) returns int language sql as $$ select p.a $$;
create view v as select (mk(1)).a, mk(2) as p;
-- to
create type pair as (a int, c int);
create function mk(a int) returns pair language sql as $$ select row(a, 5)::pair $$;
create function rd(p pair) returns int language sql as $$ select p.a $$;
create view v as select (mk(1)).a, mk(2) as p;

-- case: a composite with names that need quotes
create type "Pair" as ("A b" int, "select" text);
comment on column "Pair"."A b" is 'x';
-- to
create type "Pair" as ("A b" bigint, "from" text collate "C");
comment on column "Pair"."A b" is 'y';

-- case: array columns
create table t (a int[], b text[] default '{}', c varchar(5)[], d int[][]);
insert into t values ('{1}', '{x}', '{abc}', '{{1,2},{3,4}}');
create index on t using gin (a);
-- to
create table t (a bigint[] not null default '{}', b text[] not null, c text[], d bigint[][]);
create index on t using gin (a);

-- case: lengths and scales
create table t (a char(3), b varchar(5), c numeric(6,2), d bit(3), e varbit(5), f time(0), g timestamp(3), h interval day to second, i varchar);
insert into t values ('abc', 'abcde', 12.34, B'101', B'11', '10:00', '2024-01-01 00:00:00.123', '1 day', 'x');
-- to
create table t (a char(5), b varchar, c numeric(8,2), d bit(3), e varbit(8), f time(3), g timestamp(6), h interval, i text);

-- case: lengths that get less
create table t (id int primary key, a varchar(20), b numeric(8,2), c bigint, d text);
insert into t values (1, 'short', 1.25, 7, 'x');
-- to
create table t (id int primary key, a varchar(5), b numeric(4,1), c int, d varchar(3));

-- case: lengths that get less than the values
create table t (id int primary key, a varchar(20));
insert into t values (1, 'much too long');
-- to
create table t (id int primary key, a varchar(5));

-- case: numbers too big
-- refused: integer out of range
create table t (id int primary key, a bigint, b numeric);
insert into t values (1, 5000000000, 1e30);
-- to
create table t (id int primary key, a int, b int);

-- case: text and other types
create table t (a text, b text, c text, d text, e text, f text, g text);
insert into t values ('1', 'true', '2024-01-01', '{"a": 1}', '10.0.0.1', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '1.5');
-- to
create table t (a int, b boolean, c date, d jsonb, e inet, f uuid, g numeric);

-- case: times with and without zone
-- refused: which time zone to use
create table t (a timestamp, b timestamptz, c time, d date);
create index on t (a);
insert into t values ('2024-01-01 10:00', '2024-01-01 10:00+02', '10:00', '2024-01-01');
-- to
create table t (a timestamptz, b timestamp, c timetz, d timestamp);
create index on t (a);

-- case: floats and numbers
create table t (a real, b double precision, c numeric, d smallint);
insert into t values (1.5, 2.25, 3, 4);
-- to
create table t (a double precision, b numeric, c double precision, d real);

-- case: serial of every size
create table t (a smallserial, b serial, c bigserial);
insert into t default values;
insert into t default values;
-- to
create table t (a serial, b bigserial, c bigserial);

-- case: serial to identity in a table with a name that needs quotes
create table "My T" ("Id" serial primary key, x text);
insert into "My T" (x) values ('a'), ('b'), ('c');
-- to
create table "My T" ("Id" bigint generated always as identity primary key, x text);

-- case: identity comes to a column with values
create table t (id int primary key, x text);
insert into t values (41, 'a'), (42, 'b');
-- to
create table t (id int generated always as identity primary key, x text);

-- case: identity kinds
create table t (a int generated always as identity, b int generated by default as identity (start 100), c int not null default 0);
insert into t (c) values (1), (2);
-- to
create table t (a int generated by default as identity (cache 5), b bigint generated always as identity (start 100), c int generated by default as identity);

-- case: a sequence's every option with a position
create sequence s start 5;
select setval('s', 77);
-- to
create sequence s as int increment 2 minvalue 1 maxvalue 1000 start 5 cache 10 cycle;

-- case: a sequence goes down
create sequence s increment -1;
select setval('s', -7);
-- to
create sequence s increment -2 minvalue -1000 start -3;

-- case: a sequence changes its owner
create sequence s;
create table t (a int default nextval('s'), b int);
create table u (c int);
alter sequence s owned by t.a;
insert into t (b) values (1), (2);
-- to
create sequence s;
create table t (a int, b int);
create table u (c int default nextval('s'));
alter sequence s owned by u.c;

-- case: an owned sequence outlives its table
create table t (id serial primary key);
create table u (id int primary key default nextval('t_id_seq'));
insert into t default values;
-- to
create sequence t_id_seq as int;
create table u (id int primary key default nextval('t_id_seq'));

-- case: unlogged sequences
-- server: 15
create sequence s;
create unlogged table t (id int generated always as identity, x int);
insert into t (x) values (1);
-- to
create unlogged sequence s;
create table t (id int generated always as identity, x int);

-- case: generated columns and what they are made of
create table t (a int, b int, c int generated always as (a + b) stored, d text generated always as ('x' || 'y') stored);
create index on t (c);
create view v as select c, d from t;
insert into t values (1, 2);
-- to
create table t (a bigint, b bigint, c bigint generated always as (a + b) stored, d text generated always as ('x' || 'z') stored not null);
create index on t (c);
create view v as select c, d from t;

-- case: generated to plain keeps the values
create table t (a int, b int generated always as (a * 2) stored, c int generated always as (a * 3) stored);
insert into t values (1), (2);
-- to
create table t (a int, b int, c bigint default 5 not null);

-- case: plain to generated with values
create table t (id int primary key, a int, b int);
create index on t (b);
insert into t values (1, 1, 99);
-- to
create table t (id int primary key, a int, b int generated always as (a * 2) stored);
create index on t (b);

-- case: virtual generated columns
-- server: 18
create table t (a int, b int generated always as (a * 2) virtual);
insert into t values (1);
-- to
create table t (a bigint, b bigint generated always as (a * 3) virtual, c bigint generated always as (a + 1) stored);

-- case: a default that calls another's function
create function def() returns text volatile language sql as $$ select 'x' $$;
create table t (id int primary key, a text default def());
insert into t (id) values (1);
-- to
create function def2(n int) returns text volatile language sql as $$ select repeat('x', n) $$;
create table t (id int primary key, a text default def2(3), b text not null default def2(2));

-- case: a volatile default for many rows
create table t (id int primary key, x text);
insert into t select g, 'x' from generate_series(1, 2500) g;
-- to
create table t (id int primary key, x text, u uuid not null default gen_random_uuid(), at timestamptz not null default clock_timestamp());
create unique index t_u on t (u);

-- case: duplicates where a unique key comes
-- refused: several rows of public.t have the same "a"
create table t (id int primary key, a int);
insert into t values (1, 5), (2, 5);
-- to
create table t (id int primary key, a int unique);

-- case: nulls where none may be
-- refused: column "a" becomes NOT NULL
create table t (id int primary key, a int);
insert into t values (1, null), (2, 5);
-- to
create table t (id int primary key, a int not null);

-- case: nulls filled by hint
create table t (id int primary key, a int);
insert into t values (1, null), (2, 5);
-- to
-- seedbank:backfill t.a: 0
create table t (id int primary key, a int not null);

-- case: rows that a new check refuses
-- refused: violates the constraint
create table t (id int primary key, a int);
insert into t values (1, -5);
-- to
create table t (id int primary key, a int check (a > 0));

-- case: rows that a new foreign key refuses
-- refused: violates the constraint
create table a (id int primary key);
create table t (id int primary key, a_id int);
insert into t values (1, 7);
-- to
create table a (id int primary key);
create table t (id int primary key, a_id int references a);

-- case: a domain that cuts
create domain code as varchar(8);
create domain price as numeric(8, 3);
create table t (c code, cs code[], p price);
insert into t values ('abcdefgh', '{abcdefgh}', 1.234);
-- to
create domain code as varchar(3);
create domain price as numeric(8, 1);
create table t (c code, cs code[], p price);

-- case: a column that gets a domain that rounds
create table t (p numeric(8, 3), j json);
insert into t values (1.234, '{"a": 1,  "a": 2}');
-- to
create domain price as numeric(8, 1);
create table t (p price, j jsonb);

-- case: an extension is declared and nothing else
create table a (id int);
-- to
create extension hstore;

-- case: an extension in a schema that is not declared
create schema ext; create table ext.kept (id int); create table t (id int);
-- to
create extension hstore with schema public;
create table t (id int, x int);

-- case: a stored column becomes a plain one while what it reads changes
create table idt (id int primary key, v int, g int generated always as (v * 2) stored, h int generated always as (v * 3) stored);
insert into idt values (1, 5);
-- to
create table idt (id int primary key, v smallint, g int, h int generated always as (v * 3) stored);
insert into idt (id, v, g) values (1, 5, 10);

-- case: moments in lists, and the days of moments
-- refused: nothing says which time zone to use
create table t (id int primary key, a timestamp[], z timestamptz);
insert into t values (1, '{2024-07-01 12:00:00}', '2024-07-01 00:00+00');
-- to
create table t (id int primary key, a timestamptz[], z timestamptz);

-- case: the day of a moment
-- refused: nothing says which time zone to use
create table t (id int primary key, z timestamptz);
insert into t values (1, '2024-07-01 00:00+00');
-- to
create table t (id int primary key, z date);

-- case: the last of several definitions counts
create table t (id int);
-- to
create table t (id int);
create or replace function f() returns int language sql as 'select 1';
create or replace view vv as select 1 x;
create or replace function f() returns int language sql as 'select 2';
create or replace view vv as select 2 x;

-- case: a trigger with a short name stays while a column changes its type
create table au (id int);
create function log() returns trigger language plpgsql as 'begin insert into au values (new.id); return new; end';
create table t (id int primary key, v text, n int);
create trigger c after insert on t for each row execute function log();
create view w as select id, n from t; comment on view w is 'it'; grant select on w to pg_monitor;
insert into t values (1, 'x', 1);
-- to
-- seedbank:backfill t.c: 'x'
create table au (id int);
create function log() returns trigger language plpgsql as 'begin insert into au values (new.id); return new; end';
create table t (id int primary key, v text, n bigint, c text not null);
create trigger c after insert on t for each row execute function log();
create view w as select id, n from t; comment on view w is 'it'; grant select on w to pg_monitor;
insert into t values (1, 'x', 1, 'y');

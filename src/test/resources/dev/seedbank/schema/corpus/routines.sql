-- case: functions of the same name
create function f(a int) returns text language sql as $$ select 'int' $$;
create function f(a text) returns text language sql as $$ select 'text' $$;
create function f(a int, b int) returns text language sql as $$ select 'two' $$;
comment on function f(int) is 'one int';
-- to
create function f(a int) returns text language sql as $$ select 'INT' $$;
create function f(a bigint) returns text language sql as $$ select 'bigint' $$;
create function f(a int, variadic b int[]) returns text language sql as $$ select 'many' $$;
comment on function f(bigint) is 'one bigint';

-- case: options of functions
create function f(a int) returns int language sql as $$ select a $$;
create function g() returns setof int language sql as $$ select 1 $$;
-- to
create function f(a int) returns int language sql strict stable parallel safe leakproof cost 5 security definer set search_path = pg_catalog set work_mem = '1MB' as $$ select a $$;
create function g() returns setof int language sql rows 7 as $$ select 1 $$;

-- case: out arguments and returned tables
create function f(a int, out b int, out c text) language sql as $$ select 1, 'x' $$;
create function g() returns table (x int, y text) language sql as $$ select 1, 'x' $$;
create view v as select * from g();
-- to
create function f(a int, out b int, out c text, out d date) language sql as $$ select 1, 'x', now()::date $$;
create function g() returns table (x int, y text, z int) language sql as $$ select 1, 'x', 2 $$;
create view v as select * from g();

-- case: names of arguments change
create function f(a int, b int) returns int language sql as $$ select a + b $$;
create view v as select f(1, 2), f(b => 1, a => 3) as g;
-- to
create function f(x int, b int) returns int language sql as $$ select x + b $$;
create view v as select f(1, 2), f(b => 1, x => 3) as g;

-- case: a language changes
create function f(a int) returns int language sql as $$ select a $$;
create procedure p() language sql as $$ select 1 $$;
-- to
create function f(a int) returns int language plpgsql as $$ begin return a; end $$;
create procedure p() language plpgsql as $$ begin perform 1; commit; end $$;

-- case: a body with quotes, dollars and backslashes
create function f() returns text language plpgsql as $body$
declare x text := 'it''s $$ here';
begin
  return x || E'\n\\' || $q$ "quoted" $q$;
end
$body$;
-- to
create function f() returns text language plpgsql as $body$
declare x text := 'it''s $$ there';
begin
  -- a comment; with a semicolon
  return x || E'\t\\' || $q$ 'quoted' $q$ || $function$ $x$ $function$;
end
$body$;

-- case: bodies the server understands, of each other
create function a(x int) returns int immutable language sql return x + 1;
create function b(x int) returns int immutable language sql return a(x) * 2;
create table t (x int, y int generated always as (b(x)) stored);
insert into t (x) values (5);
-- to
create function a(x int) returns int immutable language sql return x + 2;
create function b(x int) returns int immutable language sql return a(x) * 2;
create table t (x int, y int generated always as (b(x)) stored);

-- case: a body the server understands and the column it reads
create table t (id int primary key, name text, size int);
create function f(i int) returns text stable language sql begin atomic select name from t where id = i; end;
create procedure p(i int) language sql begin atomic update t set size = size + 1 where id = i; insert into t values (i + 1, 'x', 1); end;
create view v as select f(1);
insert into t values (1, 'a', 1);
-- to
create table t (id bigint primary key, name varchar(50), weight int);
create function f(i int) returns text stable language sql begin atomic select name || 'x' from t where id = i; end;
create procedure p(i int) language sql begin atomic update t set weight = 1 where id = i; end;
create view v as select f(1);

-- case: a body the server understands and a view it reads
create table t (a int, b int);
create view v as select a, b from t;
create function f() returns setof v stable language sql begin atomic select * from v; end;
create view w as select a from f();
-- to
create table t (a int, b int);
create view v as select b, a from t;
create function f() returns setof v stable language sql begin atomic select * from v; end;
create view w as select a from f();

-- case: aggregates
create function acc(s numeric, x numeric) returns numeric immutable language sql as $$ select s + x $$;
create function fin(s numeric) returns text immutable language sql as $$ select s::text $$;
create aggregate total(numeric) (sfunc = acc, stype = numeric, initcond = '0');
create aggregate old_one(int) (sfunc = int4pl, stype = int);
create table t (a numeric);
create view v as select total(a) from t;
comment on aggregate total(numeric) is 'all of it';
-- to
create function acc(s numeric, x numeric) returns numeric immutable language sql as $$ select s + x + 1 $$;
create function fin(s numeric) returns text immutable language sql as $$ select s::text || '!' $$;
create aggregate total(numeric) (sfunc = acc, stype = numeric, finalfunc = fin, initcond = '5', parallel = safe);
create table t (a numeric);
create view v as select total(a) from t;
comment on aggregate total(numeric) is 'all of it';

-- case: operators
create function near(a point, b point) returns boolean immutable language sql as $$ select a <-> b < 1 $$;
create operator === (leftarg = point, rightarg = point, function = near, commutator = ===);
create table t (p point, q point, check (p === q));
create view v as select p === q as n from t;
-- to
create function near(a point, b point) returns boolean immutable strict language sql as $$ select a <-> b < 2 $$;
create function nearer(a point, b point) returns boolean immutable language sql as $$ select a <-> b < 0.5 $$;
create operator === (leftarg = point, rightarg = point, function = nearer);
create operator !== (leftarg = point, rightarg = point, function = near);
create table t (p point, q point, check (p === q));
create view v as select p !== q as n from t;

-- case: casts
create type celsius as (d numeric);
create function to_c(n numeric) returns celsius immutable language sql as $$ select row(n)::celsius $$;
create cast (numeric as celsius) with function to_c(numeric);
-- to
create type celsius as (d numeric);
create function to_c(n numeric) returns celsius immutable language sql as $$ select row(n)::celsius $$;
create function to_i(n int) returns celsius immutable language sql as $$ select row(n)::celsius $$;
create cast (numeric as celsius) with function to_c(numeric) as assignment;
create cast (int as celsius) with function to_i(int) as implicit;

-- case: procedures with arguments
create procedure p(a int, inout b text) language plpgsql as $$ begin b := a; end $$;
create procedure q() language sql as $$ select 1 $$;
comment on procedure q() is 'q';
-- to
create procedure p(a int, b text default 'x') language plpgsql as $$ begin raise notice '%', b; end $$;
create procedure q() language sql security definer as $$ select 2 $$;
comment on procedure q() is 'Q';

-- case: event triggers
create function ev() returns event_trigger language plpgsql as $$ begin raise notice 'x'; end $$;
create event trigger e1 on ddl_command_end execute function ev();
-- to
create function ev() returns event_trigger language plpgsql as $$ begin raise notice 'y'; end $$;
create event trigger e1 on ddl_command_end when tag in ('CREATE TABLE', 'DROP TABLE') execute function ev();
create event trigger e2 on sql_drop execute function ev();
alter event trigger e2 disable;

-- case: text search configurations
create text search configuration simple2 (copy = simple);
create table t (a text, b tsvector generated always as (to_tsvector('english', a)) stored);
create index on t using gin (to_tsvector('simple2'::regconfig, a));
-- to
create text search dictionary d (template = simple, stopwords = english);
create text search configuration simple2 (copy = simple);
alter text search configuration simple2 alter mapping for asciiword with d, simple;
create text search configuration mine (copy = german);
create table t (a text, b tsvector generated always as (to_tsvector('mine', a)) stored);
create index on t using gin (to_tsvector('simple2'::regconfig, a));

-- case: collations of one's own
create collation c1 (provider = icu, locale = 'en-u-kn-true');
create table t (a text collate c1, b text);
create index on t (a);
insert into t values ('a2', 'b');
-- to
create collation c1 (provider = icu, locale = 'en-u-kn-true');
create collation c2 (provider = icu, locale = 'de-u-ks-level2', deterministic = false);
create table t (a text, b text collate c2 unique);
create index on t (a collate c1);

-- case: a collation replaced under a column
-- refused: c1
-- refused back: c1
create collation c1 (provider = icu, locale = 'en');
create table t (a text collate c1 primary key, b text check (b > 'a' collate c1));
create view v as select a from t order by a collate c1;
insert into t values ('a', 'b');
-- to
create collation c1 (provider = icu, locale = 'de');
create table t (a text collate c1 primary key, b text check (b > 'a' collate c1));
create view v as select a from t order by a collate c1;

-- case: range types with a function
-- refused: already exists
-- refused back: already exists
create function diff(a float8, b float8) returns float8 immutable language sql as $$ select a - b $$;
create type span as range (subtype = float8, subtype_diff = diff);
create table t (s span, check (not isempty(s)));
-- to
create function diff(a float8, b float8) returns float8 immutable language sql as $$ select a - b $$;
create type span as range (subtype = float8, multirange_type_name = spanmulti);
create table t (s span, ss spanmulti, check (not isempty(s)));

-- case: rules with conditions
create table t (a int, b text);
create table log (a int);
create rule r as on update to t where old.a <> new.a do also insert into log values (new.a);
comment on rule r on t is 'r';
-- to
create table t (a bigint, b text);
create table log (a bigint, at timestamptz default now());
create rule r as on update to t where old.a is distinct from new.a do also insert into log values (new.a);
create rule no_delete as on delete to t do instead nothing;

-- case: publications
create table a (id int primary key, x int);
create table b (id int primary key);
create publication p for table a, b;
create publication q for all tables;
-- to
create table a (id int primary key, y text);
create table c (id int primary key);
create publication p for table a, c with (publish = 'insert, update');
create publication r for table c;

-- case: publications of rows and columns
-- server: 15
create schema s;
create table a (id int primary key, x int);
create table b (id int primary key, y int not null);
create publication p for table a (id, x), b where (id > 0);
-- to
create schema s;
create table a (id int primary key, x bigint, z text);
create table b (id int primary key, y int not null);
create publication p for table a (id, z), b where (id > 10);
create publication q for tables in schema s;

-- case: comments on everything
create schema s;
create type s.e as enum ('x');
create domain s.d as int constraint pos check (value > 0);
create table s.t (a int constraint a_pk primary key, b int constraint b_ok check (b > 0));
create index i on s.t (b);
create view s.v as select a from s.t;
create sequence s.q;
create function s.f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger g before insert on s.t for each row execute function s.f();
comment on schema s is '1';
comment on type s.e is '2';
comment on domain s.d is '3';
comment on constraint pos on domain s.d is '4';
comment on table s.t is '5';
comment on column s.t.a is '6';
comment on constraint a_pk on s.t is '7';
comment on constraint b_ok on s.t is '8';
comment on index s.i is '9';
comment on view s.v is '10';
comment on sequence s.q is '11';
comment on function s.f() is '12';
comment on trigger g on s.t is '13';
-- to
create schema s;
create type s.e as enum ('x');
create domain s.d as int constraint pos check (value > 0);
create table s.t (a int constraint a_pk primary key, b int constraint b_ok check (b > 0));
create index i on s.t (b);
create view s.v as select a from s.t;
create sequence s.q;
create function s.f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger g before insert on s.t for each row execute function s.f();
create statistics s.st on a, b from s.t;
create policy p on s.t using (true);
comment on schema s is 'one';
comment on type s.e is 'two';
comment on constraint pos on domain s.d is 'four ''quoted'' \ and
over two lines';
comment on column s.t.b is 'six';
comment on constraint b_ok on s.t is 'eight';
comment on index s.i is 'nine';
comment on column s.v.a is 'ten';
comment on sequence s.q is 'eleven';
comment on trigger g on s.t is 'thirteen';
comment on statistics s.st is 'fourteen';
comment on policy p on s.t is 'fifteen';

-- case: a cast between two of the server's own types
-- refused back: other objects depend on it
create table t (a int);
-- to
create table t (a int);
create function i2b(smallint) returns boolean language sql immutable as 'select $1 <> 0';
create cast (smallint as boolean) with function i2b(smallint);

-- case: overloads with the same rights
create function f(i int) returns int language sql as 'select 1'; revoke execute on function f(int) from public;
create function f(i text) returns int language sql as 'select 1'; revoke execute on function f(text) from public;
-- to
create function f(i bigint) returns int language sql as 'select 1';
create function f(i varchar) returns int language sql as 'select 1';
revoke execute on function f(bigint) from public; revoke execute on function f(varchar) from public;

-- case: overloads with the same rights that are not declared
create function f(i int) returns int language sql as 'select 1'; revoke execute on function f(int) from public;
create function f(i text) returns int language sql as 'select 1'; revoke execute on function f(text) from public;
-- to
create function f(i bigint) returns int language sql as 'select 1';
create function f(i varchar) returns int language sql as 'select 1';

-- case: overloads with different rights
-- refused: whose owners or grants differ
create function f(i int) returns int language sql as 'select 1'; revoke execute on function f(int) from public;
create function f(i text) returns int language sql as 'select 1'; 
-- to
create function f(i bigint) returns int language sql as 'select 1';
create function f(i varchar) returns int language sql as 'select 1';

-- case: enum values added
create type mood as enum ('sad', 'happy');
create table t (m mood default 'sad');
-- to
create type mood as enum ('awful', 'sad', 'ok', 'happy', 'glad');
create table t (m mood default 'ok');

-- case: enum values removed and put in another order
create type mood as enum ('sad', 'ok', 'happy');
create table t (m mood default 'ok', ms mood[], n int, check (m <> 'sad'));
create index i on t (m) where m = 'happy';
create view v as select m from t where m = 'ok';
create function f(x mood) returns mood language sql as $$ select x $$;
insert into t values ('happy', '{ok}', 1);
-- to
create type mood as enum ('happy', 'ok');
create table t (m mood default 'ok', ms mood[], n int, check (m <> 'happy' or true));
create index i on t (m) where m = 'happy';
create view v as select m from t where m = 'ok';
create function f(x mood) returns mood language sql as $$ select x $$;

-- case: an enum comes, and goes
create table t (a text);
-- to
create type state as enum ('on', 'off');
create table t (a state);

-- case: a domain's checks
create domain email as text check (value ~ '@');
create table t (e email);
-- to
create domain email as text default 'x@y' not null constraint odd check (length(value) < 100);
create table t (e email);

-- case: a domain's base type
create domain code as varchar(5);
create table t (c code);
-- to
create domain code as text;
create table t (c code);

-- case: composite attributes
create type point2 as (x int, y int);
create function f(p point2) returns int language sql as $$ select p.x $$;
-- to
create type point2 as (x bigint, y int, z text);
create function f(p point2) returns int language sql as $$ select p.x::int $$;

-- case: a range type
create type r as range (subtype = int);
-- to
create type r as range (subtype = bigint);
create table t (x r);

-- case: sequences
create sequence s;
create sequence gone;
-- to
create sequence s as smallint increment 5 minvalue -10 maxvalue 1000 cycle cache 3;
create sequence come start 10;

-- case: a sequence of a column
create sequence s;
create table t (a int);
-- to
create table t (a int);
create sequence s owned by t.a;
alter table t alter a set default nextval('s');

-- case: extensions
create table t (a int);
-- to
create extension citext;
create extension pg_trgm;
create table t (a int, b citext unique);
create index i on t using gin (b gin_trgm_ops);

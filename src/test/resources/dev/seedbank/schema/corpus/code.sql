-- case: a function's body
create function f(a int) returns int language sql as $$ select a $$;
-- to
create function f(a int) returns int language sql immutable as $$ select a + 1 $$;

-- case: a function's signature, used by all
create function f(a int) returns int immutable language sql as $$ select a $$;
create table t (a int default f(1), b int check (f(b) > 0), c int generated always as (f(1)) stored);
create index i on t (f(a));
create view v as select f(a) from t;
create policy p on t using (f(a) > 0);
-- to
create function f(b int) returns bigint immutable language sql as $$ select b::bigint $$;
create table t (a int default f(1), b int check (f(b) > 0), c bigint generated always as (f(1)) stored);
create index i on t (f(a));
create view v as select f(a) from t;
create policy p on t using (f(a) > 0);

-- case: a function that a trigger uses
create table t (a int);
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger g before insert on t for each row execute function f();
-- to
create table t (a int, b int);
create function f2() returns trigger language plpgsql as $$ begin new.b := 1; return new; end $$;
create trigger g before insert or update of b on t for each row when (new.a > 0) execute function f2();
alter table t disable trigger g;

-- case: a function with a new default and one less
create function f(a int, b int default 1) returns int language sql as $$ select a $$;
create function g(a int) returns int language sql as $$ select a $$;
create view v as select f(1, 2);
-- to
create function f(a int, b int) returns int language sql as $$ select a $$;
create function g(a int, c int default 5) returns int language sql as $$ select a $$;
create view v as select f(1, 2);

-- case: a view with a column more
create table t (a int, b int);
create view v as select a from t;
create view w as select * from v;
-- to
create table t (a int, b int);
create view v as select a, b from t;
create view w as select a from v;

-- case: a view with other columns
create table t (a int, b int);
create view v as select a, b from t;
create view w as select b from v;
grant select on w to public;
-- to
create table t (a int, b int);
create view v as select b, a::text as x from t;
create view w as select b from v;
grant select on w to public;

-- case: options and defaults of views
create table t (a int, b int);
create view v as select a, b from t;
alter view v alter a set default 5;
-- to
create table t (a int, b int);
create view v with (security_barrier) as select a, b from t where a > 0 with check option;

-- case: materialized views
create table t (a int, b int);
create materialized view m as select a from t;
create unique index mi on m (a);
-- to
create table t (a int, b int);
create materialized view m as select a, b from t;
create unique index mi on m (a, b);
create materialized view m2 as select * from m;

-- case: a view to a table and back
create table t (a int);
create view v as select a from t;
-- to
create table t (a int);
create table v (a int);

-- case: row-level security
create table t (a int, b text);
alter table t enable row level security;
create policy p on t for select using (a > 0);
create policy q on t using (true);
-- to
create table t (a int, b text);
alter table t enable row level security;
alter table t force row level security;
create policy p on t as restrictive for select to public using (a > 1);

-- case: rules
create table t (a int);
create view v as select a from t;
create rule r as on insert to v do instead insert into t values (new.a);
-- to
create table t (a bigint);
create view v as select a from t;
create rule r as on insert to v do instead insert into t values (new.a + 1);

-- case: procedures and aggregates
create function sf(a int, b int) returns int language sql as $$ select a + b $$;
create aggregate agg(int) (sfunc = sf, stype = int);
create procedure p() language sql as $$ select 1 $$;
-- to
create function sf(a int, b int) returns int language sql as $$ select a - b $$;
create aggregate agg(int) (sfunc = sf, stype = int, initcond = '0');
create procedure p(x int) language sql as $$ select 1 $$;

-- case: a function of a row type
create table t (a int);
create function f(x t) returns int language sql as $$ select x.a $$;
-- to
create table t (a int, b int);
create function f(x t) returns int language sql as $$ select x.b $$;

-- case: a body that the server understands
create table t (a int, b int);
create function f() returns bigint language sql begin atomic select sum(a) from t; end;
-- to
create table t (a bigint, c int);
create function f() returns numeric language sql begin atomic select sum(a) from t; end;

-- case: grants
create table t (a int, b int);
grant select on t to public;
-- to
create table t (a int, b int);
grant select (a), insert on t to public;

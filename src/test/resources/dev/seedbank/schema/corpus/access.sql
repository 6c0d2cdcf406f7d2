-- case: indexes of every kind
create table t (a int, b text, c jsonb, d tsvector, e int4range, f inet, g timestamptz, h int[]);
create index on t using hash (a);
create index on t using brin (g);
insert into t (a, b) values (1, 'x');
-- to
create table t (a int, b text, c jsonb, d tsvector, e int4range, f inet, g timestamptz, h int[]);
create index on t using hash (b);
create index on t using brin (g) with (pages_per_range = 16);
create index on t using gin (c);
create index on t using gin (d);
create index on t using gist (e);
create index on t using spgist (f);
create index on t using gin (h);
create index on t (b text_pattern_ops, a desc);
create index on t (b collate "C" nulls first) include (a) where a is not null;
create index on t ((c ->> 'k'), lower(b));

-- case: an index's options and statistics
create table t (a int, b text);
create index i on t (lower(b)) with (fillfactor = 50);
alter index i alter column 1 set statistics 100;
insert into t values (1, 'x');
-- to
create table t (a int, b text);
create index i on t (lower(b)) with (fillfactor = 80, deduplicate_items = off);
alter index i alter column 1 set statistics 500;

-- case: an index changes from plain to unique
create table t (a int, b int);
create index i on t (a);
create unique index j on t (b);
insert into t values (1, 1), (2, 2);
-- to
create table t (a int, b int);
create unique index i on t (a);
create index j on t (b);

-- case: an index gets another name and a comment
create table t (a int, b int);
create index old_name on t (a, b);
comment on index old_name is 'for reports';
insert into t values (1, 1);
-- to
create table t (a int, b int);
create index new_name on t (a, b);
comment on index new_name is 'for all';

-- case: an index that a key of another table uses
create table t (a int not null, b int);
create unique index t_a on t (a);
create table u (a int references t (a));
insert into t values (1, 1);
insert into u values (1);
-- to
create table t (a int not null, b int);
create unique index t_a on t (a) include (b);
create unique index t_a2 on t (a);
create table u (a int references t (a));

-- case: keys with columns in them
create table t (a int, b int, c text, constraint t_key primary key (a) include (c));
insert into t values (1, 2, 'x');
-- to
create table t (a int, b int, c text, constraint t_key primary key (b) include (c, a));

-- case: a key gets another name and more columns
create table t (a int, b int, constraint old_key primary key (a));
create table u (a int constraint u_t references t);
insert into t values (1, 1);
insert into u values (1);
-- to
create table t (a int, b int, constraint new_key primary key (a), constraint b_key unique (b, a));
create table u (a int constraint u_to_t references t on update cascade);

-- case: foreign keys of every action
create table p (a int, b int, primary key (a, b));
create table c1 (a int, b int, foreign key (a, b) references p match full);
create table c2 (a int, b int, foreign key (a, b) references p on delete cascade on update cascade);
create table c3 (a int, b int, foreign key (a, b) references p on delete restrict);
insert into p values (1, 1);
insert into c1 values (1, 1);
-- to
create table p (a int, b int, primary key (a, b));
create table c1 (a int, b int, foreign key (a, b) references p);
create table c2 (a int, b int, foreign key (a, b) references p on delete set null on update restrict);
create table c3 (a int default 1, b int default 1, foreign key (a, b) references p on delete set default deferrable initially deferred);

-- case: foreign keys that set some columns to null
-- server: 15
create table p (a int, b int, primary key (a, b));
create table c (a int, b int, foreign key (a, b) references p on delete set null);
insert into p values (1, 1);
insert into c values (1, 1);
-- to
create table p (a int, b int, primary key (a, b));
create table c (a int not null, b int, foreign key (a, b) references p on delete set null (b));

-- case: two foreign keys between the same tables
create table p (id int primary key, k int unique);
create table c (x int references p, y int references p (k));
insert into p values (1, 1);
insert into c values (1, 1);
-- to
create table p (id int primary key, k int unique);
create table c (x int references p (k), y int references p, z int references p on delete cascade);

-- case: a table that refers to itself
create table t (id int primary key, up int references t);
insert into t values (1, null), (2, 1);
-- to
create table t (id bigint primary key, up bigint references t on delete cascade, top bigint references t deferrable);

-- case: exclusion changes
create table t (id int primary key, r int4range, k int, constraint ex exclude using gist (r with &&));
insert into t values (1, '[1,2)', 1);
-- to
create table t (id int primary key, r int4range, k int, constraint ex exclude using gist (r with &&, int4range(k, k, '[]') with =) where (k > 0) deferrable);

-- case: checks not valid, not inherited, over many columns
create table t (a int, b int);
alter table t add constraint c1 check (a < b) not valid;
alter table t add constraint c2 check (a > 0) no inherit;
insert into t values (1, 2);
-- to
create table t (a int, b int);
alter table t add constraint c1 check (a <= b) not valid;
alter table t add constraint c2 check (a > 0);
alter table t add constraint c3 check (a is not null or b is not null);

-- case: checks that are not enforced
-- server: 18
create table t (a int, b int, constraint c1 check (a > 0) not enforced);
create table p (id int primary key);
create table u (p_id int constraint f references p not enforced);
insert into t values (1, 2);
-- to
create table t (a int, b int, constraint c1 check (a > 0), constraint c2 check (b > 0) not enforced);
create table p (id int primary key);
create table u (p_id int constraint f references p);

-- case: not null with names
-- server: 18
create table t (a int constraint a_there not null, b int);
insert into t values (1, 2);
-- to
create table t (a int constraint a_must not null, b int constraint b_must not null);

-- case: keys without overlaps
-- server: 18
create extension btree_gist;
create table t (id int, during daterange);
insert into t values (1, '[2024-01-01,2024-02-01)');
-- to
create extension btree_gist;
create table t (id int, during daterange, primary key (id, during without overlaps));
create table u (t_id int, during daterange, foreign key (t_id, period during) references t (id, period during));

-- case: replica identity through the key that changes
create table t (a int not null, b int not null, constraint k unique (a));
alter table t replica identity using index k;
insert into t values (1, 2);
-- to
create table t (a int not null, b int not null, constraint k unique (b));
alter table t replica identity using index k;

-- case: cluster and storage
create table t (id int primary key, a text, b jsonb);
create index t_a on t (a);
alter table t cluster on t_a;
alter table t alter b set storage external;
insert into t values (1, 'x', '{}');
-- to
create table t (id int primary key, a varchar(50), b jsonb) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
create index t_a on t (a);
create index t_ab on t (a, id);
alter table t cluster on t_ab;
alter table t alter b set storage extended, alter a set storage plain, alter a set statistics 1000, alter id set (n_distinct = -0.5);

-- case: statistics over expressions
create table t (a int, b int, c text);
create statistics s1 (ndistinct) on a, b from t;
create statistics s2 on lower(c) from t;
comment on statistics s1 is 'one';
-- to
create table t (a bigint, b int, c text);
create statistics s1 (ndistinct, mcv) on a, b from t;
create statistics s2 on upper(c), a from t;
alter statistics s2 set statistics 500;
comment on statistics s1 is 'two';

-- case: statistics of a column that goes
create table t (a int, b int, c int);
create statistics s on a, b from t;
create statistics s2 on a, b, c from t;
insert into t values (1, 2, 3);
-- to
create table t (a int, c int);
create statistics s on a, c from t;

-- case: views with options, defaults and checks
create table t (a int default 1, b text);
create view v with (security_barrier) as select a, b from t where a > 0 with local check option;
create view w as select a from v with cascaded check option;
alter view v alter a set default 9;
-- to
create table t (a int default 1, b text);
create view v as select a, b from t where a > 1 with cascaded check option;
create view w as select a from v;
alter view v alter b set default 'x';

-- case: views with every clause
create table t (a int, b text, c date);
create view v1 as with recursive r (n) as (values (1) union all select n + 1 from r where n < 5) select n from r;
create view v2 as select distinct on (a) a, b, row_number() over (partition by b order by a) as n from t;
create view v3 (x, y) as select a, b from t union all select a + 1, 'y' from t order by 1 limit 5;
-- to
create table t (a int, b text, c date);
create view v1 as with recursive r (n) as (values (1) union all select n + 2 from r where n < 50) select n from r;
create view v2 as select distinct on (b) a, b, rank() over w as n, grouping(a) as g from t group by a, b window w as (order by a);
create view v3 (x, y, z) as select a, b, c from t union all select a + 1, 'y', null from t order by 1 limit 5;

-- case: a view's column changes type by its table
-- refused: which time zone to use
create table t (a varchar(5), b int, c timestamp);
create view v as select a || 'x' as ax, b * 2 as b2, c::date as d, * from t;
create view w as select ax, d from v where b2 > 1;
insert into t values ('a', 1, now());
-- to
create table t (a text, b numeric, c timestamptz);
create view v as select a || 'x' as ax, b * 2 as b2, c::date as d, * from t;
create view w as select ax, d from v where b2 > 1;

-- case: a view's column gets another name
create table t (a int, b int);
create view v as select a, b from t;
create view w as select a from v;
comment on column v.a is 'a';
-- to
create table t (a int, b int);
create view v as select a as x, b from t;
create view w as select x from v;
comment on column v.x is 'x';

-- case: a view of all columns when the table gets one in the middle
create table t (a int, c int);
create view v as select * from t;
insert into t values (1, 2);
-- to
create table t (a int, b int, c int);
create view v as select * from t;

-- case: views that can be written to
create table t (id int primary key, x text);
create view v as select id, x from t;
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger v_i instead of insert or update on v for each row execute function f();
create rule v_d as on delete to v do instead delete from t where id = old.id;
-- to
create table t (id bigint primary key, x text, y text);
create view v as select x, id from t;
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger v_i instead of insert on v for each row execute function f();
create trigger v_u instead of update on v for each row execute function f();
create rule v_d as on delete to v do instead delete from t where id = old.id and x = old.x;

-- case: materialized views of materialized views
create table t (a int, b int);
create materialized view m1 as select a, b from t;
create materialized view m2 as select sum(b) as s from m1;
create unique index m1_a on m1 (a);
create view v as select s from m2;
grant select on m2 to public;
insert into t values (1, 2);
refresh materialized view m1;
refresh materialized view m2;
-- to
create table t (a bigint, b int);
create materialized view m1 with (fillfactor = 90) as select a, b from t where a > 0;
create materialized view m2 as select sum(b) as s, count(*) as n from m1;
create unique index m1_a on m1 (a);
create index m1_b on m1 (b) where b > 1;
create view v as select s from m2;
grant select on m2 to public;

-- case: a materialized view gets other indexes only
create table t (a int, b int);
create materialized view m as select a, b from t;
create index m_a on m (a);
alter materialized view m alter a set statistics 100;
insert into t values (1, 2);
refresh materialized view m;
-- to
create table t (a int, b int);
create materialized view m as select a, b from t;
create unique index m_ab on m (a, b);
comment on column m.b is 'b';

-- case: typed tables
create type rec as (a int, b text);
create table t of rec (primary key (a));
insert into t values (1, 'x');
-- to
create type rec as (a int, b text);
create table t of rec (primary key (a), b default 'y' not null);
create table u of rec;

-- case: foreign tables
create extension postgres_fdw;
create server other foreign data wrapper postgres_fdw options (host 'localhost');
create foreign table ft (a int, b text) server other options (table_name 'x');
-- to
create extension postgres_fdw;
create server other foreign data wrapper postgres_fdw options (host 'localhost', dbname 'd');
create foreign table ft (a bigint, b text not null, c date options (column_name 'cc')) server other options (table_name 'y');

-- case: extension objects in other schemas
create schema ext;
create table t (a text);
-- to
create schema ext;
create extension pg_trgm schema ext;
create table t (a text);
create index t_trgm on t using gin (a ext.gin_trgm_ops);

-- case: tables without columns
create table t ();
create table u (a int);
insert into u values (1);
-- to
create table t (a int);
create table u ();

-- case: columns named like the system's
create table t (oid int, "ctid " int, tableoid_ int, name name, "char" "char");
insert into t values (1, 2, 3, 'n', 'c');
-- to
create table t (oid bigint, "ctid " int not null, tableoid_ int default 1, name text, "char" "char" default 'x');

-- case: defaults that are hard to write
create table t (a text default '', b text default null, c text default E'a\nb\\', d int default -1, e date default current_date, f timestamptz default now(), g int[] default array[1, 2], h jsonb default '{"a": "it''s"}', i text default current_user, j interval default '1 day', k boolean default (1 = 1));
insert into t default values;
-- to
create table t (a text default ' ', b text, c text default E'a\tb\\\\', d int default - 2, e date default (now() + '1 day')::date, f timestamptz default '2024-01-01 00:00+00', g int[] default '{}', h jsonb default '{"a": "it''s \"so\""}', i text default session_user, j interval default '1 mon 2 days', k boolean default (not true));

-- case: expressions that the server writes in another way
create table t (a int check (a in (1, 2, 3)), b varchar(9) check (b in ('x', 'y')), c text check (c like 'a%' and c !~~ 'b%'), d int check (d between 1 and 5), e date check (e > '2024-01-01'), f text check (upper(f) = f), g int check (case when g > 0 then true else false end), check (coalesce(a, 0) + d > 0));
insert into t values (1, 'x', 'ab', 2, '2024-05-05', 'F', 1);
-- to
create table t (a int check (a in (1, 2, 3, 4)), b varchar(9) check (b = any (array['x', 'y', 'z'])), c text check (c ilike 'a%'), d int check (not (d < 1 or d > 5)), e date check (e > date '2023-01-01'), f text check (trim(both from f) = f), g int check (g is distinct from 0), check (greatest(a, d) > 0));

-- case: a table's owner of sequences and its comment in many words
create table t (id serial primary key, x text);
comment on table t is 'one';
comment on column t.id is E'with \'quotes\' and\nlines';
insert into t (x) values ('a');
-- to
create table t (id serial primary key, x text, y serial);
comment on table t is 'semicolon; -- no comment /* nor this */ $$ nor this $$';
comment on column t.y is '';

-- case: default privileges first
create table public.t (id int);
-- to
alter default privileges in schema public grant select on tables to pg_monitor;
create table public.t (id int);
create table public.u (id int);
create function ff() returns int language sql as 'select 1';

-- case: default privileges last
create table public.t (id int);
-- to
create table public.t (id int);
create table public.u (id int);
create function ff() returns int language sql as 'select 1';
alter default privileges in schema public grant select on tables to pg_monitor;

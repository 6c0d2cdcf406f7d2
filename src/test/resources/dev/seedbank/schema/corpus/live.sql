-- case: a materialized view that changes, with what belongs to it
create table t(id int primary key, a int, b int);
insert into t select g,g,g from generate_series(1,10) g;

create materialized view m as select a, count(*) n from t group by a; create unique index m_a on m(a); create index m_n on m (n) where n > 0; comment on materialized view m is 'x'; comment on index m_a is 'y'; create view v as select n from m; refresh materialized view m;
-- to
create table t(id int primary key, a int, b int);
create materialized view m as select a, b, count(*) n from t group by a, b; create unique index m_a on m(a); create index m_n on m (n) where n > 0; comment on materialized view m is 'x'; comment on index m_a is 'y'; create view v as select n from m;

-- case: a materialized view over a column that comes and one that goes
create table t(id int primary key, a int, b int);
insert into t select g,g,g from generate_series(1,10) g;

create materialized view m as select a, count(*) n from t group by a; create unique index m_a on m(a);
-- to
create table t(id int primary key, c int, b int);
create materialized view m as select c, count(*) n from t group by c; create index on m(c);

-- case: an index and keys that change and keep their names
create table t(id int primary key, a int, b int, constraint u unique (a)); create index i on t (b); comment on index i is 'xx';
insert into t select g,g,g from generate_series(1,10) g;

-- to
create table t(id int, a int, b int, constraint u unique (a, b), primary key (id, a)); create index i on t (b desc); comment on index i is 'xx';

-- case: index of a column that goes
create table t(id int primary key, a int, b int); create index i on t (b);
insert into t select g,g,g from generate_series(1,10) g;

-- to
create table t(id int primary key, a int); create index i on t (a);

-- case: a partition that goes on as a table
create table p(id int, k int) partition by range (k); create table p1 partition of p for values from (1) to (10); create table p2 partition of p for values from (10) to (20);
insert into p select g,g from generate_series(1,19) g;
 alter table p1 add constraint ck check (id > 0);
-- to
create table p(id int, k int) partition by range (k); create table p2 partition of p for values from (10) to (20); create table p1 (id int, k int, constraint ck check (id > 0));

-- case: views over a column that is filled and one that changes type
create table t(id int primary key, a int, b int);
insert into t select g,g,g from generate_series(1,10) g;
 create view v as select id, a, b from t; create view w as select id, b from v; create view x as select * from t;
-- to
-- seedbank:backfill public.t.c: 1
create table t(id int primary key, a bigint, b int, c int not null); create view v as select id, b from t; create view w as select b from v; create view x as select id from t;

-- case: a check and a foreign key that change
create table a(id int primary key); create table t(id int primary key, a int references a, b int, constraint ck check (b > 0));
insert into a select generate_series(1,10);
insert into t select g,g,g from generate_series(1,10) g;
-- to
create table a(id int primary key); create table t(id int primary key, a int references a on delete cascade, b int, n text, constraint ck check (b > 0 and (n is null or n <> '')));

-- case: a check over a column that changes type
create table t(id int primary key, b int, constraint ck check (b > 0));
insert into t select g,g from generate_series(1,10) g;
-- to
create table t(id int primary key, b bigint, constraint ck check (b >= 0));

-- case: a foreign key whose columns change type
create table a(id int primary key); create table t(id int primary key, a int references a);
insert into a select generate_series(1,10);
insert into t select g,g from generate_series(1,10) g;
-- to
create table a(id bigint primary key); create table t(id int primary key, a bigint references a on delete cascade);

-- case: a foreign key beside a key that changes
create table a(id int primary key, k int not null unique); create table t(id int primary key, a int references a);
insert into a select g,g from generate_series(1,10) g;
insert into t select g,g from generate_series(1,10) g;
-- to
create table a(id int primary key, k int not null, unique (k, id)); create table t(id int primary key, a int references a on delete set null);

-- case: inherited check
create table a(id int, constraint ck check (id > 0)); create table b(x int) inherits (a);
insert into a select generate_series(1,10);
insert into b select g,g from generate_series(1,10) g;
-- to
create table a(id int, constraint ck check (id > -5)); create table b(x int) inherits (a);

-- case: indexes and keys over other columns
create table t(id int primary key, a int, b int unique); create index on t (a); create unique index uu on t (a); comment on index uu is 'x';
insert into t select g,g,g from generate_series(1,10) g;
-- to
create table t(id int primary key, a int, b int, unique (a, b)); create index on t (a, b);

-- case: indexes and keys over a column that goes
create table t(id int primary key, a int, b int unique); create index on t (a);
insert into t select g,g,g from generate_series(1,10) g;
-- to
create table t(id int primary key, c int, unique (c)); create index on t (c);

-- case: a foreign key to another key
create table a(id int primary key, k int unique); create table t(id int primary key, a int references a (k));
insert into a select g,g from generate_series(1,10) g;
insert into t select g,g from generate_series(1,10) g;
-- to
create table a(id int primary key, k int); create table t(id int primary key, a int references a (id));

-- case: a foreign key to another key by the same name
create table a(id int primary key, k int unique); create table t(id int primary key, a int, constraint f foreign key (a) references a (k));
insert into a select g,g from generate_series(1,10) g;
insert into t select g,g from generate_series(1,10) g;
-- to
create table a(id int primary key, k int); create table t(id int primary key, a int, constraint f foreign key (a) references a (id));

-- case: a partition and a child take the checks of their parents with them
create table p (id int, k int, constraint low check (id < 100)) partition by range (k); create table p1 partition of p for values from (1) to (10);
create table a (id int, constraint ck check (id > 0)); create table b (x int) inherits (a); create table c (x int) inherits (a);
insert into p values (1, 1);
insert into b values (1, 1);
-- to
create table p (id int, k int, constraint low check (id < 100)) partition by range (k); create table p1 (id int, k int, constraint low check (id < 100));
create table a (id int, constraint ck check (id > 0)); create table b (id int, x int, constraint ck check (id > 0)); create table c (id int, x int);

-- case: identity to serial with its position
create table idt (id int generated by default as identity primary key, v int);
insert into idt (v) select n from generate_series(1, 50) n;
-- to
create table idt (id serial primary key, v int);
insert into idt (v) select n from generate_series(1, 50) n;

-- case: identity to a sequence that counts
create sequence s; select setval('s', 200);
create table idt (id int generated by default as identity primary key, v int);
insert into idt (v) select n from generate_series(1, 50) n;
-- to
create sequence s;
create table idt (id int default nextval('s') primary key, v int);
insert into idt (v) select n from generate_series(1, 50) n;

-- case: an index that is the replica identity changes
create table ri (id int not null, k int not null);
create unique index ri_k on ri (k);
alter table ri replica identity using index ri_k;
insert into ri values (1, 1);
-- to
create table ri (id int not null, k int not null);
create unique index ri_k on ri (k) include (id);
alter table ri replica identity using index ri_k;
insert into ri values (1, 1);

-- case: the replica identity goes over to another index
create table ri (id int not null, k int not null);
create unique index ri_k on ri (k);
alter table ri replica identity using index ri_k;
insert into ri values (1, 1);
-- to
create table ri (id int not null, k int not null);
create unique index ri_id on ri (id);
alter table ri replica identity using index ri_id;
insert into ri values (1, 1);

-- case: a key that rows are clustered by changes
create table ri (id int primary key, k int not null);
alter table ri cluster on ri_pkey;
alter table ri replica identity using index ri_pkey;
insert into ri values (1, 1);
-- to
create table ri (id int, k int not null, constraint ri_pkey primary key (id, k));
alter table ri cluster on ri_pkey;
alter table ri replica identity using index ri_pkey;
insert into ri values (1, 1);

-- case: a virtual column becomes a plain one
-- server: 18
create table t (id int primary key, a int, b int generated always as (a * 2) virtual);
insert into t (id, a) values (1, 5);
-- to
create table t (id int primary key, a int, b int);
insert into t (id, a, b) values (1, 5, 7);

-- case: a virtual column becomes a plain one with its values
-- server: 18
create table t (id int primary key, a int, b int generated always as (a * 2) virtual);
insert into t (id, a) values (1, 5);
-- to
-- seedbank:backfill t.b: a * 2
create table t (id int primary key, a int, b int);
insert into t (id, a, b) values (1, 5, 7);

-- case: indexes change beside a column that changes in the catalog alone
create table t (id int primary key, v int not null, n numeric(10,2), k text);
create unique index tk on t (k);
create index tv on t (v);
insert into t values (1, 1, 1, 'k');
-- to
create table t (id int primary key, v int not null, n numeric(12,2), k text);
create unique index tk on t (k, id);
create index tv on t (v, id);
insert into t values (1, 1, 1, 'k');

-- case: keys change beside a backfill and a change of type
create table t (id int primary key, n numeric(10,2), k text, constraint uk unique (k));
create table c (id int primary key, k text references t (k));
insert into t values (1, 1, 'a');
insert into c values (1, 'a');
-- to
-- seedbank:backfill c.k: ''
create table t (id int primary key, n numeric(12,2), k text, constraint uk unique (k) include (n));
create table c (id int primary key, k text not null references t (k) on delete cascade);
insert into t values (1, 1, 'a');
insert into c values (1, 'a');

-- case: both sides of a foreign key become bigint
create table t (id int primary key, v int); create index v on t (v);
create table c (id int primary key, t int references t);
insert into t values (1, 1);
insert into c values (1, 1);
-- to
create table t (id bigint primary key, v int); create index v on t (v, id);
create table c (id int primary key, t bigint references t);
insert into t values (1, 1);
insert into c values (1, 1);

-- case: an index of a column that changes its type
create table t (id int primary key, v int, w text); create unique index v on t (v); create unique index w on t (v, w);
insert into t values (1, 1, 'x');
-- to
create table t (id int primary key, v bigint, w text); create unique index v on t (v desc); create unique index w on t (w);
insert into t values (1, 1, 'x');

-- case: a column under a policy changes its type beside a backfill
create table p (id int primary key, v int, secret text, n int);
alter table p enable row level security; alter table p force row level security;
create policy every on p for select using (true);
create policy hide on p as restrictive for select using (secret <> 'yes');
create policy own on p for update using (id > 0);
create view vp as select id, secret from p; create view vv as select id from vp;
comment on view vp is 'it';
grant select on p to pg_monitor; grant select (id, secret) on p to pg_read_all_stats; grant select on vp to pg_monitor;
insert into p values (1, 1, 'no', 1);
-- to
-- seedbank:backfill public.p.c: 'DE'
create table p (id int primary key, v int, secret varchar(10), n int, c text not null);
alter table p enable row level security; alter table p force row level security;
create policy every on p for select using (true);
create policy hide on p as restrictive for select using (secret <> 'yes');
create policy own on p for update using (id > 0);
create view vp as select id, secret from p; create view vv as select id from vp;
comment on view vp is 'it';
grant select on p to pg_monitor; grant select (id, secret) on p to pg_read_all_stats; grant select on vp to pg_monitor;
insert into p values (1, 1, 'no', 1, 'x');

-- case: two tables' columns under one view and one policy
create table p (id int primary key, a text); create table q (id int primary key, b text);
create view pq as select p.id, a, b from p join q using (id);
alter table p enable row level security;
create policy hide on p using (exists (select from q where q.b = p.a));
insert into p values (1, 'a'); insert into q values (1, 'a');
-- to
create table p (id int primary key, a varchar(5)); create table q (id int primary key, b varchar(5));
create view pq as select p.id, a, b from p join q using (id);
alter table p enable row level security;
create policy hide on p using (exists (select from q where q.b = p.a));
insert into p values (1, 'a'); insert into q values (1, 'a');

-- case: a view that changes with its table's column
create table p (id int primary key, a text);
create view v as select a from p;
create function f() returns setof v language sql as 'select * from v';
insert into p values (1, 'a');
-- to
create table p (id int primary key, a varchar(5), b int);
create view v as select a, b from p where b > 0;
create function f() returns setof v language sql as 'select * from v';
insert into p values (1, 'a');

-- case: a policy and a view with names that need quotes are in the way of a type
create table "P p" (id int primary key, "S s" text);
alter table "P p" enable row level security;
create policy "Hide it" on "P p" as restrictive for select using ("S s" <> 'yes');
create view "V v" as select "S s" from "P p";
insert into "P p" values (1, 'no');
-- to
-- seedbank:backfill "P p".c: 'DE'
create table "P p" (id int primary key, "S s" varchar(10), c text not null);
alter table "P p" enable row level security;
create policy "Hide it" on "P p" as restrictive for select using ("S s" <> 'yes');
create view "V v" as select "S s" from "P p";
insert into "P p" values (1, 'no', 'x');

-- case: two keys that are replica identities change
create table a (id int primary key, k int not null); alter table a replica identity using index a_pkey;
create table b (id int primary key, k int not null); alter table b replica identity using index b_pkey; alter table b cluster on b_pkey;
insert into a values (1, 1); insert into b values (1, 1);
-- to
create table a (id int, k int not null, constraint a_pkey primary key (id, k)); alter table a replica identity using index a_pkey;
create table b (id int, k int not null, constraint b_pkey primary key (id, k)); alter table b replica identity using index b_pkey; alter table b cluster on b_pkey;
insert into a values (1, 1); insert into b values (1, 1);

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

-- case: primary keys
create table t (a int not null, b int not null);
create table u (a int primary key, b int);
insert into t values (1, 2);
-- to
create table t (a int not null, b int not null, primary key (a, b));
create table u (a int not null, b int);

-- case: a primary key changed under a foreign key
create table t (a int primary key, b int not null);
create table u (a int references t);
-- to
create table t (a int unique, b int primary key);
create table u (a int references t (a));

-- case: unique keys
create table t (a int unique, b int, c int);
insert into t values (1, 2, 3);
-- to
create table t (a int, b int unique, c int, unique (b, c), constraint odd unique (c) include (a) deferrable initially deferred);

-- case: a foreign key and its action
create table t (a int primary key);
create table u (a int references t, b int references t on delete cascade, c int);
insert into t values (1);
insert into u values (1, 1, 1);
-- to
create table t (a int primary key);
create table u (a int references t on delete set null, b int references t on delete cascade deferrable, c int references t on update cascade);

-- case: not valid to valid
create table t (a int primary key);
create table u (a int, b int);
alter table u add constraint f foreign key (a) references t not valid;
alter table u add constraint c check (b > 0) not valid;
-- to
create table t (a int primary key);
create table u (a int constraint f references t, b int constraint c check (b > 0));

-- case: other names
create table t (a int constraint one primary key, b int constraint two unique, c int constraint three references t);
create index four on t (c);
-- to
create table t (a int constraint uno primary key, b int constraint dos unique, c int constraint tres references t);
create index cuatro on t (c);

-- case: exclusion
create table t (a int, during tsrange);
-- to
create table t (a int, during tsrange, exclude using gist (during with &&));

-- case: indexes
create table t (a int, b text, c jsonb);
create index i1 on t (a);
create index i2 on t (b);
insert into t values (1, 'x', '{}');
-- to
create table t (a int, b text, c jsonb);
create index i1 on t (a desc nulls last, b);
create unique index i3 on t (lower(b)) where a > 0;
create index i4 on t using gin (c jsonb_path_ops) with (fastupdate = off);
create index i5 on t (a) include (b);

-- case: replica identity and cluster
create table t (a int not null, b int);
create unique index i on t (a);
alter table t replica identity using index i;
alter table t cluster on i;
-- to
create table t (a int not null, b int);
create unique index i on t (a);
alter table t replica identity full;

-- case: statistics
create table t (a int, b int, c int);
create statistics s on a, b from t;
-- to
create table t (a int, b int, c int);
create statistics s (dependencies) on a, c from t;

-- case: a key used by a view
create table t (a int primary key, b text);
create view v as select a, b, count(*) from t group by a;
-- to
create table t (a int, b text, c int primary key);
create view v as select a, b, count(*) from t group by a, b;

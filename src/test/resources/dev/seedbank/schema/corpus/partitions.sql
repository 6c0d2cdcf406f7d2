-- case: partitions come and go
create table m (id int, at date not null) partition by range (at);
create table m1 partition of m for values from ('2024-01-01') to ('2025-01-01');
create table m2 partition of m for values from ('2025-01-01') to ('2026-01-01');
-- to
create table m (id int, at date not null) partition by range (at);
create table m1 partition of m for values from ('2024-01-01') to ('2025-01-01');
create table m2 (id int, at date not null);
create table m3 partition of m default;

-- case: indexes and keys of partitioned tables
create table m (id int, at date not null, x text) partition by range (at);
create table m1 partition of m for values from ('2024-01-01') to ('2025-01-01');
insert into m values (1, '2024-05-05', 'x');
-- to
create table m (id int, at date not null, x text, primary key (id, at)) partition by range (at);
create table m1 partition of m for values from ('2024-01-01') to ('2025-01-01');
create index mx on m (x);

-- case: columns of partitioned tables
-- refused: part of the partition key
-- refused back: part of the partition key
create table m (id int, at date not null) partition by list (id);
create table m1 partition of m for values in (1, 2);
create table m2 partition of m for values in (3);
-- to
create table m (id bigint, at date, note text not null default 'n', check (id > 0)) partition by list (id);
create table m1 partition of m for values in (1, 2, 4);
create table m2 partition of m for values in (3);

-- case: foreign keys of partitioned tables
create table r (id int primary key);
create table m (id int, r_id int) partition by hash (id);
create table m1 partition of m for values with (modulus 2, remainder 0);
create table m2 partition of m for values with (modulus 2, remainder 1);
-- to
create table r (id int primary key);
create table m (id int, r_id int references r on delete cascade) partition by hash (id);
create table m1 partition of m for values with (modulus 2, remainder 0);
create table m2 partition of m for values with (modulus 2, remainder 1);

-- case: partitioned tables come
create table r (id int primary key);
-- to
create table r (id int primary key);
create table m (id int, at timestamptz, primary key (id, at)) partition by range (at);
create table m24 partition of m for values from ('2024-01-01') to ('2025-01-01') partition by list (id);
create table m241 partition of m24 for values in (1);
create table m24x partition of m24 default;
create index on m (at);

-- case: bounds become narrower, and another takes the rest
create table m (id int, d int not null, v text) partition by range (d);
create table m1 partition of m for values from (0) to (10);
create index m_v on m (v);
insert into m select n, n % 5, 'x' from generate_series(1, 100) n;
-- to
create table m (id int, d int not null, v text) partition by range (d);
create table m1 partition of m for values from (0) to (5);
create table m2 partition of m for values from (5) to (20);
create index m_v on m (v);
insert into m select n, n % 5, 'x' from generate_series(1, 100) n;

-- case: bounds are swapped with checks and keys
create table m (id int, d int not null, v text, primary key (id, d), check (d >= 0)) partition by range (d);
create table m1 partition of m for values from (0) to (10);
create table m2 partition of m (check (v <> '')) for values from (10) to (20);
insert into m1 values (1, 5, 'x');
-- to
create table m (id int, d int not null, v text, primary key (id, d), check (d >= 0)) partition by range (d);
create table m2 partition of m (check (v <> '')) for values from (10) to (30);
create table m1 partition of m for values from (-10) to (10);
insert into m1 values (1, 5, 'x');

-- case: rows are outside the new bounds
-- refused: 50 rows of public.m1 would be outside its bounds
create table m (id int, d int not null, v text) partition by range (d);
create table m1 partition of m for values from (0) to (10);
insert into m select n, n % 10, 'x' from generate_series(1, 100) n;
-- to
create table m (id int, d int not null, v text) partition by range (d);
create table m1 partition of m for values from (0) to (5);

-- case: rows of the default partition are another's
-- refused: 1 row of public.mx would belong in public.m1
create table m (id int, d text not null) partition by list (d);
create table mx partition of m default;
insert into m values (1, 'a'), (2, 'b');
-- to
create table m (id int, d text not null) partition by list (d);
create table mx partition of m default;
create table m1 partition of m for values in ('a');

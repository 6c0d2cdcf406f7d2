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

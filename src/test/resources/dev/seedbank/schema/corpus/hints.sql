-- case: a table and its columns renamed by hint
create table users (id serial primary key, username text not null unique, mail text check (mail ~ '@'));
create index users_mail on users (mail);
create view names as select username from users;
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger g before update of username on users for each row execute function f();
alter table users enable row level security;
create policy p on users using (username = current_user);
insert into users (username, mail) values ('a', 'a@x');
-- to
-- seedbank:renamed table users -> accounts
-- seedbank:renamed column users.username -> login
create table accounts (id serial primary key, login text not null unique, mail text check (mail ~ '@'));
create index users_mail on accounts (mail);
create view names as select login as username from accounts;
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger g before update of login on accounts for each row execute function f();
alter table accounts enable row level security;
create policy p on accounts using (login = current_user);

-- case: a column renamed by hint, and another gets its old name
create table t (id int primary key, name text not null);
insert into t values (1, 'x');
-- to
-- seedbank:renamed column t.name -> title
create table t (id int primary key, title text not null, name int);

-- case: a column renamed by hint that gets another type, default and index
create table t (id int primary key, n int not null default 1);
create index t_n on t (n);
create table u (t_n int, id int references t);
insert into t values (1, 7);
-- to
-- seedbank:renamed column t.n -> amount
create table t (id int primary key, amount bigint not null default 0 check (amount >= 0));
create index t_amount on t (amount);
create table u (t_n int, id int references t on delete cascade);

-- case: a renamed table in a foreign key, a view and a partition
create table orgs (id int primary key);
create table m (id int not null, org int references orgs) partition by list (id);
create table m1 partition of m for values in (1);
create view v as select o.id from orgs o join m on m.org = o.id;
insert into orgs values (1);
insert into m values (1, 1);
-- to
-- seedbank:renamed table orgs -> organisations
create table organisations (id int primary key, name text);
create table m (id int not null, org int references organisations) partition by list (id);
create table m1 partition of m for values in (1);
create view v as select o.id from organisations o join m on m.org = o.id;

-- case: a type renamed by hint under an array, a domain and a function
create type mood as enum ('sad', 'ok');
create domain good as mood check (value <> 'sad'::mood);
create table t (id int primary key, m mood default 'ok', ms mood[], g good);
create function f(m mood) returns mood language sql as $$ select m $$;
insert into t values (1, 'ok', '{sad}', 'ok');
-- to
-- seedbank:renamed type mood -> feeling
create type feeling as enum ('sad', 'ok', 'glad');
create domain good as feeling check (value <> 'sad'::feeling);
create table t (id int primary key, m feeling default 'ok', ms feeling[], g good);
create function f(m feeling) returns feeling language sql as $$ select m $$;

-- case: names that need quotes renamed by hint
create table "Old Table" ("Old Col" int primary key, b text);
insert into "Old Table" values (1, 'x');
-- to
-- seedbank:renamed table "Old Table" -> "New Table"
-- seedbank:renamed column "Old Table"."Old Col" -> "New Col"
create table "New Table" ("New Col" int primary key, b text);

-- case: a hint that was applied long ago
create table t (id int primary key, title text);
insert into t values (1, 'x');
-- to
-- seedbank:renamed column t.name -> title
create table t (id int primary key, title text not null, extra int);

-- case: a required column filled from another table's key by hint
create table orgs (id int primary key);
create table t (id int primary key, org_id int references orgs);
insert into orgs values (1);
insert into t values (1, 1), (2, null);
-- to
-- seedbank:backfill t.org_id: 1
-- seedbank:backfill t.slug: 'item-' || id
create table orgs (id int primary key);
create table t (id int primary key, org_id int not null references orgs on delete cascade, slug text not null unique);
create index t_org on t (org_id);

-- case: ids from int to text by hint, under a foreign key
create table a (id int primary key, x text);
create table b (id int primary key, a_id int not null references a);
create view v as select a.id from a join b on b.a_id = a.id;
insert into a values (1, 'x');
insert into b values (1, 1);
-- to
-- seedbank:using a.id: 'a' || id
-- seedbank:using b.a_id: 'a' || a_id
create table a (id text primary key, x text);
create table b (id int primary key, a_id text not null references a);
create view v as select a.id from a join b on b.a_id = a.id;

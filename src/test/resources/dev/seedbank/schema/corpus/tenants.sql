-- case: row-level security comes to an application
create table orgs (id uuid primary key default gen_random_uuid(), name text not null);
create table members (org_id uuid not null references orgs, user_name text not null, primary key (org_id, user_name));
create table tasks (id bigserial primary key, org_id uuid not null references orgs, title text not null);
insert into orgs (name) values ('one');
insert into tasks (org_id, title) select id, 'first' from orgs;
-- to
create table orgs (id uuid primary key default gen_random_uuid(), name text not null);
create type member_role as enum ('owner', 'editor', 'reader');
create table members (org_id uuid not null references orgs on delete cascade, user_name text not null, role member_role not null default 'reader', primary key (org_id, user_name));
create table tasks (id bigserial primary key, org_id uuid not null references orgs on delete cascade, title text not null, done boolean not null default false);
create index tasks_org on tasks (org_id);
create function may_write(org uuid) returns boolean stable security definer language sql set search_path = public as $$ select exists (select 1 from members m where m.org_id = org and m.user_name = current_user and m.role <> 'reader') $$;
alter table orgs enable row level security;
alter table tasks enable row level security;
alter table tasks force row level security;
create policy tasks_read on tasks for select using (exists (select 1 from members m where m.org_id = tasks.org_id and m.user_name = current_user));
create policy tasks_insert on tasks for insert with check (may_write(org_id));
create policy tasks_update on tasks for update using (may_write(org_id)) with check (may_write(org_id));
create policy orgs_all on orgs using (id in (select org_id from members where user_name = current_user));

-- case: policies change in every way
create table t (id int primary key, owner text);
alter table t enable row level security;
create policy p1 on t for select to public using (owner = current_user);
create policy p2 on t for insert to pg_read_all_data with check (true);
create policy p3 on t as restrictive for all using (id > 0);
comment on policy p1 on t is 'mine';
-- to
create table t (id int primary key, owner text);
alter table t enable row level security;
create policy p1 on t for select to pg_read_all_data, pg_monitor using (owner = session_user);
create policy p2 on t for insert to pg_read_all_data with check (owner is not null);
create policy p3 on t as permissive for all using (id > 0);
create policy p4 on t for delete using (false);
comment on policy p1 on t is 'theirs';

-- case: a policy and the type of the column it reads
create table t (id int primary key, org int not null);
alter table t enable row level security;
create policy p on t using (org = current_setting('app.org')::int);
create index t_org on t (org);
insert into t values (1, 5);
-- to
create table t (id int primary key, org bigint not null);
alter table t enable row level security;
create policy p on t using (org = current_setting('app.org')::bigint);
create index t_org on t (org);

-- case: a policy with a function whose arguments change
create function allowed(x int) returns boolean stable language sql as $$ select x > 0 $$;
create table t (id int);
alter table t enable row level security;
create policy p on t using (allowed(id));
create policy q on t for insert with check (allowed(id) and id < 100);
-- to
create function allowed(x bigint, y text default 'r') returns boolean stable language sql as $$ select x > 0 $$;
create table t (id int);
alter table t enable row level security;
create policy p on t using (allowed(id));
create policy q on t for insert with check (allowed(id) and id < 100);

-- case: policies of another table's columns
create table members (org int, who text, active boolean);
create table docs (id int, org int);
alter table docs enable row level security;
create policy p on docs using (exists (select from members m where m.org = docs.org and m.active));
-- to
create table members (org bigint, who text);
create table docs (id int, org int);
alter table docs enable row level security;
create policy p on docs using (exists (select from members m where m.org = docs.org));

-- case: row-level security goes
create table t (id int);
alter table t enable row level security;
alter table t force row level security;
create policy p on t using (true);
-- to
create table t (id int);

-- case: the tenant becomes part of every key
create table orgs (id int primary key);
create table users (id int primary key, org_id int not null references orgs, email text not null unique);
create table notes (id int primary key, org_id int not null references orgs, user_id int not null references users, body text);
insert into orgs values (1);
insert into users values (1, 1, 'a@x');
insert into notes values (1, 1, 1, 'hello');
-- to
create table orgs (id int primary key);
create table users (id int, org_id int not null references orgs, email text not null, primary key (org_id, id), unique (org_id, email));
create table notes (id int, org_id int not null references orgs, user_id int not null, body text, primary key (org_id, id), foreign key (org_id, user_id) references users (org_id, id) on delete cascade);
create index notes_user on notes (org_id, user_id);

-- case: a schema per tenant gets the same change
create schema t1;
create schema t2;
create table t1.items (id int primary key, name varchar(10));
create table t2.items (id int primary key, name varchar(10));
insert into t1.items values (1, 'x');
insert into t2.items values (1, 'y');
-- to
create schema t1;
create schema t2;
create table t1.items (id bigint primary key, name text not null default '', at timestamptz not null default now());
create table t2.items (id bigint primary key, name text not null default '', at timestamptz not null default now());
create index items_name on t1.items (name);
create index items_name on t2.items (name);

-- case: names that need quotes in a schema that needs them
create schema "My Schema";
create type "My Schema"."Mood Type" as enum ('So so', 'it''s fine');
create table "My Schema"."User Table" ("Id" int primary key, "select" text, "Mood" "My Schema"."Mood Type" default 'So so', "a.b" int, "ünïcode" text);
create index "Idx.1" on "My Schema"."User Table" ("select", "a.b");
create view "My Schema"."The View" as select "Id", "select" from "My Schema"."User Table";
insert into "My Schema"."User Table" values (1, 'x', 'it''s fine', 5, 'é');
-- to
create schema "My Schema";
create type "My Schema"."Mood Type" as enum ('So so', 'it''s fine', 'a "quoted" one', E'back\\slash');
create table "My Schema"."User Table" ("Id" bigint primary key, "select" varchar(50) not null default 'a''b', "Mood" "My Schema"."Mood Type" default 'a "quoted" one', "a.b" int check ("a.b" > 0), "ünïcode" text, "new""quote" text generated always as ("select" || '"') stored);
create index "Idx.1" on "My Schema"."User Table" ("select" desc, "a.b");
create view "My Schema"."The View" as select "Id", "select", "a.b" as "A B" from "My Schema"."User Table";
create function "My Schema"."Do It"("The Arg" "My Schema"."Mood Type") returns text language sql as $$ select "The Arg"::text $$;
create trigger "No Trigger" before update of "a.b" on "My Schema"."User Table" for each row execute function suppress_redundant_updates_trigger();

-- case: names that are words of SQL
create table "order" ("user" int primary key, "group" text, "check" int);
create table "table" ("column" int references "order" on delete cascade, "default" int default 1);
insert into "order" values (1, 'x', 1);
insert into "table" values (1, 1);
-- to
create table "order" ("user" int primary key, "group" text not null, "check" bigint check ("check" > 0));
create table "table" ("column" int references "order" on delete set null, "default" int default 2 not null, "primary" int unique);
create index "index" on "table" ("default");
create view "view" as select "user" as "from", "group" as "where" from "order";

-- case: names that are as long as they may be
create table this_is_a_table_with_a_name_of_sixty_three_characters_in_all_xxx (this_is_a_column_with_a_name_of_sixty_three_characters_in_allx int, b int);
insert into this_is_a_table_with_a_name_of_sixty_three_characters_in_all_xxx values (1, 2);
-- to
create table this_is_a_table_with_a_name_of_sixty_three_characters_in_all_xxx (this_is_a_column_with_a_name_of_sixty_three_characters_in_allx int not null unique check (this_is_a_column_with_a_name_of_sixty_three_characters_in_allx > 0), b int not null, primary key (b, this_is_a_column_with_a_name_of_sixty_three_characters_in_allx));
create index on this_is_a_table_with_a_name_of_sixty_three_characters_in_all_xxx (b);

-- case: column grants and a column that goes
create table staff (id int primary key, name text, salary int, note text);
grant select (id, name) on staff to public;
grant update (note, salary) on staff to pg_read_all_data;
insert into staff values (1, 'a', 5, 'n');
-- to
create table staff (id int primary key, name varchar(100), note text, title text);
grant select (id, name, title) on staff to public;
grant update (note) on staff to pg_read_all_data with grant option;

-- case: grants on everything
create schema s;
create table s.t (a int);
create sequence s.q;
create type s.e as enum ('x');
create domain s.d as int;
create function s.f() returns int language sql as $$ select 1 $$;
grant usage on schema s to public;
grant all on s.t to pg_read_all_data;
grant usage on sequence s.q to public;
revoke all on function s.f() from public;
revoke usage on type s.e from public;
-- to
create schema s;
create table s.t (a int);
create sequence s.q;
create type s.e as enum ('x');
create domain s.d as int;
create function s.f() returns int language sql as $$ select 1 $$;
grant usage, create on schema s to pg_read_all_data;
grant select, update on s.t to public;
grant select, usage on sequence s.q to pg_read_all_data;
grant execute on function s.f() to pg_monitor;
revoke execute on function s.f() from public;
revoke usage on domain s.d from public;

-- case: default privileges
create schema s;
alter default privileges in schema s grant select on tables to public;
alter default privileges in schema s grant usage on sequences to pg_read_all_data;
create table s.t (a int);
-- to
create schema s;
alter default privileges in schema s grant select, insert on tables to pg_read_all_data;
alter default privileges in schema s grant execute on functions to pg_monitor;
create table s.t (a int);
create table s.u (a int);

-- case: grants survive a view that is made again
create table t (a int, b int, c int);
create view v as select a, b, c from t;
grant select (a, b), update on v to public;
grant select on v to pg_monitor with grant option;
-- to
create table t (a bigint, b int, c int);
create view v as select c, a, b from t;
grant select (a, b), update on v to public;
grant select on v to pg_monitor with grant option;

-- case: views that check the caller
-- server: 15
create table t (a int, b int);
alter table t enable row level security;
create policy p on t using (a > 0);
create view v with (security_invoker = true) as select a from t;
create view w as select a from v;
-- to
create table t (a int, b bigint);
alter table t enable row level security;
create policy p on t using (b > 0);
create view v with (security_invoker = false, security_barrier = true) as select a, b from t;
create view w with (security_invoker) as select a from v;

-- case: an audit trail on each table
create table a (id int primary key, x text);
create table b (id int primary key, y text);
insert into a values (1, 'x');
-- to
create schema audit;
create table audit.log (id bigint generated always as identity primary key, at timestamptz not null default clock_timestamp(), who text not null default current_user, tab regclass not null, op text not null check (op in ('INSERT', 'UPDATE', 'DELETE')), old jsonb, new jsonb);
create index log_at on audit.log using brin (at);
create function audit.note() returns trigger language plpgsql security definer set search_path = audit, pg_temp as $$
begin
  insert into audit.log (tab, op, old, new) values (tg_relid, tg_op, to_jsonb(old), to_jsonb(new));
  return coalesce(new, old);
end $$;
create table a (id int primary key, x text);
create table b (id int primary key, y text);
create trigger a_audit after insert or update or delete on a for each row execute function audit.note();
create trigger b_audit after insert or update or delete on b for each row execute function audit.note();
create trigger b_truncate before truncate on b for each statement execute function audit.note();

-- case: an audit trail's trigger is for statements with transition tables
create table a (id int primary key, x text);
create table log (n bigint);
create function note() returns trigger language plpgsql as $$ begin insert into log select count(*) from changed; return null; end $$;
create trigger a_ins after insert on a referencing new table as changed for each statement execute function note();
-- to
create table a (id bigint primary key, x text);
create table log (n bigint, at timestamptz default now());
create function note() returns trigger language plpgsql as $$ begin insert into log select count(*) from gone; return null; end $$;
create trigger a_upd after update on a referencing old table as gone new table as changed for each statement execute function note();

-- case: states of triggers
create table t (a int);
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger one before insert on t for each row execute function f();
create trigger two before insert on t for each row execute function f();
create trigger three before insert on t for each row execute function f();
alter table t enable always trigger two;
alter table t disable trigger three;
-- to
create table t (a int);
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger one before insert on t for each row execute function f();
create trigger two before insert on t for each row execute function f();
create trigger three before insert on t for each row execute function f();
alter table t enable replica trigger one;
alter table t disable trigger two;

-- case: api keys and their hash
create table api_keys (id int primary key, key text not null unique);
insert into api_keys values (1, 'secret');
-- to
create table api_keys (id int primary key, hash bytea not null default '\x', prefix char(8), scopes text[] not null default array['read']::text[], expires_at timestamptz not null default (now() + interval '90 days'), last_ip inet);
create unique index api_keys_hash on api_keys (hash) where hash <> '\x';

-- case: teams between orgs and users
create table users (id int primary key, team text);
insert into users values (1, 'red'), (2, 'blue');
-- to
create table teams (id int generated by default as identity primary key, name text not null unique);
create table users (id int primary key, team_id int references teams on update cascade on delete set null);
create index users_team on users (team_id) where team_id is not null;

-- case: plans and limits
create type plan as enum ('free', 'pro');
create table orgs (id int primary key, plan plan not null default 'free', seats int not null default 1, constraint seats_ok check (plan <> 'free' or seats <= 5));
create function seat_limit(p plan) returns int immutable language sql as $$ select case p when 'free' then 5 else 100 end $$;
insert into orgs values (1, 'free', 3), (2, 'pro', 50);
-- to
create type plan as enum ('trial', 'free', 'pro', 'enterprise');
create table orgs (id int primary key, plan plan not null default 'trial', seats int not null default 1, constraint seats_ok check (seats <= 5 or plan in ('pro', 'enterprise')));
create function seat_limit(p plan) returns int immutable language sql as $$ select case p when 'free' then 5 when 'enterprise' then 10000 else 100 end $$;
create index orgs_plan on orgs (plan) where plan = 'enterprise';

-- case: settings as columns become json
create table settings (user_id int primary key, theme text not null default 'light', lang text not null default 'en');
insert into settings values (1, 'dark', 'de');
-- to
create table settings (user_id int primary key, data jsonb not null default jsonb_build_object('theme', 'light'));

-- case: sessions become unlogged
create table sessions (id uuid primary key, user_id int, data jsonb);
create index sessions_user on sessions (user_id);
insert into sessions values (gen_random_uuid(), 1, '{}');
-- to
create unlogged table sessions (id uuid primary key, user_id int not null, data jsonb, seen_at timestamptz not null default now());
create index sessions_user on sessions (user_id, seen_at);

-- case: invitations with a state machine
create type invite_state as enum ('sent', 'accepted');
create table invites (id int primary key, email text not null, state invite_state not null default 'sent', accepted_at timestamptz, constraint accepted check ((state = 'accepted') = (accepted_at is not null)));
create unique index invites_open on invites (email) where state = 'sent';
insert into invites values (1, 'a@x', 'sent', null), (2, 'b@x', 'accepted', now());
-- to
create type invite_state as enum ('draft', 'sent', 'accepted', 'expired');
create table invites (id int primary key, email text not null, state invite_state not null default 'draft', accepted_at timestamptz, expires_at timestamptz, constraint accepted check ((state = 'accepted') = (accepted_at is not null)));
create unique index invites_open on invites (email) where state in ('sent', 'draft');

-- case: an enum loses a value that no row has, in a busy schema
create type role as enum ('owner', 'admin', 'legacy', 'member');
create table members (id int primary key, role role not null default 'member', old_roles role[] not null default '{}');
alter table members enable row level security;
create policy p on members using (role in ('owner', 'admin'));
create view admins as select id from members where role = 'admin'::role;
create function is_admin(r role) returns boolean immutable language sql as $$ select r in ('owner', 'admin') $$;
create index members_admin on members (id) where is_admin(role);
alter table members add constraint no_legacy check (role <> 'owner' or id < 10);
create trigger m before update on members for each row when (old.role is distinct from new.role) execute function suppress_redundant_updates_trigger();
insert into members values (1, 'owner', '{member}'), (20, 'member', '{}');
-- to
create type role as enum ('owner', 'admin', 'member');
create table members (id int primary key, role role not null default 'member', old_roles role[] not null default '{}');
alter table members enable row level security;
create policy p on members using (role in ('owner', 'admin'));
create view admins as select id from members where role = 'admin'::role;
create function is_admin(r role) returns boolean immutable language sql as $$ select r in ('owner', 'admin') $$;
create index members_admin on members (id) where is_admin(role);
alter table members add constraint no_legacy check (role <> 'owner' or id < 10);
create trigger m before update on members for each row when (old.role is distinct from new.role) execute function suppress_redundant_updates_trigger();

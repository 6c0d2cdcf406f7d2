-- One of everything that a PostgreSQL database can hold around and in its rows, in the nastiest shape that is legal.
-- For an empty database of PostgreSQL 14 to 18; a plain owner of that database may run it. Rows: everything-rows.sql.
-- Over JDBC with preferQueryMode=simple, as the driver does not see the ends of functions in SQL. One row is in here: it must be older than a key that it breaks.
-- What came with later versions stands in everything-since-15.sql and everything-since-18.sql.
set client_min_messages = warning;

create schema extensions;
create schema "Möbel & Co. ""quoted"".dotted";
create extension if not exists hstore with schema extensions;
create extension if not exists citext;
create extension if not exists btree_gist;
comment on schema "Möbel & Co. ""quoted"".dotted" is E'It''s a "second" schema;\n\n-- After the data\n$$ \\ /* ';

-- Types -------------------------------------------------------------------------------------------------------------

create collation public.nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create collation public."C copy" (provider = libc, lc_collate = 'C', lc_ctype = 'C');
comment on collation public.nocase is 'ignores case';

create type public.mood as enum ('sad', 'ok', 'it''s "happy"', '', 'a,b', 'back\slash', 'emoji 🌱');
create type public.no_values as enum ();
create type "Möbel & Co. ""quoted"".dotted"."Größe" as enum ('klein', 'groß');
comment on type public.mood is 'How it is';

create function public.is_even(n bigint) returns boolean language sql immutable strict as $$ select n % 2 = 0; $$;
create domain public.positive as integer default 1 constraint above_zero check (value > 0);
create domain public.even_positive as public.positive not null constraint even check (public.is_even(value));
create domain public.short_text as varchar(10) collate "C" check (value !~ ';') check (length(value) > 1);
create domain public.moods as public.mood[] check (cardinality(value) < 9);
comment on domain public.positive is 'greater than zero';
comment on constraint above_zero on domain public.positive is 'zero is not positive';

create type public.address as (street text collate "C", "zip code" varchar(12), tags text[]);
create type public.person as (name text, home public.address, "all homes" public.address[], mood public.mood, age public.positive);
create type public.nothing as ();
comment on type public.person is 'nested';
comment on column public.person.home is 'where the heart is';

create function public.float8_distance(a float8, b float8) returns float8 language sql immutable as 'select a - b';
create type public.float_range as range (subtype = float8, subtype_diff = public.float8_distance, multirange_type_name = public.float_ranges);
create type public.text_range as range (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);

-- Sequences ---------------------------------------------------------------------------------------------------------

create sequence public.plain_sequence;
create sequence public."Odd;Sequence" as smallint increment by -3 minvalue -300 maxvalue 30 start with 30 cache 5 cycle;
comment on sequence public."Odd;Sequence" is 'counts down';

-- Every built-in type -----------------------------------------------------------------------------------------------

create table public.every_scalar (
    id integer primary key,
    c_bool boolean, c_smallint smallint, c_integer integer, c_bigint bigint,
    c_real real, c_double double precision, c_numeric numeric, c_numeric_10_2 numeric(10, 2), c_numeric_3_0 numeric(3),
    c_money money, c_text text, c_varchar varchar, c_varchar_9 varchar(9), c_char_5 char(5), c_bpchar bpchar,
    c_internal_char "char", c_name name, c_bytea bytea,
    c_date date, c_time time, c_time_0 time(0), c_timetz time with time zone, c_timetz_3 time(3) with time zone,
    c_timestamp timestamp, c_timestamp_0 timestamp(0), c_timestamptz timestamp with time zone, c_timestamptz_3 timestamptz(3),
    c_interval interval, c_interval_ym interval year to month, c_interval_s interval second(2),
    c_uuid uuid, c_json json, c_jsonb jsonb, c_jsonpath jsonpath, c_xml xml,
    c_bit bit, c_bit_8 bit(8), c_varbit bit varying, c_varbit_5 bit varying(5),
    c_inet inet, c_cidr cidr, c_macaddr macaddr, c_macaddr8 macaddr8,
    c_point point, c_line line, c_lseg lseg, c_box box, c_path path, c_polygon polygon, c_circle circle,
    c_tsvector tsvector, c_tsquery tsquery,
    c_oid oid, c_xid xid, c_xid8 xid8, c_cid cid, c_tid tid, c_pg_lsn pg_lsn, c_pg_snapshot pg_snapshot, c_txid_snapshot txid_snapshot,
    c_int2vector int2vector, c_oidvector oidvector, c_refcursor refcursor, c_aclitem aclitem
);

create table public.every_reference (
    id integer primary key,
    c_regclass regclass, c_regtype regtype, c_regproc regproc, c_regprocedure regprocedure, c_regoper regoper, c_regoperator regoperator,
    c_regrole regrole, c_regnamespace regnamespace, c_regconfig regconfig, c_regdictionary regdictionary, c_regcollation regcollation
);

create table public.every_range (
    id integer primary key,
    c_int4range int4range, c_int8range int8range, c_numrange numrange, c_tsrange tsrange, c_tstzrange tstzrange, c_daterange daterange,
    c_int4multirange int4multirange, c_int8multirange int8multirange, c_nummultirange nummultirange,
    c_tsmultirange tsmultirange, c_tstzmultirange tstzmultirange, c_datemultirange datemultirange,
    c_float_range public.float_range, c_float_ranges public.float_ranges, c_text_range public.text_range, c_range_array int4range[]
);

create table public.every_array (
    id integer primary key,
    c_bool boolean[], c_smallint smallint[], c_integer integer[], c_matrix integer[][], c_bigint bigint[], c_real real[], c_double double precision[],
    c_numeric numeric(12, 3)[], c_money money[], c_text text[], c_varchar varchar(9)[], c_char char(5)[], c_bytea bytea[],
    c_date date[], c_time time[], c_timetz timetz[], c_timestamp timestamp[], c_timestamptz timestamptz(3)[], c_interval interval[],
    c_uuid uuid[], c_json json[], c_jsonb jsonb[], c_xml xml[], c_bit bit(3)[], c_varbit varbit[],
    c_inet inet[], c_cidr cidr[], c_macaddr macaddr[], c_macaddr8 macaddr8[],
    c_point point[], c_line line[], c_lseg lseg[], c_box box[], c_path path[], c_polygon polygon[], c_circle circle[],
    c_tsvector tsvector[], c_tsquery tsquery[], c_pg_lsn pg_lsn[], c_mood public.mood[], c_address public.address[], c_internal_char "char"[]
);

create table public.every_made_type (
    id integer primary key,
    c_mood public.mood default 'it''s "happy"', c_size "Möbel & Co. ""quoted"".dotted"."Größe",
    c_positive public.positive, c_even public.even_positive default 2, c_short public.short_text, c_moods public.moods,
    c_address public.address, c_person public.person, c_nothing public.nothing, c_no_values public.no_values,
    c_positives public.positive[], c_persons public.person[],
    c_hstore extensions.hstore default '"a;b"=>"c''d"', c_citext public.citext, c_citexts public.citext[],
    c_nocase text collate public.nocase unique, c_copy text collate public."C copy" default E'tab\t and \\ and ''quote'''
);

-- Columns -----------------------------------------------------------------------------------------------------------

create table public.defaults (
    id serial primary key,
    big bigserial,
    small smallserial,
    from_sequence integer default nextval('public."Odd;Sequence"'),
    moment timestamptz default '2024-02-29 12:00:00+05:30', span interval default '-1 day +02:03:04', price money default '$1,234.56',
    made timestamptz not null default clock_timestamp(),
    words text default E'line one;\n\n-- After the data\n''quoted'' \\ $$ /* not a comment */ -- nor this',
    list integer[] default array[1, 2, 3], document jsonb default '{"a": [1, null, "x;y"]}', half float8 default 'NaN',
    wide text, packed text
);
alter table public.defaults alter column wide set storage external;
alter table public.defaults alter column packed set compression pglz;
alter table public.defaults alter column wide set statistics 333;
alter table public.defaults alter column packed set (n_distinct = -0.5);

create table public.identities (
    "always" integer generated always as identity primary key,
    by_default bigint generated by default as identity (start with 1000 increment by 10 minvalue 5 maxvalue 99999 cache 3 cycle),
    small smallint generated by default as identity (sequence name public."an identity's ""own"" name" start with -5 minvalue -32768),
    note text
);

create function public.slug(source text) returns text language plpgsql immutable strict as $function$
begin
    -- a body with everything that a splitter could trip over;
    if source = ';' then return $inner$;

-- After the data
$inner$; end if;

    return lower(regexp_replace(source, '[^a-zA-Z0-9]+', '-', 'g')); /* ' " $ */
end;
$function$;
comment on function public.slug(text) is 'made for addresses';

create function public.full_title(a text, b text default 'x;y', variadic rest integer[] default '{}') returns text
    immutable parallel safe cost 7
    begin atomic
        select a || ' ' || b || cardinality(rest);
        select a || ';' || b;
    end;

create table public.generated (
    id integer primary key,
    title text not null,
    slug text generated always as (public.slug(title)) stored,
    length integer generated always as (length(title) * 2) stored,
    "both" text generated always as (public.full_title(title, 'b')) stored,
    after_it integer default 7
);

-- A default that needs a function which needs the table's own row type, and a check that does the same.
create table public.own_row (id integer primary key, label text, weight integer);
create function public.own_label(row_of public.own_row default null) returns text immutable language sql
    begin atomic select coalesce((row_of).label, 'none'); end;
create function public.own_weight(row_of public.own_row, weight integer) returns boolean immutable language sql
    as 'select weight is null or weight < 1000';
alter table public.own_row alter column label set default public.own_label(null);
alter table public.own_row add constraint light check (public.own_weight(null, weight));

create unlogged table public.not_logged (id integer primary key, body text) with (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
create table public.no_columns ();
create table public.no_key (a integer, b text);
create table public.empty (id integer primary key, body text);
create table public.dropped_column (a integer, b text, c integer, d text not null default 'd', primary key (c));
alter table public.dropped_column drop column b;
alter table public.dropped_column add column e integer;
alter table public.dropped_column drop column a;

-- Names -------------------------------------------------------------------------------------------------------------

create table public."select" ("from" integer primary key, "where" text, "table" integer unique, "user" text default current_user);
create table public."MixedCase" ("Id" integer primary key, "camelCase" text, "Ünïcödé 名前 🌱" text, " " text);
create table public."quoted ""name"".with;everything'
and a newline" ("a ""quoted"" column" integer primary key, "line
break" text check ("line
break" <> ';'), "dollar$$" text, "back\slash" text, "%I %s %L" text, "comma,colon:" text);
create table public."sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr" (
    "ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß1" serial primary key, "sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr" text not null unique);
create table "Möbel & Co. ""quoted"".dotted"."Tische" (
    id integer generated always as identity primary key, "Größe" "Möbel & Co. ""quoted"".dotted"."Größe" not null default 'klein',
    "select" integer references public."select" ("table"), unique ("Größe", id));
create table "Möbel & Co. ""quoted"".dotted"."select" ("from" integer primary key references public."select" on update cascade);
comment on table public."quoted ""name"".with;everything'
and a newline" is 'a table; with '' and " and \ in its comment';
comment on column public."MixedCase"."Ünïcödé 名前 🌱" is E'a\tcolumn\r\nof many lines;\n\nlike this';

-- Keys --------------------------------------------------------------------------------------------------------------

create table public.employees (
    id integer primary key, name text not null, boss integer references public.employees on delete set null,
    constraint not_own_boss check (boss <> id)
);
create table public.chickens (id integer primary key, egg integer not null);
create table public.eggs (id integer primary key, chicken integer, constraint eggs_chicken foreign key (chicken) references public.chickens);
alter table public.chickens add constraint chickens_egg foreign key (egg) references public.eggs deferrable initially deferred;
create table public.countries (code char(2), region integer, name text not null, primary key (code, region), unique (name) deferrable initially immediate);
create table public.cities (
    id bigint primary key, country char(2) default 'xx', region integer,
    constraint "cities; country" foreign key (country, region) references public.countries match full on update cascade on delete set default deferrable,
    constraint unnamed unique (country, id) include (region) with (fillfactor = 50)
);
create table public.old_rows (id integer primary key, city bigint, age integer);
insert into public.old_rows values (1, 404, -1);
alter table public.old_rows add constraint unchecked_city foreign key (city) references public.cities not valid;
alter table public.old_rows add constraint unchecked_age check (age > 0) not valid;
create table public.bookings (
    id integer generated by default as identity primary key, room integer, during tstzrange not null, cancelled boolean not null default false,
    constraint no_overlap exclude using gist (room with =, during with &&) where (not cancelled) deferrable initially deferred
);
comment on constraint no_overlap on public.bookings is 'one guest at a time';
comment on constraint "cities; country" on public.cities is 'a city lies in a country';

-- Inheritance -------------------------------------------------------------------------------------------------------

create table public.animals (id integer not null, name text default 'nobody', legs integer constraint some_legs check (legs >= 0), born date);
create table public.pets (owner text, name text default 'Rex' not null, check (owner <> '')) inherits (public.animals);
create table public.toys (id integer not null, price numeric(8, 2));
create table public.robot_dogs (battery integer) inherits (public.pets, public.toys);
alter table public.robot_dogs alter column legs set default 4;
alter table public.robot_dogs add primary key (id);
alter table public.animals add constraint only_here check (id < 1000000) no inherit;
create table public.late_child (born date, extra text, name text, id integer not null, legs integer constraint some_legs check (legs >= 0));
alter table public.late_child inherit public.animals;
alter table public.animals add column added_later text default 'late';

-- Partitions --------------------------------------------------------------------------------------------------------

create table public.measurements (
    id bigint not null, at timestamptz not null, place text not null default 'here', value numeric, doubled numeric generated always as (value * 2) stored,
    constraint measurements_key primary key (id, at, place), constraint sane check (value < 1000000)
) partition by range (at);
create table public.measurements_2023 partition of public.measurements for values from (minvalue) to ('2024-01-01 00:00:00+00');
create table public.measurements_2024 partition of public.measurements (place default 'there', constraint named check (place <> ''))
    for values from ('2024-01-01 00:00:00+00') to ('2025-01-01 00:00:00+00') partition by list (place);
create table public.measurements_2024_here partition of public.measurements_2024 for values in ('here', 'it''s; here', 'there');
create table public."measurements 2024 rest" partition of public.measurements_2024 default partition by hash (id);
create table public.measurements_2024_h0 partition of public."measurements 2024 rest" for values with (modulus 2, remainder 0) with (fillfactor = 60);
create table public.measurements_2024_h1 partition of public."measurements 2024 rest" for values with (modulus 2, remainder 1);
create table "Möbel & Co. ""quoted"".dotted".measurements_rest (place text not null default 'attached', value numeric,
    at timestamptz not null, gone text, doubled numeric generated always as (value * 2) stored, id bigint not null, constraint sane check (value < 1000000));
alter table "Möbel & Co. ""quoted"".dotted".measurements_rest drop column gone;
alter table public.measurements attach partition "Möbel & Co. ""quoted"".dotted".measurements_rest default;
create index measurements_value on public.measurements (value desc nulls last) include (place);
create index only_the_parent on only public.measurements (place);
create index measurements_2023_own on public.measurements_2023 (lower(place));
create table public.by_expression (a integer, b text collate "C") partition by range (abs(a), lower(b) collate "POSIX" text_pattern_ops);
create table public.by_expression_low partition of public.by_expression for values from (0, minvalue) to (10, 'm');
create table public.by_expression_high partition of public.by_expression for values from (10, 'm') to (maxvalue, maxvalue);
create table public.by_list (kind public.mood, n integer unique) partition by list (n);
create table public.by_list_null partition of public.by_list for values in (null, 1, 2);
create table public.refers_to_partitions (id integer primary key, measurement bigint, at timestamptz, place text, n integer references public.by_list (n),
    foreign key (measurement, at, place) references public.measurements (id, at, place)) partition by hash (id);
create table public.refers_0 partition of public.refers_to_partitions for values with (modulus 1, remainder 0);
create table public.no_partitions (id integer, day date) partition by range (day);

-- Indexes and statistics --------------------------------------------------------------------------------------------

create unique index "an index; of ""expressions""" on public."MixedCase" (lower("camelCase") collate "C" text_pattern_ops desc, ("Id" % 10)) where "Id" > 0 and "camelCase" <> ';';
create unique index employees_name on public.employees (name) include (boss) with (fillfactor = 55);
create index every_scalar_gin on public.every_scalar using gin (c_jsonb jsonb_path_ops, c_tsvector) with (fastupdate = off);
create index every_scalar_brin on public.every_scalar using brin (c_date) with (pages_per_range = 4);
create index every_scalar_hash on public.every_scalar using hash (c_uuid);
create index every_scalar_gist on public.every_scalar using gist (c_point, c_inet inet_ops);
create index every_scalar_spgist on public.every_scalar using spgist (c_text);
create index weighed on public.defaults ((id + 1), lower(words));
alter index public.weighed alter column 1 set statistics 77;
alter table public.employees replica identity using index employees_name;
alter table public.no_key replica identity full;
alter table public."select" replica identity nothing;
alter table public.employees cluster on employees_name;
alter table public.countries cluster on countries_pkey;
create statistics public."some statistics" (ndistinct, dependencies, mcv) on country, region from public.cities;
create statistics "Möbel & Co. ""quoted"".dotted".of_expressions on (lower(name)), boss from public.employees;
alter statistics public."some statistics" set statistics 123;
comment on index public.employees_name is 'quick; by name';
comment on statistics public."some statistics" is 'they lie';

-- Text search, operators, aggregates, casts --------------------------------------------------------------------------

create text search dictionary public.plain_words (template = pg_catalog.simple, stopwords = 'english', accept = false);
create text search configuration public.plain (parser = pg_catalog."default");
alter text search configuration public.plain add mapping for asciiword, word with public.plain_words, pg_catalog.english_stem;
alter text search configuration public.plain add mapping for email with pg_catalog.simple;
comment on text search configuration public.plain is 'plain words';
create table public.searched (id integer primary key, body text, words tsvector generated always as (to_tsvector('public.plain', coalesce(body, ''))) stored);
create index searched_words on public.searched using gin (words);

create function public.join_distinct(state text[], value text) returns text[] language sql immutable as
    'select case when value = any (state) then state else state || value end';
create aggregate public.distinct_words(value text) (sfunc = public.join_distinct, stype = text[], initcond = '{"it''s"}');
create aggregate public.middle(float8 order by float8) (sfunc = array_append, stype = float8[], finalfunc_modify = read_write);
comment on aggregate public.distinct_words(text) is 'each word once';
create function public.same_mood(a public.mood, b public.mood) returns boolean language sql immutable as 'select a::text = b::text';
create operator public.=~~ (function = public.same_mood, leftarg = public.mood, rightarg = public.mood, commutator = operator(public.=~~), restrict = eqsel);
create function public.to_address(source text) returns public.address language sql immutable as $$ select row(source, null, null)::public.address $$;
create cast (text as public.address) with function public.to_address(text) as assignment;
create procedure public.tidy(inout counted integer, variadic names text[] default array['a;b']) language plpgsql security definer
    set search_path = pg_catalog, "Möbel & Co. ""quoted"".dotted" set work_mem = '8MB' as $$ begin counted := cardinality(names); end $$;
create function public.table_of(first integer, out second text, out third "Möbel & Co. ""quoted"".dotted"."Größe") returns setof record
    language sql stable rows 3 as $$ select 'x', null::"Möbel & Co. ""quoted"".dotted"."Größe" $$;
comment on procedure public.tidy(integer, text[]) is 'tidies';

-- Views -------------------------------------------------------------------------------------------------------------

create view public.z_base (id, "Name", boss) as select id, upper(name), boss from public.employees where id > 0;
create view public.a_on_z with (security_barrier = true) as
    select z.id, z."Name" as "select", count(*) over (partition by z.boss) as peers, ';' || E'\n\n' || '-- After the data' as trap from public.z_base z;
create view public.checked with (check_option = local) as select id, body from public.empty where id < 100;
create view public.grouped as select e.id, e.name, e.boss, count(c.id) as reports from public.employees e left join public.employees c on c.boss = e.id group by e.id;
create recursive view public.chain (id, depth) as select id, 0 from public.employees where boss is null union all select e.id, depth + 1 from public.employees e join chain on e.boss = chain.id;
create view "Möbel & Co. ""quoted"".dotted"."View" as select * from public."quoted ""name"".with;everything'
and a newline";
create view public.no_columns_view as select from public.no_columns;
alter view public.checked alter column body set default 'from the view';
create materialized view public.z_totals as select boss, count(*) as n, max(name) as last from public.employees group by boss;
create materialized view public.a_totals with (fillfactor = 80) as select sum(n) as total, (select count(*) from public.a_on_z) as seen from public.z_totals;
create materialized view public.never_filled as select 1 as one with no data;
create unique index z_totals_boss on public.z_totals (boss);
comment on view public.a_on_z is 'a view';
comment on column public.a_on_z.peers is 'of the same boss';
comment on materialized view public.z_totals is 'totals';
create function public.all_bosses() returns setof public.z_base begin atomic select id, "Name", boss from public.z_base; end;
create view public.bosses as select b.id from public.all_bosses() b;

-- Rules, triggers, row-level security -------------------------------------------------------------------------------

create table public.history (n bigint generated always as identity, what text, at timestamptz default now());
create rule keep_history as on delete to public.no_key do also (insert into public.history (what) values ('deleted;'); insert into public.history (what) values (old.b));
create rule "no; update" as on update to public.z_base where old.id = 1 do instead nothing;
create rule update_base as on update to public.z_base do instead update public.employees set name = new."Name" where id = old.id;
create rule sleeping as on insert to public.no_key do also select 1;
alter table public.no_key disable rule sleeping;
comment on rule keep_history on public.no_key is 'who was it';

create function public.must_not_fire() returns trigger language plpgsql as $$ begin raise exception 'trigger % fired on %', tg_name, tg_table_name; end $$;
create function public.write_history() returns trigger language plpgsql as $$
begin insert into public.history (what) values (tg_name || ';' || tg_op); return coalesce(new, old); end $$;
create table public.triggered (id integer primary key, body text, rest numeric);
create trigger plain after insert or update of body, rest on public.triggered for each row when (new.body is distinct from ';') execute function public.write_history('an argument', 'it''s; two');
create trigger "always;" before insert on public.triggered for each row execute function public.write_history();
create trigger on_replica before insert on public.triggered for each row execute function public.must_not_fire();
create trigger disabled before insert on public.triggered for each row execute function public.must_not_fire();
create trigger whole_statement after truncate or delete on public.triggered for each statement execute function public.write_history();
create trigger with_tables after insert on public.triggered referencing new table as fresh for each statement execute function public.write_history();
create constraint trigger at_the_end after insert on public.triggered deferrable initially deferred for each row execute function public.write_history();
alter table public.triggered enable always trigger "always;";
alter table public.triggered enable replica trigger on_replica;
alter table public.triggered disable trigger disabled;
create trigger in_place_of instead of insert on public.grouped for each row execute function public.must_not_fire();
create trigger on_partitions after insert on public.measurements for each row execute function public.write_history();
alter table public.measurements_2023 disable trigger on_partitions;
comment on trigger plain on public.triggered is 'writes history';

create table public.secrets (id integer primary key, owner text not null default current_user, body text, level integer);
alter table public.secrets enable row level security;
alter table public.secrets force row level security;
create policy "own; rows" on public.secrets using (owner = current_user) with check (owner = current_user and body <> ';');
create policy high_levels on public.secrets as restrictive for select to public using (level < 5 or exists (select from public.employees e where e.id = level));
create policy monitors on public.secrets for insert to pg_monitor, pg_signal_backend with check (true);
create table public.guarded (id integer primary key);
alter table public.guarded enable row level security;
comment on policy "own; rows" on public.secrets is 'to each their own';

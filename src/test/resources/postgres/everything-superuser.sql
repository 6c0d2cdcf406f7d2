-- What only a superuser can make, and owners and grants; run after the other files. The roles "Seedbank Owner", "Lab ""Reader""" and
-- seedbank_writer must be there.

create schema "no; tables" authorization "Seedbank Owner";
create schema functions_only;
create function functions_only.one() returns integer language sql as 'select 1';
create extension pg_trgm with schema extensions;
create extension unaccent with schema "no; tables";
comment on extension unaccent is 'a comment of our own';
comment on schema public is 'not the standard one';

-- Base types, operator classes, languages, conversions ----------------------------------------------------------------

create type public.never_finished;
create type public.label;
create function public.label_in(cstring) returns public.label language internal immutable strict as 'textin';
create function public.label_out(public.label) returns cstring language internal immutable strict as 'textout';
create function public.label_receive(internal) returns public.label language internal stable strict as 'textrecv';
create function public.label_send(public.label) returns bytea language internal stable strict as 'textsend';
create type public.label (input = public.label_in, output = public.label_out, receive = public.label_receive, send = public.label_send,
    internallength = variable, alignment = int4, storage = extended, category = 'S', default = 'no; label', delimiter = ';', collatable = true);
create type public.step;
create function public.step_canonical(public.step) returns public.step language internal immutable strict as 'int4range_canonical';
create type public.step as range (subtype = integer, canonical = public.step_canonical);
create function public.label_eq(public.label, public.label) returns boolean language internal immutable strict as 'texteq';
create function public.label_lt(public.label, public.label) returns boolean language internal immutable strict as 'text_lt';
create function public.label_le(public.label, public.label) returns boolean language internal immutable strict as 'text_le';
create function public.label_gt(public.label, public.label) returns boolean language internal immutable strict as 'text_gt';
create function public.label_ge(public.label, public.label) returns boolean language internal immutable strict as 'text_ge';
create function public.label_cmp(public.label, public.label) returns integer language internal immutable strict as 'bttextcmp';
create function public.label_text_eq(public.label, text) returns boolean language internal immutable strict as 'texteq';
create operator public.= (function = public.label_eq, leftarg = public.label, rightarg = public.label, commutator = operator(public.=), merges, hashes);
create operator public.< (function = public.label_lt, leftarg = public.label, rightarg = public.label, commutator = operator(public.>));
create operator public.<= (function = public.label_le, leftarg = public.label, rightarg = public.label);
create operator public.> (function = public.label_gt, leftarg = public.label, rightarg = public.label, commutator = operator(public.<));
create operator public.>= (function = public.label_ge, leftarg = public.label, rightarg = public.label);
create operator public.= (function = public.label_text_eq, leftarg = public.label, rightarg = text);
create operator family public."label; family" using btree;
create operator class public.label_ops default for type public.label using btree family public."label; family" as
    operator 1 public.<, operator 2 public.<=, operator 3 public.=, operator 4 public.>, operator 5 public.>=, function 1 public.label_cmp(public.label, public.label);
alter operator family public."label; family" using btree add operator 3 public.= (public.label, text);
create operator family public.empty_family using hash;
create operator class public.stored_otherwise for type public.label using gin as storage text;
create cast (public.label as text) without function;
create cast (public.label as public.mood) with inout as assignment;
create table public.labelled (id integer primary key, label public.label unique, steps public.step);
create access method "odd heap" type table handler heap_tableam_handler;
create table public.in_odd_heap (id integer) using "odd heap";
create trusted language "odd; language" handler plpgsql_call_handler inline plpgsql_inline_handler validator plpgsql_validator;
create function public.in_odd_language() returns integer language "odd; language" as 'begin return 1; end';
create default conversion public."odd; conversion" for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create transform for integer language sql (from sql with function prsd_lextype(internal), to sql with function int4recv(internal));
create text search parser public.odd_parser (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, headline = prsd_headline, lextypes = prsd_lextype);
create text search template public.odd_template (init = dsimple_init, lexize = dsimple_lexize);
create text search dictionary public.odd_dictionary (template = public.odd_template, stopwords = 'english');
create text search configuration public.odd_configuration (parser = public.odd_parser);
alter text search configuration public.odd_configuration add mapping for word with public.odd_dictionary;
comment on type public.label is 'a label';
comment on operator family public."label; family" using btree is 'a family';
comment on operator class public.label_ops using btree is 'a class';
comment on operator public.= (public.label, text) is 'an operator';
comment on access method "odd heap" is 'a heap';
comment on language "odd; language" is 'a language';
comment on conversion public."odd; conversion" is 'a conversion';
comment on transform for integer language sql is 'a transform';
comment on cast (public.label as text) is 'a cast';
comment on text search parser public.odd_parser is 'a parser';
comment on text search template public.odd_template is 'a template';
comment on text search dictionary public.odd_dictionary is 'a dictionary';

-- Other servers -------------------------------------------------------------------------------------------------------

create foreign data wrapper "odd; wrapper" options (a 'b', "quo;ted" 'it''s', api_key 'secret of the wrapper');
create extension postgres_fdw with schema extensions;
create server "far; away" type 'x' version '1.0' foreign data wrapper "odd; wrapper" options (host 'nowhere;', password 'secret of the server');
create server near foreign data wrapper postgres_fdw options (host '127.0.0.1', dbname 'x', fetch_size '10');
create server bare foreign data wrapper "odd; wrapper";
create user mapping for public server "far; away" options (username 'everybody', password 'secret of the mapping');
create user mapping for "Lab ""Reader""" server near options ("user" 'reader', password 'secret of the reader');
create user mapping for current_user server bare;
create foreign table public.remote (id integer options (column_name 'ID') not null, name text collate "C" default 'a;b', constraint "positive; id" check (id > 0))
    server near options (schema_name 'public', table_name 'it''s');
alter foreign table public.remote alter column name set statistics 99;
create foreign table public.bare_remote () server bare;
create table public.halves (id integer, half integer) partition by list (half);
create table public.halves_here partition of public.halves for values in (1);
create foreign table public.halves_there partition of public.halves for values in (2) server "far; away" options (name 'there');
create foreign table public.far_animals (distance integer) inherits (public.animals) server "far; away";
create view public.on_remote as select id from public.remote;
comment on foreign data wrapper "odd; wrapper" is 'a wrapper';
comment on server "far; away" is 'a server';
comment on foreign table public.remote is 'a foreign table';
comment on column public.remote.name is 'a foreign column';

-- Replication, event triggers -----------------------------------------------------------------------------------------

create publication "all; tables" for all tables with (publish = 'insert, update');
create publication some_tables for table public.employees, only public.animals with (publish_via_partition_root = true);
create publication nothing;
comment on publication nothing is 'a publication';
create function public.on_ddl() returns event_trigger language plpgsql as $$ begin null; end $$;
create event trigger "watch; ddl" on ddl_command_end when tag in ('CREATE TABLE', 'ALTER TABLE') execute function public.on_ddl();
create event trigger asleep on sql_drop execute function public.on_ddl();
alter event trigger asleep disable;
alter event trigger "watch; ddl" enable always;
comment on event trigger asleep is 'an event trigger';
alter materialized view public.z_totals alter column boss set statistics 42;
alter materialized view public.z_totals alter column last set storage external;
alter materialized view public.z_totals set (toast.autovacuum_enabled = false);

-- Owners --------------------------------------------------------------------------------------------------------------

alter schema functions_only owner to "Lab ""Reader""";
alter table public.employees owner to "Seedbank Owner";
alter table public.defaults owner to "Seedbank Owner";
alter table public.identities owner to "Seedbank Owner";
alter view public.grouped owner to "Seedbank Owner";
alter materialized view public.a_totals owner to "Seedbank Owner";
alter sequence public.plain_sequence owner to "Seedbank Owner";
alter foreign table public.remote owner to "Seedbank Owner";
alter function public.slug(text) owner to "Seedbank Owner";
alter procedure public.tidy(integer, text[]) owner to "Seedbank Owner";
alter aggregate public.distinct_words(text) owner to "Seedbank Owner";
alter aggregate public.middle(float8 order by float8) owner to "Seedbank Owner";
alter type public.mood owner to "Seedbank Owner";
alter type public.address owner to "Seedbank Owner";
alter type public.float_range owner to "Seedbank Owner";
alter type public.label owner to "Seedbank Owner";
alter domain public.positive owner to "Seedbank Owner";
alter collation public.nocase owner to "Seedbank Owner";
alter operator public.=~~ (public.mood, public.mood) owner to "Seedbank Owner";
alter operator class public.label_ops using btree owner to "Seedbank Owner";
alter operator family public."label; family" using btree owner to "Seedbank Owner";
alter conversion public."odd; conversion" owner to "Seedbank Owner";
alter text search dictionary public.plain_words owner to "Seedbank Owner";
alter text search configuration public.plain owner to "Seedbank Owner";
alter statistics public."some statistics" owner to "Seedbank Owner";
alter language "odd; language" owner to "Seedbank Owner";
alter server near owner to "Seedbank Owner";
grant create on schema public to "Seedbank Owner";

-- Grants --------------------------------------------------------------------------------------------------------------

grant usage on schema "Möbel & Co. ""quoted"".dotted", extensions to "Lab ""Reader""", public;
grant all on schema functions_only to seedbank_writer with grant option;
grant select on public.employees to "Lab ""Reader""" with grant option;
set role "Lab ""Reader""";
grant select on public.employees to seedbank_writer;
reset role;
grant all on public.countries to seedbank_writer;
grant insert, update on public.countries to "Lab ""Reader""";
revoke delete on public.identities from "Seedbank Owner";
revoke all on public.no_key from current_user;
grant select (id, region), update (region) on public.cities to "Lab ""Reader""";
grant select (id) on public.cities to public;
grant select on public.a_totals, public.grouped, public.remote to public;
grant usage on sequence public.plain_sequence, public.identities_always_seq to seedbank_writer;
grant all on sequence public."Odd;Sequence" to public;
revoke execute on function public.slug(text) from public;
grant execute on function public.slug(text) to "Lab ""Reader""";
revoke all on procedure public.tidy(integer, text[]) from public;
grant execute on function public.distinct_words(text) to seedbank_writer with grant option;
revoke usage on type public.mood from public;
grant usage on domain public.positive to "Lab ""Reader""" with grant option;
grant usage on language "odd; language" to seedbank_writer;
grant usage on foreign data wrapper "odd; wrapper" to seedbank_writer;
grant usage on foreign server near to "Lab ""Reader""";
revoke execute on function extensions.similarity(text, text) from public;
grant execute on function extensions.similarity(text, text) to "Lab ""Reader""";
grant execute on function pg_catalog.pg_ls_dir(text) to "Lab ""Reader""";
revoke execute on function pg_catalog.pg_sleep(double precision) from public;
alter default privileges for role "Seedbank Owner" in schema public grant select on tables to "Lab ""Reader""", seedbank_writer with grant option;
alter default privileges for role "Seedbank Owner" revoke execute on functions from public;
alter default privileges for role "Seedbank Owner" in schema functions_only grant execute on functions to "Lab ""Reader""";
alter default privileges for role "Seedbank Owner" grant usage on schemas to seedbank_writer;
alter default privileges for role "Seedbank Owner" grant all on sequences to seedbank_writer;
alter default privileges for role "Seedbank Owner" revoke all on types from public;

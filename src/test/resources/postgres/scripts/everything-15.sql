-- Structure of a PostgreSQL 15 database: run the first part, load the rows, run the rest.
-- Left out: passwords and other secrets of the foreign-data wrapper "odd; wrapper"
-- Left out: passwords and other secrets of the server "far; away"
-- Left out: passwords of user mappings of the server "far; away"
-- Left out: passwords of user mappings of the server near
-- Left out: rows of 4 foreign tables
-- Kinds: SCHEMA EXTENSION LANGUAGE ACCESS_METHOD COLLATION SHELL_TYPE TYPE PARSER TEMPLATE DICTIONARY CONFIGURATION FUNCTION BASE_TYPE OPERATOR OPERATOR_FAMILY OPERATOR_CLASS FAMILY_MEMBER CAST CONVERSION TRANSFORM SEQUENCE WRAPPER SERVER USER_MAPPING TABLE DEFAULT CHECK OWNED_BY KEY INDEX INDEX_PARTITION MARK STATISTICS FOREIGN_TABLE VIEW UNVALIDATED FOREIGN_KEY RULE TRIGGER TRIGGER_STATE ROW_SECURITY POLICY COMMENT REFRESH SECURITY_LABEL OWNER PRIVILEGES DEFAULT_PRIVILEGES PUBLICATION PUBLICATION_MEMBER EVENT_TRIGGER

SET search_path = '';

SET check_function_bodies = off;

SET standard_conforming_strings = on;

SET xmloption = content;

SET lc_monetary = 'C';

SET client_min_messages = warning;

-- SCHEMA "Möbel & Co. ""quoted"".dotted"; in Möbel & Co. "quoted".dotted
CREATE SCHEMA IF NOT EXISTS "Möbel & Co. ""quoted"".dotted";

-- SCHEMA extensions; in extensions
CREATE SCHEMA IF NOT EXISTS extensions;

-- SCHEMA functions_only; in functions_only
CREATE SCHEMA IF NOT EXISTS functions_only;

-- SCHEMA "no\; tables"; in no\; tables
CREATE SCHEMA IF NOT EXISTS "no; tables";

-- SCHEMA public; in public

-- EXTENSION btree_gist; in 
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- EXTENSION citext; in 
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;

-- EXTENSION hstore; in ; needs SCHEMA extensions
CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA extensions;

-- EXTENSION pg_trgm; in ; needs SCHEMA extensions
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA extensions;

-- EXTENSION postgres_fdw; in ; needs SCHEMA extensions
CREATE EXTENSION IF NOT EXISTS postgres_fdw WITH SCHEMA extensions;

-- EXTENSION unaccent; in ; needs SCHEMA "no\; tables"
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA "no; tables";

-- LANGUAGE "odd\; language"; in 
CREATE TRUSTED LANGUAGE "odd; language" HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;

-- ACCESS_METHOD "odd heap"; in 
CREATE ACCESS METHOD "odd heap" TYPE TABLE HANDLER heap_tableam_handler;

-- COLLATION public."C copy"; in public
CREATE COLLATION public."C copy" (provider = libc, lc_collate = 'C', lc_ctype = 'C');

-- COLLATION public.nocase; in public
CREATE COLLATION public.nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

-- SHELL_TYPE public.label; in public
CREATE TYPE public.label;

-- SHELL_TYPE public.never_finished; in public
CREATE TYPE public.never_finished;

-- SHELL_TYPE public.step; in public
CREATE TYPE public.step;

-- TYPE "Möbel & Co. ""quoted"".dotted"."Größe"; in Möbel & Co. "quoted".dotted; needs SCHEMA "Möbel & Co. ""quoted"".dotted"
CREATE TYPE "Möbel & Co. ""quoted"".dotted"."Größe" AS ENUM (
    'klein',
    'groß'
);

-- TYPE public.address; in public
CREATE TYPE public.address AS (
    street text COLLATE "C",
    "zip code" character varying(12),
    tags text[]
);

-- TYPE public.mood; in public
CREATE TYPE public.mood AS ENUM (
    'sad',
    'ok',
    'it''s "happy"',
    '',
    'a,b',
    E'back\\slash',
    'emoji 🌱'
);

-- TYPE public.moods; in public; needs TYPE public.mood
CREATE DOMAIN public.moods AS public.mood[]
    CONSTRAINT moods_check CHECK ((cardinality(VALUE) < 9));

-- TYPE public.no_values; in public
CREATE TYPE public.no_values AS ENUM ();

-- TYPE public.nothing; in public
CREATE TYPE public.nothing AS ();

-- TYPE public.positive; in public
CREATE DOMAIN public.positive AS integer DEFAULT 1
    CONSTRAINT above_zero CHECK ((VALUE > 0));

-- TYPE public.person; in public; needs TYPE public.address; needs TYPE public.mood; needs TYPE public.positive
CREATE TYPE public.person AS (
    name text,
    home public.address,
    "all homes" public.address[],
    mood public.mood,
    age public.positive
);

-- TYPE public.short_text; in public
CREATE DOMAIN public.short_text AS character varying(10) COLLATE "C"
    CONSTRAINT short_text_check CHECK (((VALUE)::text !~ ';'::text))
    CONSTRAINT short_text_check1 CHECK ((length((VALUE)::text) > 1));

-- TYPE public.text_range; in public
CREATE TYPE public.text_range AS RANGE (subtype = text, subtype_opclass = pg_catalog.text_pattern_ops, collation = "C", multirange_type_name = public.text_multirange);

-- PARSER public.odd_parser; in public
CREATE TEXT SEARCH PARSER public.odd_parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, HEADLINE = prsd_headline, LEXTYPES = prsd_lextype);

-- TEMPLATE public.odd_template; in public
CREATE TEXT SEARCH TEMPLATE public.odd_template (INIT = dsimple_init, LEXIZE = dsimple_lexize);

-- DICTIONARY public.odd_dictionary; in public; needs TEMPLATE public.odd_template
CREATE TEXT SEARCH DICTIONARY public.odd_dictionary (TEMPLATE = public.odd_template, stopwords = 'english');

-- DICTIONARY public.plain_words; in public
CREATE TEXT SEARCH DICTIONARY public.plain_words (TEMPLATE = pg_catalog.simple, stopwords = 'english', accept = 'false');

-- CONFIGURATION public.odd_configuration; in public; needs DICTIONARY public.odd_dictionary; needs PARSER public.odd_parser
CREATE TEXT SEARCH CONFIGURATION public.odd_configuration (PARSER = public.odd_parser);

ALTER TEXT SEARCH CONFIGURATION public.odd_configuration ADD MAPPING FOR word WITH public.odd_dictionary;

-- CONFIGURATION public.plain; in public; needs DICTIONARY public.plain_words
CREATE TEXT SEARCH CONFIGURATION public.plain (PARSER = pg_catalog."default");

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR asciiword WITH public.plain_words, english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR word WITH public.plain_words, english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR email WITH simple;

-- FUNCTION functions_only.one(); in functions_only; needs SCHEMA functions_only
CREATE OR REPLACE FUNCTION functions_only.one()
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;

-- FUNCTION public.float8_distance(a double precision, b double precision); in public
CREATE OR REPLACE FUNCTION public.float8_distance(a double precision, b double precision)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE
AS $function$select a - b$function$;

-- TYPE public.float_range; in public; needs FUNCTION public.float8_distance(a double precision, b double precision)
CREATE TYPE public.float_range AS RANGE (subtype = double precision, subtype_diff = public.float8_distance, multirange_type_name = public.float_ranges);

-- FUNCTION public.full_title(a text, b text, VARIADIC rest integer[]); in public
CREATE OR REPLACE FUNCTION public.full_title(a text, b text DEFAULT 'x;y'::text, VARIADIC rest integer[] DEFAULT '{}'::integer[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE COST 7
BEGIN ATOMIC
 SELECT (((a || ' '::text) || b) || cardinality(rest));
 SELECT ((a || ';'::text) || b);
END;

-- FUNCTION public.in_odd_language(); in public; needs LANGUAGE "odd\; language"
CREATE OR REPLACE FUNCTION public.in_odd_language()
 RETURNS integer
 LANGUAGE "odd; language"
AS $function$begin return 1; end$function$;

-- FUNCTION public.is_even(n bigint); in public
CREATE OR REPLACE FUNCTION public.is_even(n bigint)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$ select n % 2 = 0; $function$;

-- TYPE public.even_positive; in public; needs FUNCTION public.is_even(n bigint); needs TYPE public.positive
CREATE DOMAIN public.even_positive AS public.positive DEFAULT 1 NOT NULL
    CONSTRAINT even CHECK (public.is_even((VALUE)::bigint));

-- FUNCTION public.join_distinct(state text[], value text); in public
CREATE OR REPLACE FUNCTION public.join_distinct(state text[], value text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
AS $function$select case when value = any (state) then state else state || value end$function$;

-- FUNCTION public.distinct_words(value text); in public; needs FUNCTION public.join_distinct(state text[], value text)
CREATE AGGREGATE public.distinct_words(value text) (SFUNC = public.join_distinct, STYPE = text[], FINALFUNC_MODIFY = READ_ONLY, INITCOND = '{"it''s"}');

-- FUNCTION public.label_in(cstring); in public; needs SHELL_TYPE public.label
CREATE OR REPLACE FUNCTION public.label_in(cstring)
 RETURNS public.label
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$textin$function$;

-- FUNCTION public.label_out(public.label); in public; needs SHELL_TYPE public.label
CREATE OR REPLACE FUNCTION public.label_out(public.label)
 RETURNS cstring
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$textout$function$;

-- FUNCTION public.label_receive(internal); in public; needs SHELL_TYPE public.label
CREATE OR REPLACE FUNCTION public.label_receive(internal)
 RETURNS public.label
 LANGUAGE internal
 STABLE STRICT
AS $function$textrecv$function$;

-- FUNCTION public.label_send(public.label); in public; needs SHELL_TYPE public.label
CREATE OR REPLACE FUNCTION public.label_send(public.label)
 RETURNS bytea
 LANGUAGE internal
 STABLE STRICT
AS $function$textsend$function$;

-- FUNCTION public.middle(double precision ORDER BY double precision); in public
CREATE AGGREGATE public.middle(double precision ORDER BY double precision) (SFUNC = array_append, STYPE = double precision[], FINALFUNC_MODIFY = READ_WRITE);

-- FUNCTION public.must_not_fire(); in public
CREATE OR REPLACE FUNCTION public.must_not_fire()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin raise exception 'trigger % fired on %', tg_name, tg_table_name; end $function$;

-- FUNCTION public.on_ddl(); in public
CREATE OR REPLACE FUNCTION public.on_ddl()
 RETURNS event_trigger
 LANGUAGE plpgsql
AS $function$ begin null; end $function$;

-- FUNCTION public.same_mood(a public.mood, b public.mood); in public; needs TYPE public.mood
CREATE OR REPLACE FUNCTION public.same_mood(a public.mood, b public.mood)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$select a::text = b::text$function$;

-- FUNCTION public.slug(source text); in public
CREATE OR REPLACE FUNCTION public.slug(source text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE STRICT
AS $function$
begin
    -- a body with everything that a splitter could trip over;
    if source = ';' then return $inner$;

-- After the data
$inner$; end if;

    return lower(regexp_replace(source, '[^a-zA-Z0-9]+', '-', 'g')); /* ' " $ */
end;
$function$;

-- FUNCTION public.step_canonical(public.step); in public; needs SHELL_TYPE public.step
CREATE OR REPLACE FUNCTION public.step_canonical(public.step)
 RETURNS public.step
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$int4range_canonical$function$;

-- TYPE public.step; in public; needs FUNCTION public.step_canonical(public.step); needs SHELL_TYPE public.step
CREATE TYPE public.step AS RANGE (subtype = integer, canonical = public.step_canonical, multirange_type_name = public.step_multirange);

-- FUNCTION public.table_of(first integer, OUT second text, OUT third "Möbel & Co. ""quoted"".dotted"."Größe"); in public; needs TYPE "Möbel & Co. ""quoted"".dotted"."Größe"
CREATE OR REPLACE FUNCTION public.table_of(first integer, OUT second text, OUT third "Möbel & Co. ""quoted"".dotted"."Größe")
 RETURNS SETOF record
 LANGUAGE sql
 STABLE ROWS 3
AS $function$ select 'x', null::"Möbel & Co. ""quoted"".dotted"."Größe" $function$;

-- FUNCTION public.tidy(INOUT counted integer, VARIADIC names text[]); in public
CREATE OR REPLACE PROCEDURE public.tidy(INOUT counted integer, VARIADIC names text[] DEFAULT ARRAY['a;b'::text])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'Möbel & Co. "quoted".dotted'
 SET work_mem TO '8MB'
AS $procedure$ begin counted := cardinality(names); end $procedure$;

-- FUNCTION public.to_address(source text); in public; needs TYPE public.address
CREATE OR REPLACE FUNCTION public.to_address(source text)
 RETURNS public.address
 LANGUAGE sql
 IMMUTABLE
AS $function$ select row(source, null, null)::public.address $function$;

-- FUNCTION public.write_history(); in public
CREATE OR REPLACE FUNCTION public.write_history()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin insert into public.history (what) values (tg_name || ';' || tg_op); return coalesce(new, old); end $function$;

-- BASE_TYPE public.label; in public; needs FUNCTION public.label_in(cstring); needs FUNCTION public.label_out(public.label); needs FUNCTION public.label_receive(internal); needs FUNCTION public.label_send(public.label); needs SHELL_TYPE public.label
CREATE TYPE public.label (INPUT = public.label_in, OUTPUT = public.label_out, RECEIVE = public.label_receive, SEND = public.label_send, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, CATEGORY = 'S', DEFAULT = 'no; label', DELIMITER = ';', COLLATABLE = true);

-- FUNCTION public.label_cmp(public.label, public.label); in public; needs BASE_TYPE public.label
CREATE OR REPLACE FUNCTION public.label_cmp(public.label, public.label)
 RETURNS integer
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$bttextcmp$function$;

-- FUNCTION public.label_eq(public.label, public.label); in public; needs BASE_TYPE public.label
CREATE OR REPLACE FUNCTION public.label_eq(public.label, public.label)
 RETURNS boolean
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$texteq$function$;

-- FUNCTION public.label_ge(public.label, public.label); in public; needs BASE_TYPE public.label
CREATE OR REPLACE FUNCTION public.label_ge(public.label, public.label)
 RETURNS boolean
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$text_ge$function$;

-- FUNCTION public.label_gt(public.label, public.label); in public; needs BASE_TYPE public.label
CREATE OR REPLACE FUNCTION public.label_gt(public.label, public.label)
 RETURNS boolean
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$text_gt$function$;

-- FUNCTION public.label_le(public.label, public.label); in public; needs BASE_TYPE public.label
CREATE OR REPLACE FUNCTION public.label_le(public.label, public.label)
 RETURNS boolean
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$text_le$function$;

-- FUNCTION public.label_lt(public.label, public.label); in public; needs BASE_TYPE public.label
CREATE OR REPLACE FUNCTION public.label_lt(public.label, public.label)
 RETURNS boolean
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$text_lt$function$;

-- FUNCTION public.label_text_eq(public.label, text); in public; needs BASE_TYPE public.label
CREATE OR REPLACE FUNCTION public.label_text_eq(public.label, text)
 RETURNS boolean
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$texteq$function$;

-- OPERATOR public.< (public.label, public.label); in public; needs BASE_TYPE public.label; needs FUNCTION public.label_lt(public.label, public.label)
CREATE OPERATOR public.< (FUNCTION = public.label_lt, LEFTARG = public.label, RIGHTARG = public.label, COMMUTATOR = OPERATOR(public.>));

-- OPERATOR public.<= (public.label, public.label); in public; needs BASE_TYPE public.label; needs FUNCTION public.label_le(public.label, public.label)
CREATE OPERATOR public.<= (FUNCTION = public.label_le, LEFTARG = public.label, RIGHTARG = public.label);

-- OPERATOR public.= (public.label, public.label); in public; needs BASE_TYPE public.label; needs FUNCTION public.label_eq(public.label, public.label)
CREATE OPERATOR public.= (FUNCTION = public.label_eq, LEFTARG = public.label, RIGHTARG = public.label, COMMUTATOR = OPERATOR(public.=), HASHES, MERGES);

-- OPERATOR public.= (public.label, text); in public; needs BASE_TYPE public.label; needs FUNCTION public.label_text_eq(public.label, text)
CREATE OPERATOR public.= (FUNCTION = public.label_text_eq, LEFTARG = public.label, RIGHTARG = text);

-- OPERATOR public.=~~ (public.mood, public.mood); in public; needs FUNCTION public.same_mood(a public.mood, b public.mood); needs TYPE public.mood
CREATE OPERATOR public.=~~ (FUNCTION = public.same_mood, LEFTARG = public.mood, RIGHTARG = public.mood, COMMUTATOR = OPERATOR(public.=~~), RESTRICT = eqsel);

-- OPERATOR public.> (public.label, public.label); in public; needs BASE_TYPE public.label; needs FUNCTION public.label_gt(public.label, public.label)
CREATE OPERATOR public.> (FUNCTION = public.label_gt, LEFTARG = public.label, RIGHTARG = public.label, COMMUTATOR = OPERATOR(public.<));

-- OPERATOR public.>= (public.label, public.label); in public; needs BASE_TYPE public.label; needs FUNCTION public.label_ge(public.label, public.label)
CREATE OPERATOR public.>= (FUNCTION = public.label_ge, LEFTARG = public.label, RIGHTARG = public.label);

-- OPERATOR_FAMILY public."label\; family" USING btree; in public
CREATE OPERATOR FAMILY public."label; family" USING btree;

-- OPERATOR_FAMILY public.empty_family USING hash; in public
CREATE OPERATOR FAMILY public.empty_family USING hash;

-- OPERATOR_FAMILY public.stored_otherwise USING gin; in public
CREATE OPERATOR FAMILY public.stored_otherwise USING gin;

-- OPERATOR_CLASS public.label_ops USING btree; in public; needs BASE_TYPE public.label; needs FUNCTION public.label_cmp(public.label, public.label); needs OPERATOR public.< (public.label, public.label); needs OPERATOR public.<= (public.label, public.label); needs OPERATOR public.= (public.label, public.label); needs OPERATOR public.> (public.label, public.label); needs OPERATOR public.>= (public.label, public.label)
CREATE OPERATOR CLASS public.label_ops
    DEFAULT FOR TYPE public.label USING btree FAMILY public."label; family" AS
    OPERATOR 1 public.<(public.label,public.label),
    OPERATOR 2 public.<=(public.label,public.label),
    OPERATOR 3 public.=(public.label,public.label),
    OPERATOR 4 public.>(public.label,public.label),
    OPERATOR 5 public.>=(public.label,public.label),
    FUNCTION 1 (public.label, public.label) public.label_cmp(public.label,public.label);

-- OPERATOR_CLASS public.stored_otherwise USING gin; in public; needs BASE_TYPE public.label
CREATE OPERATOR CLASS public.stored_otherwise
    FOR TYPE public.label USING gin FAMILY public.stored_otherwise AS
    STORAGE text;

-- FAMILY_MEMBER public."label\; family" USING btree OPERATOR 3 public.=(public.label,text); in ; of OPERATOR_FAMILY public."label\; family" USING btree
ALTER OPERATOR FAMILY public."label; family" USING btree ADD OPERATOR 3 public.=(public.label,text);

-- CAST (public.label AS public.mood); in public; needs BASE_TYPE public.label; needs TYPE public.mood
CREATE CAST (public.label AS public.mood) WITH INOUT AS ASSIGNMENT;

-- CAST (public.label AS text); in public; needs BASE_TYPE public.label
CREATE CAST (public.label AS text) WITHOUT FUNCTION;

-- CAST (text AS public.address); in public; needs FUNCTION public.to_address(source text); needs TYPE public.address
CREATE CAST (text AS public.address) WITH FUNCTION public.to_address(text) AS ASSIGNMENT;

-- CONVERSION public."odd\; conversion"; in public
CREATE DEFAULT CONVERSION public."odd; conversion" FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;

-- TRANSFORM FOR integer LANGUAGE sql; in 
CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));

-- SEQUENCE public."Odd\;Sequence"; in public
CREATE SEQUENCE public."Odd;Sequence" AS smallint START WITH 30 INCREMENT BY -3 MINVALUE -300 MAXVALUE 30 CACHE 5 CYCLE;

-- SEQUENCE public."sixty_three_bytes_sixty_three_ßßßßßßßßßßßßßß_seq"; in public
CREATE SEQUENCE public."sixty_three_bytes_sixty_three_ßßßßßßßßßßßßßß_seq" AS integer START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 CACHE 1;

-- SEQUENCE public.defaults_big_seq; in public
CREATE SEQUENCE public.defaults_big_seq AS bigint START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1;

-- SEQUENCE public.defaults_id_seq; in public
CREATE SEQUENCE public.defaults_id_seq AS integer START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 CACHE 1;

-- SEQUENCE public.defaults_small_seq; in public
CREATE SEQUENCE public.defaults_small_seq AS smallint START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 32767 CACHE 1;

-- SEQUENCE public.not_logged_serial_seq; in public
CREATE UNLOGGED SEQUENCE public.not_logged_serial_seq AS integer START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 CACHE 1;

-- SEQUENCE public.plain_sequence; in public
CREATE SEQUENCE public.plain_sequence AS bigint START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1;

-- SEQUENCE public.unlogged_sequence; in public
CREATE UNLOGGED SEQUENCE public.unlogged_sequence AS bigint START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1;

-- WRAPPER "odd\; wrapper"; in 
CREATE FOREIGN DATA WRAPPER "odd; wrapper" OPTIONS (a 'b', "quo;ted" 'it''s');

-- SERVER "far\; away"; in ; needs WRAPPER "odd\; wrapper"
CREATE SERVER "far; away" TYPE 'x' VERSION '1.0' FOREIGN DATA WRAPPER "odd; wrapper" OPTIONS (host 'nowhere;');

-- SERVER bare; in ; needs WRAPPER "odd\; wrapper"
CREATE SERVER bare FOREIGN DATA WRAPPER "odd; wrapper";

-- SERVER near; in ; needs EXTENSION postgres_fdw
CREATE SERVER near FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', dbname 'x', fetch_size '10');

-- USER_MAPPING FOR "Lab ""Reader""" SERVER near; in ; of SERVER near
CREATE USER MAPPING FOR "Lab ""Reader""" SERVER near OPTIONS ("user" 'reader');

-- USER_MAPPING FOR PUBLIC SERVER "far\; away"; in ; of SERVER "far\; away"
CREATE USER MAPPING FOR PUBLIC SERVER "far; away" OPTIONS (username 'everybody');

-- USER_MAPPING FOR postgres SERVER bare; in ; of SERVER bare
CREATE USER MAPPING FOR postgres SERVER bare;

-- TABLE "Möbel & Co. ""quoted"".dotted"."Tische"; in Möbel & Co. "quoted".dotted; needs SCHEMA "Möbel & Co. ""quoted"".dotted"; needs TYPE "Möbel & Co. ""quoted"".dotted"."Größe"
CREATE TABLE "Möbel & Co. ""quoted"".dotted"."Tische" (
    id integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME "Möbel & Co. ""quoted"".dotted"."Tische_id_seq" START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 CACHE 1) NOT NULL,
    "Größe" "Möbel & Co. ""quoted"".dotted"."Größe" DEFAULT 'klein'::"Möbel & Co. ""quoted"".dotted"."Größe" NOT NULL,
    "select" integer
);

-- TABLE "Möbel & Co. ""quoted"".dotted"."select"; in Möbel & Co. "quoted".dotted; needs SCHEMA "Möbel & Co. ""quoted"".dotted"
CREATE TABLE "Möbel & Co. ""quoted"".dotted"."select" (
    "from" integer NOT NULL
);

-- TABLE public."MixedCase"; in public
CREATE TABLE public."MixedCase" (
    "Id" integer NOT NULL,
    "camelCase" text,
    "Ünïcödé 名前 🌱" text,
    " " text
);

-- TABLE public."quoted ""name"".with\;everything'\nand a newline"; in public
CREATE TABLE public."quoted ""name"".with;everything'
and a newline" (
    "a ""quoted"" column" integer NOT NULL,
    "line
break" text,
    "dollar$$" text,
    "back\slash" text,
    "%I %s %L" text,
    "comma,colon:" text,
    CONSTRAINT "quoted ""name"".with;everything'
and a newline_line
break_check" CHECK (("line
break" <> ';'::text))
);

-- TABLE public."select"; in public
CREATE TABLE public."select" (
    "from" integer NOT NULL,
    "where" text,
    "table" integer,
    "user" text DEFAULT CURRENT_USER
);

-- TABLE public.animals; in public
CREATE TABLE public.animals (
    id integer NOT NULL,
    name text DEFAULT 'nobody'::text,
    legs integer,
    born date,
    added_later text DEFAULT 'late'::text,
    CONSTRAINT only_here CHECK ((id < 1000000)) NO INHERIT,
    CONSTRAINT some_legs CHECK ((legs >= 0))
);

-- TABLE public.bookings; in public
CREATE TABLE public.bookings (
    id integer GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME public.bookings_id_seq START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 CACHE 1) NOT NULL,
    room integer,
    during tstzrange NOT NULL,
    cancelled boolean DEFAULT false NOT NULL
);

-- TABLE public.by_expression; in public
CREATE TABLE public.by_expression (
    a integer,
    b text COLLATE "C"
)
PARTITION BY RANGE (abs(a), lower(b) COLLATE "POSIX" text_pattern_ops);

-- TABLE public.by_expression_high; in public; of TABLE public.by_expression
CREATE TABLE public.by_expression_high (
    a integer,
    b text COLLATE "C"
);

ALTER TABLE ONLY public.by_expression ATTACH PARTITION public.by_expression_high FOR VALUES FROM (10, 'm') TO (MAXVALUE, MAXVALUE);

-- TABLE public.by_expression_low; in public; of TABLE public.by_expression
CREATE TABLE public.by_expression_low (
    a integer,
    b text COLLATE "C"
);

ALTER TABLE ONLY public.by_expression ATTACH PARTITION public.by_expression_low FOR VALUES FROM (0, MINVALUE) TO (10, 'm');

-- TABLE public.by_list; in public; needs TYPE public.mood
CREATE TABLE public.by_list (
    kind public.mood,
    n integer
)
PARTITION BY LIST (n);

-- TABLE public.by_list_null; in public; of TABLE public.by_list; needs TYPE public.mood
CREATE TABLE public.by_list_null (
    kind public.mood,
    n integer
);

ALTER TABLE ONLY public.by_list ATTACH PARTITION public.by_list_null FOR VALUES IN (NULL, 1, 2);

-- TABLE public.chickens; in public
CREATE TABLE public.chickens (
    id integer NOT NULL,
    egg integer NOT NULL
);

-- TABLE public.cities; in public
CREATE TABLE public.cities (
    id bigint NOT NULL,
    country character(2) DEFAULT 'xx'::bpchar,
    region integer
);

-- TABLE public.countries; in public
CREATE TABLE public.countries (
    code character(2) NOT NULL,
    region integer NOT NULL,
    name text NOT NULL
);

-- TABLE public.defaults; in public; needs SEQUENCE public."Odd\;Sequence"; needs SEQUENCE public.defaults_big_seq; needs SEQUENCE public.defaults_id_seq; needs SEQUENCE public.defaults_small_seq
CREATE TABLE public.defaults (
    id integer DEFAULT nextval('public.defaults_id_seq'::regclass) NOT NULL,
    big bigint DEFAULT nextval('public.defaults_big_seq'::regclass) NOT NULL,
    small smallint DEFAULT nextval('public.defaults_small_seq'::regclass) NOT NULL,
    from_sequence integer DEFAULT nextval('public."Odd;Sequence"'::regclass),
    moment timestamp with time zone DEFAULT '2024-02-29 06:30:00+00'::timestamp with time zone,
    span interval DEFAULT '-1 days +02:03:04'::interval,
    price money DEFAULT '$1,234.56'::money,
    made timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    words text DEFAULT 'line one;

-- After the data
''quoted'' \ $$ /* not a comment */ -- nor this'::text,
    list integer[] DEFAULT ARRAY[1, 2, 3],
    document jsonb DEFAULT '{"a": [1, null, "x;y"]}'::jsonb,
    half double precision DEFAULT 'NaN'::double precision,
    wide text,
    packed text COMPRESSION pglz
);

ALTER TABLE ONLY public.defaults ALTER COLUMN wide SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.defaults ALTER COLUMN wide SET STATISTICS 333;

ALTER TABLE ONLY public.defaults ALTER COLUMN packed SET (n_distinct=-0.5);

-- TABLE public.dropped_column; in public
CREATE TABLE public.dropped_column (
    c integer NOT NULL,
    d text DEFAULT 'd'::text NOT NULL,
    e integer
);

-- TABLE public.eggs; in public
CREATE TABLE public.eggs (
    id integer NOT NULL,
    chicken integer
);

-- TABLE public.employees; in public
CREATE TABLE public.employees (
    id integer NOT NULL,
    name text NOT NULL,
    boss integer,
    CONSTRAINT not_own_boss CHECK ((boss <> id))
);

-- TABLE public.empty; in public
CREATE TABLE public.empty (
    id integer NOT NULL,
    body text
);

-- TABLE public.every_array; in public; needs TYPE public.address; needs TYPE public.mood
CREATE TABLE public.every_array (
    id integer NOT NULL,
    c_bool boolean[],
    c_smallint smallint[],
    c_integer integer[],
    c_matrix integer[],
    c_bigint bigint[],
    c_real real[],
    c_double double precision[],
    c_numeric numeric(12,3)[],
    c_money money[],
    c_text text[],
    c_varchar character varying(9)[],
    c_char character(5)[],
    c_bytea bytea[],
    c_date date[],
    c_time time without time zone[],
    c_timetz time with time zone[],
    c_timestamp timestamp without time zone[],
    c_timestamptz timestamp(3) with time zone[],
    c_interval interval[],
    c_uuid uuid[],
    c_json json[],
    c_jsonb jsonb[],
    c_xml xml[],
    c_bit bit(3)[],
    c_varbit bit varying[],
    c_inet inet[],
    c_cidr cidr[],
    c_macaddr macaddr[],
    c_macaddr8 macaddr8[],
    c_point point[],
    c_line line[],
    c_lseg lseg[],
    c_box box[],
    c_path path[],
    c_polygon polygon[],
    c_circle circle[],
    c_tsvector tsvector[],
    c_tsquery tsquery[],
    c_pg_lsn pg_lsn[],
    c_mood public.mood[],
    c_address public.address[],
    c_internal_char "char"[]
);

-- TABLE public.every_made_type; in public; needs COLLATION public."C copy"; needs COLLATION public.nocase; needs EXTENSION citext; needs EXTENSION hstore; needs TYPE "Möbel & Co. ""quoted"".dotted"."Größe"; needs TYPE public.address; needs TYPE public.even_positive; needs TYPE public.mood; needs TYPE public.moods; needs TYPE public.no_values; needs TYPE public.nothing; needs TYPE public.person; needs TYPE public.positive; needs TYPE public.short_text
CREATE TABLE public.every_made_type (
    id integer NOT NULL,
    c_mood public.mood DEFAULT 'it''s "happy"'::public.mood,
    c_size "Möbel & Co. ""quoted"".dotted"."Größe",
    c_positive public.positive,
    c_even public.even_positive DEFAULT 2,
    c_short public.short_text,
    c_moods public.moods,
    c_address public.address,
    c_person public.person,
    c_nothing public.nothing,
    c_no_values public.no_values,
    c_positives public.positive[],
    c_persons public.person[],
    c_hstore extensions.hstore DEFAULT '"a;b"=>"c''d"'::extensions.hstore,
    c_citext public.citext,
    c_citexts public.citext[],
    c_nocase text COLLATE public.nocase,
    c_copy text COLLATE public."C copy" DEFAULT 'tab	 and \ and ''quote'''::text
);

-- TABLE public.every_range; in public; needs TYPE public.float_range; needs TYPE public.text_range
CREATE TABLE public.every_range (
    id integer NOT NULL,
    c_int4range int4range,
    c_int8range int8range,
    c_numrange numrange,
    c_tsrange tsrange,
    c_tstzrange tstzrange,
    c_daterange daterange,
    c_int4multirange int4multirange,
    c_int8multirange int8multirange,
    c_nummultirange nummultirange,
    c_tsmultirange tsmultirange,
    c_tstzmultirange tstzmultirange,
    c_datemultirange datemultirange,
    c_float_range public.float_range,
    c_float_ranges public.float_ranges,
    c_text_range public.text_range,
    c_range_array int4range[]
);

-- TABLE public.every_reference; in public
CREATE TABLE public.every_reference (
    id integer NOT NULL,
    c_regclass regclass,
    c_regtype regtype,
    c_regproc regproc,
    c_regprocedure regprocedure,
    c_regoper regoper,
    c_regoperator regoperator,
    c_regrole regrole,
    c_regnamespace regnamespace,
    c_regconfig regconfig,
    c_regdictionary regdictionary,
    c_regcollation regcollation
);

-- TABLE public.every_scalar; in public
CREATE TABLE public.every_scalar (
    id integer NOT NULL,
    c_bool boolean,
    c_smallint smallint,
    c_integer integer,
    c_bigint bigint,
    c_real real,
    c_double double precision,
    c_numeric numeric,
    c_numeric_10_2 numeric(10,2),
    c_numeric_3_0 numeric(3,0),
    c_money money,
    c_text text,
    c_varchar character varying,
    c_varchar_9 character varying(9),
    c_char_5 character(5),
    c_bpchar bpchar,
    c_internal_char "char",
    c_name name,
    c_bytea bytea,
    c_date date,
    c_time time without time zone,
    c_time_0 time(0) without time zone,
    c_timetz time with time zone,
    c_timetz_3 time(3) with time zone,
    c_timestamp timestamp without time zone,
    c_timestamp_0 timestamp(0) without time zone,
    c_timestamptz timestamp with time zone,
    c_timestamptz_3 timestamp(3) with time zone,
    c_interval interval,
    c_interval_ym interval year to month,
    c_interval_s interval second(2),
    c_uuid uuid,
    c_json json,
    c_jsonb jsonb,
    c_jsonpath jsonpath,
    c_xml xml,
    c_bit bit(1),
    c_bit_8 bit(8),
    c_varbit bit varying,
    c_varbit_5 bit varying(5),
    c_inet inet,
    c_cidr cidr,
    c_macaddr macaddr,
    c_macaddr8 macaddr8,
    c_point point,
    c_line line,
    c_lseg lseg,
    c_box box,
    c_path path,
    c_polygon polygon,
    c_circle circle,
    c_tsvector tsvector,
    c_tsquery tsquery,
    c_oid oid,
    c_xid xid,
    c_xid8 xid8,
    c_cid cid,
    c_tid tid,
    c_pg_lsn pg_lsn,
    c_pg_snapshot pg_snapshot,
    c_txid_snapshot txid_snapshot,
    c_int2vector int2vector,
    c_oidvector oidvector,
    c_refcursor refcursor,
    c_aclitem aclitem
);

-- TABLE public.generated; in public; needs FUNCTION public.full_title(a text, b text, VARIADIC rest integer[]); needs FUNCTION public.slug(source text)
CREATE TABLE public.generated (
    id integer NOT NULL,
    title text NOT NULL,
    slug text GENERATED ALWAYS AS (public.slug(title)) STORED,
    length integer GENERATED ALWAYS AS ((length(title) * 2)) STORED,
    "both" text GENERATED ALWAYS AS (public.full_title(title, 'b'::text)) STORED,
    after_it integer DEFAULT 7
);

-- TABLE public.guarded; in public
CREATE TABLE public.guarded (
    id integer NOT NULL
);

-- TABLE public.halves; in public
CREATE TABLE public.halves (
    id integer,
    half integer
)
PARTITION BY LIST (half);

-- TABLE public.halves_here; in public; of TABLE public.halves
CREATE TABLE public.halves_here (
    id integer,
    half integer
);

ALTER TABLE ONLY public.halves ATTACH PARTITION public.halves_here FOR VALUES IN (1);

-- TABLE public.history; in public
CREATE TABLE public.history (
    n bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.history_n_seq START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1) NOT NULL,
    what text,
    at timestamp with time zone DEFAULT now()
);

-- TABLE public.identities; in public
CREATE TABLE public.identities (
    always integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.identities_always_seq START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 CACHE 1) NOT NULL,
    by_default bigint GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME public.identities_by_default_seq START WITH 1000 INCREMENT BY 10 MINVALUE 5 MAXVALUE 99999 CACHE 3 CYCLE) NOT NULL,
    small smallint GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME public."an identity's ""own"" name" START WITH -5 INCREMENT BY 1 MINVALUE -32768 MAXVALUE 32767 CACHE 1) NOT NULL,
    note text
);

-- TABLE public.in_odd_heap; in public; needs ACCESS_METHOD "odd heap"
CREATE TABLE public.in_odd_heap (
    id integer
)
USING "odd heap";

-- TABLE public.labelled; in public; needs BASE_TYPE public.label; needs TYPE public.step
CREATE TABLE public.labelled (
    id integer NOT NULL,
    label public.label,
    steps public.step
);

-- TABLE public.late_child; in public; needs TABLE public.animals
CREATE TABLE public.late_child (
    born date,
    extra text,
    name text,
    id integer NOT NULL,
    legs integer,
    added_later text DEFAULT 'late'::text,
    CONSTRAINT some_legs CHECK ((legs >= 0))
);

ALTER TABLE ONLY public.late_child INHERIT public.animals;

-- TABLE public.measurements; in public
CREATE TABLE public.measurements (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    place text DEFAULT 'here'::text NOT NULL,
    value numeric,
    doubled numeric GENERATED ALWAYS AS ((value * (2)::numeric)) STORED,
    CONSTRAINT sane CHECK ((value < (1000000)::numeric))
)
PARTITION BY RANGE (at);

-- TABLE "Möbel & Co. ""quoted"".dotted".measurements_rest; in Möbel & Co. "quoted".dotted; of TABLE public.measurements; needs SCHEMA "Möbel & Co. ""quoted"".dotted"
CREATE TABLE "Möbel & Co. ""quoted"".dotted".measurements_rest (
    place text DEFAULT 'attached'::text NOT NULL,
    value numeric,
    at timestamp with time zone NOT NULL,
    doubled numeric GENERATED ALWAYS AS ((value * (2)::numeric)) STORED,
    id bigint NOT NULL,
    CONSTRAINT sane CHECK ((value < (1000000)::numeric))
);

ALTER TABLE ONLY public.measurements ATTACH PARTITION "Möbel & Co. ""quoted"".dotted".measurements_rest DEFAULT;

-- TABLE public.measurements_2023; in public; of TABLE public.measurements
CREATE TABLE public.measurements_2023 (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    place text DEFAULT 'here'::text NOT NULL,
    value numeric,
    doubled numeric GENERATED ALWAYS AS ((value * (2)::numeric)) STORED,
    CONSTRAINT sane CHECK ((value < (1000000)::numeric))
);

ALTER TABLE ONLY public.measurements ATTACH PARTITION public.measurements_2023 FOR VALUES FROM (MINVALUE) TO ('2024-01-01 00:00:00+00');

-- TABLE public.measurements_2024; in public; of TABLE public.measurements
CREATE TABLE public.measurements_2024 (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    place text DEFAULT 'there'::text NOT NULL,
    value numeric,
    doubled numeric GENERATED ALWAYS AS ((value * (2)::numeric)) STORED,
    CONSTRAINT named CHECK ((place <> ''::text)),
    CONSTRAINT sane CHECK ((value < (1000000)::numeric))
)
PARTITION BY LIST (place);

ALTER TABLE ONLY public.measurements ATTACH PARTITION public.measurements_2024 FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00');

-- TABLE public."measurements 2024 rest"; in public; of TABLE public.measurements_2024
CREATE TABLE public."measurements 2024 rest" (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    place text DEFAULT 'there'::text NOT NULL,
    value numeric,
    doubled numeric GENERATED ALWAYS AS ((value * (2)::numeric)) STORED,
    CONSTRAINT named CHECK ((place <> ''::text)),
    CONSTRAINT sane CHECK ((value < (1000000)::numeric))
)
PARTITION BY HASH (id);

ALTER TABLE ONLY public.measurements_2024 ATTACH PARTITION public."measurements 2024 rest" DEFAULT;

-- TABLE public.measurements_2024_h0; in public; of TABLE public."measurements 2024 rest"
CREATE TABLE public.measurements_2024_h0 (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    place text DEFAULT 'there'::text NOT NULL,
    value numeric,
    doubled numeric GENERATED ALWAYS AS ((value * (2)::numeric)) STORED,
    CONSTRAINT named CHECK ((place <> ''::text)),
    CONSTRAINT sane CHECK ((value < (1000000)::numeric))
)
WITH (fillfactor='60');

ALTER TABLE ONLY public."measurements 2024 rest" ATTACH PARTITION public.measurements_2024_h0 FOR VALUES WITH (modulus 2, remainder 0);

-- TABLE public.measurements_2024_h1; in public; of TABLE public."measurements 2024 rest"
CREATE TABLE public.measurements_2024_h1 (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    place text DEFAULT 'there'::text NOT NULL,
    value numeric,
    doubled numeric GENERATED ALWAYS AS ((value * (2)::numeric)) STORED,
    CONSTRAINT named CHECK ((place <> ''::text)),
    CONSTRAINT sane CHECK ((value < (1000000)::numeric))
);

ALTER TABLE ONLY public."measurements 2024 rest" ATTACH PARTITION public.measurements_2024_h1 FOR VALUES WITH (modulus 2, remainder 1);

-- TABLE public.measurements_2024_here; in public; of TABLE public.measurements_2024
CREATE TABLE public.measurements_2024_here (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    place text DEFAULT 'there'::text NOT NULL,
    value numeric,
    doubled numeric GENERATED ALWAYS AS ((value * (2)::numeric)) STORED,
    CONSTRAINT named CHECK ((place <> ''::text)),
    CONSTRAINT sane CHECK ((value < (1000000)::numeric))
);

ALTER TABLE ONLY public.measurements_2024 ATTACH PARTITION public.measurements_2024_here FOR VALUES IN ('here', 'it''s; here', 'there');

-- TABLE public.no_columns; in public
CREATE TABLE public.no_columns ();

-- TABLE public.no_key; in public
CREATE TABLE public.no_key (
    a integer,
    b text
);

-- TABLE public.no_partitions; in public
CREATE TABLE public.no_partitions (
    id integer,
    day date
)
PARTITION BY RANGE (day);

-- TABLE public.not_logged; in public; needs SEQUENCE public.not_logged_serial_seq
CREATE UNLOGGED TABLE public.not_logged (
    id integer NOT NULL,
    body text,
    serial integer DEFAULT nextval('public.not_logged_serial_seq'::regclass) NOT NULL,
    counted integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.not_logged_counted_seq START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 CACHE 1) NOT NULL
)
WITH (fillfactor='70', autovacuum_enabled='false', toast.autovacuum_enabled='false');

-- TABLE public.old_rows; in public
CREATE TABLE public.old_rows (
    id integer NOT NULL,
    city bigint,
    age integer
);

-- TABLE public.one_null; in public
CREATE TABLE public.one_null (
    a integer,
    b text,
    c numeric(3,-2),
    d numeric(2,5)
);

-- TABLE public.own_row; in public
CREATE TABLE public.own_row (
    id integer NOT NULL,
    label text,
    weight integer
);

-- FUNCTION public.own_label(row_of public.own_row); in public; needs TABLE public.own_row
CREATE OR REPLACE FUNCTION public.own_label(row_of public.own_row DEFAULT NULL::public.own_row)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
BEGIN ATOMIC
 SELECT COALESCE((row_of).label, 'none'::text) AS "coalesce";
END;

-- FUNCTION public.own_weight(row_of public.own_row, weight integer); in public; needs TABLE public.own_row
CREATE OR REPLACE FUNCTION public.own_weight(row_of public.own_row, weight integer)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$select weight is null or weight < 1000$function$;

-- TABLE public.pets; in public; needs TABLE public.animals
CREATE TABLE public.pets (
    id integer NOT NULL,
    name text DEFAULT 'Rex'::text NOT NULL,
    legs integer,
    born date,
    owner text,
    added_later text DEFAULT 'late'::text,
    CONSTRAINT pets_owner_check CHECK ((owner <> ''::text)),
    CONSTRAINT some_legs CHECK ((legs >= 0))
);

ALTER TABLE ONLY public.pets INHERIT public.animals;

-- TABLE public.refers_pair; in public
CREATE TABLE public.refers_pair (
    x integer NOT NULL,
    y integer NOT NULL
);

-- TABLE public.refers_to_partitions; in public
CREATE TABLE public.refers_to_partitions (
    id integer NOT NULL,
    measurement bigint,
    at timestamp with time zone,
    place text,
    n integer
)
PARTITION BY HASH (id);

-- TABLE public.refers_0; in public; of TABLE public.refers_to_partitions
CREATE TABLE public.refers_0 (
    id integer NOT NULL,
    measurement bigint,
    at timestamp with time zone,
    place text,
    n integer
);

ALTER TABLE ONLY public.refers_to_partitions ATTACH PARTITION public.refers_0 FOR VALUES WITH (modulus 1, remainder 0);

-- TABLE public.searched; in public; needs CONFIGURATION public.plain
CREATE TABLE public.searched (
    id integer NOT NULL,
    body text,
    words tsvector GENERATED ALWAYS AS (to_tsvector('public.plain'::regconfig, COALESCE(body, ''::text))) STORED
);

-- TABLE public.secrets; in public
CREATE TABLE public.secrets (
    id integer NOT NULL,
    owner text DEFAULT CURRENT_USER NOT NULL,
    body text,
    level integer
);

-- TABLE public.set_null_columns; in public
CREATE TABLE public.set_null_columns (
    id integer NOT NULL,
    a integer,
    b integer
);

-- TABLE public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr; in public; needs SEQUENCE public."sixty_three_bytes_sixty_three_ßßßßßßßßßßßßßß_seq"
CREATE TABLE public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr (
    "ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß1" integer DEFAULT nextval('public."sixty_three_bytes_sixty_three_ßßßßßßßßßßßßßß_seq"'::regclass) NOT NULL,
    sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr text NOT NULL
);

-- TABLE public.toys; in public
CREATE TABLE public.toys (
    id integer NOT NULL,
    price numeric(8,2)
);

-- TABLE public.robot_dogs; in public; needs TABLE public.pets; needs TABLE public.toys
CREATE TABLE public.robot_dogs (
    id integer NOT NULL,
    name text DEFAULT 'Rex'::text NOT NULL,
    legs integer DEFAULT 4,
    born date,
    owner text,
    price numeric(8,2),
    battery integer,
    added_later text DEFAULT 'late'::text,
    CONSTRAINT pets_owner_check CHECK ((owner <> ''::text)),
    CONSTRAINT some_legs CHECK ((legs >= 0))
);

ALTER TABLE ONLY public.robot_dogs INHERIT public.pets;

ALTER TABLE ONLY public.robot_dogs INHERIT public.toys;

-- TABLE public.triggered; in public
CREATE TABLE public.triggered (
    id integer NOT NULL,
    body text,
    rest numeric
);

-- DEFAULT public.own_row.label; in public; of TABLE public.own_row; needs FUNCTION public.own_label(row_of public.own_row)
ALTER TABLE ONLY public.own_row ALTER COLUMN label SET DEFAULT public.own_label(NULL::public.own_row);

-- CHECK public.own_row.light; in public; of TABLE public.own_row; needs FUNCTION public.own_weight(row_of public.own_row, weight integer)
ALTER TABLE public.own_row ADD CONSTRAINT light CHECK (public.own_weight(NULL::public.own_row, weight));

-- OWNED_BY public."sixty_three_bytes_sixty_three_ßßßßßßßßßßßßßß_seq"; in public; of TABLE public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr; needs SEQUENCE public."sixty_three_bytes_sixty_three_ßßßßßßßßßßßßßß_seq"
ALTER SEQUENCE public."sixty_three_bytes_sixty_three_ßßßßßßßßßßßßßß_seq" OWNED BY public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr."ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß1";

-- OWNED_BY public.defaults_big_seq; in public; of TABLE public.defaults; needs SEQUENCE public.defaults_big_seq
ALTER SEQUENCE public.defaults_big_seq OWNED BY public.defaults.big;

-- OWNED_BY public.defaults_id_seq; in public; of TABLE public.defaults; needs SEQUENCE public.defaults_id_seq
ALTER SEQUENCE public.defaults_id_seq OWNED BY public.defaults.id;

-- OWNED_BY public.defaults_small_seq; in public; of TABLE public.defaults; needs SEQUENCE public.defaults_small_seq
ALTER SEQUENCE public.defaults_small_seq OWNED BY public.defaults.small;

-- OWNED_BY public.not_logged_serial_seq; in public; of TABLE public.not_logged; needs SEQUENCE public.not_logged_serial_seq
ALTER SEQUENCE public.not_logged_serial_seq OWNED BY public.not_logged.serial;

-- After the data

SET search_path = '';

SET check_function_bodies = off;

SET standard_conforming_strings = on;

SET xmloption = content;

SET lc_monetary = 'C';

SET client_min_messages = warning;

-- KEY "Möbel & Co. ""quoted"".dotted"."Tische"."Tische_Größe_id_key"; in Möbel & Co. "quoted".dotted; of TABLE "Möbel & Co. ""quoted"".dotted"."Tische"
ALTER TABLE ONLY "Möbel & Co. ""quoted"".dotted"."Tische" ADD CONSTRAINT "Tische_Größe_id_key" UNIQUE ("Größe", id);

-- KEY "Möbel & Co. ""quoted"".dotted"."Tische"."Tische_pkey"; in Möbel & Co. "quoted".dotted; of TABLE "Möbel & Co. ""quoted"".dotted"."Tische"
ALTER TABLE ONLY "Möbel & Co. ""quoted"".dotted"."Tische" ADD CONSTRAINT "Tische_pkey" PRIMARY KEY (id);

-- KEY "Möbel & Co. ""quoted"".dotted"."select".select_pkey; in Möbel & Co. "quoted".dotted; of TABLE "Möbel & Co. ""quoted"".dotted"."select"
ALTER TABLE ONLY "Möbel & Co. ""quoted"".dotted"."select" ADD CONSTRAINT select_pkey PRIMARY KEY ("from");

-- KEY public."MixedCase"."MixedCase_pkey"; in public; of TABLE public."MixedCase"
ALTER TABLE ONLY public."MixedCase" ADD CONSTRAINT "MixedCase_pkey" PRIMARY KEY ("Id");

-- KEY public."quoted ""name"".with\;everything'\nand a newline"."quoted ""name"".with\;everything'\nand a newline_pkey"; in public; of TABLE public."quoted ""name"".with\;everything'\nand a newline"
ALTER TABLE ONLY public."quoted ""name"".with;everything'
and a newline" ADD CONSTRAINT "quoted ""name"".with;everything'
and a newline_pkey" PRIMARY KEY ("a ""quoted"" column");

-- KEY public."select".select_pkey; in public; of TABLE public."select"
ALTER TABLE ONLY public."select" ADD CONSTRAINT select_pkey PRIMARY KEY ("from");

-- KEY public."select".select_table_key; in public; of TABLE public."select"
ALTER TABLE ONLY public."select" ADD CONSTRAINT select_table_key UNIQUE ("table");

-- KEY public.bookings.bookings_pkey; in public; of TABLE public.bookings
ALTER TABLE ONLY public.bookings ADD CONSTRAINT bookings_pkey PRIMARY KEY (id);

-- KEY public.bookings.no_overlap; in public; of TABLE public.bookings; needs EXTENSION btree_gist
ALTER TABLE ONLY public.bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE ((NOT cancelled)) DEFERRABLE INITIALLY DEFERRED;

-- KEY public.by_list.by_list_n_key; in public; of TABLE public.by_list
ALTER TABLE ONLY public.by_list ADD CONSTRAINT by_list_n_key UNIQUE (n);

-- KEY public.by_list_null.by_list_null_n_key; in public; of TABLE public.by_list_null; needs KEY public.by_list.by_list_n_key
ALTER TABLE ONLY public.by_list_null ADD CONSTRAINT by_list_null_n_key UNIQUE (n);

-- KEY public.chickens.chickens_pkey; in public; of TABLE public.chickens
ALTER TABLE ONLY public.chickens ADD CONSTRAINT chickens_pkey PRIMARY KEY (id);

-- KEY public.cities.cities_pkey; in public; of TABLE public.cities
ALTER TABLE ONLY public.cities ADD CONSTRAINT cities_pkey PRIMARY KEY (id);

-- KEY public.cities.unnamed; in public; of TABLE public.cities
ALTER TABLE ONLY public.cities ADD CONSTRAINT unnamed UNIQUE (country, id) INCLUDE (region) WITH (fillfactor=50);

-- KEY public.countries.countries_name_key; in public; of TABLE public.countries
ALTER TABLE ONLY public.countries ADD CONSTRAINT countries_name_key UNIQUE (name) DEFERRABLE;

-- KEY public.countries.countries_pkey; in public; of TABLE public.countries
ALTER TABLE ONLY public.countries ADD CONSTRAINT countries_pkey PRIMARY KEY (code, region);

-- KEY public.defaults.defaults_pkey; in public; of TABLE public.defaults
ALTER TABLE ONLY public.defaults ADD CONSTRAINT defaults_pkey PRIMARY KEY (id);

-- KEY public.dropped_column.dropped_column_pkey; in public; of TABLE public.dropped_column
ALTER TABLE ONLY public.dropped_column ADD CONSTRAINT dropped_column_pkey PRIMARY KEY (c);

-- KEY public.eggs.eggs_pkey; in public; of TABLE public.eggs
ALTER TABLE ONLY public.eggs ADD CONSTRAINT eggs_pkey PRIMARY KEY (id);

-- KEY public.employees.employees_pkey; in public; of TABLE public.employees
ALTER TABLE ONLY public.employees ADD CONSTRAINT employees_pkey PRIMARY KEY (id);

-- KEY public.empty.empty_pkey; in public; of TABLE public.empty
ALTER TABLE ONLY public.empty ADD CONSTRAINT empty_pkey PRIMARY KEY (id);

-- KEY public.every_array.every_array_pkey; in public; of TABLE public.every_array
ALTER TABLE ONLY public.every_array ADD CONSTRAINT every_array_pkey PRIMARY KEY (id);

-- KEY public.every_made_type.every_made_type_c_nocase_key; in public; of TABLE public.every_made_type; needs COLLATION public.nocase
ALTER TABLE ONLY public.every_made_type ADD CONSTRAINT every_made_type_c_nocase_key UNIQUE (c_nocase);

-- KEY public.every_made_type.every_made_type_pkey; in public; of TABLE public.every_made_type
ALTER TABLE ONLY public.every_made_type ADD CONSTRAINT every_made_type_pkey PRIMARY KEY (id);

-- KEY public.every_range.every_range_pkey; in public; of TABLE public.every_range
ALTER TABLE ONLY public.every_range ADD CONSTRAINT every_range_pkey PRIMARY KEY (id);

-- KEY public.every_reference.every_reference_pkey; in public; of TABLE public.every_reference
ALTER TABLE ONLY public.every_reference ADD CONSTRAINT every_reference_pkey PRIMARY KEY (id);

-- KEY public.every_scalar.every_scalar_pkey; in public; of TABLE public.every_scalar
ALTER TABLE ONLY public.every_scalar ADD CONSTRAINT every_scalar_pkey PRIMARY KEY (id);

-- KEY public.generated.generated_pkey; in public; of TABLE public.generated
ALTER TABLE ONLY public.generated ADD CONSTRAINT generated_pkey PRIMARY KEY (id);

-- KEY public.guarded.guarded_pkey; in public; of TABLE public.guarded
ALTER TABLE ONLY public.guarded ADD CONSTRAINT guarded_pkey PRIMARY KEY (id);

-- KEY public.identities.identities_pkey; in public; of TABLE public.identities
ALTER TABLE ONLY public.identities ADD CONSTRAINT identities_pkey PRIMARY KEY (always);

-- KEY public.labelled.labelled_label_key; in public; of TABLE public.labelled; needs OPERATOR_CLASS public.label_ops USING btree
ALTER TABLE ONLY public.labelled ADD CONSTRAINT labelled_label_key UNIQUE (label);

-- KEY public.labelled.labelled_pkey; in public; of TABLE public.labelled
ALTER TABLE ONLY public.labelled ADD CONSTRAINT labelled_pkey PRIMARY KEY (id);

-- KEY public.measurements.measurements_key; in public; of TABLE public.measurements
ALTER TABLE ONLY public.measurements ADD CONSTRAINT measurements_key PRIMARY KEY (id, at, place);

-- KEY "Möbel & Co. ""quoted"".dotted".measurements_rest.measurements_rest_pkey; in Möbel & Co. "quoted".dotted; of TABLE "Möbel & Co. ""quoted"".dotted".measurements_rest; needs KEY public.measurements.measurements_key
ALTER TABLE ONLY "Möbel & Co. ""quoted"".dotted".measurements_rest ADD CONSTRAINT measurements_rest_pkey PRIMARY KEY (id, at, place);

-- KEY public.measurements_2023.measurements_2023_pkey; in public; of TABLE public.measurements_2023; needs KEY public.measurements.measurements_key
ALTER TABLE ONLY public.measurements_2023 ADD CONSTRAINT measurements_2023_pkey PRIMARY KEY (id, at, place);

-- KEY public.measurements_2024.measurements_2024_pkey; in public; of TABLE public.measurements_2024; needs KEY public.measurements.measurements_key
ALTER TABLE ONLY public.measurements_2024 ADD CONSTRAINT measurements_2024_pkey PRIMARY KEY (id, at, place);

-- KEY public."measurements 2024 rest"."measurements 2024 rest_pkey"; in public; of TABLE public."measurements 2024 rest"; needs KEY public.measurements_2024.measurements_2024_pkey
ALTER TABLE ONLY public."measurements 2024 rest" ADD CONSTRAINT "measurements 2024 rest_pkey" PRIMARY KEY (id, at, place);

-- KEY public.measurements_2024_h0.measurements_2024_h0_pkey; in public; of TABLE public.measurements_2024_h0; needs KEY public."measurements 2024 rest"."measurements 2024 rest_pkey"
ALTER TABLE ONLY public.measurements_2024_h0 ADD CONSTRAINT measurements_2024_h0_pkey PRIMARY KEY (id, at, place);

-- KEY public.measurements_2024_h1.measurements_2024_h1_pkey; in public; of TABLE public.measurements_2024_h1; needs KEY public."measurements 2024 rest"."measurements 2024 rest_pkey"
ALTER TABLE ONLY public.measurements_2024_h1 ADD CONSTRAINT measurements_2024_h1_pkey PRIMARY KEY (id, at, place);

-- KEY public.measurements_2024_here.measurements_2024_here_pkey; in public; of TABLE public.measurements_2024_here; needs KEY public.measurements_2024.measurements_2024_pkey
ALTER TABLE ONLY public.measurements_2024_here ADD CONSTRAINT measurements_2024_here_pkey PRIMARY KEY (id, at, place);

-- KEY public.not_logged.not_logged_pkey; in public; of TABLE public.not_logged
ALTER TABLE ONLY public.not_logged ADD CONSTRAINT not_logged_pkey PRIMARY KEY (id);

-- KEY public.old_rows.old_rows_pkey; in public; of TABLE public.old_rows
ALTER TABLE ONLY public.old_rows ADD CONSTRAINT old_rows_pkey PRIMARY KEY (id);

-- KEY public.one_null.one_null_key; in public; of TABLE public.one_null
ALTER TABLE ONLY public.one_null ADD CONSTRAINT one_null_key UNIQUE NULLS NOT DISTINCT (a, b);

-- KEY public.own_row.own_row_pkey; in public; of TABLE public.own_row
ALTER TABLE ONLY public.own_row ADD CONSTRAINT own_row_pkey PRIMARY KEY (id);

-- KEY public.refers_pair.refers_pair_pkey; in public; of TABLE public.refers_pair
ALTER TABLE ONLY public.refers_pair ADD CONSTRAINT refers_pair_pkey PRIMARY KEY (x, y);

-- KEY public.refers_to_partitions.refers_to_partitions_pkey; in public; of TABLE public.refers_to_partitions
ALTER TABLE ONLY public.refers_to_partitions ADD CONSTRAINT refers_to_partitions_pkey PRIMARY KEY (id);

-- KEY public.refers_0.refers_0_pkey; in public; of TABLE public.refers_0; needs KEY public.refers_to_partitions.refers_to_partitions_pkey
ALTER TABLE ONLY public.refers_0 ADD CONSTRAINT refers_0_pkey PRIMARY KEY (id);

-- KEY public.robot_dogs.robot_dogs_pkey; in public; of TABLE public.robot_dogs
ALTER TABLE ONLY public.robot_dogs ADD CONSTRAINT robot_dogs_pkey PRIMARY KEY (id);

-- KEY public.searched.searched_pkey; in public; of TABLE public.searched
ALTER TABLE ONLY public.searched ADD CONSTRAINT searched_pkey PRIMARY KEY (id);

-- KEY public.secrets.secrets_pkey; in public; of TABLE public.secrets
ALTER TABLE ONLY public.secrets ADD CONSTRAINT secrets_pkey PRIMARY KEY (id);

-- KEY public.set_null_columns.set_null_columns_pkey; in public; of TABLE public.set_null_columns
ALTER TABLE ONLY public.set_null_columns ADD CONSTRAINT set_null_columns_pkey PRIMARY KEY (id);

-- KEY public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixt_pkey; in public; of TABLE public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr
ALTER TABLE ONLY public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr ADD CONSTRAINT sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixt_pkey PRIMARY KEY ("ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß1");

-- KEY public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr.sixty_three_bytes_sixty_three_sixty_three_bytes_sixty_three_key; in public; of TABLE public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr
ALTER TABLE ONLY public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr ADD CONSTRAINT sixty_three_bytes_sixty_three_sixty_three_bytes_sixty_three_key UNIQUE (sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr);

-- KEY public.triggered.triggered_pkey; in public; of TABLE public.triggered
ALTER TABLE ONLY public.triggered ADD CONSTRAINT triggered_pkey PRIMARY KEY (id);

-- INDEX public."an index\; of ""expressions"""; in public; of TABLE public."MixedCase"
CREATE UNIQUE INDEX "an index; of ""expressions""" ON public."MixedCase" USING btree (lower("camelCase") COLLATE "C" text_pattern_ops DESC, (("Id" % 10))) WHERE (("Id" > 0) AND ("camelCase" <> ';'::text));

-- INDEX public.employees_name; in public; of TABLE public.employees
CREATE UNIQUE INDEX employees_name ON public.employees USING btree (name) INCLUDE (boss) WITH (fillfactor='55');

-- INDEX public.every_scalar_brin; in public; of TABLE public.every_scalar
CREATE INDEX every_scalar_brin ON public.every_scalar USING brin (c_date) WITH (pages_per_range='4');

-- INDEX public.every_scalar_gin; in public; of TABLE public.every_scalar
CREATE INDEX every_scalar_gin ON public.every_scalar USING gin (c_jsonb jsonb_path_ops, c_tsvector) WITH (fastupdate=off);

-- INDEX public.every_scalar_gist; in public; of TABLE public.every_scalar
CREATE INDEX every_scalar_gist ON public.every_scalar USING gist (c_point, c_inet inet_ops);

-- INDEX public.every_scalar_hash; in public; of TABLE public.every_scalar
CREATE INDEX every_scalar_hash ON public.every_scalar USING hash (c_uuid);

-- INDEX public.every_scalar_spgist; in public; of TABLE public.every_scalar
CREATE INDEX every_scalar_spgist ON public.every_scalar USING spgist (c_text);

-- INDEX public.measurements_2023_own; in public; of TABLE public.measurements_2023
CREATE INDEX measurements_2023_own ON public.measurements_2023 USING btree (lower(place));

-- INDEX public.measurements_value; in public; of TABLE public.measurements
CREATE INDEX measurements_value ON ONLY public.measurements USING btree (value DESC NULLS LAST) INCLUDE (place);

-- INDEX "Möbel & Co. ""quoted"".dotted".measurements_rest_value_place_idx; in Möbel & Co. "quoted".dotted; of TABLE "Möbel & Co. ""quoted"".dotted".measurements_rest; needs INDEX public.measurements_value
CREATE INDEX measurements_rest_value_place_idx ON "Möbel & Co. ""quoted"".dotted".measurements_rest USING btree (value DESC NULLS LAST) INCLUDE (place);

-- INDEX public.measurements_2023_value_place_idx; in public; of TABLE public.measurements_2023; needs INDEX public.measurements_value
CREATE INDEX measurements_2023_value_place_idx ON public.measurements_2023 USING btree (value DESC NULLS LAST) INCLUDE (place);

-- INDEX public.measurements_2024_value_place_idx; in public; of TABLE public.measurements_2024; needs INDEX public.measurements_value
CREATE INDEX measurements_2024_value_place_idx ON ONLY public.measurements_2024 USING btree (value DESC NULLS LAST) INCLUDE (place);

-- INDEX public."measurements 2024 rest_value_place_idx"; in public; of TABLE public."measurements 2024 rest"; needs INDEX public.measurements_2024_value_place_idx
CREATE INDEX "measurements 2024 rest_value_place_idx" ON ONLY public."measurements 2024 rest" USING btree (value DESC NULLS LAST) INCLUDE (place);

-- INDEX public.measurements_2024_h0_value_place_idx; in public; of TABLE public.measurements_2024_h0; needs INDEX public."measurements 2024 rest_value_place_idx"
CREATE INDEX measurements_2024_h0_value_place_idx ON public.measurements_2024_h0 USING btree (value DESC NULLS LAST) INCLUDE (place);

-- INDEX public.measurements_2024_h1_value_place_idx; in public; of TABLE public.measurements_2024_h1; needs INDEX public."measurements 2024 rest_value_place_idx"
CREATE INDEX measurements_2024_h1_value_place_idx ON public.measurements_2024_h1 USING btree (value DESC NULLS LAST) INCLUDE (place);

-- INDEX public.measurements_2024_here_value_place_idx; in public; of TABLE public.measurements_2024_here; needs INDEX public.measurements_2024_value_place_idx
CREATE INDEX measurements_2024_here_value_place_idx ON public.measurements_2024_here USING btree (value DESC NULLS LAST) INCLUDE (place);

-- INDEX public.one_null_index; in public; of TABLE public.one_null
CREATE UNIQUE INDEX one_null_index ON public.one_null USING btree (a) NULLS NOT DISTINCT WHERE (b IS NULL);

-- INDEX public.only_the_parent; in public; of TABLE public.measurements
CREATE INDEX only_the_parent ON ONLY public.measurements USING btree (place);

-- INDEX public.searched_words; in public; of TABLE public.searched
CREATE INDEX searched_words ON public.searched USING gin (words);

-- INDEX public.weighed; in public; of TABLE public.defaults
CREATE INDEX weighed ON public.defaults USING btree (((id + 1)), lower(words));

ALTER INDEX public.weighed ALTER COLUMN 1 SET STATISTICS 77;

-- INDEX_PARTITION "Möbel & Co. ""quoted"".dotted".measurements_rest_pkey; in Möbel & Co. "quoted".dotted; of KEY "Möbel & Co. ""quoted"".dotted".measurements_rest.measurements_rest_pkey; needs KEY public.measurements.measurements_key
ALTER INDEX public.measurements_key ATTACH PARTITION "Möbel & Co. ""quoted"".dotted".measurements_rest_pkey;

-- INDEX_PARTITION "Möbel & Co. ""quoted"".dotted".measurements_rest_value_place_idx; in Möbel & Co. "quoted".dotted; of INDEX "Möbel & Co. ""quoted"".dotted".measurements_rest_value_place_idx; needs INDEX public.measurements_value
ALTER INDEX public.measurements_value ATTACH PARTITION "Möbel & Co. ""quoted"".dotted".measurements_rest_value_place_idx;

-- INDEX_PARTITION public."measurements 2024 rest_pkey"; in public; of KEY public."measurements 2024 rest"."measurements 2024 rest_pkey"; needs KEY public.measurements_2024.measurements_2024_pkey
ALTER INDEX public.measurements_2024_pkey ATTACH PARTITION public."measurements 2024 rest_pkey";

-- INDEX_PARTITION public."measurements 2024 rest_value_place_idx"; in public; of INDEX public."measurements 2024 rest_value_place_idx"; needs INDEX public.measurements_2024_value_place_idx
ALTER INDEX public.measurements_2024_value_place_idx ATTACH PARTITION public."measurements 2024 rest_value_place_idx";

-- INDEX_PARTITION public.by_list_null_n_key; in public; of KEY public.by_list_null.by_list_null_n_key; needs KEY public.by_list.by_list_n_key
ALTER INDEX public.by_list_n_key ATTACH PARTITION public.by_list_null_n_key;

-- INDEX_PARTITION public.measurements_2023_pkey; in public; of KEY public.measurements_2023.measurements_2023_pkey; needs KEY public.measurements.measurements_key
ALTER INDEX public.measurements_key ATTACH PARTITION public.measurements_2023_pkey;

-- INDEX_PARTITION public.measurements_2023_value_place_idx; in public; of INDEX public.measurements_2023_value_place_idx; needs INDEX public.measurements_value
ALTER INDEX public.measurements_value ATTACH PARTITION public.measurements_2023_value_place_idx;

-- INDEX_PARTITION public.measurements_2024_h0_pkey; in public; of KEY public.measurements_2024_h0.measurements_2024_h0_pkey; needs KEY public."measurements 2024 rest"."measurements 2024 rest_pkey"
ALTER INDEX public."measurements 2024 rest_pkey" ATTACH PARTITION public.measurements_2024_h0_pkey;

-- INDEX_PARTITION public.measurements_2024_h0_value_place_idx; in public; of INDEX public.measurements_2024_h0_value_place_idx; needs INDEX public."measurements 2024 rest_value_place_idx"
ALTER INDEX public."measurements 2024 rest_value_place_idx" ATTACH PARTITION public.measurements_2024_h0_value_place_idx;

-- INDEX_PARTITION public.measurements_2024_h1_pkey; in public; of KEY public.measurements_2024_h1.measurements_2024_h1_pkey; needs KEY public."measurements 2024 rest"."measurements 2024 rest_pkey"
ALTER INDEX public."measurements 2024 rest_pkey" ATTACH PARTITION public.measurements_2024_h1_pkey;

-- INDEX_PARTITION public.measurements_2024_h1_value_place_idx; in public; of INDEX public.measurements_2024_h1_value_place_idx; needs INDEX public."measurements 2024 rest_value_place_idx"
ALTER INDEX public."measurements 2024 rest_value_place_idx" ATTACH PARTITION public.measurements_2024_h1_value_place_idx;

-- INDEX_PARTITION public.measurements_2024_here_pkey; in public; of KEY public.measurements_2024_here.measurements_2024_here_pkey; needs KEY public.measurements_2024.measurements_2024_pkey
ALTER INDEX public.measurements_2024_pkey ATTACH PARTITION public.measurements_2024_here_pkey;

-- INDEX_PARTITION public.measurements_2024_here_value_place_idx; in public; of INDEX public.measurements_2024_here_value_place_idx; needs INDEX public.measurements_2024_value_place_idx
ALTER INDEX public.measurements_2024_value_place_idx ATTACH PARTITION public.measurements_2024_here_value_place_idx;

-- INDEX_PARTITION public.measurements_2024_pkey; in public; of KEY public.measurements_2024.measurements_2024_pkey; needs KEY public.measurements.measurements_key
ALTER INDEX public.measurements_key ATTACH PARTITION public.measurements_2024_pkey;

-- INDEX_PARTITION public.measurements_2024_value_place_idx; in public; of INDEX public.measurements_2024_value_place_idx; needs INDEX public.measurements_value
ALTER INDEX public.measurements_value ATTACH PARTITION public.measurements_2024_value_place_idx;

-- INDEX_PARTITION public.refers_0_pkey; in public; of KEY public.refers_0.refers_0_pkey; needs KEY public.refers_to_partitions.refers_to_partitions_pkey
ALTER INDEX public.refers_to_partitions_pkey ATTACH PARTITION public.refers_0_pkey;

-- MARK public."select" replica identity; in public; of TABLE public."select"
ALTER TABLE ONLY public."select" REPLICA IDENTITY NOTHING;

-- MARK public.countries cluster; in public; of TABLE public.countries; needs KEY public.countries.countries_pkey
ALTER TABLE public.countries CLUSTER ON countries_pkey;

-- MARK public.employees cluster; in public; of TABLE public.employees; needs INDEX public.employees_name
ALTER TABLE public.employees CLUSTER ON employees_name;

-- MARK public.employees replica identity; in public; of TABLE public.employees; needs INDEX public.employees_name
ALTER TABLE ONLY public.employees REPLICA IDENTITY USING INDEX employees_name;

-- MARK public.no_key replica identity; in public; of TABLE public.no_key
ALTER TABLE ONLY public.no_key REPLICA IDENTITY FULL;

-- STATISTICS "Möbel & Co. ""quoted"".dotted".of_expressions; in Möbel & Co. "quoted".dotted; of TABLE public.employees; needs SCHEMA "Möbel & Co. ""quoted"".dotted"
CREATE STATISTICS "Möbel & Co. ""quoted"".dotted".of_expressions ON boss, lower(name) FROM public.employees;

-- STATISTICS public."some statistics"; in public; of TABLE public.cities
CREATE STATISTICS public."some statistics" ON country, region FROM public.cities;

ALTER STATISTICS public."some statistics" SET STATISTICS 123;

-- FOREIGN_TABLE public.bare_remote; in public; needs SERVER bare
CREATE FOREIGN TABLE public.bare_remote ()
SERVER bare;

-- FOREIGN_TABLE public.far_animals; in public; needs SERVER "far\; away"; needs TABLE public.animals
CREATE FOREIGN TABLE public.far_animals (
    distance integer
)
INHERITS (public.animals)
SERVER "far; away";

-- FOREIGN_TABLE public.halves_there; in public; of TABLE public.halves; needs SERVER "far\; away"
CREATE FOREIGN TABLE public.halves_there (
    id integer,
    half integer
)
SERVER "far; away"
OPTIONS (name 'there');

ALTER TABLE ONLY public.halves ATTACH PARTITION public.halves_there FOR VALUES IN (2);

-- FOREIGN_TABLE public.remote; in public; needs SERVER near
CREATE FOREIGN TABLE public.remote (
    id integer NOT NULL,
    name text COLLATE "C" DEFAULT 'a;b'::text,
    CONSTRAINT "positive; id" CHECK ((id > 0))
)
SERVER near
OPTIONS (schema_name 'public', table_name 'it''s');

ALTER TABLE ONLY public.remote ALTER COLUMN id OPTIONS (column_name 'ID');

ALTER TABLE ONLY public.remote ALTER COLUMN name SET STATISTICS 99;

-- VIEW "Möbel & Co. ""quoted"".dotted"."View"; in Möbel & Co. "quoted".dotted; needs SCHEMA "Möbel & Co. ""quoted"".dotted"; needs TABLE public."quoted ""name"".with\;everything'\nand a newline"
CREATE VIEW "Möbel & Co. ""quoted"".dotted"."View" AS
 SELECT "quoted ""name"".with;everything'
and a newline"."a ""quoted"" column",
    "quoted ""name"".with;everything'
and a newline"."line
break",
    "quoted ""name"".with;everything'
and a newline"."dollar$$",
    "quoted ""name"".with;everything'
and a newline"."back\slash",
    "quoted ""name"".with;everything'
and a newline"."%I %s %L",
    "quoted ""name"".with;everything'
and a newline"."comma,colon:"
   FROM public."quoted ""name"".with;everything'
and a newline";

-- VIEW public.as_caller; in public; needs TABLE public.one_null
CREATE VIEW public.as_caller WITH (security_invoker = 'true', security_barrier = 'false') AS
 SELECT one_null.a,
    one_null.b,
    one_null.c,
    one_null.d
   FROM public.one_null;

-- VIEW public.chain; in public; needs TABLE public.employees
CREATE VIEW public.chain AS
 WITH RECURSIVE chain(id, depth) AS (
         SELECT employees.id,
            0 AS "?column?"
           FROM public.employees
          WHERE (employees.boss IS NULL)
        UNION ALL
         SELECT e.id,
            (chain_1.depth + 1)
           FROM (public.employees e
             JOIN chain chain_1 ON ((e.boss = chain_1.id)))
        )
 SELECT chain.id,
    chain.depth
   FROM chain;

-- VIEW public.checked; in public; needs TABLE public.empty
CREATE VIEW public.checked WITH (check_option = 'local') AS
 SELECT empty.id,
    empty.body
   FROM public.empty
  WHERE (empty.id < 100);

ALTER TABLE ONLY public.checked ALTER COLUMN body SET DEFAULT 'from the view'::text;

-- VIEW public.grouped; in public; needs KEY public.employees.employees_pkey; needs TABLE public.employees
CREATE VIEW public.grouped AS
 SELECT e.id,
    e.name,
    e.boss,
    count(c.id) AS reports
   FROM (public.employees e
     LEFT JOIN public.employees c ON ((c.boss = e.id)))
  GROUP BY e.id;

-- VIEW public.never_filled; in public
CREATE MATERIALIZED VIEW public.never_filled AS
 SELECT 1 AS one
  WITH NO DATA;

-- VIEW public.no_columns_view; in public; needs TABLE public.no_columns
CREATE VIEW public.no_columns_view AS
 SELECT
   FROM public.no_columns;

-- VIEW public.on_remote; in public; needs FOREIGN_TABLE public.remote
CREATE VIEW public.on_remote AS
 SELECT remote.id
   FROM public.remote;

-- VIEW public.z_base; in public; needs TABLE public.employees
CREATE VIEW public.z_base AS
 SELECT employees.id,
    upper(employees.name) AS "Name",
    employees.boss
   FROM public.employees
  WHERE (employees.id > 0);

-- FUNCTION public.all_bosses(); in public; needs VIEW public.z_base
CREATE OR REPLACE FUNCTION public.all_bosses()
 RETURNS SETOF public.z_base
 LANGUAGE sql
BEGIN ATOMIC
 SELECT z_base.id,
     z_base."Name",
     z_base.boss
    FROM public.z_base;
END;

-- VIEW public.a_on_z; in public; needs VIEW public.z_base
CREATE VIEW public.a_on_z WITH (security_barrier = 'true') AS
 SELECT z.id,
    z."Name" AS "select",
    count(*) OVER (PARTITION BY z.boss) AS peers,
    ((';'::text || '

'::text) || '-- After the data'::text) AS trap
   FROM public.z_base z;

-- VIEW public.bosses; in public; needs FUNCTION public.all_bosses(); needs VIEW public.z_base
CREATE VIEW public.bosses AS
 SELECT b.id
   FROM public.all_bosses() b(id, "Name", boss);

-- VIEW public.z_totals; in public; needs TABLE public.employees
CREATE MATERIALIZED VIEW public.z_totals WITH (toast.autovacuum_enabled = 'false') AS
 SELECT employees.boss,
    count(*) AS n,
    max(employees.name) AS last
   FROM public.employees
  GROUP BY employees.boss
  WITH NO DATA;

ALTER MATERIALIZED VIEW public.z_totals ALTER COLUMN boss SET STATISTICS 42;

ALTER MATERIALIZED VIEW public.z_totals ALTER COLUMN last SET STORAGE EXTERNAL;

-- INDEX public.z_totals_boss; in public; of VIEW public.z_totals
CREATE UNIQUE INDEX z_totals_boss ON public.z_totals USING btree (boss);

-- VIEW public.a_totals; in public; needs VIEW public.a_on_z; needs VIEW public.z_totals
CREATE MATERIALIZED VIEW public.a_totals WITH (fillfactor = '80') AS
 SELECT sum(z_totals.n) AS total,
    ( SELECT count(*) AS count
           FROM public.a_on_z) AS seen
   FROM public.z_totals
  WITH NO DATA;

-- UNVALIDATED public.old_rows.unchecked_age; in public; of TABLE public.old_rows
ALTER TABLE public.old_rows ADD CONSTRAINT unchecked_age CHECK ((age > 0)) NOT VALID;

-- FOREIGN_KEY "Möbel & Co. ""quoted"".dotted"."Tische"."Tische_select_fkey"; in Möbel & Co. "quoted".dotted; of TABLE "Möbel & Co. ""quoted"".dotted"."Tische"; needs KEY public."select".select_table_key; needs TABLE public."select"
ALTER TABLE ONLY "Möbel & Co. ""quoted"".dotted"."Tische" ADD CONSTRAINT "Tische_select_fkey" FOREIGN KEY ("select") REFERENCES public."select"("table");

-- FOREIGN_KEY "Möbel & Co. ""quoted"".dotted"."select".select_from_fkey; in Möbel & Co. "quoted".dotted; of TABLE "Möbel & Co. ""quoted"".dotted"."select"; needs KEY public."select".select_pkey; needs TABLE public."select"
ALTER TABLE ONLY "Möbel & Co. ""quoted"".dotted"."select" ADD CONSTRAINT select_from_fkey FOREIGN KEY ("from") REFERENCES public."select"("from") ON UPDATE CASCADE;

-- FOREIGN_KEY public.chickens.chickens_egg; in public; of TABLE public.chickens; needs KEY public.eggs.eggs_pkey; needs TABLE public.eggs
ALTER TABLE ONLY public.chickens ADD CONSTRAINT chickens_egg FOREIGN KEY (egg) REFERENCES public.eggs(id) DEFERRABLE INITIALLY DEFERRED;

-- FOREIGN_KEY public.cities."cities\; country"; in public; of TABLE public.cities; needs KEY public.countries.countries_pkey; needs TABLE public.countries
ALTER TABLE ONLY public.cities ADD CONSTRAINT "cities; country" FOREIGN KEY (country, region) REFERENCES public.countries(code, region) MATCH FULL ON UPDATE CASCADE ON DELETE SET DEFAULT DEFERRABLE;

-- FOREIGN_KEY public.eggs.eggs_chicken; in public; of TABLE public.eggs; needs KEY public.chickens.chickens_pkey; needs TABLE public.chickens
ALTER TABLE ONLY public.eggs ADD CONSTRAINT eggs_chicken FOREIGN KEY (chicken) REFERENCES public.chickens(id);

-- FOREIGN_KEY public.employees.employees_boss_fkey; in public; of TABLE public.employees; needs KEY public.employees.employees_pkey
ALTER TABLE ONLY public.employees ADD CONSTRAINT employees_boss_fkey FOREIGN KEY (boss) REFERENCES public.employees(id) ON DELETE SET NULL;

-- FOREIGN_KEY public.old_rows.unchecked_city; in public; of TABLE public.old_rows; needs KEY public.cities.cities_pkey; needs TABLE public.cities
ALTER TABLE ONLY public.old_rows ADD CONSTRAINT unchecked_city FOREIGN KEY (city) REFERENCES public.cities(id) NOT VALID;

-- FOREIGN_KEY public.refers_to_partitions.refers_to_partitions_measurement_at_place_fkey; in public; of TABLE public.refers_to_partitions; needs KEY "Möbel & Co. ""quoted"".dotted".measurements_rest.measurements_rest_pkey; needs KEY public."measurements 2024 rest"."measurements 2024 rest_pkey"; needs KEY public.measurements.measurements_key; needs KEY public.measurements_2023.measurements_2023_pkey; needs KEY public.measurements_2024.measurements_2024_pkey; needs KEY public.measurements_2024_h0.measurements_2024_h0_pkey; needs KEY public.measurements_2024_h1.measurements_2024_h1_pkey; needs KEY public.measurements_2024_here.measurements_2024_here_pkey; needs TABLE "Möbel & Co. ""quoted"".dotted".measurements_rest; needs TABLE public."measurements 2024 rest"; needs TABLE public.measurements; needs TABLE public.measurements_2023; needs TABLE public.measurements_2024; needs TABLE public.measurements_2024_h0; needs TABLE public.measurements_2024_h1; needs TABLE public.measurements_2024_here
ALTER TABLE public.refers_to_partitions ADD CONSTRAINT refers_to_partitions_measurement_at_place_fkey FOREIGN KEY (measurement, at, place) REFERENCES public.measurements(id, at, place);

-- FOREIGN_KEY public.refers_to_partitions.refers_to_partitions_n_fkey; in public; of TABLE public.refers_to_partitions; needs KEY public.by_list.by_list_n_key; needs KEY public.by_list_null.by_list_null_n_key; needs TABLE public.by_list; needs TABLE public.by_list_null
ALTER TABLE public.refers_to_partitions ADD CONSTRAINT refers_to_partitions_n_fkey FOREIGN KEY (n) REFERENCES public.by_list(n);

-- FOREIGN_KEY public.set_null_columns.set_null_columns_a_b_fkey; in public; of TABLE public.set_null_columns; needs KEY public.refers_pair.refers_pair_pkey; needs TABLE public.refers_pair
ALTER TABLE ONLY public.set_null_columns ADD CONSTRAINT set_null_columns_a_b_fkey FOREIGN KEY (a, b) REFERENCES public.refers_pair(x, y) ON DELETE SET NULL (b);

-- RULE public.no_key.keep_history; in public; of TABLE public.no_key; needs TABLE public.history
CREATE RULE keep_history AS
    ON DELETE TO public.no_key DO ( INSERT INTO public.history (what)
  VALUES ('deleted;'::text);
 INSERT INTO public.history (what)
  VALUES (old.b);
);

-- RULE public.no_key.sleeping; in public; of TABLE public.no_key
CREATE RULE sleeping AS
    ON INSERT TO public.no_key DO  SELECT 1 AS "?column?";

ALTER TABLE public.no_key DISABLE RULE sleeping;

-- RULE public.z_base."no\; update"; in public; of VIEW public.z_base
CREATE RULE "no; update" AS
    ON UPDATE TO public.z_base
   WHERE (old.id = 1) DO INSTEAD NOTHING;

-- RULE public.z_base.update_base; in public; of VIEW public.z_base; needs TABLE public.employees
CREATE RULE update_base AS
    ON UPDATE TO public.z_base DO INSTEAD  UPDATE public.employees SET name = new."Name"
  WHERE (employees.id = old.id);

-- TRIGGER public.grouped.in_place_of; in public; of VIEW public.grouped; needs FUNCTION public.must_not_fire()
CREATE TRIGGER in_place_of INSTEAD OF INSERT ON public.grouped FOR EACH ROW EXECUTE FUNCTION public.must_not_fire();

-- TRIGGER public.measurements.on_partitions; in public; of TABLE public.measurements; needs FUNCTION public.write_history()
CREATE TRIGGER on_partitions AFTER INSERT ON public.measurements FOR EACH ROW EXECUTE FUNCTION public.write_history();

-- TRIGGER public.triggered."always\;"; in public; of TABLE public.triggered; needs FUNCTION public.write_history()
CREATE TRIGGER "always;" BEFORE INSERT ON public.triggered FOR EACH ROW EXECUTE FUNCTION public.write_history();

-- TRIGGER public.triggered.at_the_end; in public; of TABLE public.triggered; needs FUNCTION public.write_history()
CREATE CONSTRAINT TRIGGER at_the_end AFTER INSERT ON public.triggered DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.write_history();

-- TRIGGER public.triggered.disabled; in public; of TABLE public.triggered; needs FUNCTION public.must_not_fire()
CREATE TRIGGER disabled BEFORE INSERT ON public.triggered FOR EACH ROW EXECUTE FUNCTION public.must_not_fire();

-- TRIGGER public.triggered.on_replica; in public; of TABLE public.triggered; needs FUNCTION public.must_not_fire()
CREATE TRIGGER on_replica BEFORE INSERT ON public.triggered FOR EACH ROW EXECUTE FUNCTION public.must_not_fire();

-- TRIGGER public.triggered.plain; in public; of TABLE public.triggered; needs FUNCTION public.write_history()
CREATE TRIGGER plain AFTER INSERT OR UPDATE OF body, rest ON public.triggered FOR EACH ROW WHEN ((new.body IS DISTINCT FROM ';'::text)) EXECUTE FUNCTION public.write_history('an argument', 'it''s; two');

-- TRIGGER public.triggered.whole_statement; in public; of TABLE public.triggered; needs FUNCTION public.write_history()
CREATE TRIGGER whole_statement AFTER DELETE OR TRUNCATE ON public.triggered FOR EACH STATEMENT EXECUTE FUNCTION public.write_history();

-- TRIGGER public.triggered.with_tables; in public; of TABLE public.triggered; needs FUNCTION public.write_history()
CREATE TRIGGER with_tables AFTER INSERT ON public.triggered REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.write_history();

-- TRIGGER_STATE public.measurements_2023.on_partitions; in public; of TABLE public.measurements_2023
ALTER TABLE ONLY public.measurements_2023 DISABLE TRIGGER on_partitions;

-- TRIGGER_STATE public.triggered."always\;"; in public; of TABLE public.triggered
ALTER TABLE ONLY public.triggered ENABLE ALWAYS TRIGGER "always;";

-- TRIGGER_STATE public.triggered.disabled; in public; of TABLE public.triggered
ALTER TABLE ONLY public.triggered DISABLE TRIGGER disabled;

-- TRIGGER_STATE public.triggered.on_replica; in public; of TABLE public.triggered
ALTER TABLE ONLY public.triggered ENABLE REPLICA TRIGGER on_replica;

-- ROW_SECURITY public.guarded; in public; of TABLE public.guarded
ALTER TABLE public.guarded ENABLE ROW LEVEL SECURITY;

-- ROW_SECURITY public.secrets; in public; of TABLE public.secrets
ALTER TABLE public.secrets ENABLE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.secrets FORCE ROW LEVEL SECURITY;

-- POLICY public.secrets."own\; rows"; in public; of TABLE public.secrets
CREATE POLICY "own; rows" ON public.secrets FOR ALL TO PUBLIC USING ((owner = CURRENT_USER)) WITH CHECK (((owner = CURRENT_USER) AND (body <> ';'::text)));

-- POLICY public.secrets.high_levels; in public; of TABLE public.secrets; needs TABLE public.employees
CREATE POLICY high_levels ON public.secrets AS RESTRICTIVE FOR SELECT TO PUBLIC USING (((level < 5) OR (EXISTS ( SELECT
   FROM public.employees e
  WHERE (e.id = secrets.level)))));

-- POLICY public.secrets.monitors; in public; of TABLE public.secrets
CREATE POLICY monitors ON public.secrets FOR INSERT TO pg_monitor, pg_signal_backend WITH CHECK (true);

-- COMMENT ACCESS METHOD "odd heap"; in ; of ACCESS_METHOD "odd heap"
COMMENT ON ACCESS METHOD "odd heap" IS 'a heap';

-- COMMENT AGGREGATE public.distinct_words(value text); in ; of FUNCTION public.distinct_words(value text)
COMMENT ON AGGREGATE public.distinct_words(value text) IS 'each word once';

-- COMMENT CAST (public.label AS pg_catalog.text); in ; of CAST (public.label AS text)
COMMENT ON CAST (public.label AS pg_catalog.text) IS 'a cast';

-- COMMENT COLLATION public.nocase; in ; of COLLATION public.nocase
COMMENT ON COLLATION public.nocase IS 'ignores case';

-- COMMENT COLUMN public."MixedCase"."Ünïcödé 名前 🌱"; in ; of TABLE public."MixedCase"
COMMENT ON COLUMN public."MixedCase"."Ünïcödé 名前 🌱" IS 'a	column
of many lines;

like this';

-- COMMENT COLUMN public.a_on_z.peers; in ; of VIEW public.a_on_z
COMMENT ON COLUMN public.a_on_z.peers IS 'of the same boss';

-- COMMENT COLUMN public.person.home; in ; of TYPE public.person
COMMENT ON COLUMN public.person.home IS 'where the heart is';

-- COMMENT COLUMN public.remote.name; in ; of FOREIGN_TABLE public.remote
COMMENT ON COLUMN public.remote.name IS 'a foreign column';

-- COMMENT CONSTRAINT "cities\; country" on public.cities; in ; of FOREIGN_KEY public.cities."cities\; country"
COMMENT ON CONSTRAINT "cities; country" on public.cities IS 'a city lies in a country';

-- COMMENT CONSTRAINT above_zero ON DOMAIN public.positive; in ; of TYPE public.positive
COMMENT ON CONSTRAINT above_zero ON DOMAIN public.positive IS 'zero is not positive';

-- COMMENT CONSTRAINT no_overlap on public.bookings; in ; of KEY public.bookings.no_overlap
COMMENT ON CONSTRAINT no_overlap on public.bookings IS 'one guest at a time';

-- COMMENT CONVERSION public."odd\; conversion"; in ; of CONVERSION public."odd\; conversion"
COMMENT ON CONVERSION public."odd; conversion" IS 'a conversion';

-- COMMENT EXTENSION unaccent; in ; of EXTENSION unaccent
COMMENT ON EXTENSION unaccent IS 'a comment of our own';

-- COMMENT FOREIGN DATA WRAPPER "odd\; wrapper"; in ; of WRAPPER "odd\; wrapper"
COMMENT ON FOREIGN DATA WRAPPER "odd; wrapper" IS 'a wrapper';

-- COMMENT FOREIGN TABLE public.remote; in ; of FOREIGN_TABLE public.remote
COMMENT ON FOREIGN TABLE public.remote IS 'a foreign table';

-- COMMENT FUNCTION public.slug(pg_catalog.text); in ; of FUNCTION public.slug(source text)
COMMENT ON FUNCTION public.slug(pg_catalog.text) IS 'made for addresses';

-- COMMENT INDEX public.employees_name; in ; of INDEX public.employees_name
COMMENT ON INDEX public.employees_name IS 'quick; by name';

-- COMMENT LANGUAGE "odd\; language"; in ; of LANGUAGE "odd\; language"
COMMENT ON LANGUAGE "odd; language" IS 'a language';

-- COMMENT MATERIALIZED VIEW public.z_totals; in ; of VIEW public.z_totals
COMMENT ON MATERIALIZED VIEW public.z_totals IS 'totals';

-- COMMENT OPERATOR CLASS public.label_ops USING btree; in ; of OPERATOR_CLASS public.label_ops USING btree
COMMENT ON OPERATOR CLASS public.label_ops USING btree IS 'a class';

-- COMMENT OPERATOR FAMILY public."label\; family" USING btree; in ; of OPERATOR_FAMILY public."label\; family" USING btree
COMMENT ON OPERATOR FAMILY public."label; family" USING btree IS 'a family';

-- COMMENT OPERATOR public.=(public.label,pg_catalog.text); in ; of OPERATOR public.= (public.label, text)
COMMENT ON OPERATOR public.=(public.label,pg_catalog.text) IS 'an operator';

-- COMMENT POLICY "own\; rows" on public.secrets; in ; of POLICY public.secrets."own\; rows"
COMMENT ON POLICY "own; rows" on public.secrets IS 'to each their own';

-- COMMENT PROCEDURE public.tidy(integer,pg_catalog.text[]); in ; of FUNCTION public.tidy(INOUT counted integer, VARIADIC names text[])
COMMENT ON PROCEDURE public.tidy(integer,pg_catalog.text[]) IS 'tidies';

-- COMMENT RULE keep_history on public.no_key; in ; of RULE public.no_key.keep_history
COMMENT ON RULE keep_history on public.no_key IS 'who was it';

-- COMMENT SCHEMA "Möbel & Co. ""quoted"".dotted"; in ; of SCHEMA "Möbel & Co. ""quoted"".dotted"
COMMENT ON SCHEMA "Möbel & Co. ""quoted"".dotted" IS E'It''s a "second" schema;

-- After the data
$$ \\ /* ';

-- COMMENT SCHEMA public; in ; of SCHEMA public
COMMENT ON SCHEMA public IS 'not the standard one';

-- COMMENT SEQUENCE public."Odd\;Sequence"; in ; of SEQUENCE public."Odd\;Sequence"
COMMENT ON SEQUENCE public."Odd;Sequence" IS 'counts down';

-- COMMENT SERVER "far\; away"; in ; of SERVER "far\; away"
COMMENT ON SERVER "far; away" IS 'a server';

-- COMMENT STATISTICS public."some statistics"; in ; of STATISTICS public."some statistics"
COMMENT ON STATISTICS public."some statistics" IS 'they lie';

-- COMMENT TABLE public."quoted ""name"".with\;everything'\nand a newline"; in ; of TABLE public."quoted ""name"".with\;everything'\nand a newline"
COMMENT ON TABLE public."quoted ""name"".with;everything'
and a newline" IS E'a table; with '' and " and \\ in its comment';

-- COMMENT TEXT SEARCH CONFIGURATION public.plain; in ; of CONFIGURATION public.plain
COMMENT ON TEXT SEARCH CONFIGURATION public.plain IS 'plain words';

-- COMMENT TEXT SEARCH DICTIONARY public.odd_dictionary; in ; of DICTIONARY public.odd_dictionary
COMMENT ON TEXT SEARCH DICTIONARY public.odd_dictionary IS 'a dictionary';

-- COMMENT TEXT SEARCH PARSER public.odd_parser; in ; of PARSER public.odd_parser
COMMENT ON TEXT SEARCH PARSER public.odd_parser IS 'a parser';

-- COMMENT TEXT SEARCH TEMPLATE public.odd_template; in ; of TEMPLATE public.odd_template
COMMENT ON TEXT SEARCH TEMPLATE public.odd_template IS 'a template';

-- COMMENT TRANSFORM FOR integer LANGUAGE sql; in ; of TRANSFORM FOR integer LANGUAGE sql
COMMENT ON TRANSFORM FOR integer LANGUAGE sql IS 'a transform';

-- COMMENT TRIGGER plain on public.triggered; in ; of TRIGGER public.triggered.plain
COMMENT ON TRIGGER plain on public.triggered IS 'writes history';

-- COMMENT TYPE public.label; in ; of BASE_TYPE public.label
COMMENT ON TYPE public.label IS 'a label';

-- COMMENT TYPE public.mood; in ; of TYPE public.mood
COMMENT ON TYPE public.mood IS 'How it is';

-- COMMENT TYPE public.person; in ; of TYPE public.person
COMMENT ON TYPE public.person IS 'nested';

-- COMMENT TYPE public.positive; in ; of TYPE public.positive
COMMENT ON TYPE public.positive IS 'greater than zero';

-- COMMENT VIEW public.a_on_z; in ; of VIEW public.a_on_z
COMMENT ON VIEW public.a_on_z IS 'a view';

-- REFRESH public.z_totals; in public; of VIEW public.z_totals
REFRESH MATERIALIZED VIEW public.z_totals;

-- REFRESH public.a_totals; in public; of VIEW public.a_totals; needs REFRESH public.z_totals
REFRESH MATERIALIZED VIEW public.a_totals;

-- OWNER COLLATION public."C copy"; in ; of COLLATION public."C copy"
ALTER COLLATION public."C copy" OWNER TO postgres;

-- OWNER COLLATION public.nocase; in ; of COLLATION public.nocase
ALTER COLLATION public.nocase OWNER TO "Seedbank Owner";

-- OWNER CONVERSION public."odd\; conversion"; in ; of CONVERSION public."odd\; conversion"
ALTER CONVERSION public."odd; conversion" OWNER TO "Seedbank Owner";

-- OWNER FOREIGN DATA WRAPPER "odd\; wrapper"; in ; of WRAPPER "odd\; wrapper"
ALTER FOREIGN DATA WRAPPER "odd; wrapper" OWNER TO postgres;

-- OWNER FOREIGN TABLE public.bare_remote; in ; of FOREIGN_TABLE public.bare_remote
ALTER FOREIGN TABLE public.bare_remote OWNER TO postgres;

-- OWNER FOREIGN TABLE public.far_animals; in ; of FOREIGN_TABLE public.far_animals
ALTER FOREIGN TABLE public.far_animals OWNER TO postgres;

-- OWNER FOREIGN TABLE public.halves_there; in ; of FOREIGN_TABLE public.halves_there
ALTER FOREIGN TABLE public.halves_there OWNER TO postgres;

-- OWNER FOREIGN TABLE public.remote; in ; of FOREIGN_TABLE public.remote
ALTER FOREIGN TABLE public.remote OWNER TO "Seedbank Owner";

-- OWNER LANGUAGE "odd\; language"; in ; of LANGUAGE "odd\; language"
ALTER LANGUAGE "odd; language" OWNER TO "Seedbank Owner";

-- OWNER MATERIALIZED VIEW public.a_totals; in ; of VIEW public.a_totals
ALTER MATERIALIZED VIEW public.a_totals OWNER TO "Seedbank Owner";

-- OWNER MATERIALIZED VIEW public.never_filled; in ; of VIEW public.never_filled
ALTER MATERIALIZED VIEW public.never_filled OWNER TO postgres;

-- OWNER MATERIALIZED VIEW public.z_totals; in ; of VIEW public.z_totals
ALTER MATERIALIZED VIEW public.z_totals OWNER TO postgres;

-- OWNER OPERATOR CLASS public.label_ops USING btree; in ; of OPERATOR_CLASS public.label_ops USING btree
ALTER OPERATOR CLASS public.label_ops USING btree OWNER TO "Seedbank Owner";

-- OWNER OPERATOR CLASS public.stored_otherwise USING gin; in ; of OPERATOR_CLASS public.stored_otherwise USING gin
ALTER OPERATOR CLASS public.stored_otherwise USING gin OWNER TO postgres;

-- OWNER OPERATOR FAMILY public."label\; family" USING btree; in ; of OPERATOR_FAMILY public."label\; family" USING btree
ALTER OPERATOR FAMILY public."label; family" USING btree OWNER TO "Seedbank Owner";

-- OWNER OPERATOR FAMILY public.empty_family USING hash; in ; of OPERATOR_FAMILY public.empty_family USING hash
ALTER OPERATOR FAMILY public.empty_family USING hash OWNER TO postgres;

-- OWNER OPERATOR FAMILY public.stored_otherwise USING gin; in ; of OPERATOR_FAMILY public.stored_otherwise USING gin
ALTER OPERATOR FAMILY public.stored_otherwise USING gin OWNER TO postgres;

-- OWNER OPERATOR public.< (public.label,public.label); in ; of OPERATOR public.< (public.label, public.label)
ALTER OPERATOR public.< (public.label,public.label) OWNER TO postgres;

-- OWNER OPERATOR public.<= (public.label,public.label); in ; of OPERATOR public.<= (public.label, public.label)
ALTER OPERATOR public.<= (public.label,public.label) OWNER TO postgres;

-- OWNER OPERATOR public.= (public.label,public.label); in ; of OPERATOR public.= (public.label, public.label)
ALTER OPERATOR public.= (public.label,public.label) OWNER TO postgres;

-- OWNER OPERATOR public.= (public.label,text); in ; of OPERATOR public.= (public.label, text)
ALTER OPERATOR public.= (public.label,text) OWNER TO postgres;

-- OWNER OPERATOR public.=~~ (public.mood,public.mood); in ; of OPERATOR public.=~~ (public.mood, public.mood)
ALTER OPERATOR public.=~~ (public.mood,public.mood) OWNER TO "Seedbank Owner";

-- OWNER OPERATOR public.> (public.label,public.label); in ; of OPERATOR public.> (public.label, public.label)
ALTER OPERATOR public.> (public.label,public.label) OWNER TO postgres;

-- OWNER OPERATOR public.>= (public.label,public.label); in ; of OPERATOR public.>= (public.label, public.label)
ALTER OPERATOR public.>= (public.label,public.label) OWNER TO postgres;

-- OWNER ROUTINE functions_only.one(); in ; of FUNCTION functions_only.one()
ALTER ROUTINE functions_only.one() OWNER TO postgres;

-- OWNER ROUTINE public.all_bosses(); in ; of FUNCTION public.all_bosses()
ALTER ROUTINE public.all_bosses() OWNER TO postgres;

-- OWNER ROUTINE public.distinct_words(text); in ; of FUNCTION public.distinct_words(value text)
ALTER ROUTINE public.distinct_words(text) OWNER TO "Seedbank Owner";

-- OWNER ROUTINE public.float8_distance(double precision,double precision); in ; of FUNCTION public.float8_distance(a double precision, b double precision)
ALTER ROUTINE public.float8_distance(double precision,double precision) OWNER TO postgres;

-- OWNER ROUTINE public.full_title(text,text,integer[]); in ; of FUNCTION public.full_title(a text, b text, VARIADIC rest integer[])
ALTER ROUTINE public.full_title(text,text,integer[]) OWNER TO postgres;

-- OWNER ROUTINE public.in_odd_language(); in ; of FUNCTION public.in_odd_language()
ALTER ROUTINE public.in_odd_language() OWNER TO postgres;

-- OWNER ROUTINE public.is_even(bigint); in ; of FUNCTION public.is_even(n bigint)
ALTER ROUTINE public.is_even(bigint) OWNER TO postgres;

-- OWNER ROUTINE public.join_distinct(text[],text); in ; of FUNCTION public.join_distinct(state text[], value text)
ALTER ROUTINE public.join_distinct(text[],text) OWNER TO postgres;

-- OWNER ROUTINE public.label_cmp(public.label,public.label); in ; of FUNCTION public.label_cmp(public.label, public.label)
ALTER ROUTINE public.label_cmp(public.label,public.label) OWNER TO postgres;

-- OWNER ROUTINE public.label_eq(public.label,public.label); in ; of FUNCTION public.label_eq(public.label, public.label)
ALTER ROUTINE public.label_eq(public.label,public.label) OWNER TO postgres;

-- OWNER ROUTINE public.label_ge(public.label,public.label); in ; of FUNCTION public.label_ge(public.label, public.label)
ALTER ROUTINE public.label_ge(public.label,public.label) OWNER TO postgres;

-- OWNER ROUTINE public.label_gt(public.label,public.label); in ; of FUNCTION public.label_gt(public.label, public.label)
ALTER ROUTINE public.label_gt(public.label,public.label) OWNER TO postgres;

-- OWNER ROUTINE public.label_in(cstring); in ; of FUNCTION public.label_in(cstring)
ALTER ROUTINE public.label_in(cstring) OWNER TO postgres;

-- OWNER ROUTINE public.label_le(public.label,public.label); in ; of FUNCTION public.label_le(public.label, public.label)
ALTER ROUTINE public.label_le(public.label,public.label) OWNER TO postgres;

-- OWNER ROUTINE public.label_lt(public.label,public.label); in ; of FUNCTION public.label_lt(public.label, public.label)
ALTER ROUTINE public.label_lt(public.label,public.label) OWNER TO postgres;

-- OWNER ROUTINE public.label_out(public.label); in ; of FUNCTION public.label_out(public.label)
ALTER ROUTINE public.label_out(public.label) OWNER TO postgres;

-- OWNER ROUTINE public.label_receive(internal); in ; of FUNCTION public.label_receive(internal)
ALTER ROUTINE public.label_receive(internal) OWNER TO postgres;

-- OWNER ROUTINE public.label_send(public.label); in ; of FUNCTION public.label_send(public.label)
ALTER ROUTINE public.label_send(public.label) OWNER TO postgres;

-- OWNER ROUTINE public.label_text_eq(public.label,text); in ; of FUNCTION public.label_text_eq(public.label, text)
ALTER ROUTINE public.label_text_eq(public.label,text) OWNER TO postgres;

-- OWNER ROUTINE public.middle(double precision,double precision); in ; of FUNCTION public.middle(double precision ORDER BY double precision)
ALTER ROUTINE public.middle(double precision,double precision) OWNER TO "Seedbank Owner";

-- OWNER ROUTINE public.must_not_fire(); in ; of FUNCTION public.must_not_fire()
ALTER ROUTINE public.must_not_fire() OWNER TO postgres;

-- OWNER ROUTINE public.on_ddl(); in ; of FUNCTION public.on_ddl()
ALTER ROUTINE public.on_ddl() OWNER TO postgres;

-- OWNER ROUTINE public.own_label(public.own_row); in ; of FUNCTION public.own_label(row_of public.own_row)
ALTER ROUTINE public.own_label(public.own_row) OWNER TO postgres;

-- OWNER ROUTINE public.own_weight(public.own_row,integer); in ; of FUNCTION public.own_weight(row_of public.own_row, weight integer)
ALTER ROUTINE public.own_weight(public.own_row,integer) OWNER TO postgres;

-- OWNER ROUTINE public.same_mood(public.mood,public.mood); in ; of FUNCTION public.same_mood(a public.mood, b public.mood)
ALTER ROUTINE public.same_mood(public.mood,public.mood) OWNER TO postgres;

-- OWNER ROUTINE public.slug(text); in ; of FUNCTION public.slug(source text)
ALTER ROUTINE public.slug(text) OWNER TO "Seedbank Owner";

-- OWNER ROUTINE public.step_canonical(public.step); in ; of FUNCTION public.step_canonical(public.step)
ALTER ROUTINE public.step_canonical(public.step) OWNER TO postgres;

-- OWNER ROUTINE public.table_of(integer); in ; of FUNCTION public.table_of(first integer, OUT second text, OUT third "Möbel & Co. ""quoted"".dotted"."Größe")
ALTER ROUTINE public.table_of(integer) OWNER TO postgres;

-- OWNER ROUTINE public.tidy(integer,text[]); in ; of FUNCTION public.tidy(INOUT counted integer, VARIADIC names text[])
ALTER ROUTINE public.tidy(integer,text[]) OWNER TO "Seedbank Owner";

-- OWNER ROUTINE public.to_address(text); in ; of FUNCTION public.to_address(source text)
ALTER ROUTINE public.to_address(text) OWNER TO postgres;

-- OWNER ROUTINE public.write_history(); in ; of FUNCTION public.write_history()
ALTER ROUTINE public.write_history() OWNER TO postgres;

-- OWNER SCHEMA "Möbel & Co. ""quoted"".dotted"; in ; of SCHEMA "Möbel & Co. ""quoted"".dotted"
ALTER SCHEMA "Möbel & Co. ""quoted"".dotted" OWNER TO postgres;

-- OWNER SCHEMA "no\; tables"; in ; of SCHEMA "no\; tables"
ALTER SCHEMA "no; tables" OWNER TO "Seedbank Owner";

-- OWNER SCHEMA extensions; in ; of SCHEMA extensions
ALTER SCHEMA extensions OWNER TO postgres;

-- OWNER SCHEMA functions_only; in ; of SCHEMA functions_only
ALTER SCHEMA functions_only OWNER TO "Lab ""Reader""";

-- OWNER SEQUENCE public."Odd\;Sequence"; in ; of SEQUENCE public."Odd\;Sequence"
ALTER SEQUENCE public."Odd;Sequence" OWNER TO postgres;

-- OWNER SEQUENCE public.plain_sequence; in ; of SEQUENCE public.plain_sequence
ALTER SEQUENCE public.plain_sequence OWNER TO "Seedbank Owner";

-- OWNER SEQUENCE public.unlogged_sequence; in ; of SEQUENCE public.unlogged_sequence
ALTER SEQUENCE public.unlogged_sequence OWNER TO postgres;

-- OWNER SERVER "far\; away"; in ; of SERVER "far\; away"
ALTER SERVER "far; away" OWNER TO postgres;

-- OWNER SERVER bare; in ; of SERVER bare
ALTER SERVER bare OWNER TO postgres;

-- OWNER SERVER near; in ; of SERVER near
ALTER SERVER near OWNER TO "Seedbank Owner";

-- OWNER STATISTICS "Möbel & Co. ""quoted"".dotted".of_expressions; in ; of STATISTICS "Möbel & Co. ""quoted"".dotted".of_expressions
ALTER STATISTICS "Möbel & Co. ""quoted"".dotted".of_expressions OWNER TO postgres;

-- OWNER STATISTICS public."some statistics"; in ; of STATISTICS public."some statistics"
ALTER STATISTICS public."some statistics" OWNER TO "Seedbank Owner";

-- OWNER TABLE "Möbel & Co. ""quoted"".dotted"."Tische"; in ; of TABLE "Möbel & Co. ""quoted"".dotted"."Tische"
ALTER TABLE "Möbel & Co. ""quoted"".dotted"."Tische" OWNER TO postgres;

-- OWNER TABLE "Möbel & Co. ""quoted"".dotted"."select"; in ; of TABLE "Möbel & Co. ""quoted"".dotted"."select"
ALTER TABLE "Möbel & Co. ""quoted"".dotted"."select" OWNER TO postgres;

-- OWNER TABLE "Möbel & Co. ""quoted"".dotted".measurements_rest; in ; of TABLE "Möbel & Co. ""quoted"".dotted".measurements_rest
ALTER TABLE "Möbel & Co. ""quoted"".dotted".measurements_rest OWNER TO postgres;

-- OWNER TABLE public."MixedCase"; in ; of TABLE public."MixedCase"
ALTER TABLE public."MixedCase" OWNER TO postgres;

-- OWNER TABLE public."measurements 2024 rest"; in ; of TABLE public."measurements 2024 rest"
ALTER TABLE public."measurements 2024 rest" OWNER TO postgres;

-- OWNER TABLE public."quoted ""name"".with\;everything'\nand a newline"; in ; of TABLE public."quoted ""name"".with\;everything'\nand a newline"
ALTER TABLE public."quoted ""name"".with;everything'
and a newline" OWNER TO postgres;

-- OWNER TABLE public."select"; in ; of TABLE public."select"
ALTER TABLE public."select" OWNER TO postgres;

-- OWNER TABLE public.animals; in ; of TABLE public.animals
ALTER TABLE public.animals OWNER TO postgres;

-- OWNER TABLE public.bookings; in ; of TABLE public.bookings
ALTER TABLE public.bookings OWNER TO postgres;

-- OWNER TABLE public.by_expression; in ; of TABLE public.by_expression
ALTER TABLE public.by_expression OWNER TO postgres;

-- OWNER TABLE public.by_expression_high; in ; of TABLE public.by_expression_high
ALTER TABLE public.by_expression_high OWNER TO postgres;

-- OWNER TABLE public.by_expression_low; in ; of TABLE public.by_expression_low
ALTER TABLE public.by_expression_low OWNER TO postgres;

-- OWNER TABLE public.by_list; in ; of TABLE public.by_list
ALTER TABLE public.by_list OWNER TO postgres;

-- OWNER TABLE public.by_list_null; in ; of TABLE public.by_list_null
ALTER TABLE public.by_list_null OWNER TO postgres;

-- OWNER TABLE public.chickens; in ; of TABLE public.chickens
ALTER TABLE public.chickens OWNER TO postgres;

-- OWNER TABLE public.cities; in ; of TABLE public.cities
ALTER TABLE public.cities OWNER TO postgres;

-- OWNER TABLE public.countries; in ; of TABLE public.countries
ALTER TABLE public.countries OWNER TO postgres;

-- OWNER TABLE public.defaults; in ; of TABLE public.defaults
ALTER TABLE public.defaults OWNER TO "Seedbank Owner";

-- OWNER TABLE public.dropped_column; in ; of TABLE public.dropped_column
ALTER TABLE public.dropped_column OWNER TO postgres;

-- OWNER TABLE public.eggs; in ; of TABLE public.eggs
ALTER TABLE public.eggs OWNER TO postgres;

-- OWNER TABLE public.employees; in ; of TABLE public.employees
ALTER TABLE public.employees OWNER TO "Seedbank Owner";

-- OWNER TABLE public.empty; in ; of TABLE public.empty
ALTER TABLE public.empty OWNER TO postgres;

-- OWNER TABLE public.every_array; in ; of TABLE public.every_array
ALTER TABLE public.every_array OWNER TO postgres;

-- OWNER TABLE public.every_made_type; in ; of TABLE public.every_made_type
ALTER TABLE public.every_made_type OWNER TO postgres;

-- OWNER TABLE public.every_range; in ; of TABLE public.every_range
ALTER TABLE public.every_range OWNER TO postgres;

-- OWNER TABLE public.every_reference; in ; of TABLE public.every_reference
ALTER TABLE public.every_reference OWNER TO postgres;

-- OWNER TABLE public.every_scalar; in ; of TABLE public.every_scalar
ALTER TABLE public.every_scalar OWNER TO postgres;

-- OWNER TABLE public.generated; in ; of TABLE public.generated
ALTER TABLE public.generated OWNER TO postgres;

-- OWNER TABLE public.guarded; in ; of TABLE public.guarded
ALTER TABLE public.guarded OWNER TO postgres;

-- OWNER TABLE public.halves; in ; of TABLE public.halves
ALTER TABLE public.halves OWNER TO postgres;

-- OWNER TABLE public.halves_here; in ; of TABLE public.halves_here
ALTER TABLE public.halves_here OWNER TO postgres;

-- OWNER TABLE public.history; in ; of TABLE public.history
ALTER TABLE public.history OWNER TO postgres;

-- OWNER TABLE public.identities; in ; of TABLE public.identities
ALTER TABLE public.identities OWNER TO "Seedbank Owner";

-- OWNER TABLE public.in_odd_heap; in ; of TABLE public.in_odd_heap
ALTER TABLE public.in_odd_heap OWNER TO postgres;

-- OWNER TABLE public.labelled; in ; of TABLE public.labelled
ALTER TABLE public.labelled OWNER TO postgres;

-- OWNER TABLE public.late_child; in ; of TABLE public.late_child
ALTER TABLE public.late_child OWNER TO postgres;

-- OWNER TABLE public.measurements; in ; of TABLE public.measurements
ALTER TABLE public.measurements OWNER TO postgres;

-- OWNER TABLE public.measurements_2023; in ; of TABLE public.measurements_2023
ALTER TABLE public.measurements_2023 OWNER TO postgres;

-- OWNER TABLE public.measurements_2024; in ; of TABLE public.measurements_2024
ALTER TABLE public.measurements_2024 OWNER TO postgres;

-- OWNER TABLE public.measurements_2024_h0; in ; of TABLE public.measurements_2024_h0
ALTER TABLE public.measurements_2024_h0 OWNER TO postgres;

-- OWNER TABLE public.measurements_2024_h1; in ; of TABLE public.measurements_2024_h1
ALTER TABLE public.measurements_2024_h1 OWNER TO postgres;

-- OWNER TABLE public.measurements_2024_here; in ; of TABLE public.measurements_2024_here
ALTER TABLE public.measurements_2024_here OWNER TO postgres;

-- OWNER TABLE public.no_columns; in ; of TABLE public.no_columns
ALTER TABLE public.no_columns OWNER TO postgres;

-- OWNER TABLE public.no_key; in ; of TABLE public.no_key
ALTER TABLE public.no_key OWNER TO postgres;

-- OWNER TABLE public.no_partitions; in ; of TABLE public.no_partitions
ALTER TABLE public.no_partitions OWNER TO postgres;

-- OWNER TABLE public.not_logged; in ; of TABLE public.not_logged
ALTER TABLE public.not_logged OWNER TO postgres;

-- OWNER TABLE public.old_rows; in ; of TABLE public.old_rows
ALTER TABLE public.old_rows OWNER TO postgres;

-- OWNER TABLE public.one_null; in ; of TABLE public.one_null
ALTER TABLE public.one_null OWNER TO postgres;

-- OWNER TABLE public.own_row; in ; of TABLE public.own_row
ALTER TABLE public.own_row OWNER TO postgres;

-- OWNER TABLE public.pets; in ; of TABLE public.pets
ALTER TABLE public.pets OWNER TO postgres;

-- OWNER TABLE public.refers_0; in ; of TABLE public.refers_0
ALTER TABLE public.refers_0 OWNER TO postgres;

-- OWNER TABLE public.refers_pair; in ; of TABLE public.refers_pair
ALTER TABLE public.refers_pair OWNER TO postgres;

-- OWNER TABLE public.refers_to_partitions; in ; of TABLE public.refers_to_partitions
ALTER TABLE public.refers_to_partitions OWNER TO postgres;

-- OWNER TABLE public.robot_dogs; in ; of TABLE public.robot_dogs
ALTER TABLE public.robot_dogs OWNER TO postgres;

-- OWNER TABLE public.searched; in ; of TABLE public.searched
ALTER TABLE public.searched OWNER TO postgres;

-- OWNER TABLE public.secrets; in ; of TABLE public.secrets
ALTER TABLE public.secrets OWNER TO postgres;

-- OWNER TABLE public.set_null_columns; in ; of TABLE public.set_null_columns
ALTER TABLE public.set_null_columns OWNER TO postgres;

-- OWNER TABLE public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr; in ; of TABLE public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr
ALTER TABLE public.sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr OWNER TO postgres;

-- OWNER TABLE public.toys; in ; of TABLE public.toys
ALTER TABLE public.toys OWNER TO postgres;

-- OWNER TABLE public.triggered; in ; of TABLE public.triggered
ALTER TABLE public.triggered OWNER TO postgres;

-- OWNER TEXT SEARCH CONFIGURATION public.odd_configuration; in ; of CONFIGURATION public.odd_configuration
ALTER TEXT SEARCH CONFIGURATION public.odd_configuration OWNER TO postgres;

-- OWNER TEXT SEARCH CONFIGURATION public.plain; in ; of CONFIGURATION public.plain
ALTER TEXT SEARCH CONFIGURATION public.plain OWNER TO "Seedbank Owner";

-- OWNER TEXT SEARCH DICTIONARY public.odd_dictionary; in ; of DICTIONARY public.odd_dictionary
ALTER TEXT SEARCH DICTIONARY public.odd_dictionary OWNER TO postgres;

-- OWNER TEXT SEARCH DICTIONARY public.plain_words; in ; of DICTIONARY public.plain_words
ALTER TEXT SEARCH DICTIONARY public.plain_words OWNER TO "Seedbank Owner";

-- OWNER TYPE "Möbel & Co. ""quoted"".dotted"."Größe"; in ; of TYPE "Möbel & Co. ""quoted"".dotted"."Größe"
ALTER TYPE "Möbel & Co. ""quoted"".dotted"."Größe" OWNER TO postgres;

-- OWNER TYPE public.address; in ; of TYPE public.address
ALTER TYPE public.address OWNER TO "Seedbank Owner";

-- OWNER TYPE public.even_positive; in ; of TYPE public.even_positive
ALTER TYPE public.even_positive OWNER TO postgres;

-- OWNER TYPE public.float_range; in ; of TYPE public.float_range
ALTER TYPE public.float_range OWNER TO "Seedbank Owner";

-- OWNER TYPE public.label; in ; of BASE_TYPE public.label
ALTER TYPE public.label OWNER TO "Seedbank Owner";

-- OWNER TYPE public.mood; in ; of TYPE public.mood
ALTER TYPE public.mood OWNER TO "Seedbank Owner";

-- OWNER TYPE public.moods; in ; of TYPE public.moods
ALTER TYPE public.moods OWNER TO postgres;

-- OWNER TYPE public.no_values; in ; of TYPE public.no_values
ALTER TYPE public.no_values OWNER TO postgres;

-- OWNER TYPE public.nothing; in ; of TYPE public.nothing
ALTER TYPE public.nothing OWNER TO postgres;

-- OWNER TYPE public.person; in ; of TYPE public.person
ALTER TYPE public.person OWNER TO postgres;

-- OWNER TYPE public.positive; in ; of TYPE public.positive
ALTER TYPE public.positive OWNER TO "Seedbank Owner";

-- OWNER TYPE public.short_text; in ; of TYPE public.short_text
ALTER TYPE public.short_text OWNER TO postgres;

-- OWNER TYPE public.step; in ; of TYPE public.step
ALTER TYPE public.step OWNER TO postgres;

-- OWNER TYPE public.text_range; in ; of TYPE public.text_range
ALTER TYPE public.text_range OWNER TO postgres;

-- OWNER VIEW "Möbel & Co. ""quoted"".dotted"."View"; in ; of VIEW "Möbel & Co. ""quoted"".dotted"."View"
ALTER VIEW "Möbel & Co. ""quoted"".dotted"."View" OWNER TO postgres;

-- OWNER VIEW public.a_on_z; in ; of VIEW public.a_on_z
ALTER VIEW public.a_on_z OWNER TO postgres;

-- OWNER VIEW public.as_caller; in ; of VIEW public.as_caller
ALTER VIEW public.as_caller OWNER TO postgres;

-- OWNER VIEW public.bosses; in ; of VIEW public.bosses
ALTER VIEW public.bosses OWNER TO postgres;

-- OWNER VIEW public.chain; in ; of VIEW public.chain
ALTER VIEW public.chain OWNER TO postgres;

-- OWNER VIEW public.checked; in ; of VIEW public.checked
ALTER VIEW public.checked OWNER TO postgres;

-- OWNER VIEW public.grouped; in ; of VIEW public.grouped
ALTER VIEW public.grouped OWNER TO "Seedbank Owner";

-- OWNER VIEW public.no_columns_view; in ; of VIEW public.no_columns_view
ALTER VIEW public.no_columns_view OWNER TO postgres;

-- OWNER VIEW public.on_remote; in ; of VIEW public.on_remote
ALTER VIEW public.on_remote OWNER TO postgres;

-- OWNER VIEW public.z_base; in ; of VIEW public.z_base
ALTER VIEW public.z_base OWNER TO postgres;

-- PRIVILEGES FOREIGN DATA WRAPPER "odd\; wrapper"; in ; of WRAPPER "odd\; wrapper"
GRANT ALL ON FOREIGN DATA WRAPPER "odd; wrapper" TO seedbank_writer;

-- PRIVILEGES FOREIGN SERVER near; in ; of SERVER near
GRANT ALL ON FOREIGN SERVER near TO "Lab ""Reader""";

-- PRIVILEGES LANGUAGE "odd\; language"; in ; of LANGUAGE "odd\; language"
GRANT ALL ON LANGUAGE "odd; language" TO seedbank_writer;

-- PRIVILEGES ROUTINE extensions.similarity(text,text); in ; of EXTENSION pg_trgm
REVOKE ALL ON ROUTINE extensions.similarity(text,text) FROM PUBLIC;

GRANT ALL ON ROUTINE extensions.similarity(text,text) TO "Lab ""Reader""";

-- PRIVILEGES ROUTINE pg_catalog.pg_ls_dir(text); in 
GRANT ALL ON ROUTINE pg_catalog.pg_ls_dir(text) TO "Lab ""Reader""";

-- PRIVILEGES ROUTINE pg_catalog.pg_sleep(double precision); in 
REVOKE ALL ON ROUTINE pg_catalog.pg_sleep(double precision) FROM PUBLIC;

-- PRIVILEGES ROUTINE public.distinct_words(text); in ; of FUNCTION public.distinct_words(value text)
GRANT ALL ON ROUTINE public.distinct_words(text) TO seedbank_writer WITH GRANT OPTION;

-- PRIVILEGES ROUTINE public.slug(text); in ; of FUNCTION public.slug(source text)
REVOKE ALL ON ROUTINE public.slug(text) FROM PUBLIC;

GRANT ALL ON ROUTINE public.slug(text) TO "Lab ""Reader""";

-- PRIVILEGES ROUTINE public.tidy(integer,text[]); in ; of FUNCTION public.tidy(INOUT counted integer, VARIADIC names text[])
REVOKE ALL ON ROUTINE public.tidy(integer,text[]) FROM PUBLIC;

-- PRIVILEGES SCHEMA "Möbel & Co. ""quoted"".dotted"; in ; of SCHEMA "Möbel & Co. ""quoted"".dotted"
GRANT USAGE ON SCHEMA "Möbel & Co. ""quoted"".dotted" TO "Lab ""Reader""";

GRANT USAGE ON SCHEMA "Möbel & Co. ""quoted"".dotted" TO PUBLIC;

-- PRIVILEGES SCHEMA extensions; in ; of SCHEMA extensions
GRANT USAGE ON SCHEMA extensions TO "Lab ""Reader""";

GRANT USAGE ON SCHEMA extensions TO PUBLIC;

-- PRIVILEGES SCHEMA functions_only; in ; of SCHEMA functions_only
GRANT ALL ON SCHEMA functions_only TO seedbank_writer WITH GRANT OPTION;

-- PRIVILEGES SCHEMA public; in ; of SCHEMA public
GRANT CREATE ON SCHEMA public TO "Seedbank Owner";

-- PRIVILEGES SEQUENCE public."Odd\;Sequence"; in ; of SEQUENCE public."Odd\;Sequence"
GRANT ALL ON SEQUENCE public."Odd;Sequence" TO PUBLIC;

-- PRIVILEGES SEQUENCE public.identities_always_seq; in ; of TABLE public.identities
GRANT USAGE ON SEQUENCE public.identities_always_seq TO seedbank_writer;

-- PRIVILEGES SEQUENCE public.plain_sequence; in ; of SEQUENCE public.plain_sequence
GRANT USAGE ON SEQUENCE public.plain_sequence TO seedbank_writer;

-- PRIVILEGES TABLE public.a_totals; in ; of VIEW public.a_totals
GRANT SELECT ON TABLE public.a_totals TO PUBLIC;

-- PRIVILEGES TABLE public.cities (id); in ; of TABLE public.cities
GRANT SELECT (id) ON TABLE public.cities TO "Lab ""Reader""";

GRANT SELECT (id) ON TABLE public.cities TO PUBLIC;

-- PRIVILEGES TABLE public.cities (region); in ; of TABLE public.cities
GRANT SELECT (region), UPDATE (region) ON TABLE public.cities TO "Lab ""Reader""";

-- PRIVILEGES TABLE public.countries; in ; of TABLE public.countries
GRANT ALL ON TABLE public.countries TO seedbank_writer;

GRANT INSERT, UPDATE ON TABLE public.countries TO "Lab ""Reader""";

-- PRIVILEGES TABLE public.employees; in ; of TABLE public.employees
GRANT SELECT ON TABLE public.employees TO "Lab ""Reader""" WITH GRANT OPTION;

GRANT SELECT ON TABLE public.employees TO seedbank_writer GRANTED BY "Lab ""Reader""";

-- PRIVILEGES TABLE public.grouped; in ; of VIEW public.grouped
GRANT SELECT ON TABLE public.grouped TO PUBLIC;

-- PRIVILEGES TABLE public.identities; in ; of TABLE public.identities
REVOKE DELETE ON TABLE public.identities FROM "Seedbank Owner";

-- PRIVILEGES TABLE public.no_key; in ; of TABLE public.no_key
REVOKE ALL ON TABLE public.no_key FROM postgres;

-- PRIVILEGES TABLE public.remote; in ; of FOREIGN_TABLE public.remote
GRANT SELECT ON TABLE public.remote TO PUBLIC;

-- PRIVILEGES TYPE public.mood; in ; of TYPE public.mood
REVOKE ALL ON TYPE public.mood FROM PUBLIC;

-- PRIVILEGES TYPE public.positive; in ; of TYPE public.positive
GRANT ALL ON TYPE public.positive TO "Lab ""Reader""" WITH GRANT OPTION;

-- DEFAULT_PRIVILEGES  FOR ROLE "Seedbank Owner" IN SCHEMA functions_onlyFUNCTIONS; in ; of SCHEMA functions_only
ALTER DEFAULT PRIVILEGES FOR ROLE "Seedbank Owner" IN SCHEMA functions_only GRANT ALL ON FUNCTIONS TO "Lab ""Reader""";

-- DEFAULT_PRIVILEGES  FOR ROLE "Seedbank Owner" IN SCHEMA publicTABLES; in ; of SCHEMA public
ALTER DEFAULT PRIVILEGES FOR ROLE "Seedbank Owner" IN SCHEMA public GRANT SELECT ON TABLES TO "Lab ""Reader""" WITH GRANT OPTION;

ALTER DEFAULT PRIVILEGES FOR ROLE "Seedbank Owner" IN SCHEMA public GRANT SELECT ON TABLES TO seedbank_writer WITH GRANT OPTION;

-- DEFAULT_PRIVILEGES  FOR ROLE "Seedbank Owner"FUNCTIONS; in 
ALTER DEFAULT PRIVILEGES FOR ROLE "Seedbank Owner" REVOKE ALL ON FUNCTIONS FROM PUBLIC;

-- DEFAULT_PRIVILEGES  FOR ROLE "Seedbank Owner"SCHEMAS; in 
ALTER DEFAULT PRIVILEGES FOR ROLE "Seedbank Owner" GRANT USAGE ON SCHEMAS TO seedbank_writer;

-- DEFAULT_PRIVILEGES  FOR ROLE "Seedbank Owner"SEQUENCES; in 
ALTER DEFAULT PRIVILEGES FOR ROLE "Seedbank Owner" GRANT ALL ON SEQUENCES TO seedbank_writer;

-- DEFAULT_PRIVILEGES  FOR ROLE "Seedbank Owner"TYPES; in 
ALTER DEFAULT PRIVILEGES FOR ROLE "Seedbank Owner" REVOKE ALL ON TYPES FROM PUBLIC;

-- PUBLICATION "all\; tables"; in 
CREATE PUBLICATION "all; tables" FOR ALL TABLES WITH (publish = 'insert, update');

-- OWNER PUBLICATION "all\; tables"; in ; of PUBLICATION "all\; tables"
ALTER PUBLICATION "all; tables" OWNER TO postgres;

-- PUBLICATION "columns\; rows"; in 
CREATE PUBLICATION "columns; rows" WITH (publish = 'insert, update, delete, truncate');

-- OWNER PUBLICATION "columns\; rows"; in ; of PUBLICATION "columns\; rows"
ALTER PUBLICATION "columns; rows" OWNER TO postgres;

-- PUBLICATION a_schema; in 
CREATE PUBLICATION a_schema WITH (publish = 'insert, update, delete, truncate');

-- OWNER PUBLICATION a_schema; in ; of PUBLICATION a_schema
ALTER PUBLICATION a_schema OWNER TO postgres;

-- PUBLICATION nothing; in 
CREATE PUBLICATION nothing WITH (publish = 'insert, update, delete, truncate');

-- COMMENT PUBLICATION nothing; in ; of PUBLICATION nothing
COMMENT ON PUBLICATION nothing IS 'a publication';

-- OWNER PUBLICATION nothing; in ; of PUBLICATION nothing
ALTER PUBLICATION nothing OWNER TO postgres;

-- PUBLICATION some_tables; in 
CREATE PUBLICATION some_tables WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = true);

-- OWNER PUBLICATION some_tables; in ; of PUBLICATION some_tables
ALTER PUBLICATION some_tables OWNER TO postgres;

-- PUBLICATION_MEMBER "columns\; rows" TABLE public.cities; in ; of PUBLICATION "columns\; rows"; needs TABLE public.cities
ALTER PUBLICATION "columns; rows" ADD TABLE ONLY public.cities (id, region) WHERE (((id > 0) AND (country <> ';'::bpchar)));

-- PUBLICATION_MEMBER "columns\; rows" TABLE public.employees; in ; of PUBLICATION "columns\; rows"; needs TABLE public.employees
ALTER PUBLICATION "columns; rows" ADD TABLE ONLY public.employees WHERE ((boss IS NULL));

-- PUBLICATION_MEMBER a_schema TABLE public.countries; in ; of PUBLICATION a_schema
ALTER PUBLICATION a_schema ADD TABLE ONLY public.countries;

-- PUBLICATION_MEMBER a_schema TABLES IN SCHEMA "Möbel & Co. ""quoted"".dotted"; in ; of PUBLICATION a_schema
ALTER PUBLICATION a_schema ADD TABLES IN SCHEMA "Möbel & Co. ""quoted"".dotted";

-- PUBLICATION_MEMBER some_tables TABLE public.animals; in ; of PUBLICATION some_tables
ALTER PUBLICATION some_tables ADD TABLE ONLY public.animals;

-- PUBLICATION_MEMBER some_tables TABLE public.employees; in ; of PUBLICATION some_tables
ALTER PUBLICATION some_tables ADD TABLE ONLY public.employees;

-- EVENT_TRIGGER "watch\; ddl"; in ; needs FUNCTION public.on_ddl()
CREATE EVENT TRIGGER "watch; ddl" ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION public.on_ddl();

ALTER EVENT TRIGGER "watch; ddl" ENABLE ALWAYS;

-- OWNER EVENT TRIGGER "watch\; ddl"; in ; of EVENT_TRIGGER "watch\; ddl"
ALTER EVENT TRIGGER "watch; ddl" OWNER TO postgres;

-- EVENT_TRIGGER asleep; in ; needs FUNCTION public.on_ddl()
CREATE EVENT TRIGGER asleep ON sql_drop EXECUTE FUNCTION public.on_ddl();

ALTER EVENT TRIGGER asleep DISABLE;

-- COMMENT EVENT TRIGGER asleep; in ; of EVENT_TRIGGER asleep
COMMENT ON EVENT TRIGGER asleep IS 'an event trigger';

-- OWNER EVENT TRIGGER asleep; in ; of EVENT_TRIGGER asleep
ALTER EVENT TRIGGER asleep OWNER TO postgres;

-- The session's own settings again

RESET client_min_messages;

RESET lc_monetary;

RESET xmloption;

RESET standard_conforming_strings;

RESET check_function_bodies;

RESET search_path;


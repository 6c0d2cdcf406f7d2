package dev.seedbank.backend.postgres.structure.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.seedbank.failure.GuardRefusal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructureTrustTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE public.t (id integer, program text DEFAULT 'copy t to program')",
                "CREATE UNLOGGED TABLE public.\"odd; name\" (\"it's\" text DEFAULT 'a; b'::text)",
                "CREATE UNIQUE INDEX t_id ON public.t USING btree (id)",
                "ALTER TABLE ONLY public.t ADD CONSTRAINT t_id_check CHECK ((note <> E'a\\'; b'::text))",
                "CREATE FUNCTION public.f(language text) RETURNS text LANGUAGE plpgsql AS $f$ begin return 'a;b'; end $f$",
                "CREATE OR REPLACE FUNCTION public.f() RETURNS TABLE(language text) LANGUAGE sql AS $f$ copy t from stdin $f$",
                "CREATE FUNCTION public.f() RETURNS integer LANGUAGE \"plpgsql\" AS 'begin return 1; end'",
                "CREATE OR REPLACE FUNCTION public.f() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN t.language THEN 1 END; SELECT 2; END",
                "CREATE OR REPLACE FUNCTION public.f() RETURNS integer LANGUAGE sql RETURN (SELECT t.language FROM t)",
                "CREATE RULE r AS ON INSERT TO public.v DO INSTEAD ( INSERT INTO a VALUES (1); DELETE FROM b; )",
                "CREATE OR REPLACE FUNCTION public.plus(integer, integer) RETURNS integer LANGUAGE sql RETURN ($1 + $2)",
                "CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS $f$ begin -- keep a copy of it\n"
                        + "new.a = substring(new.b from '[a-z]+'); raise notice 'a copy to ''there'''; return new; end $f$",
                "CREATE FUNCTION public.f() RETURNS void LANGUAGE plpgsql AS 'begin execute ''copy t from stdin''; end'",
                "CREATE EXTENSION pg_trgm WITH SCHEMA extensions",
                "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"",
                "CREATE FOREIGN TABLE public.far (filename text) SERVER near OPTIONS (table_name 'program')",
                "GRANT SELECT(id) ON TABLE public.t TO PUBLIC",
                "REVOKE GRANT OPTION FOR SELECT ON TABLE public.t FROM \"Lab; reader\"",
                "COMMENT ON TABLE public.t IS 'copy it to program x; pg_read_file()'",
                "SET standard_conforming_strings = on",
                "RESET search_path",
            })
    void structure_needs_no_trust(String statement) {
        assertThat(StructureTrust.objection(statement)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY t TO PROGRAM 'id'",
                "copy/**/t to/**/program 'id'",
                "/* a comment /* in a comment */ */ COPY t FROM '/etc/passwd'",
                "DO $$ begin end $$",
                "SELECT 1",
                "INSERT INTO t VALUES (1)",
                "DROP TABLE t",
                "LOAD 'auto_explain'",
                "SET session_preload_libraries = 'x'",
                "SET standard_conforming_strings = off",
                "RESET ALL",
                "CREATE ROLE me SUPERUSER",
                "CREATE USER me",
                "CREATE DATABASE d",
                "CREATE TABLESPACE t LOCATION '/tmp'",
                "CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p",
                "ALTER SYSTEM SET archive_command = 'id'",
                "ALTER ROLE postgres PASSWORD 'x'",
                "ALTER USER postgres SUPERUSER",
                "ALTER DATABASE d SET search_path = x",
                "ALTER EXTENSION x UPDATE",
                "GRANT pg_execute_server_program TO me",
                "GRANT postgres TO me WITH ADMIN OPTION",
                "GRANT ALL ON DATABASE d TO me",
                "GRANT SET ON PARAMETER session_preload_libraries TO me",
                "COMMENT ON ROLE postgres IS 'x'",
                "\"CREATE\" TABLE t ()",
                "\\! id",
                "CREATE TABLE t (); COPY t TO PROGRAM 'id'",
                "CREATE TABLE t (a text DEFAULT E'\\''); COPY t TO PROGRAM 'id'; --')",
                "CREATE TABLE t (a text DEFAULT E'a'\n'b\\' '; COPY t TO PROGRAM 'id'; --')",
                "CREATE TABLE t (a text DEFAULT 'a' -- '\r; COPY t TO PROGRAM 'id'",
                "CREATE TABLE t (a text DEFAULT $1$ ' $1$); COPY t TO PROGRAM 'id'; --'",
                "CREATE TABLE t (a int DEFAULT 1$b$ ' $b$); COPY t TO PROGRAM 'id'; --'",
                "CREATE TABLE t$a$ (); COPY t TO PROGRAM 'id' -- $a$",
                "CREATE TABLE t (a text DEFAULT U&'\\0027')",
                "CREATE VIEW v AS SELECT U&\"pg\\005fread_file\"('/etc/passwd')",
                "CREATE VIEW v AS SELECT pg_catalog.pg_read_file('/etc/passwd')",
                "CREATE VIEW v AS SELECT \"pg_read_binary_file\"('/etc/passwd')",
                "CREATE TABLE t (a oid DEFAULT LO_Import('/etc/passwd'))",
                "CREATE TABLE t (a text DEFAULT 'x",
                "CREATE TABLE t (a text) /* x",
                "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc', 'system'",
                "CREATE FUNCTION f() RETURNS int LANGUAGE 'internal' AS 'x'",
                "CREATE FUNCTION f() RETURNS int LANGUAGE/**/plpython3u AS $$ $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE \"plperlu\" AS $$ $$",
                "CREATE FUNCTION f() RETURNS int AS $$ $$ LANGUAGE sql LANGUAGE plpython3u",
                "CREATE FUNCTION return() RETURNS int LANGUAGE c AS 'libc', 'system'",
                "CREATE FUNCTION f() RETURNS int AS $$ $$",
                "CREATE PROCEDURE f() LANGUAGE plpgsql AS $$ begin copy t to program 'id'; end $$",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ COPY t FROM -- x\n PROGRAM 'id' $$",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ begin execute 'copy t to ''/tmp/x'''; end $$",
                "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ select pg_read_file('x') $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; COPY t TO PROGRAM 'id'; END",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END; COPY t TO PROGRAM 'id'",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END; SELECT 1; END",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ select '/*'; copy t to program 'id'; select '*/' $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2",
                "CREATE RULE r AS ON INSERT TO v DO NOTHING; COPY t TO PROGRAM 'id'",
                "CREATE TABLE t (a int; b int)",
                "CREATE OR REPLACE FUNCTION pg_catalog.now() RETURNS timestamptz LANGUAGE sql AS $$ select null $$",
                "CREATE OR REPLACE VIEW \"information_schema\".tables AS SELECT 1",
                "ALTER ROUTINE pg_catalog.lower(text) OWNER TO me",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plperl AS $$ spi_exec_query(\"COPY t TO PROGRAM 'id'\"); $$",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plperl AS $$ my $a = '\\'; spi(q{copy t to program 'id'}) \\ $$",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'begin <<a>> copy t (a) from ''/etc/passwd''; end'",
                "CREATE TABLE t (a int DEFAULT $1a$ ' $1a$); COPY t TO PROGRAM 'id'; --'",
                "CREATE TRUSTED LANGUAGE plperl HANDLER plpython3_call_handler",
                "CREATE LANGUAGE plpython3u",
                "CREATE OR REPLACE PROCEDURAL LANGUAGE \"x\" HANDLER plpython3_call_handler",
                "CREATE EXTENSION plpython3u",
                "CREATE EXTENSION IF NOT EXISTS \"plperlu\"",
                "CREATE EXTENSION jsonb_plperlu CASCADE",
                "CREATE EXTENSION file_fdw",
                "CREATE FOREIGN TABLE t (a text) SERVER files OPTIONS (PROGRAM 'id')",
                "CREATE FOREIGN TABLE t (a text) SERVER files OPTIONS (format 'csv', \"filename\" '/etc/passwd')",
                "ALTER FOREIGN TABLE t OPTIONS (ADD program 'id')",
            })
    void what_reaches_beyond_the_database_does(String statement) {
        assertThat(StructureTrust.objection(statement)).isPresent();
    }

    @Test
    void the_refusal_names_the_statement_in_one_short_line() {
        var statement = "COPY t\nTO PROGRAM '" + "x".repeat(100_000) + "'";
        assertThatThrownBy(() -> StructureTrust.require(Stream.of("CREATE SCHEMA a", statement)))
                .isInstanceOf(GuardRefusal.class)
                .hasMessageContaining("COPY t TO PROGRAM 'xxx")
                .hasMessageContaining("Nothing was changed")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy ", "copy from ", "; copy t ", "'", "$$ "})
    void repeated_words_take_no_longer_than_they_are(String word) {
        var body = word.repeat(200_000);
        var statement = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $f$ " + body + " $f$";
        assertTimeout(Duration.ofSeconds(20), () -> StructureTrust.objection(statement));
    }

    @Test
    void a_body_of_many_megabytes_is_judged() {
        var body = "/* */ ".repeat(500_000) + "x";
        assertThat(StructureTrust.objection(
                        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ copy t from " + body + " $$"))
                .isEmpty();
    }
}

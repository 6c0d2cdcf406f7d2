package dev.seedbank.backend.postgres.schema.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.failure.UsageFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    insert into a values (1)              | INSERT INTO A declares no structure
                    create table a (b int, c timestamp (3) default 'now') | CREATE TABLE A has the default 'now', which the server evaluates once, when the table is created
                    alter table a add b text, add c date not null default 'Today' | ALTER TABLE A has the default 'Today', which the server evaluates once, when the table is created
                    create table a (b varchar default 'now'::timestamptz) | CREATE TABLE A has the default 'now', which the server evaluates once, when the table is created
                    with x as (select 1) select * from x  | WITH X AS declares no structure
                    select 1                              | SELECT declares no structure
                    copy a from stdin                     | COPY A FROM declares no structure
                    truncate a                            | TRUNCATE A declares no structure
                    drop table a                          | DROP TABLE A declares no structure
                    import foreign schema a from server b into c | IMPORT FOREIGN SCHEMA declares no structure
                    create role a                         | CREATE ROLE A changes more than its own database
                    alter database a set x = 1            | ALTER DATABASE A changes more than its own database
                    grant a to b                          | GRANT A TO changes more than its own database
                    drop server a                         | DROP SERVER A changes more than its own database
                    set role a                            | SET ROLE A changes the owner of what follows, which files cannot declare
                    set session authorization a           | SET SESSION AUTHORIZATION changes the owner of what follows, which files cannot declare
                    set standard_conforming_strings = 'off' | SET STANDARD_CONFORMING_STRINGS sets standard_conforming_strings, which changes how the rest of the file is read
                    do $$ begin set standard_conforming_strings = off; end $$ | DO sets standard_conforming_strings, which changes how the rest of the file is read
                    alter table a detach partition b concurrently | ALTER TABLE A cannot run in a transaction
                    """)
    void what_declares_no_structure_is_refused_with_its_place(String statement, String words) {
        assertThatThrownBy(() -> read("create table a (id int);\n\n" + statement + ";\n"))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("schema/a.sql:3: " + words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "prepare transaction 'x'", "commit prepared 'x'", "savepoint x"})
    void what_would_take_statements_back_is_refused(String sql) {
        assertThatThrownBy(() -> read("begin; create table a (id int); " + sql + ";"))
                .hasMessageContaining("declares no structure");
    }

    @Test
    void what_means_nothing_here_is_left_out() {
        assertThat(read("""
                        \\restrict Hv0Yx
                        begin; create table a (id int); commit;
                        select pg_catalog.setval('a_id_seq', 7, true);
                        create schema public; reset all; set client_encoding = 'LATIN1'; set standard_conforming_strings = on;
                        \\unrestrict Hv0Yx
                        """)).extracting(DeclaredStatement::sql).containsExactly("create table a (id int)");
    }

    @Test
    void statements_become_such_as_a_scratch_area_takes() {
        assertThat(read("""
                        create unique index concurrently "concurrently" on a (id);
                        create extension hstore; create extension if not exists citext;
                        grant select on a to b granted by "C c";
                        """))
                .extracting(DeclaredStatement::sql)
                .containsExactly(
                        "create unique index              \"concurrently\" on a (id)",
                        "create extension if not exists hstore",
                        "create extension if not exists citext",
                        "grant select on a to b granted by \"C c\"");
        assertThat(read("GRANT SELECT ON a TO b GRANTED BY c").getFirst().sql())
                .isEqualTo("SET LOCAL ROLE c;\nGRANT SELECT ON a TO b;\nRESET ROLE");
    }

    @Test
    void settings_hold_for_later_statements_of_the_file() {
        var statements = read("""
                create table a ();
                set search_path to app, public; set session app.tenant = '7';
                create table b ();
                SELECT pg_catalog.set_config('search_path', '', false); reset app.tenant; set time zone 'UTC';
                create table c ();
                reset all;
                create table d ();
                """);
        assertThat(statements.stream()
                        .map(one ->
                                one.settings().stream().map(FileSetting::name).toList()))
                .containsExactly(
                        List.of(), List.of("search_path", "app.tenant"), List.of("search_path", "timezone"), List.of());
        assertThat(statements.get(2).settings().getFirst().place()).isEqualTo("schema/a.sql:4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    create table if not exists app."T t" (id int)          | T t     | TABLE
                    create unlogged table Users ()                         | users   | TABLE
                    create table a (like b)                                | a       | DERIVED_TABLE
                    create table a (b text check (b like 'x'))             | a       | TABLE
                    create table a (b text default 'now')                  | a       | TABLE
                    create table a as select 1                             | a       | DERIVED_TABLE
                    create table a (b int generated always as (1) stored)  | a       | TABLE
                    create or replace function app.f(int) returns int return 1 | f   | ROUTINE
                    create type app.mood as enum ('a')                     | mood    | TYPE
                    create type label (input = i, output = o)              | label   | BASE_TYPE
                    create operator public.=~ (function = f)               | =~      | ROUTINE
                    create index on a (b)                                  | ''      | UNNAMED_INDEX
                    create unique index concurrently i on a (b)            | ''      | INDEX
                    create materialized view v as select 1                 | v       | VIEW
                    create constraint trigger t after insert on a          | ''      | PART
                    alter table a attach partition b default               | ''      | ATTACHMENT
                    alter table a add foreign key (b) references c         | ''      | FOREIGN_KEY
                    alter table a add primary key (b)                      | ''      | CHANGE
                    alter type mood add value 'b'                          | ''      | TYPE_CHANGE
                    alter default privileges grant select on tables to a   | ''      | DEFAULT_RIGHT
                    comment on table a is 'b'                              | ''      | COMMENT
                    revoke all on a from b                                 | ''      | RIGHT
                    """)
    void statements_have_a_name_and_a_phase(String sql, String creates, LoadPhase phase) {
        var statement = read(sql).getFirst();
        assertThat(statement.creates()).isEqualTo(creates);
        assertThat(statement.phase()).isEqualTo(phase);
    }

    private static List<DeclaredStatement> read(String text) {
        return DeclaredReader.read(new SchemaFile("schema/a.sql", text), Surroundings.NONE);
    }
}

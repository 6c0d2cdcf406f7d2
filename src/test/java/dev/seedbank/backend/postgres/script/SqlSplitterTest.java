package dev.seedbank.backend.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSplitterTest {
    private static List<String> split(String script) throws IOException {
        return split(new StringReader(script));
    }

    private static List<String> split(Reader script) throws IOException {
        var splitter = new SqlSplitter(script, "V1__x.sql", 1, true);
        var all = new ArrayList<String>();
        for (var next = splitter.next(); next.isPresent(); next = splitter.next()) {
            all.add(next.get().line() + " " + next.get().sql());
            if (next.get().data().isPresent()) {
                var data = new StringWriter();
                next.get().data().get().transferTo(data);
                all.add("data " + data);
            }
        }
        return all;
    }

    /** Each is one statement, whatever semicolons are in it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'a;b'",
                "select 'it''s; so'",
                "select E'a\\';b'",
                "select e'\\\\'",
                "select U&'a;\\0061'",
                "select \"a;b\"\"c;\"",
                "select $$a;b$$",
                "select $tag$ $$ ; $tag$",
                "select $ü$;$ü$",
                "select 1 /* a; /* nested; */ b; */ + 1",
                "select 1 -- a;\n + 1",
                "create rule r as on insert to t do (select 1; select 2)",
                "create function f() returns int begin atomic select 1; select case when true then 1 else 2 end; end",
                "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); END",
                "create function f() returns int language plpgsql as $f$ begin return 1; end; $f$",
                "do $$ begin raise notice ';'; end $$",
                "select a$1$b, 1$1",
                "select 1$a$;$a$",
                "select E'a'\n'\\';b'",
                "select E'a' -- c\n -- d\r\n'\\';b'",
                "select U&'a;'\n'\\'",
                "create function f() returns int begin atomic select c.case, 1 as end, t.end; select case 1 when 1 then 2 end; end",
                "create function begin() returns int begin /* ; */ atomic select 1; end",
                "select '\\'"
            })
    void keeps_together_what_is_one_statement(String sql) throws IOException {
        assertThat(split(sql + ";select 2"))
                .containsExactly(
                        "1 " + sql, (1 + sql.chars().filter(c -> c == '\n').count()) + " select 2");
    }

    @Test
    void leaves_out_comments_between_statements_and_empty_ones() throws IOException {
        assertThat(split("-- one\n;;\n/* two */ select 1 ;\n\n-- end\n;")).containsExactly("3 select 1");
    }

    @Test
    void begins_a_body_only_in_a_routine() throws IOException {
        assertThat(
                        split(
                                "begin; select 1; end; create table \"begin\" (a int); create trigger t after insert on x execute function f();"))
                .hasSize(5);
    }

    @Test
    void follows_the_scripts_own_setting_for_strings() throws IOException {
        assertThat(
                        split(
                                "set standard_conforming_strings = off; select 'a\\';b'; reset standard_conforming_strings; select '\\'; select 1"))
                .hasSize(5);
    }

    @Test
    void knows_a_routine_that_is_called_begin() throws IOException {
        assertThat(
                        split(
                                "create function job.begin() returns int return 1; create procedure begin() language sql as 'x'; select 1"))
                .hasSize(3);
    }

    @Test
    void ends_a_comment_where_the_server_does() throws IOException {
        assertThat(split("-- one\rselect 1 -- two\r;select 2 -- three\r\n;"))
                .containsExactly("1 select 1 -- two", "1 select 2 -- three");
    }

    @Test
    void continues_a_string_only_on_another_line() throws IOException {
        for (var two : List.of(
                "select E'a' '\\'; select 1",
                "select E'a' /*\n*/ '\\'; select 1",
                "select 'a'\n'\\'; select 1",
                "select E'a'\n, '\\'; select 1",
                "select E'a';\nselect '\\'")) {
            assertThat(split(two)).as(two).hasSize(2);
        }
    }

    @Test
    void reads_the_setting_for_strings_as_the_server_does() throws IOException {
        for (var off : List.of(
                "= 'off'", "= no", "to 0", "= '0'", "to FALSE", "= 'f'", "= \"off\"", "to /* on */ of", "= 'No'")) {
            assertThat(split("set session standard_conforming_strings " + off + "; select 'a\\';b'; select 1"))
                    .as(off)
                    .hasSize(3);
        }
        for (var on : List.of(
                "set standard_conforming_strings = on",
                "set local \"Standard_conforming_strings\" to 'yes'",
                "set standard_conforming_strings = 1",
                "set standard_conforming_strings to default",
                "reset standard_conforming_strings",
                "reset all",
                "select set_config('standard_conforming_strings', 'true', false)")) {
            assertThat(split("set standard_conforming_strings = off; " + on + "; select '\\'; select 1"))
                    .as(on)
                    .hasSize(4);
        }
        assertThat(split("select pg_catalog.set_config('standard_conforming_strings', 'off', false); select 'a\\';b'"))
                .hasSize(2);
    }

    @Test
    void refuses_what_leaves_it_uncertain_how_strings_are_read() {
        for (var sql : List.of(
                "set standard_conforming_strings = E'off'",
                "set standard_conforming_strings = U&'off'",
                "set standard_conforming_strings = maybe",
                "set U&\"standard\\005fconforming_strings\" = off",
                "select set_config('standard_conforming_strings', a, false) from b")) {
            assertThatThrownBy(() -> split("select 1;\n" + sql))
                    .as(sql)
                    .hasMessageContaining("V1__x.sql:2: how strings are to be read after this is not certain");
        }
        assertThatThrownBy(() -> split("select $" + "a".repeat(2000) + "$ ' $" + "a".repeat(2000) + "$; '"))
                .hasMessageContaining("V1__x.sql:1: the name that begins with a dollar sign here is too long");
    }

    @Test
    void hands_out_data_up_to_its_end() throws IOException {
        assertThat(split("copy t (a, \"b\") from stdin with (format csv);\n1;\n\\.x\n\\.\nselect 1;"))
                .containsExactly("1 copy t (a, \"b\") from stdin with (format csv)", "data 1;\n\\.x\n", "5 select 1");
        assertThat(split("COPY t FROM stdin;\n\\.\n")).containsExactly("1 COPY t FROM stdin", "data ");
        assertThat(split("copy t from '/file'; select 1")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'a",
                "select \"a",
                "select $$a",
                "select $a$ $$",
                "/* a",
                "select 1 /* /* */",
                "select E'a\\'"
            })
    void says_where_something_begins_that_does_not_end(String sql) {
        assertThatThrownBy(() -> split("select 1;\n" + sql)).hasMessageContaining("V1__x.sql:2: ");
    }

    @Test
    void names_commands_of_psql() {
        assertThatThrownBy(() -> split("select 1;\n\\i other.sql"))
                .hasMessageContaining("V1__x.sql:2: \\i is a command of psql");
    }

    @Test
    void reads_the_same_however_the_text_arrives() throws IOException {
        var script = "select $a$ ; $a$; copy t from stdin;\nx\n\\.\nselect 'y;';";
        var drip = new StringReader(script) {
            @Override
            public int read(char[] target, int from, int length) throws IOException {
                return super.read(target, from, Math.min(1, length));
            }
        };
        assertThat(split(drip)).isEqualTo(split(script));
    }

    @Test
    void knows_what_cannot_run_in_a_transaction() throws IOException {
        for (var sql : List.of(
                "create index concurrently i on t (a)",
                "CREATE UNIQUE INDEX CONCURRENTLY ON t (a)",
                "drop index concurrently i",
                "reindex table concurrently t",
                "vacuum t",
                "create database d",
                "alter table t detach partition p concurrently",
                "alter system set x = 1",
                "create tablespace s location ''")) {
            assertThat(first(sql).needsNoTransaction()).as(sql).isTrue();
        }
        for (var sql : List.of(
                "create index i on t (concurrently)",
                "create index \"CONCURRENTLY\" on t (a)",
                "create table vacuum (a int)",
                "reindex table t",
                "alter type t add value 'x'",
                "comment on table t is 'create database'")) {
            assertThat(first(sql).needsNoTransaction()).as(sql).isFalse();
        }
    }

    private static StatementWords first(String sql) throws IOException {
        return new SqlSplitter(new StringReader(sql), "f", 1, true)
                .next()
                .orElseThrow()
                .words();
    }
}

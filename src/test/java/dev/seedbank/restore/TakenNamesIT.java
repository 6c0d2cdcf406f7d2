package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of the backup whose name something else has by now: told before anything is changed, and no rows of others are lost. */
@Tag("program")
class TakenNamesIT {
    private static final String ROWS = "select a || ', ' || b from m order by a";

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void backUpTheTable() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
        db.run(
                "create table m24 (a int, b text)",
                "insert into m24 values (1, 'old')",
                "create table other (id int)",
                "insert into other values (7)");
        assertThat(seedbank.run("backup", "--name", "pre")).exits(0);
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private void makeItAPartition() {
        db.run(
                "drop table m24",
                "create table m (a int, b text) partition by list (a)",
                "create table m24 partition of m for values in (24)",
                "create table m25 partition of m for values in (25)",
                "insert into m values (24, 'x'), (25, 'y')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--recreate",
                "--collection m24",
                "--collection m24 --recreate",
                "--collection other --rename other=m24"
            })
    void a_partition_of_a_table_outside_the_restore_is_refused(String options) {
        makeItAPartition();
        var more = options.isEmpty() ? List.<String>of() : List.of(options.split(" "));
        for (var how : List.of("--dry-run", "--confirm")) {
            assertThat(seedbank.run(restore(more, how)))
                    .exits(1)
                    .warns("m24: is a partition of public.m, which is not part of this restore", "Nothing was changed")
                    .neverSays("will be created", "missing in the database", "Safety backup");
        }
        assertThat(db.query(ROWS)).containsExactly("24, x", "25, y");
        assertThat(seedbank.run("backup", "list")).neverSays("safety-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--recreate"})
    void it_goes_with_its_table_if_that_is_dropped(String option) {
        makeItAPartition();
        var more = new ArrayList<>(List.of("--drop-existing"));
        if (!option.isEmpty()) {
            more.add(option);
        }
        assertThat(seedbank.run(restore(more, "--confirm"))).exits(0).prints("postgresql/m");
        assertThat(db.query("select a || ', ' || b from m24")).containsExactly("1, old");
        assertThat(db.query("select coalesce(to_regclass('m')::text, 'none')")).containsExactly("none");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(db.query(ROWS)).containsExactly("24, x", "25, y");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(db.query("select a || ', ' || b from m24")).containsExactly("1, old");
    }

    @Test
    void undo_puts_the_table_back_and_removes_the_other() {
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        makeItAPartition();
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(db.query("select a || ', ' || b from m24")).containsExactly("1, old");
        assertThat(db.query("select coalesce(to_regclass('m')::text, 'none')")).containsExactly("none");
    }

    @Test
    void partitions_of_the_same_table_are_recreated_with_it() {
        makeItAPartition();
        assertThat(seedbank.run("backup", "--name", "parts")).exits(0);
        db.run("alter table m add column c int default 1", "delete from m", "drop table m25");
        assertThat(seedbank.run("restore", "parts", "--collection", "m", "--recreate", "--confirm"))
                .exits(0);
        assertThat(db.query(ROWS)).containsExactly("24, x", "25, y");
    }

    @Test
    void a_table_that_was_apart_and_is_now_a_partition_of_one_in_the_backup_is_recreated_if_asked() {
        db.run(
                "create table m (a int, b text) partition by list (a)",
                "create table m25 partition of m for values in (25)",
                "insert into m values (25, 'y')");
        assertThat(seedbank.run("backup", "--name", "both")).exits(0);
        db.run("delete from m24", "alter table m attach partition m24 for values in (24)");
        assertThat(seedbank.run("restore", "both", "--confirm"))
                .exits(1)
                .warns("m24: a table in the backup, a partition of m in the database", "--recreate");
        assertThat(seedbank.run("restore", "both", "--recreate", "--confirm")).exits(0);
        assertThat(db.query("select a || ', ' || b from m24")).containsExactly("1, old");
        assertThat(db.query(ROWS)).containsExactly("25, y");
    }

    @Test
    void a_partition_in_the_backup_does_not_replace_a_table_of_its_name() {
        makeItAPartition();
        assertThat(seedbank.run("backup", "--name", "parts")).exits(0);
        db.run("drop table m", "create table m24 (id int)", "insert into m24 values (99)");
        for (var more : List.of(List.<String>of(), List.of("--recreate"), List.of("--collection", "m"))) {
            var options = new ArrayList<>(List.of("restore", "parts", "--confirm"));
            options.addAll(more);
            assertThat(seedbank.run(options.toArray(String[]::new)))
                    .exits(1)
                    .warns("public.m24", "its rows are not in this restore");
        }
        assertThat(db.query("select id from m24")).containsExactly("99");
        assertThat(seedbank.run("restore", "parts", "--drop-existing", "--confirm"))
                .exits(0);
        assertThat(db.query(ROWS)).containsExactly("24, x", "25, y");
    }

    @Test
    void a_renamed_table_does_not_replace_its_own_partition() {
        db.run(
                "create table part (id int, b text) partition by range (id)",
                "create table part1 partition of part for values from (0) to (10)",
                "insert into part values (1, 'one')");
        assertThat(seedbank.run("backup", "--name", "w")).exits(0);
        assertThat(seedbank.run(
                        "restore", "w", "--collection", "part", "--rename", "part=part1", "--recreate", "--confirm"))
                .exits(1)
                .warns("part1: is a partition of public.part, which is not part of this restore");
        assertThat(db.query("select id || ', ' || b from part")).containsExactly("1, one");
    }

    @Test
    void a_child_of_a_table_outside_the_restore_is_not_taken_from_it() {
        db.run("create table parent (a int)", "alter table m24 inherit parent, add column c int");
        assertThat(seedbank.run(restore(List.of("--recreate"), "--confirm")))
                .exits(1)
                .warns("m24: is a child of public.parent, which is not part of this restore");
        assertThat(db.query("select a from parent")).containsExactly("1");
        assertThat(seedbank.run(restore(List.of(), "--confirm"))).exits(0);
        assertThat(db.query("select a from parent")).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    create view m24 as select 1 as a | a view
                    create materialized view m24 as select 1 as a | a materialized view
                    create sequence m24 | a sequence
                    create type m24 as (a int) | a composite type
                    create type m24 as enum ('a') | a type
                    create domain m24 as int | a type
                    create index m24 on other (id) | an index
                    alter table other add constraint m24 unique (id) | an index
                    create foreign data wrapper w; create server s foreign data wrapper w; create foreign table m24 (a int) server s | a foreign table
                    """)
    void what_else_has_the_name_is_told_as_what_it_is(String statement, String what) {
        db.run("drop table m24");
        db.run(statement);
        assertThat(seedbank.run(restore(List.of(), "--dry-run")))
                .exits(1)
                .warns("m24: a table in the backup, " + what + " in the database", "Nothing was changed")
                .neverSays("missing");
        // What belongs to a table of the backup and is not in it goes by itself.
        boolean goes = what.equals("an index");
        assertThat(seedbank.run(restore(List.of("--recreate"), "--confirm"))).exits(goes ? 0 : 1);
        assertThat(db.query("select count(*) from pg_class where relname = 'm24' and relkind = 'r'"))
                .containsExactly(goes ? "1" : "0");
    }

    private static String[] restore(List<String> more, String last) {
        var all = new ArrayList<>(List.of("restore", "pre"));
        all.addAll(more);
        all.add(last);
        return all.toArray(String[]::new);
    }
}

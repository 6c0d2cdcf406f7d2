package dev.seedbank.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRun;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} in a project that declares its structure in {@code schema/} and has no migrations. */
@Tag("program")
class InitStructureIT {
    private static final int REPLICAS = 4;
    private static final String TABLES =
            "select string_agg(tablename, ',' order by tablename) from pg_tables where schemaname = 'public'";
    private static final String NOTES = "select (select count(*) from pg_class where relname = 'declared')";

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .timeout(Duration.ofMinutes(3))
                .file("seedbank.yaml", "seedbank: {stores: {main: {url: '${DATABASE_URL}'}}}")
                .file("schema/users.sql", "create table users (id int primary key, name text);\n")
                .file("schema/notes.sql", "create table notes (id int primary key, by int references users);\n")
                .file("seeds/users.json", "[{\"id\": 1, \"name\": \"Ada\"}]");
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void builds_the_structure_then_seeds_and_a_second_time_does_nothing() {
        assertThat(seedbank.run("init", "--dry-run"))
                .exits(0)
                .prints("main: 5 statements", "CREATE TABLE public.users", "Would seed then:", "nothing was changed");
        assertThat(db.query(TABLES)).containsExactly("null");
        assertThat(seedbank.run("init"))
                .exits(0)
                .prints("main: 5 statements run", "main: the database is as schema/ declares", "1 inserted");
        assertThat(db.query(TABLES)).containsExactly("notes,users");
        assertThat(seedbank.run("init"))
                .exits(0)
                .prints("main: the database is as schema/ declares", "1 skipped")
                .neverSays("statements run");
        assertThat(seedbank.run("status")).exits(0).prints("structure: as schema/ declares");
    }

    @Test
    void brings_an_older_structure_up_to_date_but_loses_nothing() {
        assertThat(seedbank.run("init")).exits(0);
        seedbank.file("schema/users.sql", "create table users (id int primary key, name text, age int);\n");
        assertThat(seedbank.run("init")).exits(0).prints("main: 1 statement run");
        assertThat(db.query("select age is null from users")).containsExactly("t");
        seedbank.file("schema/users.sql", "create table users (id int primary key, age int);\n");
        assertThat(seedbank.run("init"))
                .exits(2)
                .warns("this would lose data: table public.users: 1 value of column \"name\"", "seedbank push --force");
        assertThat(db.query("select name from users")).containsExactly("Ada");
    }

    @Test
    void migrations_make_the_structure_where_there_are_any() {
        seedbank.file("migrations/V1__users.sql", "create table users (id int primary key, name text);");
        assertThat(seedbank.run("init")).exits(0).neverSays("as schema/ declares");
        assertThat(db.query(TABLES)).containsExactly("users");
    }

    @Test
    void production_sees_the_statements_and_is_asked() {
        assertThat(seedbank.run("init", "--profile", "prod", "--quick"))
                .exits(3)
                .says("CREATE TABLE public.users", "Confirmation needed");
        assertThat(db.query(TABLES)).containsExactly("null");
        assertThat(seedbank.run("init", "--profile", "prod", "--quick", "--confirm"))
                .exits(0);
        assertThat(db.query(TABLES)).containsExactly("notes,users");
        assertThat(seedbank.run("init", "--profile", "prod", "--quick")).exits(0);
    }

    @Test
    void replicas_that_start_together_do_the_work_once() {
        var runs = IntStream.range(0, REPLICAS)
                .mapToObj(_ -> seedbank.start("init", "--wait", "2m"))
                .toList();
        for (CliRun run : runs) {
            assertThat(run.endInput().await()).exits(0);
        }
        assertThat(db.query(TABLES)).containsExactly("notes,users");
        assertThat(db.query("select count(*) from users")).containsExactly("1");
        assertThat(db.query(NOTES)).containsExactly("1");
    }

    /** What another file declares is not dropped only to be built again. */
    @Test
    void indexes_that_are_declared_by_themselves_stay() {
        seedbank.file("indexes/users.yaml", "indexes: [name]\n");
        assertThat(seedbank.run("init")).exits(0);
        var index = db.query("select indexrelid from pg_stat_user_indexes where indexrelname = 'users_name_idx'");
        assertThat(index).hasSize(1);
        assertThat(seedbank.run("init")).exits(0).neverSays("DROP INDEX", "statement run");
        assertThat(db.query("select indexrelid from pg_stat_user_indexes where indexrelname = 'users_name_idx'"))
                .isEqualTo(index);
    }

    @Test
    void files_that_cannot_be_loaded_change_nothing() {
        seedbank.file("schema/wrong.sql", "create tabel b (id int);\n");
        assertThat(seedbank.run("init")).exits(2).warns("schema/wrong.sql:1");
        assertThat(db.query(TABLES)).containsExactly("null");
    }
}

package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking over the history of the tool that ran the migrations so far, as that tool itself wrote it. */
@Tag("program")
class MigrateImportIT {
    static final List<String> TOOLS = ForeignProject.TOOLS;

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private ForeignProject foreign(String tool) {
        return ForeignProject.of(tool, project, db);
    }

    private void nothingWasTakenOver() {
        assertThat(db.query("select to_regclass('seedbank.migrations') is null"))
                .containsExactly("t");
    }

    @ParameterizedTest
    @FieldSource("TOOLS")
    void takes_over_a_history_and_goes_on_from_there(String tool) {
        var foreign = foreign(tool);
        var rows = "select string_agg(t::text, ' ') from " + foreign.table() + " t";
        var before = db.query(rows);

        assertThat(seedbank.run("migrate", "import", "--dry-run")).exits(0).prints("Would import", foreign.table());
        nothingWasTakenOver();
        assertThat(seedbank.run("migrate", "import")).exits(0).prints("Imported", foreign.table());

        assertThat(seedbank.run("migrate", "status")).exits(0).prints("0 pending");
        assertThat(db.query("select distinct source from seedbank.migrations")).containsExactly(tool);
        assertThat(db.query(rows)).isEqualTo(before);

        ForeignProject.edit(foreign.second());
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("edited", "0 pending");
        assertThat(seedbank.run("migrate", "validate"))
                .exits(5)
                .prints("- CREATE TABLE books (", "+ CREATE TABLE bOoks (");

        ForeignProject.replace(foreign.second(), "bOoks", "books");
        foreign.addOne();
        assertThat(seedbank.run("migrate")).exits(0).prints("1 migration");
        assertThat(db.query("select to_regclass('more') is not null")).containsExactly("t");
    }

    @Test
    void who_takes_over_the_history_of_production_marks_it() {
        foreign("dbmate");
        assertThat(seedbank.run("migrate", "import", "--profile", "prod", "--confirm"))
                .exits(0);
        assertThat(seedbank.run("clean", "--confirm")).exits(3).warns("this database is production");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flyway", "prisma", "drizzle"})
    void checks_each_file_by_the_tools_own_checksum(String tool) throws IOException {
        var foreign = foreign(tool);
        ForeignProject.edit(foreign.second());
        assertThat(seedbank.run("migrate", "import"))
                .exits(5)
                .warns("create_books", "its checksum differs", "--accept");
        nothingWasTakenOver();

        ForeignProject.replace(foreign.second(), "bOoks", "books");
        var text = Files.readString(foreign.second());
        Files.writeString(
                foreign.second(), text.contains("\r\n") ? text.replace("\r\n", "\n") : text.replace("\n", "\r\n"));
        assertThat(seedbank.run("migrate", "import")).exits(0);
    }

    @ParameterizedTest
    @FieldSource("TOOLS")
    void names_a_version_whose_file_is_missing(String tool) throws IOException {
        var foreign = foreign(tool);
        foreign.delete("index_titles");
        assertThat(seedbank.run("migrate", "import")).exits(5).warns("has no such file", "--accept");
        nothingWasTakenOver();
    }

    @Test
    void a_second_import_is_refused() {
        foreign("flyway");
        assertThat(seedbank.run("migrate", "import")).exits(0);
        assertThat(seedbank.run("migrate", "import")).exits(2).warns("already has a history of Seedbank's");
        assertThat(db.query("select count(*) from seedbank.migrations")).containsExactly("6");
    }

    @Test
    void attempts_that_left_nothing_are_no_history() {
        foreign("flyway");
        db.run("create table authors (id int)");
        assertThat(seedbank.run("migrate")).exits(1);
        assertThat(seedbank.run("migrate", "import")).exits(0);
        assertThat(seedbank.run("migrate", "status")).exits(0).prints("0 pending");
    }

    @Test
    void keeps_who_ran_each_and_when() {
        foreign("flyway");
        db.run("update flyway_schema_history set installed_by = 'ada', installed_on = '2024-05-06 07:08:09',"
                + " execution_time = 1234 where version = '2'");
        assertThat(seedbank.run("migrate", "import")).exits(0);
        assertThat(seedbank.run("migrate", "status")).exits(0).prints("2024-05-06 07:08:09 UTC  ada");
        assertThat(db.query("select took_ms from seedbank.migrations where version = '2'"))
                .containsExactly("1234");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flyway         | update flyway_schema_history set success = false where version = '4'  | V4__index_titles.sql | flyway repair
            golang-migrate | update schema_migrations set dirty = true                             | version 5            | migrate force
            prisma         | update _prisma_migrations set finished_at = null where migration_name like '%index_titles' | 20240105120000_index_titles | prisma migrate resolve
            """)
    void refuses_what_did_not_end_well(String tool, String change, String named, String advice) {
        foreign(tool);
        db.run(change);
        assertThat(seedbank.run("migrate", "import")).exits(5).warns(named, "did not end well", advice);
        nothingWasTakenOver();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flyway | insert into flyway_schema_history values (8, '4', 'index titles', 'UNDO_SQL', 'U4__index_titles.sql', 1, 'ada', now(), 3, true)
            flyway | insert into flyway_schema_history values (8, '4', 'index titles', 'DELETE', 'V4__index_titles.sql', null, 'ada', now(), 0, true)
            goose  | insert into goose_db_version (version_id, is_applied) values (5, false)
            prisma | update _prisma_migrations set finished_at = null, rolled_back_at = now() where migration_name like '%index_titles'
            """)
    void what_was_reverted_is_pending(String tool, String change) {
        foreign(tool);
        db.run(change);
        assertThat(seedbank.run("migrate", "import")).exits(0).prints("pending: postgresql/", "index_titles");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flyway | insert into flyway_schema_history values (8, '4', 'index titles', 'UNDO_SQL', 'U4__index_titles.sql', 1, 'ada', now(), 3, true), \
                (9, '4', 'index titles', 'SQL', 'V4__index_titles.sql', (select checksum from flyway_schema_history where version = '4'), 'ada', now(), 3, true)
            flyway | insert into flyway_schema_history values (0, null, '<< Flyway Schema Creation >>', 'SCHEMA', '"public"', null, 'ada', now(), 0, true)
            goose  | insert into goose_db_version (version_id, is_applied) values (5, false), (5, true)
            prisma | insert into _prisma_migrations (id, checksum, migration_name, started_at, rolled_back_at, applied_steps_count) \
                select 'x', 'other', migration_name, started_at - interval '1 hour', now(), 0 from _prisma_migrations where migration_name like '%index_titles'
            """)
    void the_last_word_of_each_counts(String tool, String change) {
        foreign(tool);
        db.run(change);
        assertThat(seedbank.run("migrate", "import")).exits(0).neverSays("pending");
    }

    @Test
    void a_baseline_of_flyway_covers_what_is_below_it() throws IOException {
        foreign("flyway");
        db.run(
                "delete from flyway_schema_history where version in ('1', '2')",
                "insert into flyway_schema_history values (0, '2', '<< Flyway Baseline >>', 'BASELINE', '<< Flyway Baseline >>', null, 'ada', now(), 0, true)");
        assertThat(seedbank.run("migrate", "import")).exits(0);
        assertThat(seedbank.run("migrate", "status")).exits(0).prints("baseline", "0 pending");
        Files.delete(project.resolve("migrations/V1__create_authors.sql"));
        assertThat(seedbank.run("migrate")).exits(0).prints("up to date");
    }

    @Test
    void a_repeatable_one_that_differs_from_its_last_run_runs_again() {
        foreign("flyway");
        db.run("create table authors (id int, name text)", "create table books (title text, author_id int)");
        ForeignProject.replace(
                project.resolve("migrations/R__book_list.sql"), "books.title, authors", "title, authors");
        assertThat(seedbank.run("migrate", "import")).exits(0).prints("pending: postgresql/R__book_list.sql");
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("1 pending");
        assertThat(seedbank.run("migrate")).exits(0).prints("1 migration");
        assertThat(seedbank.run("migrate", "status")).exits(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flyway", "dbmate", "goose", "prisma"})
    void names_a_file_that_the_history_lacks_below_its_head(String tool) {
        var foreign = foreign(tool);
        db.run(
                switch (tool) {
                    case "flyway" -> "delete from flyway_schema_history where version = '2'";
                    case "dbmate" -> "delete from schema_migrations where version = '20240102120000'";
                    case "goose" -> "delete from goose_db_version where version_id = 2";
                    default -> "delete from _prisma_migrations where migration_name = '20240102120000_create_books'";
                });
        assertThat(seedbank.run("migrate", "import"))
                .exits(5)
                .warns("create_books", "is not in " + foreign.table(), "--out-of-order");
        nothingWasTakenOver();
    }

    @OptionTest("migrate import --accept")
    void leaves_a_version_pending_that_the_history_lacks() {
        foreign("flyway");
        db.run("delete from flyway_schema_history where version = '2'");
        assertThat(seedbank.run("migrate", "import", "--accept", "2"))
                .exits(0)
                .prints("pending", "V2__create_books.sql");
        assertThat(seedbank.run("migrate", "repair", "--applied", "2")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0).prints("up to date");
    }

    @Test
    void accepts_an_edited_file_as_it_is_and_a_missing_one_as_left_out() throws IOException {
        foreign("flyway");
        ForeignProject.edit(project.resolve("migrations/V2__create_books.sql"));
        Files.delete(project.resolve("migrations/V3.1__add_isbn.sql"));
        assertThat(seedbank.run("migrate", "import", "--accept", "2")).exits(5).warns("V3.1__add_isbn.sql");
        assertThat(seedbank.run("migrate", "import", "--accept", "2", "--accept", "3.1", "--accept", "9"))
                .exits(2)
                .warns("There is no version 9 to accept");
        assertThat(seedbank.run("migrate", "import", "--accept", "2", "--accept", "3.1"))
                .exits(0)
                .prints("5 migrations");
        assertThat(seedbank.run("migrate")).exits(0).prints("up to date");
    }

    @OptionTest("migrate import --from")
    void of_two_tools_it_takes_the_named_one() {
        foreign("flyway");
        ForeignProject.history("goose", db);
        var all = seedbank.run("migrate", "import");
        assertThat(all).exits(2).warns("public.flyway_schema_history (Flyway)", "public.goose_db_version (goose)");
        assertThat(seedbank.run("migrate", "import", "--from", "flyway")).exits(0);
        assertThat(db.query("select distinct source from seedbank.migrations")).containsExactly("flyway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"golang-migrate", "GOLANG_MIGRATE"})
    void knows_a_tool_by_its_name(String name) {
        foreign("golang-migrate");
        assertThat(seedbank.run("migrate", "import", "--from", name)).exits(0);
    }

    @OptionTest("migrate import --table")
    void finds_a_renamed_table_in_another_schema() {
        foreign("dbmate");
        db.run(
                "create schema \"Other \"\"one\"\"\"",
                "alter table schema_migrations rename to \"odd.na\"\"me TABLE?\"",
                "alter table \"odd.na\"\"me TABLE?\" set schema \"Other \"\"one\"\"\"");
        assertThat(seedbank.run("migrate", "import", "--table", "odd.na\"me TABLE?"))
                .exits(0)
                .prints("Other \"one\".odd.na\"me TABLE? (dbmate)");
        assertThat(seedbank.run("migrate", "status")).exits(0);
    }

    @Test
    void of_two_tables_of_one_tool_the_schema_decides() {
        foreign("goose");
        db.run("create schema old", "create table old.goose_db_version (like public.goose_db_version)");
        assertThat(seedbank.run("migrate", "import")).exits(2).warns("old.goose_db_version", "--table");
        assertThat(seedbank.run("migrate", "import", "--table", "old.goose_db_version"))
                .exits(2)
                .warns("no migration that was applied");
        assertThat(seedbank.run("migrate", "import", "--table", "public.goose_db_version"))
                .exits(0);
    }

    @Test
    void looks_into_the_schemas_of_the_store_and_into_drizzles_own() {
        foreign("drizzle");
        db.run(
                "create schema other",
                "create table other.goose_db_version (id int, version_id bigint, is_applied boolean)");
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores:
                    main:
                      url: %s
                      schemas: [public]
                """.formatted(db.url()));
        assertThat(seedbank.run("migrate", "import")).exits(0).prints("drizzle.__drizzle_migrations");
    }

    @Test
    void says_what_a_table_is_not() {
        foreign("goose");
        db.run("create table notes (id int, note text)");
        assertThat(seedbank.run("migrate", "import", "--table", "notes"))
                .exits(2)
                .warns("public.notes is no history", "id, note");
        assertThat(seedbank.run("migrate", "import", "--table", "nothing"))
                .exits(2)
                .warns("no table 'nothing'");
        assertThat(seedbank.run("migrate", "import", "--from", "flyway"))
                .exits(2)
                .warns("has no history of Flyway", "baseline");
    }

    @Test
    void a_role_that_may_not_read_or_create_is_told_so() {
        foreign("goose");
        var owner = db.createOwner();
        var poor = CliRunner.in(project).env("DATABASE_URL", owner);
        assertThat(poor.run("migrate", "import")).exits(1).warns("permission denied", "goose_db_version");
        db.run("grant select on goose_db_version to public");
        assertThat(poor.run("migrate", "import")).exits(0);
    }

    @Test
    void tells_programs_what_it_took_over() {
        foreign("diesel");
        assertThat(seedbank.run("migrate", "import", "-o", "json"))
                .exits(0)
                .prints("\"tool\" : \"diesel\"", "\"version\" : \"20240105120000\"", "\"pending\" : 0");
    }

    @Test
    void in_production_it_asks() {
        foreign("prisma");
        assertThat(seedbank.run("migrate", "import", "--profile", "prod"))
                .exits(3)
                .says("To import: 5 migrations of public._prisma_migrations (Prisma) into postgresql");
        nothingWasTakenOver();
    }

    @OptionTest("migrate import --confirm")
    void in_production_it_takes_consent() {
        foreign("prisma");
        assertThat(seedbank.run("migrate", "import", "--profile", "prod", "--confirm"))
                .exits(0);
    }

    @OptionTest("migrate import --dry-run")
    void would_import() {
        foreign("prisma");
        assertThat(seedbank.run("migrate", "import", "--dry-run"))
                .exits(0)
                .prints("postgresql/20240105120000_index_titles/migration.sql", "nothing was changed");
        nothingWasTakenOver();
    }
}

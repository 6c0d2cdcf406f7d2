package dev.seedbank.migrate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same 33 changes as each tool's folder has them: all run, twice does nothing, and the ways back lead back. */
@Tag("program")
class MigrateFormatsIT {
    @TempDir
    Path project;

    /**
     * One change.
     *
     * @param up statements, in order
     * @param down the way back
     * @param alone whether it runs without a transaction
     */
    record Step(String name, List<String> up, List<String> down, boolean alone) {
        Step(String name, String up, String down) {
            this(name, List.of(up), List.of(down), false);
        }
    }

    private static List<Step> steps() {
        var steps = new ArrayList<Step>();
        steps.add(new Step(
                "create_users",
                "CREATE TABLE users (id int PRIMARY KEY, name text, \"Größe; x\" int)",
                "DROP TABLE users"));
        steps.add(new Step(
                "fill",
                List.of(
                        "INSERT INTO users (id, name) VALUES (1, 'O''Brien; -- no comment'), (2, $q$it's; so$q$)",
                        "/* a comment; /* nested; */ */ UPDATE users SET name = E'\\'; ' || name"),
                List.of("DELETE FROM users"),
                false));
        steps.add(new Step(
                "function",
                List.of("""
                        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$
                        BEGIN
                          NEW.name := coalesce(NEW.name, 'x'); -- here; too
                          RETURN NEW;
                        END;
                        $body$""", "CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()"),
                List.of("DROP TRIGGER touched ON users", "DROP FUNCTION touch()"),
                false));
        steps.add(new Step(
                "atomic",
                "CREATE FUNCTION one() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END",
                "DROP FUNCTION one()"));
        steps.add(new Step(
                "by_name",
                List.of("CREATE INDEX CONCURRENTLY users_name ON users (name)"),
                List.of("DROP INDEX CONCURRENTLY users_name"),
                true));
        steps.add(new Step(
                "block",
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'color') THEN CREATE TYPE color AS ENUM ('red'); END IF; END $$",
                "DROP TYPE color"));
        IntStream.range(0, 27)
                .forEach(i -> steps.add(new Step(
                        "create_t" + i,
                        List.of(
                                "CREATE TABLE t%d (id int PRIMARY KEY, of int REFERENCES users)".formatted(i),
                                "INSERT INTO t%d VALUES (%d, 1)".formatted(i, i)),
                        List.of("DROP TABLE t" + i),
                        false)));
        return steps;
    }

    /** How a tool writes a step, the {@code number}-th from 1. */
    @FunctionalInterface
    interface Writer {
        void write(CliRunner folder, int number, Step step);
    }

    private static String sql(List<String> statements) {
        return statements.stream().collect(joining(";\n", "", ";\n"));
    }

    private static String goose(List<String> statements) {
        return statements.stream()
                .map(one -> "-- +goose StatementBegin\n" + one + ";\n-- +goose StatementEnd\n")
                .collect(joining());
    }

    private static void dbmate(CliRunner folder, int number, Step step, String pattern) {
        var mark = step.alone() ? " transaction:false\n" : "\n";
        folder.file(
                "migrations/" + pattern.formatted(number, step.name()),
                "-- migrate:up" + mark + sql(step.up()) + "\n-- migrate:down" + mark + sql(step.down()));
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                format("Seedbank", true, (f, n, step) -> dbmate(f, n, step, "V0.%d.0__%s.sql")),
                format("dbmate", true, (f, n, step) -> dbmate(f, n, step, "202601%02d120000_%s.sql")),
                format("Flyway", true, (f, n, step) -> {
                    f.file("migrations/sub%d/V%03d_1__%s.sql".formatted(n % 3, n, step.name()), sql(step.up()));
                    f.file("migrations/U%03d_1__%s.sql".formatted(n, step.name()), sql(step.down()));
                    f.file("migrations/R__view.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM users;\n");
                }),
                format(
                        "goose",
                        true,
                        (f, n, step) -> f.file(
                                "migrations/%05d_%s.sql".formatted(n, step.name()),
                                (step.alone() ? "-- +goose NO TRANSACTION\n" : "") + "-- +goose Up\n" + goose(step.up())
                                        + "\n-- +goose Down\n" + goose(step.down()))),
                format("golang-migrate", true, (f, n, step) -> {
                    f.file("migrations/%06d_%s.up.sql".formatted(n, step.name()), sql(step.up()));
                    f.file("migrations/%06d_%s.down.sql".formatted(n, step.name()), sql(step.down()));
                }),
                format("diesel", true, (f, n, step) -> {
                    var name = "migrations/2026-01-%02d-120000_%s/".formatted(n, step.name());
                    f.file(name + "up.sql", sql(step.up()));
                    f.file(name + "down.sql", sql(step.down()));
                    if (step.alone()) {
                        f.file(name + "metadata.toml", "run_in_transaction = false\n");
                    }
                }),
                format("Prisma", false, (f, n, step) -> {
                    f.file("migrations/migration_lock.toml", "provider = \"postgresql\"\n");
                    f.file(
                            "migrations/202601%02d120000_%s/migration.sql".formatted(n, step.name()),
                            "-- CreateTable\n" + sql(step.up()));
                }),
                format("Drizzle", false, (f, n, step) -> {
                    f.file(
                            "migrations/%04d_%s.sql".formatted(n - 1, step.name()),
                            String.join(";\n--> statement-breakpoint\n", step.up()) + ";\n");
                    f.file("migrations/meta/_journal.json", journal(n));
                }),
                format(
                        "plain",
                        false,
                        (f, n, step) -> f.file("migrations/%d_%s.sql".formatted(n, step.name()), sql(step.up()))));
    }

    private static Arguments format(String name, boolean hasDowns, Writer writer) {
        return Arguments.of(name, hasDowns, writer);
    }

    private static String journal(int entries) {
        var steps = steps();
        return IntStream.range(0, entries)
                .mapToObj(i ->
                        "{\"idx\": %d, \"version\": \"7\", \"when\": %d, \"tag\": \"%04d_%s\", \"breakpoints\": true}"
                                .formatted(
                                        i,
                                        1_700_000_000_000L + i,
                                        i,
                                        steps.get(i).name()))
                .collect(joining(",\n", "{\"version\": \"7\", \"dialect\": \"postgresql\", \"entries\": [\n", "]}\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void runs_as_it_is(String format, boolean hasDowns, Writer writer) {
        var steps = steps();
        try (var db = PostgresServer.any().createDatabase()) {
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            for (int i = 0; i < steps.size(); i++) {
                writer.write(seedbank, i + 1, steps.get(i));
            }

            assertThat(seedbank.run("migrate")).exits(0);
            assertThat(db.query("select count(*) from users where name like '''; %'"))
                    .containsExactly("2");
            assertThat(db.query("select count(*) from pg_tables where schemaname = 'public'"))
                    .containsExactly("28");
            assertThat(db.query("select indisvalid from pg_index where indexrelid = 'users_name'::regclass"))
                    .containsExactly("t");
            var before = PostgresDigest.of(db);
            assertThat(seedbank.run("migrate")).exits(0).prints("up to date");
            assertThat(seedbank.run("migrate", "status")).exits(0).prints("0 pending");
            assertThat(PostgresDigest.of(db)).isEqualTo(before);
            if (hasDowns) {
                thereAndBack(seedbank, db, format, before);
            }
        }
    }

    private static void thereAndBack(CliRunner seedbank, Database db, String format, Object before) {
        var first = db.query("select version from seedbank.migrations order by number limit 1")
                .getFirst();
        db.run("drop view if exists names");
        assertThat(seedbank.run("migrate", "rollback", "--version", first, "--confirm"))
                .as(format)
                .exits(0);
        assertThat(db.query("select tablename from pg_tables where schemaname = 'public'"))
                .containsExactly("users");
        assertThat(db.query("select count(*) from users")).containsExactly("0");

        db.run("create or replace view names as select name from users");
        assertThat(seedbank.run("migrate")).as(format).exits(0);
        db.run(format.equals("Flyway") ? "select 1" : "drop view names");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }
}

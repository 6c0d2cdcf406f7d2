package dev.seedbank.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.FreePort;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("program")
class StatusIT {
    @TempDir
    Path project;

    @Test
    void shows_every_store_even_when_one_is_down() {
        try (Database database = PostgresServer.any().createDatabase()) {
            database.run(
                    "create table users (id int primary key)", "insert into users select generate_series(1, 1234)");
            var seedbank = CliRunner.in(project).file("seedbank.yaml", """
                    seedbank:
                      stores:
                        content:
                          url: mongodb://127.0.0.1:%d/shop
                        main:
                          url: %s
                    """.formatted(FreePort.take(), database.url()));
            assertThat(seedbank.run("status"))
                    .exits(4)
                    .prints(
                            "content: no status",
                            "main: connected to PostgreSQL ",
                            " at 127.0.0.1:",
                            "users       1234")
                    .warns("✘ Store 'content': ");
            assertThat(seedbank.run("status", "-o", "json"))
                    .exits(4)
                    .prints("\"connected\" : false", "\"connected\" : true", "\"code\" : \"no-connection\"");
            assertThat(seedbank.run("status", "-s", "main")).exits(0).neverSays("content");
        }
    }

    @Test
    void shows_what_is_pending_or_wrong_with_migrations_on_the_same_screen() {
        try (Database database = PostgresServer.any().createDatabase()) {
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", database.url())
                    .file("migrations/V1__a.sql", "create table a (id int);")
                    .file("migrations/V3__c.sql", "create table c (id int);");
            assertThat(seedbank.run("status"))
                    .exits(5)
                    .prints("  migrations: at no version, 2 pending: V1__a.sql, V3__c.sql")
                    .warns("✘ Migrations of postgresql: 2 pending", "To run what is pending: seedbank migrate");
            assertThat(seedbank.run("migrate")).exits(0);
            assertThat(seedbank.run("status")).exits(0).prints("  migrations: at version 3, none pending");

            seedbank.file("migrations/V1__a.sql", "create table a (id bigint);")
                    .file("migrations/V2__b.sql", "create table b (id int);")
                    .file("migrations/V4__d.sql", "insert into nowhere values (1);");
            assertThat(seedbank.run("migrate")).exits(5);
            assertThat(seedbank.run("migrate", "repair", "--accept", "1")).exits(0);
            assertThat(seedbank.run("migrate", "--out-of-order")).exits(1);
            seedbank.file("migrations/V1__a.sql", "create table a (id int);")
                    .file("migrations/V2.5__late.sql", "select 1;")
                    .file("migrations/V5__e.sql", "select 1;");
            assertThat(seedbank.run("status"))
                    .exits(5)
                    .prints(
                            "  migrations: at version 3, 3 pending: V2.5__late.sql, V4__d.sql, V5__e.sql\n",
                            "    ! 1 failed: V4__d.sql; 1 out of order: V2.5__late.sql; 1 edited: V1__a.sql\n")
                    .warns("3 pending, 1 failed, 1 out of order, 1 edited", "seedbank migrate validate");
            var json = seedbank.run("status", "-o", "json");
            assertThat(json).exits(5).prints("\"failed\" : [ \"V4__d.sql\" ]", "\"code\" : \"check-failed\"");
            assertThat(seedbank.run("migrate", "status", "-o", "json"))
                    .exits(5)
                    .prints("\"code\" : \"check-failed\"", "\"exit\" : 5");
            assertThat(seedbank.run("migrate", "validate", "-o", "json"))
                    .exits(5)
                    .prints("\"code\" : \"check-failed\"", "\"exit\" : 5");
        }
    }

    @Test
    void a_store_that_is_down_weighs_more_than_what_another_lacks() {
        try (Database database = PostgresServer.any().createDatabase()) {
            var seedbank = CliRunner.in(project)
                    .file("migrations/main/V1__a.sql", "select 1;")
                    .file("seedbank.yaml", """
                    seedbank:
                      stores:
                        main: {url: %s}
                        content: {url: 'mongodb://127.0.0.1:%d/shop'}
                    """.formatted(database.url(), FreePort.take()));
            assertThat(seedbank.run("status")).exits(4).prints("1 pending: V1__a.sql");
        }
    }

    @Test
    void says_why_migrations_cannot_be_told_and_shows_the_rest() {
        try (Database database = PostgresServer.any().createDatabase()) {
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", database.url())
                    .file("migrations/V1__a.sql", "select 1;")
                    .file("migrations/V1__b.sql", "select 1;");
            assertThat(seedbank.run("status"))
                    .exits(2)
                    .prints("connected to PostgreSQL", "migrations: see the error below")
                    .warns("are both version 1");
        }
    }

    @Test
    void reads_the_environment_marker_once() {
        var server = MongoServer.any();
        var name = server.database();
        server.open(name).getCollection("users").insertOne(new Document("_id", 1));
        var reads = new AtomicInteger();
        try (var standIn = MongoStandIn.before(server.url(name)).when("find", (command, count) -> {
            if (command.getString("find").getValue().equals("_seedbank")) {
                reads.incrementAndGet();
            }
            return null;
        })) {
            assertThat(CliRunner.in(project).env("DATABASE_URI", standIn.url()).run("status"))
                    .exits(0)
                    .prints("environment not recorded yet");
        } finally {
            server.drop(name);
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void numbers_stand_at_the_right() {
        try (Database database = PostgresServer.any().createDatabase()) {
            database.run(
                    "create table a (id int)",
                    "create table b_with_a_long_name (id int)",
                    "insert into a select generate_series(1, 1234)");
            var status =
                    CliRunner.in(project).env("DATABASE_URL", database.url()).run("status");
            assertThat(status.out()).containsPattern("  COLLECTION +ROWS +SIZE\n  a +1234 +[0-9.]+ KiB\n");
            assertThat(status.out()).containsPattern("  b_with_a_long_name +0 +[0-9.]+ [Ki]*B\n");
            var lines = status.out()
                    .lines()
                    .filter(line -> line.matches("  (a|b_\\w+|COLLECTION) .*"))
                    .toList();
            assertThat(lines)
                    .hasSize(3)
                    .allSatisfy(
                            line -> assertThat(line).hasSize(lines.getFirst().length()));
        }
    }

    @Test
    void tells_an_estimate_from_a_count_and_says_where_nobody_knows() {
        try (Database database = PostgresServer.any().createDatabase()) {
            var other = database.createOwner();
            database.run(
                    "create table counted_by_the_server (id int)",
                    "insert into counted_by_the_server select generate_series(1, 40)");
            database.run(
                    "set track_counts = off",
                    "create table unknown_to_all (id int)",
                    "insert into unknown_to_all select generate_series(1, 40)");
            database.run("""
                    do $$ begin
                        while pg_stat_get_live_tuples('counted_by_the_server'::regclass) <> 40 loop
                            perform pg_sleep(0.02), pg_stat_clear_snapshot();
                        end loop;
                    end $$""");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", other);
            assertThat(seedbank.run("status").out())
                    .containsPattern("counted_by_the_server +about 40 ")
                    .containsPattern("unknown_to_all +unknown ");
            assertThat(seedbank.run("status", "-o", "json")).exits(0).prints("\"rows\" : null", "\"exact\" : false");
        }
    }
}

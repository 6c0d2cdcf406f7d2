package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.Cable;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of two stores the first is committed when the connection to the second is lost at its commit. */
@Tag("program")
class SecondStoreGoneIT {
    private static final String SETTINGS = """
            seedbank:
              stores:
                one: {url: "${ONE}"}
                two: {url: "${TWO}"}
            """;

    @TempDir
    Path project;

    private Database one;
    private Database two;

    @BeforeEach
    void fill() {
        one = PostgresServer.any().createDatabase();
        two = PostgresServer.any().createDatabase();
        for (var database : List.of(one, two)) {
            database.run("create table users (id int primary key, name text)", "insert into users values (1, 'Ada')");
        }
    }

    @AfterEach
    void drop() {
        one.close();
        two.close();
    }

    /** Whether the server still got the commit, and its answer was lost: nobody can know until it is there again. */
    static Stream<Arguments> commands() {
        return Stream.of("clean", "restore")
                .flatMap(command -> Stream.of(Arguments.of(command, true), Arguments.of(command, false)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void what_is_changed_is_told_and_undo_knows_it(String command, boolean delivered) {
        var seedbank = seedbank(two.url());
        assertThat(seedbank.run("backup")).exits(0);
        change();
        var before = digests();
        try (var cable = cable(delivered)) {
            assertThat(seedbank(cable.lead(two.url())).run(command, "--confirm"))
                    .exits(1)
                    .warns("Store 'two': ", "Changed: one, two (perhaps", "To restore what was there: seedbank undo")
                    .neverSays("Nothing was changed", "Exception");
            assertThat(cable.isCutWithin(0)).isTrue();
        }
        assertThat(PostgresDigest.of(one)).isNotEqualTo(before.getFirst());
        assertThat(seedbank.run("undo", "--confirm")).exits(0).prints("'seedbank " + command + " --confirm' of 20");
        assertThat(digests()).isEqualTo(before);
    }

    @Test
    void undo_is_not_promised_without_a_safety_backup() {
        var seedbank = seedbank(two.url());
        assertThat(seedbank.run("backup")).exits(0);
        change();
        try (var cable = cable(true)) {
            assertThat(seedbank(cable.lead(two.url())).run("restore", "--confirm", "--no-safety-backup"))
                    .exits(1)
                    .warns("Changed: one, two (perhaps", "No safety backup was taken")
                    .neverSays("To restore what was there", "Nothing was changed");
        }
        assertThat(seedbank.run("undo", "--confirm")).exits(2).warns("took no safety backup");
    }

    @Test
    void so_it_is_when_the_second_is_a_mongodb() {
        var server = MongoServer.any();
        var name = server.database();
        var events = server.open(name).getCollection("events");
        events.insertOne(new Document("_id", 1));
        try (var standIn = MongoStandIn.before(server.url(name))) {
            var url = standIn.url();
            var seedbank = seedbank(url + (url.contains("?") ? "&" : "?") + "serverSelectionTimeoutMS=2000");
            assertThat(seedbank.run("backup")).exits(0);
            one.run("insert into users values (2, 'Bo')");
            events.insertOne(new Document("_id", 2));
            var before = List.of(PostgresDigest.of(one), MongoDigest.of(server.open(name)));
            var first = new AtomicBoolean(true);
            var down = new AtomicBoolean();
            standIn.when((command, body) -> {
                if (command.equals("renameCollection") && first.getAndSet(false)) {
                    down.set(true);
                }
                return down.get() ? new MongoStandIn.Action.Cut(false) : null;
            });
            assertThat(seedbank.run("restore", "--confirm"))
                    .exits(1)
                    .warns("Changed: one, two", "To restore what was there: seedbank undo")
                    .neverSays("Nothing was changed", "Exception");
            down.set(false);
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(List.of(PostgresDigest.of(one), MongoDigest.of(server.open(name))))
                    .isEqualTo(before);
        } finally {
            server.drop(name);
        }
    }

    private CliRunner seedbank(String urlOfTwo) {
        return CliRunner.in(project)
                .file("seedbank.yaml", SETTINGS)
                .env("ONE", one.url())
                .env("TWO", urlOfTwo);
    }

    private void change() {
        one.run("insert into users values (2, 'Bo')");
        two.run("insert into users values (2, 'Bo')");
    }

    private List<Object> digests() {
        return new ArrayList<>(List.of(PostgresDigest.of(one), PostgresDigest.of(two)));
    }

    /** The message after the question for the transaction's id is the commit. */
    private Cable cable(boolean delivered) {
        return Cable.afterText("127.0.0.1", Cable.portOf(two.url()), "pg_current_xact_id", delivered);
    }
}

package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code undo} does about stores that the settings do not name any more. */
@Tag("program")
class UndoStoresIT {
    private static final String ONE = "seedbank:\n  stores:\n    one: {url: \"${ONE}\"}\n";
    private static final String BOTH = ONE + "    two: {url: \"${TWO}\"}\n";

    @TempDir
    Path project;

    private Database one;
    private Database two;
    private CliRunner seedbank;
    private List<Map<String, String>> full;

    @BeforeEach
    void fill() {
        one = PostgresServer.any().createDatabase();
        two = PostgresServer.any().createDatabase();
        for (var database : List.of(one, two)) {
            database.run("create table users (id int primary key)", "insert into users values (1), (2)");
        }
        full = digests();
        seedbank = CliRunner.in(project).env("ONE", one.url()).env("TWO", two.url());
    }

    @AfterEach
    void drop() {
        one.close();
        two.close();
    }

    @Test
    void a_store_that_was_removed_is_not_passed_over() {
        assertThat(seedbank.file("seedbank.yaml", BOTH).run("clean", "--confirm"))
                .exits(0);
        var empty = digests();
        var fewer = seedbank.file("seedbank.yaml", ONE);
        for (var dryRun : List.of("--confirm", "--dry-run")) {
            assertThat(fewer.run("undo", dryRun))
                    .exits(3)
                    .warns("changed the store 'two'", two.name(), "Nothing was undone", "--store one");
        }
        assertThat(digests()).isEqualTo(empty);
        assertThat(fewer.run("undo", "--store", "one", "--confirm")).exits(0);
        assertThat(digests()).isEqualTo(List.of(full.getFirst(), empty.getLast()));
    }

    @Test
    void nor_does_an_earlier_command_stand_in_for_one_that_changed_only_that() {
        seedbank.file("seedbank.yaml", BOTH);
        assertThat(seedbank.run("clean", "--store", "one", "--confirm")).exits(0);
        assertThat(seedbank.run("clean", "--store", "two", "--confirm")).exits(0);
        var empty = digests();
        assertThat(seedbank.file("seedbank.yaml", ONE).run("undo", "--confirm"))
                .exits(3)
                .warns("'seedbank clean --store two --confirm' of 20", "changed the store 'two'");
        assertThat(digests()).isEqualTo(empty);
        assertThat(seedbank.file("seedbank.yaml", BOTH).run("undo", "--confirm"))
                .exits(0);
        assertThat(digests()).isEqualTo(List.of(empty.getFirst(), full.getLast()));
    }

    private List<Map<String, String>> digests() {
        return List.of(PostgresDigest.of(one), PostgresDigest.of(two));
    }
}

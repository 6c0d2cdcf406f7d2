package dev.seedbank.backend.mongo.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import dev.seedbank.testing.CliRun;
import dev.seedbank.testing.MongoStandIn;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a restore clears away that ends early: at Ctrl-C while the server is at work, what it still does must not come afterwards. */
@Tag("program")
class MongoRestoreInterruptedIT extends RestoreThroughStandIn {
    private static final Duration WORK = Duration.ofMillis(700);

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicReference<CliRun> run = new AtomicReference<>();
    private final AtomicInteger inserts = new AtomicInteger();

    /** In the background, and one that is waited for. */
    @ParameterizedTest
    @CsvSource({"many, 3", "many, 5", "users, 1"})
    void an_insert_under_way_leaves_no_staging_collection(String collection, int nth) throws Exception {
        var before = backedUp();
        var suffix = collection.equals("many") ? "_0" : "_1";
        standIn.when("insert", (command, count) -> {
            var into = command.getString("insert");
            if (isStaging(into) && into.getValue().endsWith(suffix) && inserts.incrementAndGet() == nth) {
                interrupt();
            }
            return null;
        });
        interrupted();
        Thread.sleep(2 * WORK.toMillis());
        assertThat(leftovers()).isEmpty();
        assertThat(digest()).isEqualTo(before);
    }

    /** While the server takes its time, the user loses patience; the server does it all the same. */
    private void interrupt() {
        try {
            while (run.get() == null) {
                Thread.sleep(10);
            }
            run.get().interrupt();
            Thread.sleep(WORK);
            done.set(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is in place then, and the note of what was to be placed goes with the staging collections. */
    @Test
    void a_refused_rename_leaves_no_note_of_it() {
        var before = backedUp();
        var noted = new AtomicBoolean();
        standIn.when("renameCollection", (command, count) -> {
            noted.set(note() != null);
            return MongoStandIn.error(13, "Unauthorized", "not authorized");
        });
        assertThat(restore()).exits(1).warns("Nothing was changed");
        assertThat(noted).isTrue();
        assertThat(note()).isNull();
        assertThat(leftovers()).isEmpty();
        assertThat(digest()).isEqualTo(before);
    }

    private @Nullable Document note() {
        return server.open(name)
                .getCollection("_seedbank_lock")
                .find(Filters.eq("placing"))
                .first();
    }

    private void interrupted() {
        try (var started = seedbank().start("restore", "--confirm", "--no-safety-backup")) {
            run.set(started);
            assertThat(started.endInput().await()).exits(130).neverSays("Exception");
        }
        assertThat(done).isTrue();
    }
}

package dev.seedbank.backend.mongo.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import dev.seedbank.testing.CliRun;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C while the server is at work: what it still does for the restore must not come after the clearing away. */
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
                interrupt(WORK);
            }
            return null;
        });
        interrupted();
        Thread.sleep(2 * WORK.toMillis());
        assertThat(leftovers()).isEmpty();
        assertThat(digest()).isEqualTo(before);
    }

    /** While the server takes its time, the user loses patience; the server does it all the same. */
    private void interrupt(Duration work) {
        try {
            while (run.get() == null) {
                Thread.sleep(10);
            }
            run.get().interrupt();
            Thread.sleep(work);
            done.set(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is in place yet, and the note of what was to be placed goes with the staging collections. */
    @Test
    void before_the_first_rename_no_note_of_it_stays() throws Exception {
        var before = backedUp();
        standIn.when("update", (command, count) -> {
            if (command.toJson().contains("placing") && !done.get()) {
                interrupt(WORK.multipliedBy(4));
            }
            return null;
        });
        interrupted();
        assertThat(leftovers()).isEmpty();
        assertThat(server.open(name)
                        .getCollection("_seedbank_lock", BsonDocument.class)
                        .find(Filters.eq("placing"))
                        .first())
                .isNull();
        assertThat(digest()).isEqualTo(before);
        assertThat(restore()).exits(0);
    }

    private void interrupted() {
        try (var started = seedbank().start("restore", "--confirm", "--no-safety-backup")) {
            run.set(started);
            assertThat(started.endInput().await()).exits(130).neverSays("Exception");
        }
        assertThat(done).isTrue();
    }
}

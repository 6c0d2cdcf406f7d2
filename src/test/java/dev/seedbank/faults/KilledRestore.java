package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoQueryException;
import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Two backups, each restored over the other in turn. */
abstract class KilledRestore implements Killing.Victim {
    static final int SIZE = 12_000;

    private final List<String> names;
    private final List<Map<String, String>> states;
    private int round;

    /** @param states what the database held when each of the two was taken */
    KilledRestore(List<String> names, List<Map<String, String>> states) {
        this.names = names;
        this.states = states;
    }

    @Override
    public String[] next() {
        round++;
        return new String[] {"restore", names.get(round % 2), "--confirm", "--no-safety-backup"};
    }

    Map<String, String> wanted() {
        return states.get(round % 2);
    }

    int round() {
        return round;
    }

    List<Map<String, String>> states() {
        return states;
    }

    private static String backup(CliRunner seedbank, String name) {
        assertThat(seedbank.run("backup", "--name", name)).exits(0);
        return BackupFolder.of(seedbank.project()).only(name);
    }

    /** All of the one or all of the other; as superuser and as mere owner in turn, which are two ways to do it. */
    static final class OfPostgres extends KilledRestore {
        private final PostgresScene scene;

        OfPostgres(PostgresServer server, Path project) throws IOException {
            this(PostgresScene.on(server, project).fill(1, SIZE));
        }

        private OfPostgres(PostgresScene scene) {
            this(scene, backup(scene.seedbankAsOwner(), "one"), scene.digest());
        }

        private OfPostgres(PostgresScene scene, String one, Map<String, String> first) {
            scene.fill(2, SIZE);
            super(List.of(one, backup(scene.seedbankAsOwner(), "two")), List.of(first, scene.digest()));
            this.scene = scene;
        }

        @Override
        public CliRunner seedbank() {
            return round() % 4 < 2 ? scene.seedbank() : scene.seedbankAsOwner();
        }

        @Override
        public void survived() {
            scene.awaitNobody();
            assertThat(scene.digest()).isIn(states());
        }

        @Override
        public void ended(CliResult result) {
            assertThat(result).exits(0);
            assertThat(scene.digest()).isEqualTo(wanted());
        }

        @Override
        public String toString() {
            return "restore of PostgreSQL";
        }
    }

    /** Each collection all of the one or all of the other, its indexes with it. */
    static final class OfMongo extends KilledRestore {
        private final MongoScene scene;

        OfMongo(MongoServer server, Path project) throws IOException {
            this(MongoScene.on(server, project).fill(1, SIZE));
        }

        private OfMongo(MongoScene scene) {
            this(scene, backup(scene.seedbank(), "one"), scene.digest());
        }

        private OfMongo(MongoScene scene, String one, Map<String, String> first) {
            scene.fill(2, SIZE);
            super(List.of(one, backup(scene.seedbank(), "two")), List.of(first, scene.digest()));
            this.scene = scene;
        }

        @Override
        public CliRunner seedbank() {
            return scene.seedbank();
        }

        /** What the killed one asked for last may still be under way, and reading all is not one moment. */
        @Override
        public void survived() {
            Waiting.until("each collection is old or new", this::isOldOrNew);
        }

        private boolean isOldOrNew() {
            Map<String, String> now;
            try {
                now = scene.digest();
            } catch (MongoQueryException e) { // a collection was replaced while it was read
                return false;
            }
            return MongoScene.COLLECTIONS.stream()
                    .allMatch(name ->
                            states().stream().anyMatch(state -> state.get(name).equals(now.get(name))));
        }

        @Override
        public void ended(CliResult result) {
            assertThat(result).exits(0);
            assertThat(scene.digest()).isEqualTo(wanted());
            assertThat(scene.names())
                    .as("no staging collection is left")
                    .filteredOn(name -> !MongoScene.COLLECTIONS.contains(name))
                    .allMatch(name -> MongoDigest.isSeedbanks(name) && !name.contains("restoring"));
        }

        @Override
        public String toString() {
            return "restore of MongoDB";
        }
    }
}

package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A destructive command, killed, and then {@code undo}. If the killed one changed anything, everything is as it was before that; if
 * not, {@code undo} takes back the command before it, which is the {@code undo} of the last round.
 */
final class KilledThenUndone implements Killing.Victim {
    private static final int SIZE = 12_000;

    private final Command command;
    private final Scene scene;
    private final List<String> backups = new ArrayList<>();
    private final List<Map<String, String>> states = new ArrayList<>();
    private Map<String, String> now;
    /** What the next {@code undo} has to bring back. */
    private Map<String, String> before;

    private Map<String, String> target = Map.of();
    /** What {@code clean} makes of a state. */
    private final Map<Map<String, String>, Map<String, String>> emptied = new HashMap<>();

    private Instant started = Instant.MIN;
    private int round;

    enum Command {
        CLEAN,
        RESTORE,
        UNDO
    }

    private KilledThenUndone(Command command, Scene scene) {
        this.command = command;
        this.scene = scene;
        for (int version = 1; version <= 2; version++) {
            scene.fill(version);
            var name = "version" + version;
            assertThat(seedbank().run("backup", "--name", name)).exits(0);
            backups.add(BackupFolder.of(seedbank().project()).only(name));
            states.add(scene.digest());
        }
        now = states.getLast();
        before = now;
        restoreOther();
    }

    static KilledThenUndone onPostgres(Command command, Path project) throws IOException {
        return new KilledThenUndone(command, new OnPostgres(PostgresScene.on(PostgresServer.any(), project)));
    }

    static KilledThenUndone onMongo(Command command, Path project) throws IOException {
        return new KilledThenUndone(command, new OnMongo(MongoScene.on(MongoServer.any(), project)));
    }

    @Override
    public CliRunner seedbank() {
        return scene.seedbank(round);
    }

    @Override
    public String[] next() {
        round++;
        if (isEmpty(now)) {
            assertThat(startOfUndone()).isBefore(Instant.now());
            changed(before);
            assertThat(scene.digest()).isEqualTo(now);
        }
        if (now.equals(before)) {
            restoreOther();
        }
        target = switch (command) {
            case CLEAN -> emptied.getOrDefault(now, Map.of());
            case RESTORE -> states.get(other());
            case UNDO -> before;
        };
        started = Instant.now();
        return switch (command) {
            case CLEAN -> new String[] {"clean", "--confirm"};
            case RESTORE -> new String[] {"restore", backups.get(other()), "--confirm"};
            case UNDO -> new String[] {"undo", "--confirm"};
        };
    }

    /** On PostgreSQL every other {@code undo} comes at once, while the server may still be busy with the killed command. */
    @Override
    public void survived() {
        if (!scene.transactions() || round % 2 == 0) {
            scene.awaitNobody();
            undoneFrom(scene.digest());
        } else {
            undone();
        }
        assertThat(BackupFolder.of(seedbank().project()).names())
                .allSatisfy(
                        name -> assertThat(BackupFolder.of(seedbank().project()).problems(name))
                                .isEmpty());
    }

    private void undoneFrom(Map<String, String> found) {
        boolean changed = !found.equals(now);
        if (scene.transactions()) {
            assertThat(found).isIn(now, target);
        }
        boolean killedOne = !startOfUndone().isBefore(started);
        if (changed || scene.transactions()) {
            assertThat(killedOne).as("what is taken back is the killed command").isEqualTo(changed);
        }
        var wanted = killedOne ? now : before;
        now = found;
        changed(wanted);
        assertThat(scene.digest()).isEqualTo(wanted);
    }

    private void undone() {
        boolean killedOne = !startOfUndone().isBefore(started);
        var wanted = killedOne ? now : before;
        now = killedOne ? target : now;
        changed(wanted);
        assertThat(scene.digest()).as("killed one taken back: %s", killedOne).isEqualTo(wanted);
    }

    @Override
    public void ended(CliResult result) {
        assertThat(result).exits(0);
        if (command == Command.CLEAN) {
            target = emptied.computeIfAbsent(now, state -> scene.digest());
            assertThat(isEmpty(target)).isTrue();
        }
        changed(target);
        assertThat(scene.digest()).isEqualTo(now);
    }

    private void changed(Map<String, String> state) {
        before = now;
        now = state;
    }

    private static boolean isEmpty(Map<String, String> state) {
        return state.values().stream().noneMatch(it -> it.matches("[1-9][0-9]* (rows|documents)(?s:.*)"));
    }

    private int other() {
        return now.equals(states.getFirst()) ? 1 : 0;
    }

    private void restoreOther() {
        int other = other();
        assertThat(seedbank().run("restore", backups.get(other), "--confirm")).exits(0);
        changed(states.get(other));
        assertThat(scene.digest()).isEqualTo(now);
    }

    /** Runs {@code undo}. */
    private Instant startOfUndone() {
        var result = undo();
        if (result.exitCode() == 1 && result.out().contains("\"locked\"")) {
            scene.awaitNobody(); // the server is still busy with the killed command, whose lock it keeps so long
            result = undo();
        }
        assertThat(result).exits(0);
        try {
            return Instant.parse(new ObjectMapper()
                    .readTree(result.out())
                    .at("/undone/startedAt")
                    .asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + result, e);
        }
    }

    private CliResult undo() {
        return seedbank().run("undo", "--confirm", "--output", "json");
    }

    @Override
    public String toString() {
        return command + ", then undo, of " + scene;
    }

    /** Where it happens. */
    private interface Scene {
        /** @param round every other one by another user, where that makes a difference */
        CliRunner seedbank(int round);

        void fill(int version);

        Map<String, String> digest();

        boolean transactions();

        /** Returns when the server is done with what a killed client asked for. */
        void awaitNobody();
    }

    /** As superuser and as mere owner in turn, which are two ways to do it. */
    private record OnPostgres(PostgresScene scene) implements Scene {
        @Override
        public CliRunner seedbank(int round) {
            return round % 4 < 2 ? scene.seedbank() : scene.seedbankAsOwner();
        }

        @Override
        public void fill(int version) {
            scene.fill(version, SIZE);
        }

        @Override
        public Map<String, String> digest() {
            return scene.digest();
        }

        @Override
        public boolean transactions() {
            return true;
        }

        @Override
        public void awaitNobody() {
            scene.awaitNobody();
        }

        @Override
        public String toString() {
            return "PostgreSQL";
        }
    }

    private record OnMongo(MongoScene scene) implements Scene {
        @Override
        public CliRunner seedbank(int round) {
            return scene.seedbank();
        }

        @Override
        public void fill(int version) {
            scene.fill(version, SIZE);
        }

        @Override
        public Map<String, String> digest() {
            return scene.digest();
        }

        @Override
        public boolean transactions() {
            return false;
        }

        /** Not every server says what it is busy with, and on some a collection is not there while it is renamed. */
        @Override
        public void awaitNobody() {
            var seen = new ArrayList<Map<String, String>>();
            Waiting.until("all collections are there and change no more", () -> {
                seen.add(scene.digest());
                int count = seen.size();
                return count > 2
                        && seen.getLast().keySet().containsAll(MongoScene.COLLECTIONS)
                        && seen.get(count - 1).equals(seen.get(count - 2))
                        && seen.get(count - 1).equals(seen.get(count - 3));
            });
        }

        @Override
        public String toString() {
            return "MongoDB";
        }
    }
}

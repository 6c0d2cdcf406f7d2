package dev.seedbank.faults;

import dev.seedbank.faults.KilledThenUndone.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * After {@code kill -9} at any moment of a destructive command {@code undo} brings back exactly what was there: on PostgreSQL and
 * on MongoDB, side by side. {@code -Dundo.kills=60} for all of them, {@code -Dkills.seed=} to repeat a run's moments.
 */
@Tag("program")
@Tag("long")
class UndoKillIT {
    private static final int KILLS = Integer.getInteger("undo.kills", 2);
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime());

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void brings_back_what_was_there(Command command) throws Exception {
        System.out.println("Moments of the kills by -Dkills.seed=" + SEED);
        List<Callable<Killing.Victim>> victims = List.of(
                () -> KilledThenUndone.onPostgres(command, folder.resolve("postgres")),
                () -> KilledThenUndone.onMongo(command, folder.resolve("mongo")));
        try (var threads = Executors.newFixedThreadPool(victims.size())) {
            var tasks = new ArrayList<Callable<Object>>();
            for (var victim : victims) {
                tasks.add(() -> {
                    new Killing(KILLS, SEED).of(victim.call());
                    return "done";
                });
            }
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
        }
    }
}

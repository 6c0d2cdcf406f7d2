package dev.seedbank.faults;

import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at any moment leaves nothing half: 20 times each of backup, restore and seed, half of them on PostgreSQL and half
 * on MongoDB, side by side. {@code -Dkills=1000} for a longer evening, {@code -Dkills.seed=} to repeat a run's moments.
 */
@Tag("program")
@Tag("long")
class KillIT {
    private static final int KILLS = Integer.getInteger("kills", 8);
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void a_killed_backup_is_no_backup() throws Exception {
        killed(
                () -> new KilledBackup.OfPostgres(PostgresServer.any(), folder.resolve("postgres")),
                () -> new KilledBackup.OfMongo(MongoServer.any(), folder.resolve("mongo")));
    }

    @Test
    void a_killed_restore_leaves_old_or_new_and_nothing_between() throws Exception {
        killed(
                () -> new KilledRestore.OfPostgres(PostgresServer.any(), folder.resolve("postgres")),
                () -> new KilledRestore.OfMongo(MongoServer.any(), folder.resolve("mongo")));
    }

    @Test
    void a_killed_seed_run_leaves_all_or_nothing_or_can_be_finished() throws Exception {
        killed(
                () -> new KilledSeed.OfPostgres(PostgresServer.any(), folder.resolve("postgres")),
                () -> new KilledSeed.OfMongo(MongoServer.any(), folder.resolve("mongo")));
    }

    private static void killed(Callable<Killing.Victim> postgres, Callable<Killing.Victim> mongo) throws Exception {
        System.out.println("Moments of the kills by -Dkills.seed=" + SEED);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var tasks = new ArrayList<Callable<Object>>();
            for (var maker : List.of(postgres, mongo)) {
                tasks.add(() -> {
                    new Killing(KILLS / 2, SEED).of(maker.call());
                    return "done";
                });
            }
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
        }
    }
}

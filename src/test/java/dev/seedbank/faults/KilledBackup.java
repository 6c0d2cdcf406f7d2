package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Whatever the killed ones wrote: each backup that can be seen is whole, and what cannot be seen goes with the next one. */
abstract class KilledBackup implements Killing.Victim {
    private final CliRunner seedbank;
    private final BackupFolder backups;
    private final Set<String> checked = new HashSet<>();

    KilledBackup(CliRunner seedbank) {
        this.seedbank = seedbank;
        this.backups = BackupFolder.of(seedbank.project());
    }

    static final class OfPostgres extends KilledBackup {
        OfPostgres(PostgresServer server, Path project) throws IOException {
            super(PostgresScene.on(server, project).fill(1, 12_000).seedbankAsOwner());
        }

        @Override
        public String toString() {
            return "backup of PostgreSQL";
        }
    }

    static final class OfMongo extends KilledBackup {
        OfMongo(MongoServer server, Path project) throws IOException {
            super(MongoScene.on(server, project).fill(1, 12_000).seedbank());
        }

        @Override
        public String toString() {
            return "backup of MongoDB";
        }
    }

    @Override
    public CliRunner seedbank() {
        return seedbank;
    }

    @Override
    public String[] next() {
        return new String[] {"backup"};
    }

    @Override
    public void survived() {
        for (var name : backups.names()) {
            if (checked.add(name)) {
                assertThat(backups.problems(name)).isEmpty();
            }
        }
    }

    @Override
    public void ended(CliResult result) {
        assertThat(result).exits(0);
        survived();
        var list = seedbank.run("backup", "list", "--output", "json");
        assertThat(list).exits(0);
        assertThat(BackupFolder.listed(list)).isEqualTo(backups.names());
        assertThat(list).neverSays("problem");
        assertThat(backups.leftovers()).isEmpty();
    }
}

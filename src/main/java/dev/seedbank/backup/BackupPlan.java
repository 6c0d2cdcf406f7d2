package dev.seedbank.backup;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.guard.Plan;
import java.util.List;

/** What a backup is to contain, and from which stores. It needs no confirmation. */
record BackupPlan(Backup backup, BackupRequest request, List<StoreReader> stores) implements Plan {
    BackupPlan {
        stores = List.copyOf(stores);
    }

    @Override
    public Report dryRun(Progress progress) {
        return backup.dryRun(request, stores);
    }
}

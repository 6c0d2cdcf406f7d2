package dev.seedbank.backup;

import dev.seedbank.archive.Archive;
import dev.seedbank.backend.Backends;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Project;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import dev.seedbank.repository.Repositories;
import dev.seedbank.repository.local.LocalRepositoryFactory;
import dev.seedbank.testing.FakeTerminal;
import dev.seedbank.testing.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a database in memory, in a folder of their own. */
abstract class BackupsOfMemory {
    static final Instant NOW = Instant.parse("2026-01-28T10:30:00.123Z");

    @TempDir
    Path folder;

    final MemoryStore.Data data = new MemoryStore.Data();
    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final Backups backups = new Backups(new Repositories(List.of(new LocalRepositoryFactory())), clock);
    final Backup backup = new Backup(clock, backups);

    @BeforeEach
    void some_data() {
        data.rows.put("users", List.of("{\"id\":1}", "{\"id\":2,\"name\":\"x\\ny\"}"));
        data.rows.put("empty", List.of());
        data.rows.put("a/b\n\"c\"", List.of("{}"));
    }

    Archive open(String name) throws IOException {
        return backups.open(project("directory"), Optional.of(name));
    }

    BackupResult run(String layout, String name) throws IOException {
        return run(layout, BackupRequest.of(name, List.of(), false));
    }

    BackupResult run(String layout, BackupRequest request) throws IOException {
        var terminal = FakeTerminal.absent();
        var guard = new Guard(new Backends(List.of(MemoryStore.backend(data))), terminal, new Interrupts(terminal));
        try (var targets = guard.open(Action.BACKUP, project(layout), List.of(), Consent.NONE, Progress.silent())) {
            return backup.run(
                    request, targets.project(), targets.stores(), guard.permit(targets, ""), Progress.silent());
        }
    }

    Project project(String layout) throws IOException {
        Files.writeString(
                folder.resolve("seedbank.yaml"),
                "seedbank:\n  backups: {layout: %s}\n  stores:\n    main: {url: 'memory://host/shop'}\n"
                        .formatted(layout));
        return Project.read(folder, Optional.empty(), Optional.of("dev"), Map.of());
    }

    static List<Path> files(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}

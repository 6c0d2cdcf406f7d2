package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.config.Project;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.MigrationFolder;
import dev.seedbank.migrate.files.NewMigration;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Runs a store's migrations in an empty database, and adds one to its folder, for whoever wants to know what structure they make. */
@ApplicationScoped
public class Replays {
    private final Guard guard;
    private final Migrate migrate;
    private final Clock clock;

    public Replays(Guard guard, Migrate migrate, Clock clock) {
        this.guard = guard;
        this.migrate = migrate;
        this.clock = clock;
    }

    /** What the store's files and its history say together; empty if it has no migrations. */
    public Optional<Standing> standing(StoreReader store, Targets targets) {
        return StoreStanding.of(store, targets.stores(), targets.project()).map(StoreStanding::standing);
    }

    /**
     * An empty database in which nothing has run yet; dropped when the targets close.
     *
     * @throws dev.seedbank.failure.GuardRefusal if there may be none
     */
    public Replay begin(StoreReader store, Targets targets) {
        return new Replay(store, guard.scratch(targets, store), migrate);
    }

    /** What is there of the migrations of a new database, in this order. */
    public static List<Migration> all(MigrationFolder folder) {
        return new Standing(folder, List.of()).pending();
    }

    /**
     * Where the store's new migrations go, as a path from the project's folder.
     *
     * @param alone whether no other store of the project could run them
     */
    public static String folder(Project project, StoreReader store, boolean alone) {
        return MigrationSource.isByStore(project) || !alone
                ? MigrationSource.NAME + "/" + store.settings().name()
                : MigrationSource.NAME;
    }

    /**
     * Writes the next migration of a folder, in its style.
     *
     * @param folder as {@link #folder} names it
     */
    public NewMigration.Created write(Project project, String folder, String name, NewMigration.Body body) {
        return new NewMigration(clock).create(project.folder().resolve(folder), folder, name, body);
    }
}

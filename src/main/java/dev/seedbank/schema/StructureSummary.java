package dev.seedbank.schema;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.schema.KnownStructure;
import dev.seedbank.backend.schema.StructureBasis;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.migrate.MigrationSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether one store's structure has drifted, in a line, for a screen that shows other things as well. It is compared with what was
 * noted, and nothing is worked out.
 *
 * @param migrated whether it is about what migrations made; else about what files declare
 * @param found empty if nothing says what the structure is to be, or the engine does not note it
 */
public record StructureSummary(String store, boolean migrated, Optional<KnownStructure> found) {
    /**
     * Asks the store only if migrations were run there, or the project has none and files that declare its structure.
     *
     * @param indexes whether those that belong to no constraint count, as nothing else declares them
     */
    public static StructureSummary of(
            StoreReader store, MigrationSummary migrations, boolean indexes, Project project) {
        var name = store.settings().name();
        boolean migrated =
                migrations.standing().isPresent() || migrations.problem().isPresent();
        var basis = migrated
                ? migrations.standing().flatMap(it -> migrated(it.history()))
                : declared(name, StoreFiles.of(project, name));
        return new StructureSummary(name, migrated, basis.flatMap(it -> store.knownStructure(it, indexes)));
    }

    private static Optional<StructureBasis> migrated(List<HistoryEntry> history) {
        return history.isEmpty() ? Optional.empty() : Optional.of(new StructureBasis.Migrated(history));
    }

    /** Files that cannot be read are for the commands that need them. */
    private static Optional<StructureBasis> declared(String store, StoreFiles files) {
        try {
            return files.names(store).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new StructureBasis.Declared(files.of(store)));
        } catch (UsageFailure | OperationFailed e) {
            return Optional.empty();
        }
    }

    /** Nothing to say where nothing is to be compared. */
    public List<String> lines() {
        return found.map(it -> "structure: " + words(it)).stream().toList();
    }

    private String words(KnownStructure state) {
        return switch (state) {
            case AS_NOTED -> migrated ? "as the migrations made it" : "as schema/ declares";
            case CHANGED -> changed();
            case UNKNOWN -> "not compared yet, see: seedbank schema diff";
        };
    }

    private String changed() {
        return migrated ? "changed since the migrations made it" : "not as schema/ declares";
    }

    public Optional<Failure> problem() {
        return found.filter(KnownStructure.CHANGED::equals)
                .map(it -> Where.at(Where.Key.STORE, store)
                        .of(new CheckFailed(
                                "Structure of %s: %s".formatted(Text.printable(store), changed()),
                                "To see what differs: seedbank schema diff")));
    }

    /** Null where nothing is to be compared. */
    public @Nullable Map<String, Object> facts() {
        if (found.isEmpty()) {
            return null;
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("comparedWith", migrated ? "migrations" : SchemaFiles.FOLDER);
        facts.put(
                "changed",
                switch (found.get()) {
                    case AS_NOTED -> false;
                    case CHANGED -> true;
                    case UNKNOWN -> null;
                });
        return facts;
    }
}

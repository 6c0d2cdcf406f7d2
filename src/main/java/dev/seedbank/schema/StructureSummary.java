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
 * @param expected what it is compared with: what migrations made, or what files declare
 * @param found empty if nothing says what the structure is to be, or the engine cannot tell
 */
public record StructureSummary(String store, Expected expected, Optional<KnownStructure> found) {
    /**
     * In words.
     *
     * @param same if the structure is that
     * @param changed if it is not
     * @param word for programs
     */
    public record Expected(String same, String changed, String word) {
        private static final Expected MIGRATED =
                new Expected("as the migrations made it", "changed since the migrations made it", "migrations");

        private static Expected of(StoreFiles files) {
            return new Expected("as " + files.declares(), "not as " + files.declares(), files.word());
        }
    }

    /**
     * Asks the store only if migrations were run there, or files declare its structure and the project has no migrations, or has them
     * beside these, as for MongoDB.
     *
     * @param indexes whether those that belong to no constraint count, as nothing else declares them
     */
    public static StructureSummary of(
            StoreReader store, MigrationSummary migrations, boolean indexes, Project project) {
        var name = store.settings().name();
        var files = StoreFiles.of(project, name);
        boolean beside = SchemaStores.hasDocuments(project, name);
        boolean migrated =
                migrations.standing().isPresent() || migrations.problem().isPresent();
        if (migrated && !(beside && isDeclared(name, files))) {
            var basis = migrations.standing().flatMap(it -> migrated(it.history()));
            return new StructureSummary(name, Expected.MIGRATED, known(store, basis, indexes));
        }
        return new StructureSummary(name, Expected.of(files), known(store, declared(name, files), indexes));
    }

    private static boolean isDeclared(String store, StoreFiles files) {
        return declared(store, files).isPresent();
    }

    /** Mistakes in files are for the commands that need them. */
    private static Optional<KnownStructure> known(StoreReader store, Optional<StructureBasis> basis, boolean indexes) {
        try {
            return basis.flatMap(it -> store.knownStructure(it, indexes));
        } catch (UsageFailure e) {
            return Optional.of(KnownStructure.UNKNOWN);
        }
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
            case AS_NOTED -> expected.same();
            case CHANGED -> expected.changed();
            case UNKNOWN -> "not compared yet, see: seedbank schema diff";
        };
    }

    public Optional<Failure> problem() {
        return found.filter(KnownStructure.CHANGED::equals)
                .map(it -> Where.at(Where.Key.STORE, store)
                        .of(new CheckFailed(
                                "Structure of %s: %s".formatted(Text.printable(store), expected.changed()),
                                "To see what differs: seedbank schema diff")));
    }

    /** Null where nothing is to be compared. */
    public @Nullable Map<String, Object> facts() {
        if (found.isEmpty()) {
            return null;
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("comparedWith", expected.word());
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

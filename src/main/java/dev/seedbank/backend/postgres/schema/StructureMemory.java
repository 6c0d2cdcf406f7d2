package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.catalog.StructureNotes;
import dev.seedbank.backend.postgres.catalog.StructureNotes.Note;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.migrate.ForeignTables;
import dev.seedbank.backend.postgres.schema.plan.PlanMaker;
import dev.seedbank.backend.postgres.schema.plan.Scope;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.schema.KnownStructure;
import dev.seedbank.backend.schema.StructureBasis;
import dev.seedbank.config.ProgramVersion;
import dev.seedbank.failure.OperationFailed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is known of a database's structure by what was noted of it ({@link StructureNotes}). */
public record StructureMemory(Session session, Schemas schemas) {
    /** To look at a view the server locks it: nobody is to queue behind that, or to wait for it. */
    private static final String PATIENCE = "set local lock_timeout = '1s'";

    /**
     * Compares the structure with what was noted for this; reads it only if something was.
     *
     * @param indexes whether those that belong to no constraint count
     */
    public KnownStructure compare(StructureBasis basis, boolean indexes) {
        try {
            return of(basis)
                    .filter(note -> !expected(note, indexes).isEmpty())
                    .map(note -> compare(note, indexes))
                    .orElse(KnownStructure.UNKNOWN);
        } catch (OperationFailed e) { // somebody has locked what would have to be read, for one
            return KnownStructure.UNKNOWN;
        }
    }

    private static String expected(Note note, boolean indexes) {
        return indexes ? note.whole() : note.withoutIndexes();
    }

    private KnownStructure compare(Note note, boolean indexes) {
        var now = reading(structure -> DriftFingerprint.of(structure, note.schemas(), ignored()));
        if (expected(note, indexes).equals(indexes ? now.whole() : now.withoutIndexes())) {
            return KnownStructure.AS_NOTED;
        }
        return note.rebuilt() ? KnownStructure.UNKNOWN : KnownStructure.CHANGED;
    }

    Optional<Note> of(StructureBasis basis) {
        return notes().of(key(basis));
    }

    void add(StructureBasis basis, Note note) {
        notes().add(key(basis), note);
    }

    private StructureNotes notes() {
        return new StructureNotes(session);
    }

    /**
     * Notes the structure as one that was compared, if it is still the same.
     *
     * @param basis asked in the transaction that reads the structure
     * @param fingerprint of the one that was compared
     * @param scope in which it was
     * @param whole whether indexes are as they should be, too
     */
    void add(Supplier<StructureBasis> basis, String fingerprint, Scope scope, boolean whole) {
        record Found(StructureBasis basis, DriftFingerprint print) {}
        try {
            var found = reading(structure -> Fingerprint.of(structure).equals(fingerprint)
                    ? Optional.of(
                            new Found(basis.get(), DriftFingerprint.of(structure, scope.schemas(), scope.ignored())))
                    : Optional.<Found>empty());
            found.filter(it -> !isNothing(it.basis))
                    .ifPresent(it -> add(it.basis, note(it.print, whole, true, scope.schemas())));
        } catch (OperationFailed e) {
            // It is not noted.
        }
    }

    private static boolean isNothing(StructureBasis basis) {
        return basis instanceof StructureBasis.Migrated(var history)
                && counting(history).isEmpty();
    }

    /** Of what is known of it. */
    static Note note(DriftFingerprint print, boolean whole, boolean withoutIndexes, Set<String> schemas) {
        return new Note(whole ? print.whole() : "", withoutIndexes ? print.withoutIndexes() : "", schemas, false);
    }

    /** Reads the structure in a transaction of its own, in which more can be asked. */
    <T> T reading(Function<StructureSet, T> question) {
        session.begin("isolation level repeatable read read only");
        try {
            session.run(PATIENCE);
            return question.apply(PlanMaker.read(session));
        } finally {
            session.rollback();
        }
    }

    /** Full names of tables that are not the project's. */
    Set<String> ignored() {
        return new ForeignTables(session, new Schemas(List.of())).names();
    }

    /** Those that say something of the structure. */
    static List<HistoryEntry> counting(List<HistoryEntry> history) {
        return history.stream()
                .filter(it -> it.state().ended() || it.mayHaveLeftSomething())
                .toList();
    }

    /** Another version of the program or the server may put the same structure into other words. */
    private String key(StructureBasis basis) {
        var digest = new TextDigest()
                .add(ProgramVersion.text() + " " + ProgramVersion.commit())
                .add(String.valueOf(session.greeting().number()))
                .add(schemas.main());
        switch (basis) {
            case StructureBasis.Migrated(var history) -> {
                digest.add("migrations");
                counting(history)
                        .forEach(it -> digest.add("%s %s %s %s %s %s %d %s"
                                .formatted(
                                        it.kind(),
                                        it.version(),
                                        it.description(),
                                        it.checksum(),
                                        it.state(),
                                        it.startedAt(),
                                        it.done(),
                                        it.position())));
            }
            case StructureBasis.Declared(var files) -> {
                digest.add("files").add(session.greeting().searchPath());
                files.forEach(it -> digest.add(it.name()).add(it.text()));
            }
        }
        return digest.text();
    }
}

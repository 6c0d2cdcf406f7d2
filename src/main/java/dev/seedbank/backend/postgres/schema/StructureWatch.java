package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.migrate.PostgresHistory;
import dev.seedbank.backend.postgres.migrate.RunWatch;
import dev.seedbank.backend.postgres.schema.plan.Scope;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.schema.StructureBasis;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Notes the structure that migrations make: what is there after a run is theirs if what was there before was theirs, or nothing was.
 */
public final class StructureWatch implements RunWatch {
    private final PostgresConnector connector;
    private final Schemas schemas;
    private @Nullable Known before;

    public StructureWatch(PostgresConnector connector, Schemas schemas) {
        this.connector = connector;
        this.schemas = schemas;
    }

    /**
     * That the structure is the migrations'.
     *
     * @param whole with all indexes
     * @param withoutIndexes but for indexes that belong to no constraint
     * @param counting schemas, unquoted
     * @param occupied all schemas that have something in them
     */
    private record Known(boolean whole, boolean withoutIndexes, Set<String> counting, Set<String> occupied) {}

    @Override
    public void before() {
        try (var session = connector.open()) {
            before = known(session).orElse(null);
        } catch (RuntimeException e) {
            // It is not known.
        }
    }

    private Optional<Known> known(Session session) {
        var memory = new StructureMemory(session, schemas);
        var history = new PostgresHistory(session).entries();
        var note = memory.of(new StructureBasis.Migrated(history));
        if (note.isEmpty()) {
            return StructureMemory.counting(history).isEmpty()
                    ? memory.reading(structure -> nothing(structure, memory))
                    : Optional.empty();
        }
        var noted = note.get();
        var known = memory.reading(structure -> {
            var print = DriftFingerprint.of(structure, noted.schemas(), memory.ignored());
            return new Known(
                    print.whole().equals(noted.whole()),
                    print.withoutIndexes().equals(noted.withoutIndexes()),
                    noted.schemas(),
                    occupied(structure, memory));
        });
        return Optional.of(known).filter(it -> it.whole || it.withoutIndexes);
    }

    /** That a database has no structure yet but for schemas. */
    private Optional<Known> nothing(StructureSet structure, StructureMemory memory) {
        var occupied = occupied(structure, memory);
        var own = occupied.stream().filter(schemas::has).collect(Collectors.toSet());
        own.add(schemas.main());
        boolean empty = DriftFingerprint.counting(structure, own, memory.ignored()).stream()
                .allMatch(
                        it -> it.id().kind() == StructureKind.SCHEMA || it.id().kind() == StructureKind.COMMENT);
        return empty ? Optional.of(new Known(true, true, own, occupied)) : Optional.empty();
    }

    /** As a comparison counts them; the main one, if there are none. */
    private Set<String> occupied(StructureSet structure, StructureMemory memory) {
        return Scope.of(structure, Optional.of(schemas.main()), memory.ignored())
                .schemas();
    }

    @Override
    public void after() {
        var known = before;
        before = null;
        if (known == null) {
            return;
        }
        try (var session = connector.open()) {
            var memory = new StructureMemory(session, schemas);
            record Found(StructureBasis basis, Set<String> schemas, DriftFingerprint print) {}
            var found = memory.reading(structure -> {
                var counting = counting(structure, known, memory);
                return new Found(
                        new StructureBasis.Migrated(new PostgresHistory(session).entries()),
                        counting,
                        DriftFingerprint.of(structure, counting, memory.ignored()));
            });
            memory.add(
                    found.basis, StructureMemory.note(found.print, known.whole, known.withoutIndexes, found.schemas));
        } catch (RuntimeException e) {
            // It is not noted.
        }
    }

    /** Those that counted before, and those that had nothing in them. */
    private Set<String> counting(StructureSet structure, Known known, StructureMemory memory) {
        var occupied = occupied(structure, memory);
        var counting = new HashSet<>(occupied);
        counting.removeAll(known.occupied);
        counting.removeIf(it -> !schemas.has(it));
        counting.addAll(known.counting);
        counting.retainAll(occupied);
        if (counting.isEmpty()) {
            counting.add(schemas.main());
        }
        return counting;
    }
}

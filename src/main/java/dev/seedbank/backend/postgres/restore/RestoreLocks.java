package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.postgres.catalog.LockNeed;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.LockRoom;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.change.StructureAnalysis;
import dev.seedbank.failure.OperationFailed;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a restore comes by its locks: in one transaction if the server has room for all of them, else in several that make
 * everything in schemas of its own ({@link StagedRestore}), if that is possible. Decided once before anything is touched, and again,
 * the same way, when the restore begins.
 *
 * @param tableRequest the request without large objects
 */
record RestoreLocks(Session session, LoadRequest request, LoadRequest tableRequest) {
    /**
     * What to tell beforehand.
     *
     * @param there the database's tables
     * @throws OperationFailed if there is no room, and no other way
     */
    Optional<Difference> compare(Map<Collection, Table> there, StructureAnalysis analysis) {
        long locks = count(there, analysis);
        var room = LockRoom.of(session);
        if (room.has(locks)) {
            return Optional.empty();
        }
        if (inSchemasOfItsOwn(there, analysis).isPresent()) {
            return Optional.of(Difference.note(
                    "structure",
                    "one transaction takes about %d locks, and the server has room for %d: everything is created in schemas %s*, which are renamed at the end"
                            .formatted(locks, room.free(), Staging.PREFIX)));
        }
        room.require(locks, "Restoring this backup");
        return Optional.empty();
    }

    /** The schemas to make anew; empty if one transaction has room for all locks, or there is no other way. */
    Optional<Set<String>> staged(Map<Collection, Table> there, StructureAnalysis analysis) {
        return LockRoom.of(session).has(count(there, analysis)) ? Optional.empty() : inSchemasOfItsOwn(there, analysis);
    }

    private Optional<Set<String>> inSchemasOfItsOwn(Map<Collection, Table> there, StructureAnalysis analysis) {
        boolean oneScript = SchemaComparison.createsAll(tableRequest, there);
        return there.isEmpty() && !oneScript
                ? new StagingChoice(session, request, analysis.plan()).schemas()
                : Optional.empty();
    }

    private long count(Map<Collection, Table> there, StructureAnalysis analysis) {
        boolean largeObjects = tableRequest.items().size() < request.items().size();
        return new RestoreLockNeed(session).toRestore(tableRequest, there, analysis)
                + (largeObjects ? new LockNeed(session).ofLargeObjects() : 0);
    }
}

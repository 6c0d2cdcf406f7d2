package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.definition.Rewording;
import dev.seedbank.backend.postgres.structure.model.LiveStructure;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.stream.Collectors;

/**
 * In the store's own database, for a role that can make none: its schemas have other names until the transaction is rolled back. Others
 * see nothing of it and wait for nothing, but for changes of these schemas themselves.
 */
final class InsideArea implements SchemaArea {
    private final Session session;
    private boolean begun;
    private Surroundings surroundings = Surroundings.NONE;

    private InsideArea(PostgresConnector connector) {
        this.session = connector.openUnsplit();
    }

    /** @throws Failure saying why, if the role may not do that */
    static InsideArea open(PostgresConnector connector) {
        var area = new InsideArea(connector);
        try {
            area.clear();
            return area;
        } catch (ConnectionFailed e) {
            area.close();
            throw e;
        } catch (Failure e) {
            area.close();
            throw new OperationFailed(
                    e.code(),
                    "The schemas of the database cannot be moved out of the way: " + e.getMessage(),
                    "Let the user make databases (ALTER ROLE … CREATEDB), or name a server where it may: seedbank.scratch-url in seedbank.yaml.",
                    e);
        }
    }

    @Override
    public void clear() {
        if (begun) {
            session.rollback();
        }
        session.begin("isolation level read committed");
        begun = true;
        surroundings = AwaySchemas.move(session);
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public String searchPath() {
        return session.greeting().searchPath();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public String inward(String sql) {
        return surroundings.inward(sql);
    }

    @Override
    public LiveStructure outward(LiveStructure read) {
        var away = AwaySchemas.of(read.objects());
        var store = read.store().stream()
                .filter(id -> !away.contains(id))
                .map(this::outward)
                .collect(Collectors.toSet());
        return new LiveStructure(
                new StructureSet(read.objects().all().stream()
                        .filter(object -> !away.contains(object.id()))
                        .map(this::outward)
                        .toList()),
                store);
    }

    private StructureObject outward(StructureObject object) {
        return new StructureObject(
                outward(object.id()),
                surroundings.outward(object.schema()),
                object.owner() == null ? null : outward(object.owner()),
                object.needs().stream().map(this::outward).collect(Collectors.toSet()),
                new Rewording(surroundings::outward).of(object.definition()),
                object.afterRows());
    }

    private StructureId outward(StructureId id) {
        return new StructureId(id.kind(), surroundings.outward(id.name()));
    }

    @Override
    public void abort() {
        session.abort();
    }

    @Override
    public void close() {
        session.close();
    }
}

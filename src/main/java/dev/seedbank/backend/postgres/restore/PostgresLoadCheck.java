package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.LoadCheck;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.postgres.catalog.NameHolder;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.PostgresLargeObjects;
import dev.seedbank.backend.postgres.catalog.PostgresLease;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.copy.CopyLoad;
import dev.seedbank.backend.postgres.structure.change.StructureAnalysis;
import dev.seedbank.backend.postgres.structure.change.StructureCreation;
import dev.seedbank.backend.postgres.structure.script.StructureTrust;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a backup with the database in a read-only transaction; {@link PostgresLoader} compares again when it begins. */
public final class PostgresLoadCheck implements LoadCheck {
    private final Session session;
    private final Schemas schemas;
    private final PostgresCatalog catalog;
    private final LoadRequest request;
    /** The request's tables; large objects are no table and need no comparison. */
    private final LoadRequest tableRequest;

    /** @param session its own; closed with it */
    public PostgresLoadCheck(Session session, Schemas schemas, LoadRequest request) {
        this.session = session;
        this.schemas = schemas;
        this.catalog = new PostgresCatalog(session, schemas);
        this.request = request;
        this.tableRequest = PostgresLargeObjects.without(request);
    }

    @Override
    public List<Difference> differences() {
        refuseReadOnly();
        // Its locks are what reading the structure would wait for: the server opens tables to print expressions.
        PostgresLease.requireFree(session, Lease.Work.RESTORE);
        session.begin("isolation level repeatable read read only");
        try {
            var analysis = StructureAnalysis.read(session, schemas, tableRequest);
            var tables = catalog.tablesByName();
            var plan = analysis.plan();
            if (SchemaComparison.createsAll(tableRequest, tables)) {
                StructureTrust.requireScript(request);
            } else {
                StructureTrust.require(request, analysis.foreignStatements(plan));
            }
            var comparison = new SchemaComparison(tableRequest, tables, keyed(tables), analysis, plan, holders(tables));
            var differences = new ArrayList<>(comparison.differences());
            differences.addAll(StructureCreation.missingRoles(session, plan.creates(), request.options()));
            if (differences.stream().noneMatch(Difference::fatal)) {
                new RestoreLocks(session, request, tableRequest)
                        .compare(tables, analysis)
                        .ifPresent(differences::add);
            }
            return differences;
        } finally {
            session.rollback();
        }
    }

    private Set<Collection> keyed(Map<Collection, Table> tables) {
        return tableRequest.items().stream()
                .filter(item -> !item.sensitive().isEmpty())
                .map(LoadRequest.Item::target)
                .filter(target -> isKeyed(tables.get(target)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<Collection, NameHolder> holders(Map<Collection, Table> tables) {
        var missing = tableRequest.items().stream()
                .map(LoadRequest.Item::target)
                .filter(target -> !tables.containsKey(target))
                .toList();
        return NameHolder.of(session, schemas, missing);
    }

    private boolean isKeyed(@Nullable Table table) {
        return table != null && !KeptColumns.key(session, table).isEmpty();
    }

    /** Somebody set it on purpose, and only they can tell whether it is meant for a restore, too. */
    private void refuseReadOnly() {
        if (session.test("select current_setting('default_transaction_read_only')::bool or pg_is_in_recovery()")) {
            throw new OperationFailed(
                    "The database is read-only. Nothing was changed",
                    "It is a standby, or default_transaction_read_only is on: for the role, the database or in the URL.");
        }
    }

    @Override
    public void check(LoadRequest.Item item, InputStream rows) throws IOException {
        var table = catalog.tablesByName().get(item.target());
        if (table != null) { // else it is a difference
            new CopyLoad(session, table).check(rows);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}

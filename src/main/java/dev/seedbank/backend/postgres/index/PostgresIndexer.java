package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.Indexer;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.migrate.MigrationLease;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.List;

/** Changes the indexes of one database: one connection looks, one builds with the settings of the role, one keeps the lease. */
public final class PostgresIndexer implements Indexer {
    private static final String UNIQUE_VIOLATION = "23505";

    private final PostgresConnector connector;
    private final MigrationLease lease;
    private final Session looking;
    private final PostgresIndexCatalog catalog;
    private final IndexStatements statements;

    private PostgresIndexer(PostgresConnector connector, Schemas schemas, MigrationLease lease, Options options) {
        this.connector = connector;
        this.lease = lease;
        this.looking = connector.open();
        this.catalog = new PostgresIndexCatalog(looking, new PostgresCatalog(looking, schemas));
        this.statements = new IndexStatements(connector.openPlain(lease.application()), options.patience());
    }

    /** @throws OperationFailed if another who changes structure has not ended in time, or the database is read-only */
    public static PostgresIndexer open(
            PostgresConnector connector, Schemas schemas, Options options, Listener listener) {
        var lease = MigrationLease.open(connector, "index", options.patience(), listener::waiting);
        try {
            return new PostgresIndexer(connector, schemas, lease, options);
        } catch (Failure e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public List<IndexFinding> compare(List<IndexDeclaration> declarations) {
        return catalog.compare(declarations);
    }

    @Override
    public List<Written> written() {
        return catalog.written();
    }

    @Override
    public void apply(IndexFinding finding, Listener listener) {
        lease.check();
        try (var _ = BuildProgress.of(connector, statements.process(), listener)) {
            switch ((PostgresChange) finding.change().orElseThrow()) {
                case PostgresChange.Create create ->
                    create(create, create.declared().name());
                case PostgresChange.Alter alter -> alter.statements().forEach(statements::brief);
                case PostgresChange.Replace replace -> replace(replace);
                case PostgresChange.Drop drop -> drop(drop.index());
            }
        }
    }

    private void create(PostgresChange.Create create, String name) {
        if (create.table().partitioned()) {
            new PartitionedBuild(looking, statements, create).run(name);
            return;
        }
        create.broken().ifPresent(this::drop);
        try {
            build(create, name);
        } catch (SQLException e) {
            clearAway(create);
            throw failure(create, e);
        }
    }

    /** Whoever asks for it to be quick may keep writers waiting, and that only for a moment if it does not get its lock. */
    private void build(PostgresChange.Create create, String name) throws SQLException {
        var sql = Statements.create(create.table(), create.declared(), name);
        if (create.declared().concurrently()) {
            statements.patient(sql);
        } else {
            statements.tryBrief(sql);
        }
    }

    /** A build that breaks off leaves an invalid index (PostgreSQL manual, CREATE INDEX). */
    private void clearAway(PostgresChange.Create create) {
        try {
            ExistingIndexes.of(looking, List.of(create.table().oid())).stream()
                    .filter(it -> !it.state().valid() && it.state().builder() == 0)
                    .filter(it -> it.isBuiltAs(create.rendered()))
                    .forEach(this::drop);
        } catch (Failure e) {
            // The next apply does so. What led here is the failure to report.
        }
    }

    private Failure failure(PostgresChange.Create create, SQLException e) {
        var label = create.table().label();
        if (!PostgresErrors.state(e).equals(UNIQUE_VIOLATION)) {
            return PostgresErrors.translate(
                    e,
                    "%s: the index %s was not built"
                            .formatted(label, create.rendered().words()));
        }
        var words = Duplicates.words(looking, create.table(), create.rendered());
        return new OperationFailed(
                ErrorCode.DATA_REJECTED,
                "%s: cannot build the unique index %s: %s"
                        .formatted(
                                label,
                                create.rendered().definition(),
                                words.isEmpty() ? PostgresErrors.reason(e) : words),
                "Correct these rows, then run seedbank index apply again.",
                e);
    }

    private void replace(PostgresChange.Replace replace) {
        var left =
                replace.create().broken().filter(_ -> replace.create().table().partitioned());
        var meanwhile = left.map(Index::plainName).orElseGet(() -> free(replace));
        create(replace.create(), meanwhile);
        replace.marks(meanwhile).forEach(statements::brief);
        drop(replace.old());
        statements.brief(replace.rename(meanwhile));
    }

    /** A run that was broken off may have left one of that name, for what a file said then. */
    private String free(PostgresChange.Replace replace) {
        var name = replace.meanwhile();
        for (int i = 2; isTaken(replace.schema(), name); i++) {
            name = Statements.fitting(replace.name(), "_new" + i);
        }
        return name;
    }

    private boolean isTaken(String schema, String name) {
        return looking.test("select pg_catalog.to_regclass(?) is not null", Identifiers.qualified(schema, name));
    }

    private void drop(Index index) {
        if (index.state().partitioned()) {
            statements.brief(Statements.drop(index));
            return;
        }
        try {
            statements.patient(Statements.drop(index));
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, "dropping the index " + index.name());
        }
    }

    @Override
    public void close() {
        statements.close();
        looking.close();
        lease.close();
    }
}

package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.Cleaner.Cleaned;
import dev.seedbank.backend.CleaningSeeder;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.RowWatch;
import dev.seedbank.backend.SeedRecorder;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedSource;
import dev.seedbank.backend.postgres.catalog.AffectedTables;
import dev.seedbank.backend.postgres.catalog.MaterializedViews;
import dev.seedbank.backend.postgres.catalog.PostgresSeedLedger;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.Failure;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Seeds in one transaction. The rows of a file go to a temporary table by COPY, and from there to their table with INSERT, which
 * unlike COPY can leave out rows that exist.
 */
public final class PostgresSeeder implements CleaningSeeder {
    private final Session session;
    private final SeedTransaction transaction;
    private final PostgresSeedLedger ledger;
    private final Optional<String> unrecorded;
    /** Tables that this run emptied: their materialized views are filled again when the new rows are there. */
    private @Nullable AffectedTables emptied;

    /** The columns that this run gave values to. */
    private final Map<Table, Set<TableColumn>> written = new LinkedHashMap<>();

    private PointOfNoReturn point = PointOfNoReturn.UNRECORDED;

    private PostgresSeeder(SeedTransaction transaction, PostgresSeedLedger ledger, Optional<String> unrecorded) {
        this.transaction = transaction;
        this.session = transaction.session();
        this.ledger = ledger;
        this.unrecorded = unrecorded;
    }

    /** @param session which it closes */
    public static PostgresSeeder open(Session session, Schemas schemas) {
        var ledger = new PostgresSeedLedger(session);
        Optional<String> unrecorded;
        try {
            session.requireWritable();
            unrecorded = ledger.prepare();
        } catch (Failure e) {
            session.close();
            throw e;
        }
        return new PostgresSeeder(new SeedTransaction(session, schemas), ledger, unrecorded);
    }

    @Override
    public Optional<String> unrecorded() {
        return unrecorded;
    }

    @Override
    public boolean isEmpty() {
        return transaction.tables().stream()
                .noneMatch(table -> session.test("select exists (select from " + table.onlySql() + ")"));
    }

    @Override
    public boolean isAtomic() {
        return true;
    }

    @Override
    public List<Cleaned> clean(List<Collection> collections, Emptying emptying) {
        point = emptying;
        var done = transaction.locking(collections, () -> transaction.empty(collections, emptying.backedUp()));
        emptied = done.relations();
        return done.cleaned();
    }

    @Override
    public SeedCounts seed(SeedTarget target, Iterator<SeedRow> rows, SeedSource source) {
        return transaction.locking(List.of(target.collection()), () -> {
            var recorder = unrecorded.isPresent()
                    ? Optional.<SeedRecorder>empty()
                    : ledger.begin(source, target.collection(), target.update());
            var watch = recorder.<RowWatch>map(it -> it).orElse(RowWatch.NONE);
            var staged = transaction.stage(target, rows, watch);
            var counts = new SeedRun(session, staged, target, transaction.references(), watch).run();
            if (counts.inserted() > 0 || counts.updated() > 0) {
                written.computeIfAbsent(staged.rows().table(), any -> new LinkedHashSet<>())
                        .addAll(staged.rows().columns().stream()
                                .map(StagedColumn::column)
                                .toList());
            }
            staged.rows().drop();
            recorder.ifPresent(SeedRecorder::complete);
            return counts;
        });
    }

    @Override
    public void commit() {
        session.run("set constraints all immediate");
        written.forEach(new SeedSequences(session)::catchUp);
        if (emptied != null) {
            session.run("set local row_security = off");
            new MaterializedViews(session).refresh(emptied);
            point.reached(session.transactionId());
        }
        transaction.commit();
    }

    @Override
    public void close() {
        transaction.close();
    }
}

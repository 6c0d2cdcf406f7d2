package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.CheckedCollections;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.RowWatch;
import dev.seedbank.backend.SeedCheck;
import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks files in a transaction that is rolled back, in which nothing but temporary tables is written. They stay, because later
 * files may refer to what is in them.
 */
public final class PostgresSeedCheck implements SeedCheck {
    private static final String OF_A_RUN = "; nothing of this run was kept.";

    private final SeedTransaction transaction;
    private final Session session;
    private final CheckedCollections collections;
    private final List<StagedRows> before = new ArrayList<>();

    public PostgresSeedCheck(SeedTransaction transaction, List<Collection> emptied) {
        this.transaction = transaction;
        this.session = transaction.session();
        this.collections = new CheckedCollections(emptied);
    }

    @Override
    public void check(SeedTarget target, Set<String> referred, Iterator<SeedRow> source) {
        session.run("savepoint checked");
        try {
            var staged = transaction.stage(target, source, RowWatch.NONE);
            before.add(staged.rows());
            check(target, staged);
            session.run("release savepoint checked");
        } catch (ConnectionFailed lost) {
            throw lost;
        } catch (Failure e) {
            session.run("rollback to savepoint checked");
            before.removeIf(rows -> rows.table().collection().equals(target.collection()));
            collections.failed(target.collection());
            throw inCheck(e);
        }
    }

    /** The failure, without the part of its advice that is about a run: a check never keeps anything. */
    private static Failure inCheck(Failure failure) {
        if (!(failure instanceof OperationFailed) || !failure.advice().endsWith(OF_A_RUN)) {
            return failure;
        }
        return failure.where()
                .of(new OperationFailed(
                        failure.code(),
                        String.valueOf(failure.getMessage()),
                        failure.advice().replace(OF_A_RUN, "."),
                        failure));
    }

    private void check(SeedTarget target, SeedTransaction.Staged staged) {
        var rows = staged.rows();
        for (var column : rows.columns()) {
            column.parent().ifPresent(parent -> reference(rows, column, parent));
        }
        if (hasTriggers(rows.table())) {
            return; // they may put right what is wrong here
        }
        if (!target.update() && collections.keepsRows(target.collection())) {
            forgetExisting(staged);
        }
        needed(rows);
        ForeignKeyColumns.of(session, rows.table().oid()).stream()
                .filter(key -> !key.deferred())
                .forEach(key -> foreignKey(rows, key));
    }

    private void reference(StagedRows rows, StagedColumn column, SeedParent parent) {
        var found = new ArrayList<String>();
        var quoted = Identifiers.quote(parent.column().name());
        if (collections.keepsRows(parent.table().collection())) {
            transaction.references().refuseAmbiguous(rows, column, parent);
            found.add("exists (select from %s e where e.%s = a.value)"
                    .formatted(parent.table().onlySql(), quoted));
        }
        for (var parents : staged(parent.table().oid())) {
            var name = parents.column(parent.column().name()).filter(it -> it.isGivenBy(parents.count()));
            if (name.isEmpty()) {
                return; // the database will make the values
            }
            found.add("exists (select from %s w where w.%s = a.value%s)"
                    .formatted(parents.sql(), name.get().name(), parents == rows ? " and w.n < a.n" : ""));
        }
        if (!collections.isUnknown(parent.table().collection())) {
            transaction.references().refuseMissing(rows, column, parent, found);
        }
    }

    private List<StagedRows> staged(long table) {
        return before.stream()
                .filter(rows -> rows.table().oid() == table && rows.count() > 0)
                .toList();
    }

    private boolean hasTriggers(Table table) {
        // Bits of tgtype: 1 for each row, 2 before, 4 insert.
        return session.test(
                "select exists (select from pg_trigger where tgrelid = ?::oid and not tgisinternal and tgtype & 7 = 7)",
                table.oid());
    }

    private void forgetExisting(SeedTransaction.Staged staged) {
        var statements = new SeedStatements(staged.rows(), staged.keys());
        for (var key : staged.keys().keys()) {
            for (var sql : statements.forgetExisting(key, !staged.keys().named(), Long.MAX_VALUE)) {
                try {
                    session.change(sql);
                } catch (SQLException e) {
                    throw PostgresErrors.translate(e, staged.rows().file());
                }
            }
        }
    }

    /** Columns that may not be NULL: a row must have a value for them, or there must be a default. */
    private void needed(StagedRows rows) {
        var names = session.query(
                "select attname from pg_attribute where attrelid = ?::oid and attnum > 0 and attnotnull and not attisdropped and attgenerated = ''",
                row -> row.getString(1),
                rows.table().oid());
        var types = StagedType.of(session, rows.table());
        for (var name : names) {
            boolean byDefault = Optional.ofNullable(types.get(name))
                    .flatMap(StagedType::byDefault)
                    .isPresent();
            var wrong = rows.column(name)
                    .map(column -> "%s is null%s%s"
                            .formatted(
                                    column.value(),
                                    column.parent().isPresent() ? " and " + column.reference() + " is null" : "",
                                    byDefault ? " and not " + rows.absent(column) : ""))
                    .orElse(byDefault ? "false" : "true");
            session.first(
                            "select v.line from %s v where %s order by v.n limit 1".formatted(rows.sql(), wrong),
                            row -> row.getLong(1))
                    .ifPresent(line -> {
                        throw SeedRefusal.ATOMIC.of(
                                rows.file(), line, name, "the column may not be NULL, and has no default");
                    });
        }
    }

    private record Childless(long line, String values) {}

    private void foreignKey(StagedRows rows, ForeignKeyColumns key) {
        var parent = transaction.tables().stream()
                .filter(table -> table.oid() == key.parentOid())
                .findFirst();
        var columns = key.in(rows);
        if (columns.isEmpty()
                || parent.map(Table::collection).filter(collections::isUnknown).isPresent()) {
            return;
        }
        var sql = new StringBuilder("select v.line, concat_ws(', ', %s) from %s v where true"
                .formatted(
                        String.join(
                                ", ",
                                columns.get().stream().map(StagedColumn::value).toList()),
                        rows.sql()));
        columns.get()
                .forEach(column -> sql.append(" and ").append(column.value()).append(" is not null"));
        if (parent.map(Table::collection)
                .filter(it -> !collections.keepsRows(it))
                .isEmpty()) {
            sql.append(
                    " and not exists (select from %s p where %s)".formatted(key.parent(), key.isParent(columns.get())));
        }
        for (var parents : staged(key.parentOid())) {
            var same = key.isStagedParent(columns.get(), parents);
            boolean known = key.referred().stream()
                    .allMatch(name -> parents.column(name)
                            .filter(it -> it.isGivenBy(parents.count()))
                            .isPresent());
            if (same.isEmpty() || !known) {
                return; // the database will make the values
            }
            sql.append(" and not exists (select from %s w where %s)".formatted(parents.sql(), same.get()));
        }
        session.first(
                        sql.append(" order by v.n limit 1").toString(),
                        row -> new Childless(row.getLong(1), row.getString(2)))
                .ifPresent(wrong -> {
                    throw SeedRefusal.ATOMIC.of(
                            rows.file(),
                            wrong.line(),
                            String.join(", ", key.columns()),
                            "no row in %s has %s = '%s'"
                                    .formatted(
                                            parent.map(Table::label).orElse(key.parent()),
                                            String.join(", ", key.referred()),
                                            wrong.values()));
                });
    }

    @Override
    public void close() {
        transaction.close();
    }
}

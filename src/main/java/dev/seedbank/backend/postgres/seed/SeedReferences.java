package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.NameMatching;
import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value.Reference;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.catalog.UniqueKeys;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.config.Nearest;
import java.util.List;

/** Puts the primary keys into staged rows that their references stand for, all rows at once. */
record SeedReferences(Session session, List<Table> tables) {
    /** A value that not exactly one row of the parent has. */
    private record Unresolved(long line, String value, long rows) {}

    /** What the reference is about. */
    SeedParent parent(SeedRow row, String field, Reference reference) {
        var parent = table(row, field, reference.collection());
        var names = parent.columns().stream().map(TableColumn::name).toList();
        var column = NameMatching.match(reference.field(), names)
                .map(name -> parent.columns().get(names.indexOf(name)))
                .orElseThrow(() -> SeedRefusal.ATOMIC.of(
                        row, field, "%s has no column '%s' to refer by".formatted(parent.label(), reference.field())));
        var key = UniqueKeys.primaryKey(session, parent)
                .orElseThrow(() -> SeedRefusal.ATOMIC.of(
                        row, field, "%s has no primary key of one column to refer to".formatted(parent.label())));
        return new SeedParent(parent, column, key);
    }

    /** Resolves all references to other tables. */
    void resolve(StagedRows rows) {
        for (var column : rows.columns()) {
            column.parent().filter(parent -> !parent.is(rows.table())).ifPresent(parent -> {
                refuse(rows, column, parent, "<> 1", Long.MAX_VALUE);
                resolve(rows, column, parent, Long.MAX_VALUE);
            });
        }
    }

    /** Resolves those that exactly one row answers to; of the others the value that they refer by stays. */
    void resolveFound(StagedRows rows) {
        for (var column : rows.columns()) {
            column.parent().ifPresent(parent -> {
                refuseAmbiguous(rows, column, parent);
                resolve(rows, column, parent, Long.MAX_VALUE);
            });
        }
    }

    /**
     * Resolves what it can of the references to the rows' own table.
     *
     * @return the first row below that refers to one which is not there yet; {@code below} if there is none
     */
    long resolveOwn(StagedRows rows, long below) {
        long first = below;
        for (var column : own(rows)) {
            var parent = column.parent().orElseThrow();
            refuse(rows, column, parent, "> 1", below);
            resolve(rows, column, parent, below);
            first = session.number("select coalesce(min(v.n), %d) from %s v where %s is not null and v.n < %d"
                    .formatted(first, rows.sql(), column.reference(), first));
        }
        return first;
    }

    /** Refuses row {@code n}, of which {@link #resolveOwn} said that it refers to nothing. */
    void refuseOwn(StagedRows rows, long n) {
        own(rows).forEach(column -> refuse(rows, column, column.parent().orElseThrow(), "= 0", n + 1));
    }

    static List<StagedColumn> own(StagedRows rows) {
        return rows.columns().stream()
                .filter(column -> column.parent()
                        .filter(parent -> parent.is(rows.table()))
                        .isPresent())
                .toList();
    }

    /** The key goes through its text, as if the file had it: the two columns may be of different types. */
    private void resolve(StagedRows rows, StagedColumn column, SeedParent parent, long below) {
        session.run("update %s v set %s = cast(e.%s::text as %s), %s = null from %s e where e.%s = %s and v.n < %d"
                .formatted(
                        rows.sql(),
                        column.name(),
                        Identifiers.quote(parent.key()),
                        column.type().loose(),
                        column.referenceName(),
                        parent.table().onlySql(),
                        Identifiers.quote(parent.column().name()),
                        column.reference(),
                        below));
    }

    /** Refuses a value that more than one row of the parent has. */
    void refuseAmbiguous(StagedRows rows, StagedColumn column, SeedParent parent) {
        refuse(rows, column, parent, "> 1", Long.MAX_VALUE);
    }

    /**
     * Refuses a value that is found nowhere.
     *
     * @param found conditions on {@code a.value}, one for each place to look at
     */
    void refuseMissing(StagedRows rows, StagedColumn column, SeedParent parent, List<String> found) {
        var sql = """
                with a as (select %2$s as value, min(v.n) as n from %1$s v where %2$s is not null group by %2$s)
                select v.line, a.value::text, 0 from a join %1$s v on v.n = a.n where not (%3$s) order by v.n limit 1
                """.formatted(rows.sql(), column.reference(), found.isEmpty() ? "false" : String.join(" or ", found));
        refuse(rows, column, parent, sql);
    }

    private void refuse(StagedRows rows, StagedColumn column, SeedParent parent, String count, long below) {
        var sql = """
                with asked as (
                    select %2$s as value, min(v.n) as n from %1$s v where %2$s is not null and v.n < %6$d group by %2$s),
                wrong as (
                    select a.n, a.value, count(e.%7$s) as rows from asked a left join %3$s e on e.%4$s = a.value
                    group by a.n, a.value having count(e.%7$s) %5$s)
                select v.line, w.value::text, w.rows from wrong w join %1$s v on v.n = w.n order by v.n limit 1
                """.formatted(
                        rows.sql(),
                        column.reference(),
                        parent.table().onlySql(),
                        Identifiers.quote(parent.column().name()),
                        count,
                        below,
                        Identifiers.quote(parent.key()));
        refuse(rows, column, parent, sql);
    }

    /** @param sql that asks for the first {@link Unresolved} */
    private void refuse(StagedRows rows, StagedColumn column, SeedParent parent, String sql) {
        session.first(sql, row -> new Unresolved(row.getLong(1), row.getString(2), row.getLong(3)))
                .ifPresent(wrong -> {
                    throw SeedRefusal.ATOMIC.of(
                            rows.file(),
                            wrong.line(),
                            column.column().name(),
                            "%s in %s has %s = '%s'"
                                    .formatted(
                                            wrong.rows() == 0 ? "no row" : "more than one row",
                                            parent.table().label(),
                                            parent.column().name(),
                                            wrong.value()));
                });
    }

    private Table table(SeedRow row, String field, Collection collection) {
        return tables.stream()
                .filter(table -> table.collection().equals(collection))
                .findFirst()
                .orElseThrow(() -> {
                    var name = collection.label(".");
                    var labels = tables.stream().map(Table::label).toList();
                    return SeedRefusal.ATOMIC.of(
                            row,
                            field,
                            "refers to a table '%s' that does not exist. %s"
                                    .formatted(name, Nearest.advice(name, labels, ""))
                                    .strip());
                });
    }
}

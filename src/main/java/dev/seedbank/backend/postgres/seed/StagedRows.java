package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.RowHash;
import dev.seedbank.backend.RowWatch;
import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.json.ByteSink;
import dev.seedbank.json.JsonRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one seed file in a temporary table of the transaction, so that all further work is done by statements about all
 * of them. Its columns: {@code n}, the row's place in the file from 1; {@code line}; those of {@link StagedColumn}, which are added as
 * rows name them; and, from the first row on that is of another shape, {@code absent} and {@code untold}: a bit for each stored
 * column of the target that the row does not have, or does not say itself, and NULL where both are as in the first row. They have the target's types, so that COPY says
 * which value does not fit.
 */
final class StagedRows {
    private final Session session;
    private final SeedFields fields;
    private final RowWatch watch;
    private final String name;
    private final SeedValues values = new SeedValues();
    private final List<StagedColumn> columns = new ArrayList<>();
    private final Map<String, StagedColumn> byField = new HashMap<>();
    /** Of the row at hand, by {@link StagedColumn#place()}. */
    private final @Nullable Value[] row;

    private final RowShape shape;
    private @Nullable StagedCopy copy;
    private String file = "";
    private long count;

    /**
     * @param watch is told of each row
     * @param number of the file in this transaction
     */
    StagedRows(Session session, SeedFields fields, RowWatch watch, int number) {
        this.session = session;
        this.fields = fields;
        this.watch = watch;
        this.name = "seedbank_rows_" + number;
        int width = fields.table().stored().size();
        this.row = new Value[width];
        this.shape = new RowShape(width);
        session.run("create temporary table " + name + " (n bigint not null, line bigint not null) on commit drop");
    }

    /** The temporary table as SQL names it. */
    String sql() {
        return "pg_temp." + name;
    }

    /** The temporary table's name, as the server's messages have it. */
    String name() {
        return name;
    }

    /** As the user knows it; empty before the first row. */
    String file() {
        return file;
    }

    Table table() {
        return fields.table();
    }

    long count() {
        return count;
    }

    List<StagedColumn> columns() {
        return columns;
    }

    /** The column of that name in the target, if a row had it. */
    Optional<StagedColumn> column(String inTable) {
        return columns.stream()
                .filter(one -> one.column().name().equals(inTable))
                .findFirst();
    }

    /** The condition that row {@code v} does not have the column. */
    String absent(StagedColumn one) {
        return shape.absent(one.place());
    }

    /** The condition that row {@code v} does not say the column's value itself. */
    String untold(StagedColumn one) {
        return shape.untold(one.place());
    }

    /** The columns that those rows say which have this mask in {@code untold}. */
    List<StagedColumn> told(@Nullable String untold) {
        return columns.stream().filter(one -> shape.tells(untold, one.place())).toList();
    }

    /** Whether all rows have and say the same columns; then there are no masks. */
    boolean isUniform() {
        return shape.isUniform();
    }

    void add(SeedRow source) {
        file = source.file();
        Arrays.fill(row, null);
        source.fields().forEach((field, value) -> place(source, field, value));
        fields.requireKey(source, row);
        boolean wasUniform = shape.isUniform();
        shape.see(row);
        if (wasUniform && !shape.isUniform()) {
            addColumn("absent", "varbit");
            addColumn("untold", "varbit");
        }
        count++;
        if (watch.asks()) {
            watch.row(fields.key(source, row), RowHash.content(source));
        }
        try {
            write(source);
        } catch (IOException e) {
            throw copy().failure(e);
        }
    }

    /** No more rows. */
    void end() {
        if (copy != null) {
            copy.end();
            copy = null;
        }
    }

    /** Gives up what is under way, so that the session can be used again. */
    void cancel() {
        if (copy != null) {
            copy.cancel();
            copy = null;
        }
    }

    void drop() {
        session.run("drop table " + sql());
    }

    private void place(SeedRow source, String field, Value value) {
        var column = byField.get(field);
        if (column == null) {
            column = newField(source, field);
        }
        if (value instanceof Value.Reference reference && column.parent().isEmpty()) {
            end(); // while a COPY is open, nothing can be asked about the parent
            var parent = fields.parent(source, field, reference);
            addColumn(column.referenceName(), fields.type(parent));
            column.refersTo(parent);
        }
        if (row[column.place()] != null) {
            throw SeedRefusal.ATOMIC.of(
                    source,
                    field,
                    "a second value for the column '%s'"
                            .formatted(column.column().name()));
        }
        row[column.place()] = value;
        column.count(value);
    }

    private StagedColumn newField(SeedRow source, String field) {
        var inTable = fields.column(source, field);
        var column = column(inTable.name()).orElseGet(() -> newColumn(inTable));
        byField.put(field, column);
        return column;
    }

    private StagedColumn newColumn(TableColumn inTable) {
        var column = new StagedColumn(inTable, fields.table().stored().indexOf(inTable), fields.type(inTable));
        addColumn(column.name(), column.type().name());
        columns.add(column);
        return column;
    }

    private void addColumn(String column, String type) {
        end();
        session.run("alter table " + sql() + " add column " + column + " " + type);
    }

    private StagedCopy copy() {
        var open = copy;
        if (open == null) {
            open = StagedCopy.begin(session, this);
            copy = open;
        }
        return open;
    }

    private void write(SeedRow source) throws IOException {
        var out = copy().row(source.line());
        out.number(count);
        out.put('\t');
        out.number(source.line());
        if (!shape.isUniform()) {
            shape.write(out);
        }
        for (var column : columns) {
            out.put('\t');
            try {
                value(column, out);
            } catch (JsonRejected e) {
                throw SeedRefusal.ATOMIC.of(source, column.column().name(), e.reason());
            }
        }
        out.put('\n');
        if (copy().isFull()) {
            end();
            watch.pause();
        }
    }

    private void value(StagedColumn column, ByteSink out) throws IOException {
        var value = row[column.place()];
        var reference = value instanceof Value.Reference given ? given.value() : null;
        values.write(reference == null ? value : null, column.column(), out);
        if (column.parent().isPresent()) {
            out.put('\t');
            values.write(reference, column.parent().get().column(), out);
        }
    }
}

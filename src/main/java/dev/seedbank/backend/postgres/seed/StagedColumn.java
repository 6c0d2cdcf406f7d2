package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.connection.Identifiers;
import java.util.Optional;

/**
 * A column that a seed file has values for, as {@link StagedRows} holds them: {@code v.c3}, and {@code v.r3} for what a row of
 * another table is looked up by. Counts what the rows say, so that statements ask only about what differs between rows.
 */
final class StagedColumn {
    private final TableColumn column;
    private final int place;
    private final StagedType type;
    private Optional<SeedParent> parent = Optional.empty();
    private long given;
    private long made;
    private long nulls;
    private boolean remade;

    /** @param place in the table's stored columns, from 0: its bit in the masks of {@link StagedRows} */
    StagedColumn(TableColumn column, int place, StagedType type) {
        this.column = column;
        this.place = place;
        this.type = type;
    }

    TableColumn column() {
        return column;
    }

    int place() {
        return place;
    }

    StagedType type() {
        return type;
    }

    String name() {
        return "c" + place;
    }

    String value() {
        return "v.c" + place;
    }

    /** In the table. */
    String quoted() {
        return Identifiers.quote(column.name());
    }

    String referenceName() {
        return "r" + place;
    }

    String reference() {
        return "v.r" + place;
    }

    Optional<SeedParent> parent() {
        return parent;
    }

    void refersTo(SeedParent table) {
        parent = Optional.of(table);
    }

    /** Counts one row's value. */
    void count(Value value) {
        given++;
        made += value.isTold() ? 0 : 1;
        remade |= value.isTold() && !value.isContent();
        nulls += isNull(value) ? 1 : 0;
    }

    private boolean isNull(Value value) {
        return (value instanceof Value.Reference reference && parent.isPresent())
                ? SeedValues.isNull(reference.value(), parent.get().column())
                : SeedValues.isNull(value, column);
    }

    boolean isGivenBy(long rows) {
        return given == rows;
    }

    /** Whether no row says the value itself: all lack it, or have one that was made up. */
    boolean isNeverTold() {
        return made == given;
    }

    boolean isEverMade() {
        return made > 0;
    }

    /** Whether every row says a value that is not NULL. */
    boolean isToldBy(long rows) {
        return given == rows && made == 0 && nulls == 0;
    }

    /** Whether two runs make different values of one text in the file. */
    boolean isRemade() {
        return remade;
    }
}

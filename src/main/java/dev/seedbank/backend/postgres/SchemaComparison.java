package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.LoadRequest.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what a backup says of its tables with the tables there are. */
record SchemaComparison(LoadRequest request, Map<Collection, Table> tables) {
    /** Whether nothing of the backup is there yet and the backup knows how to make it. */
    boolean createsStructure() {
        return !request.structure().text().isBlank()
                && !request.items().isEmpty()
                && request.items().stream()
                        .allMatch(item -> item.source().equals(item.target()) && !tables.containsKey(item.target()));
    }

    List<Difference> differences() {
        var differences = new ArrayList<Difference>();
        if (createsStructure()) {
            differences.add(Difference.note(
                    "structure",
                    "the database has none of the backup's tables: they are created as the backup has them"));
            return differences;
        }
        for (var item : request.items()) {
            var table = tables.get(item.target());
            if (table == null) {
                differences.add(Difference.refused(item.target().label("."), "the table is missing in the database"));
            } else if (!item.columns().isEmpty()) {
                compare(item, table, differences);
            }
        }
        return differences;
    }

    private static void compare(Item item, Table table, List<Difference> differences) {
        for (var column : item.columns()) {
            var there = table.columns().stream()
                    .filter(other -> other.name().equals(column.name()))
                    .findFirst();
            if (there.isEmpty()) {
                differences.add(difference(table, column.name(), "the column is missing in the database", true));
            } else if (there.get().generated()) {
                differences.add(difference(
                        table, column.name(), "generated in the database: the backup's values are not used", false));
            } else if (!there.get().type().equals(column.type())) {
                differences.add(difference(
                        table,
                        column.name(),
                        column.type() + " in the backup, " + there.get().type() + " in the database",
                        false));
            }
        }
        var known = item.columns().stream().map(Column::name).toList();
        for (var column : table.stored()) {
            if (!known.contains(column.name())) {
                differences.add(difference(
                        table, column.name(), "the backup does not have this column: it gets its default", false));
            }
        }
    }

    private static Difference difference(Table table, String column, String text, boolean fatal) {
        var name = table.label() + "." + column;
        return fatal ? Difference.refused(name, text) : Difference.note(name, text);
    }
}

package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.Column;
import dev.seedbank.backend.postgres.structure.definition.EnumDefinition;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of an enum that go, and a column that may have them.
 *
 * @param labels as literals
 * @param array whether the column has lists of them
 */
public record GoneLabels(StructureId type, List<String> labels, String table, String column, boolean array) {
    public GoneLabels {
        labels = List.copyOf(labels);
    }

    static List<GoneLabels> of(StructureSet current, StructureSet desired) {
        var all = new ArrayList<GoneLabels>();
        for (var object : current.all()) {
            var wanted = desired.get(object.id());
            if (wanted != null
                    && object.definition() instanceof EnumDefinition old
                    && wanted.definition() instanceof EnumDefinition it) {
                var gone = old.labels().stream()
                        .filter(label -> !it.labels().contains(label))
                        .toList();
                if (!gone.isEmpty()) {
                    columns(current, desired, object.id(), gone, all);
                }
            }
        }
        return all;
    }

    private static void columns(
            StructureSet current, StructureSet desired, StructureId type, List<String> gone, List<GoneLabels> into) {
        for (var object : current.all()) {
            if (object.definition() instanceof TableDefinition table && desired.has(object.id())) {
                for (Column column : table.columns()) {
                    boolean array = column.type().equals(type.name() + "[]");
                    if (array || column.type().equals(type.name())) {
                        into.add(new GoneLabels(type, gone, table.name(), column.name(), array));
                    }
                }
            }
        }
    }

    /** @param value the column as SQL */
    public String condition(String value) {
        var list = "array[" + String.join(", ", labels) + "]";
        return array ? value + "::text[] && " + list : value + "::text = any (" + list + ")";
    }

    public String shown() {
        return labels.size() == 1 ? "the value " + labels.getFirst() : "the values " + String.join(", ", labels);
    }
}

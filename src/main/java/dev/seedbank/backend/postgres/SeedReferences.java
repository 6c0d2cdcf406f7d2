package dev.seedbank.backend.postgres;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value.Reference;
import dev.seedbank.config.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks up the primary key that a reference stands for. The last ones are remembered: seeds refer to a few rows often. */
final class SeedReferences {
    private static final int REMEMBERED = 10_000;

    private final Session session;
    private final List<Table> tables;
    private final Map<Reference, String> found = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Reference, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    SeedReferences(Session session, List<Table> tables) {
        this.session = session;
        this.tables = tables;
    }

    /** Whether it refers to rows of the table; those that wait to be written must be there first. */
    static boolean refersTo(Reference reference, Table table) {
        return reference.collection().equals(table.label())
                || reference.collection().equals(table.collection().name());
    }

    /** The key as a literal; {@code null} if the reference is to NULL. */
    @Nullable
    String resolve(SeedRow row, String field, Reference reference) {
        var known = found.get(reference);
        if (known != null) {
            return known;
        }
        var parent = parent(row, field, reference);
        var column = parent.columns().stream()
                .filter(one -> one.name().equals(reference.field()))
                .findFirst()
                .orElseThrow(() -> PreparedRow.failure(
                        row, field, "%s has no column '%s' to refer by".formatted(parent.label(), reference.field())));
        var literal = SeedValues.literal(row, field, reference.value(), column);
        if (literal == null) {
            return null;
        }
        var key = lookUp(row, field, parent, column, literal);
        found.put(reference, key);
        return key;
    }

    private String lookUp(SeedRow row, String field, Table parent, TableColumn column, String literal) {
        var key = UniqueKeys.primaryKey(session, parent)
                .orElseThrow(() -> PreparedRow.failure(
                        row, field, "%s has no primary key of one column to refer to".formatted(parent.label())));
        var sql = "select e.%s::text from %s as e where e.%s = cast(? as %s) limit 2"
                .formatted(
                        Identifiers.quote(key), parent.onlySql(), Identifiers.quote(column.name()), column.looseType());
        var keys = session.query(sql, found -> found.getString(1), literal);
        if (keys.size() != 1) {
            throw PreparedRow.failure(
                    row,
                    field,
                    "%s in %s has %s = '%s'"
                            .formatted(
                                    keys.isEmpty() ? "no row" : "more than one row",
                                    parent.label(),
                                    column.name(),
                                    literal));
        }
        return keys.getFirst();
    }

    private Table parent(SeedRow row, String field, Reference reference) {
        return tables.stream()
                .filter(table -> refersTo(reference, table))
                .findFirst()
                .orElseThrow(() -> PreparedRow.failure(
                        row,
                        field,
                        "refers to a table '%s' that does not exist. %s"
                                .formatted(
                                        reference.collection(),
                                        Nearest.advice(
                                                reference.collection(),
                                                tables.stream()
                                                        .map(Table::label)
                                                        .toList(),
                                                ""))
                                .strip()));
    }
}

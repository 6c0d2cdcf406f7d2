package dev.seedbank.backend.postgres;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.config.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one file into one table, in the file's order: a row may refer to one above it. */
final class SeedRun {
    private final Session session;
    private final Table table;
    private final boolean update;
    private final UniqueKeys unique;
    private final SeedReferences references;
    private final SeedTally tally = new SeedTally();
    private final Map<List<String>, KeyLines> lines = new HashMap<>();
    private final Set<TableColumn> written = new HashSet<>();
    private @Nullable SeedBatch batch;

    SeedRun(Session session, Table table, SeedTarget target, SeedReferences references) {
        this.session = session;
        this.table = table;
        this.update = target.update();
        this.unique = UniqueKeys.of(session, table, target);
        this.references = references;
    }

    void add(SeedRow source) {
        var row = prepare(source);
        refuseRepeated(row);
        var statement = SeedStatement.of(table, row, key(row), !update && !unique.named());
        if (batch == null || !batch.takes(statement)) {
            flush();
            batch = new SeedBatch(session, statement, update);
        }
        batch.add(row);
        written.addAll(row.columns());
    }

    SeedCounts finish() {
        flush();
        new SeedSequences(session).catchUp(table, written);
        return tally.counts();
    }

    private void flush() {
        if (batch != null) {
            batch.write(tally);
            batch = null;
        }
    }

    private PreparedRow prepare(SeedRow source) {
        var columns = new ArrayList<TableColumn>();
        var values = new ArrayList<@Nullable String>();
        var made = new HashSet<String>();
        source.fields().forEach((name, value) -> {
            var column = column(source, name);
            columns.add(column);
            values.add(literal(source, name, value, column));
            if (value instanceof Value.Generated) {
                made.add(name);
            }
        });
        return new PreparedRow(source, columns, values, made);
    }

    private @Nullable String literal(SeedRow source, String name, Value value, TableColumn column) {
        if (!(value instanceof Value.Reference reference)) {
            return SeedValues.literal(source, name, value, column);
        }
        if (SeedReferences.refersTo(reference, table)) {
            flush();
        }
        return references.resolve(source, name, reference);
    }

    private TableColumn column(SeedRow source, String name) {
        for (var column : table.columns()) {
            if (column.name().equals(name)) {
                if (column.generated()) {
                    throw PreparedRow.failure(source, name, "the database computes this column; leave it out");
                }
                return column;
            }
        }
        var names = table.columns().stream().map(TableColumn::name).toList();
        throw PreparedRow.failure(
                source,
                name,
                "no such column in %s. %s"
                        .formatted(table.label(), Nearest.advice(name, names, ""))
                        .strip());
    }

    /** Columns by which the row is looked for before it is written; empty if it has no key whole. */
    private List<String> key(PreparedRow row) {
        var present = unique.in(row.source().fields().keySet());
        if (unique.named()) {
            if (present.isEmpty()) {
                throw row.fail(
                        String.join(", ", unique.keys().getFirst()), "missing, and rows are known by it (seed.unique)");
            }
            return present.getFirst();
        }
        return present.stream()
                .filter(key -> key.stream().allMatch(name -> row.value(name) != null))
                .findFirst()
                .orElse(List.of());
    }

    private void refuseRepeated(PreparedRow row) {
        for (var key : unique.in(row.source().fields().keySet())) {
            var values = new ArrayList<String>();
            for (var name : key) {
                var value = row.value(name);
                if (value != null) {
                    values.add(value);
                }
            }
            if (values.size() < key.size()) {
                continue;
            }
            long before = lines.computeIfAbsent(key, any -> new KeyLines())
                    .remember(values, row.source().line());
            if (before != 0) {
                throw row.fail(
                        String.join(", ", key),
                        "'%s' stands in line %d already".formatted(String.join(", ", values), before));
            }
        }
    }
}

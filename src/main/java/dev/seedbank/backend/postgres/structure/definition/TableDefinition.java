package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table or foreign table.
 *
 * @param columns in their order
 * @param checks also those that have a statement of their own
 * @param partitionKey {@code RANGE (at)}; null if it has no partitions
 * @param accessMethod null if it is {@code heap}, or none
 * @param options those of its TOAST table too, with {@code toast.} before the name
 * @param ofType the type that its rows are of; null if they have their own
 * @param server of a foreign table; null if it is none
 */
public record TableDefinition(
        String name,
        boolean unlogged,
        List<Column> columns,
        List<Check> checks,
        Descent descent,
        @Nullable String partitionKey,
        @Nullable String accessMethod,
        List<Setting> options,
        @Nullable String ofType,
        @Nullable Server server)
        implements Definition {
    public TableDefinition {
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
        options = List.copyOf(options);
    }

    public record Server(String name, List<Setting> options) {
        public Server {
            options = List.copyOf(options);
        }
    }

    public TableDefinition with(List<Column> otherColumns, List<Check> otherChecks, Descent otherDescent) {
        return new TableDefinition(
                name,
                unlogged,
                otherColumns,
                otherChecks,
                otherDescent,
                partitionKey,
                accessMethod,
                options,
                ofType,
                server);
    }

    /** By its name as SQL. */
    public Optional<Column> column(String column) {
        return columns.stream().filter(it -> it.name().equals(column)).findFirst();
    }

    @Override
    public List<String> statements() {
        return new TableStatements(this).all();
    }

    @Override
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        if (unlogged) {
            parts.add(Part.of(Aspect.PERSISTENCE, "UNLOGGED"));
        }
        columns.forEach(column -> parts.add(column.part(name)));
        parts.addAll(Check.parts(checks));
        parts.addAll(descent.parts());
        add(parts, Aspect.PARTITION_KEY, partitionKey);
        add(parts, Aspect.ACCESS_METHOD, accessMethod);
        parts.addAll(Setting.parts(Aspect.OPTION, options));
        add(parts, Aspect.ROW_TYPE, ofType);
        if (server != null) {
            parts.add(Part.of(Aspect.SERVER, server.name()));
            parts.addAll(Setting.parts(Aspect.FOREIGN_OPTION, server.options()));
        }
        return parts;
    }

    private static void add(List<Part> parts, Aspect aspect, @Nullable String text) {
        if (text != null) {
            parts.add(Part.of(aspect, text));
        }
    }
}

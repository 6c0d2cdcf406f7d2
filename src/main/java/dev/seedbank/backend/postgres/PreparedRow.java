package dev.seedbank.backend.postgres;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.failure.OperationFailed;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A seed row as the server will take it.
 *
 * @param columns those that the row has, in its order
 * @param values the server's literals in the same order; {@code null} for NULL
 * @param made names of columns whose values were made up, which are for new rows only
 */
record PreparedRow(SeedRow source, List<TableColumn> columns, List<@Nullable String> values, Set<String> made) {
    @Nullable
    String value(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return values.get(i);
            }
        }
        return null;
    }

    OperationFailed fail(String field, String problem) {
        return failure(source, field, problem);
    }

    static OperationFailed failure(SeedRow row, String field, String problem) {
        var where = field.isEmpty() ? "" : field + ": ";
        return new OperationFailed(
                "%s:%d: %s%s".formatted(row.file(), row.line(), where, problem),
                "Correct the file and seed again; nothing of this run was kept.");
    }
}

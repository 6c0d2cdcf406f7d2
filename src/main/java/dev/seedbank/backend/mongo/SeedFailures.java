package dev.seedbank.backend.mongo;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.failure.OperationFailed;

/** Words for a row of a seed file that does not fit: file, line, field, reason. */
final class SeedFailures {
    private SeedFailures() {}

    /** @param field empty if the row as a whole does not fit */
    static OperationFailed of(SeedRow row, String field, String reason) {
        return new OperationFailed(
                "%s:%d: %s%s".formatted(row.file(), row.line(), field.isEmpty() ? "" : field + ": ", reason),
                "Put the row right and run seed again; rows that are there are skipped.");
    }
}

package dev.seedbank.backend.mongo.seed;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;

/** Words for a row of a seed file that does not fit: file, line, field, reason. */
final class SeedFailures {
    private SeedFailures() {}

    /** @param field empty if the row as a whole does not fit */
    static OperationFailed of(SeedRow row, String field, String reason) {
        var failure = new OperationFailed(
                ErrorCode.DATA_REJECTED,
                "%s:%d: %s%s".formatted(row.file(), row.line(), field.isEmpty() ? "" : field + ": ", reason),
                "Correct the row and run seed again; rows that already exist are skipped.",
                null);
        var where = Where.at(Where.Key.FILE, row.file()).and(Where.Key.LINE, row.line());
        return (field.isEmpty() ? where : where.and(Where.Key.FIELD, field)).of(failure);
    }
}

package dev.seedbank.backend.postgres;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;

/** Words for a row of a seed file that does not fit: file, line, field, reason. */
final class SeedFailures {
    static final String ADVICE = "Correct the file and seed again; nothing of this run was kept.";

    private SeedFailures() {}

    static OperationFailed of(SeedRow row, String field, String problem) {
        return at(row.file(), row.line(), field, problem);
    }

    /** @param field empty if the row as a whole does not fit */
    static OperationFailed at(String file, long line, String field, String problem) {
        var failure = new OperationFailed(
                ErrorCode.DATA_REJECTED,
                "%s:%d: %s%s".formatted(file, line, field.isEmpty() ? "" : field + ": ", problem),
                ADVICE,
                null);
        var where = Where.at(Where.Key.FILE, file).and(Where.Key.LINE, line);
        return (field.isEmpty() ? where : where.and(Where.Key.FIELD, field)).of(failure);
    }
}

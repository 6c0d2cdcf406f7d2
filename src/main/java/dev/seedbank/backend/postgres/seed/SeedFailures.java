package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;

/** Words for a row of a seed file that does not fit: file, line, field, reason. */
final class SeedFailures {
    static final String ADVICE = "Correct the file and seed again; nothing of this run was kept.";

    private static final String OF_A_RUN = "; nothing of this run was kept.";

    private SeedFailures() {}

    static OperationFailed of(SeedRow row, String field, String problem) {
        return at(row.file(), row.line(), field, problem);
    }

    /** The failure without what its advice says of a run: a check keeps nothing in any case. */
    static Failure inCheck(Failure failure) {
        if (!(failure instanceof OperationFailed) || !failure.advice().endsWith(OF_A_RUN)) {
            return failure;
        }
        return failure.where()
                .of(new OperationFailed(
                        failure.code(),
                        String.valueOf(failure.getMessage()),
                        failure.advice().replace(OF_A_RUN, "."),
                        failure));
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

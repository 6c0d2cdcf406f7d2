package dev.seedbank.seed.rows;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;

/** Words for what is wrong with a seed file itself. */
public final class SeedFileErrors {
    private SeedFileErrors() {}

    /** @param file as the user knows it */
    public static OperationFailed at(String file, long line, String what, String advice) {
        return Where.at(Where.Key.FILE, file)
                .and(Where.Key.LINE, line)
                .of(new OperationFailed(
                        ErrorCode.DATA_REJECTED, "%s:%d: %s".formatted(file, line, what), advice, null));
    }
}

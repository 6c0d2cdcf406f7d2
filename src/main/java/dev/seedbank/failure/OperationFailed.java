package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/** The work itself failed; the message says what is then true of the data. */
public final class OperationFailed extends Failure {
    private static final long serialVersionUID = 1L;

    public OperationFailed(String what, String advice) {
        this(what, advice, null);
    }

    public OperationFailed(String what, String advice, @Nullable Throwable cause) {
        this(ErrorCode.FAILED, what, advice, cause);
    }

    public OperationFailed(ErrorCode code, String what, String advice, @Nullable Throwable cause) {
        super(ExitCode.FAILED, code, what, advice, cause);
    }
}

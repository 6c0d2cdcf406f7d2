package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/** The work itself failed; the message says what is then true of the data. */
public final class OperationFailed extends Failure {
    private static final long serialVersionUID = 1L;

    public OperationFailed(String what, String advice) {
        this(what, advice, null);
    }

    public OperationFailed(String what, String advice, @Nullable Throwable cause) {
        super(what, advice, cause);
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.FAILED;
    }
}

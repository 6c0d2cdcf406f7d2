package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/** A server cannot be reached, or does not let us in. */
public final class ConnectionFailed extends Failure {
    private static final long serialVersionUID = 1L;

    public ConnectionFailed(String what, String advice) {
        this(what, advice, null);
    }

    public ConnectionFailed(String what, String advice, @Nullable Throwable cause) {
        super(what, advice, cause);
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.NO_CONNECTION;
    }
}

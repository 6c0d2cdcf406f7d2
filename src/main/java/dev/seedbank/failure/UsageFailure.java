package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/** The command line, the configuration or a file that the user wrote is wrong. */
public final class UsageFailure extends Failure {
    private static final long serialVersionUID = 1L;

    public UsageFailure(String what, String advice) {
        this(what, advice, null);
    }

    public UsageFailure(String what, String advice, @Nullable Throwable cause) {
        super(what, advice, cause);
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.USAGE;
    }
}

package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/** The command line, the configuration or a file that the user wrote is wrong. */
public final class UsageFailure extends Failure {
    private static final long serialVersionUID = 1L;

    public UsageFailure(String what, String advice) {
        this(what, advice, null);
    }

    public UsageFailure(String what, String advice, @Nullable Throwable cause) {
        this(ErrorCode.USAGE, what, advice, cause);
    }

    /** A store, backup, collection, set or profile of a typed name does not exist. */
    public static UsageFailure notFound(String what, String advice) {
        return new UsageFailure(ErrorCode.NOT_FOUND, what, advice, null);
    }

    public UsageFailure(ErrorCode code, String what, String advice, @Nullable Throwable cause) {
        super(ExitCode.USAGE, code, what, advice, cause);
    }
}

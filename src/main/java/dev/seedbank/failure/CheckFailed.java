package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/** A check ran to its end and found something. */
public final class CheckFailed extends Failure {
    private static final long serialVersionUID = 1L;

    public CheckFailed(String what, String advice) {
        this(what, advice, null);
    }

    public CheckFailed(String what, String advice, @Nullable Throwable cause) {
        super(ExitCode.CHECK_FOUND, ErrorCode.CHECK_FAILED, what, advice, cause);
    }
}

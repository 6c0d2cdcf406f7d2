package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/** The user stopped the work (Ctrl-C, SIGTERM) before it was done. */
public final class Interrupted extends Failure {
    private static final long serialVersionUID = 1L;

    public Interrupted(String what, String advice) {
        this(what, advice, null);
    }

    public Interrupted(String what, String advice, @Nullable Throwable cause) {
        super(ExitCode.INTERRUPTED, ErrorCode.INTERRUPTED, what, advice, cause);
    }
}

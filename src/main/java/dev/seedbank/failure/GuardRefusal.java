package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/** The guard does not let this through here; nothing was changed. */
public final class GuardRefusal extends Failure {
    private static final long serialVersionUID = 1L;

    public GuardRefusal(String what, String advice) {
        this(what, advice, null);
    }

    public GuardRefusal(String what, String advice, @Nullable Throwable cause) {
        this(ErrorCode.REFUSED, what, advice, cause);
    }

    public GuardRefusal(ErrorCode code, String what, String advice, @Nullable Throwable cause) {
        super(ExitCode.REFUSED, code, what, advice, cause);
    }
}

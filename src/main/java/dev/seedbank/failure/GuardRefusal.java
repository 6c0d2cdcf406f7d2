package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/** The guard does not let this through here; nothing was changed. */
public final class GuardRefusal extends Failure {
    private static final long serialVersionUID = 1L;

    public GuardRefusal(String what, String advice) {
        this(what, advice, null);
    }

    public GuardRefusal(String what, String advice, @Nullable Throwable cause) {
        super(what, advice, cause);
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.REFUSED;
    }
}

package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/** A server cannot be reached, or does not let us in. */
public final class ConnectionFailed extends Failure {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    public ConnectionFailed(String what, String advice) {
        this(what, advice, null);
    }

    public ConnectionFailed(String what, String advice, @Nullable Throwable cause) {
        this(what, advice, cause, false);
    }

    private ConnectionFailed(String what, String advice, @Nullable Throwable cause, boolean passing) {
        super(ExitCode.NO_CONNECTION, ErrorCode.NO_CONNECTION, what, advice, cause);
        this.passing = passing;
    }

    /** One that may be over in a moment, such as a server that is still starting; unlike a wrong password. */
    public static ConnectionFailed passing(String what, String advice, @Nullable Throwable cause) {
        return new ConnectionFailed(what, advice, cause, true);
    }

    /** Begins with the store's name as soon as somebody has told it. */
    @Override
    public String getMessage() {
        var said = String.valueOf(super.getMessage());
        return where().get(Where.Key.STORE)
                .filter(_ -> !said.startsWith("Store '"))
                .map(store -> "Store '%s': %s".formatted(store, said.replaceFirst("^The ", "the ")))
                .orElse(said);
    }

    /** Whether the same attempt may succeed later without anybody changing the configuration. */
    public boolean passing() {
        return passing;
    }
}

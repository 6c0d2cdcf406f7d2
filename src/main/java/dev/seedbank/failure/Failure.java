package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/**
 * Something that the user can put right: {@link #getMessage()} says what happened and on what, {@link #advice()} what to
 * do. Each is one line; where advice is lines to write into a file, these follow it. Neither ever holds a secret: whoever makes a failure from a driver's message has removed it.
 */
public abstract sealed class Failure extends RuntimeException
        permits UsageFailure, GuardRefusal, ConnectionFailed, CheckFailed, OperationFailed, Interrupted {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String advice;
    private Where where = Where.UNKNOWN;

    /** @param kind the exit code that all failures of the subclass have */
    Failure(ExitCode kind, ErrorCode code, String what, String advice, @Nullable Throwable cause) {
        super(what, cause);
        if (code.exitCode() != kind) {
            throw new IllegalArgumentException(code + " is not a code of " + kind);
        }
        this.code = code;
        this.advice = advice;
    }

    /** What to do about it; empty where the message says all. */
    public final String advice() {
        return advice;
    }

    public final ErrorCode code() {
        return code;
    }

    public final ExitCode exitCode() {
        return code.exitCode();
    }

    /** As far as anybody said: {@link Where#of}. */
    public final Where where() {
        return where;
    }

    final void happenedAt(Where place) {
        where = where.and(place);
    }
}

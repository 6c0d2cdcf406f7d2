package dev.seedbank.failure;

import org.jspecify.annotations.Nullable;

/**
 * Something that the user can put right: {@link #getMessage()} says what happened and on what, {@link #advice()} what to
 * do. Each is one line. Neither ever holds a secret: whoever makes a failure from a driver's message has removed it.
 */
public abstract sealed class Failure extends RuntimeException
        permits UsageFailure, GuardRefusal, ConnectionFailed, CheckFailed, OperationFailed, Interrupted {
    private static final long serialVersionUID = 1L;

    private final String advice;

    Failure(String what, String advice, @Nullable Throwable cause) {
        super(what, cause);
        this.advice = advice;
    }

    /** What to do about it; empty where the message says all. */
    public final String advice() {
        return advice;
    }

    public abstract ExitCode exitCode();
}

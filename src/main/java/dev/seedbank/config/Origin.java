package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;

/**
 * Where a value stands.
 *
 * @param source a file as the user knows it, such as {@code ../seedbank.yaml}, or {@code environment variable NAME}
 * @param line from 1; 0 where there are no lines
 */
record Origin(String source, int line) {
    static Origin variable(String name) {
        return new Origin("environment variable " + name, 0);
    }

    /** A failure whose message begins with this place. */
    UsageFailure failure(String what, String advice) {
        return of(new UsageFailure(ErrorCode.SETTINGS, this + ": " + what, advice, null));
    }

    /** The failure, which knows this place from now on. */
    UsageFailure of(UsageFailure failure) {
        return line > 0
                ? Where.at(Where.Key.FILE, source).and(Where.Key.LINE, line).of(failure)
                : failure;
    }

    /** {@code seedbank.yaml:7}. */
    @Override
    public String toString() {
        return line > 0 ? source + ":" + line : source;
    }
}

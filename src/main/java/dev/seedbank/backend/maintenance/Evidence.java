package dev.seedbank.backend.maintenance;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A number that shows something.
 *
 * @param name what was measured, in one to three words
 * @param limit what it is to be compared with, in the same unit
 * @param since when it has been counted; empty if it is as of now
 */
public record Evidence(String name, long value, Unit unit, Optional<Long> limit, Optional<Instant> since) {
    /** What a number counts. */
    public enum Unit {
        BYTES,
        SECONDS,
        PERCENT,
        /** A plain number of what the name says. */
        COUNT,
        /** Seconds since 1970. */
        TIME;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Evidence count(String name, long value) {
        return of(name, value, Unit.COUNT);
    }

    public static Evidence bytes(String name, long value) {
        return of(name, value, Unit.BYTES);
    }

    public static Evidence seconds(String name, long value) {
        return of(name, value, Unit.SECONDS);
    }

    public static Evidence percent(String name, long value) {
        return of(name, value, Unit.PERCENT);
    }

    public static Evidence time(String name, Instant value) {
        return of(name, value.getEpochSecond(), Unit.TIME);
    }

    private static Evidence of(String name, long value, Unit unit) {
        return new Evidence(name, value, unit, Optional.empty(), Optional.empty());
    }

    public Evidence until(long reached) {
        return new Evidence(name, value, unit, Optional.of(reached), since);
    }

    public Evidence since(Optional<Instant> begin) {
        return new Evidence(name, value, unit, limit, begin);
    }
}

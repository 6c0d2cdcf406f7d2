package dev.seedbank.backend.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What another tool's history says of one migration at one time, in the tool's own words; each is empty where the tool does not say.
 *
 * @param version of a repeatable migration: empty
 * @param file the name of its file, or of its folder, or what else the tool knows it by
 * @param checksum as the tool writes it
 * @param at when it ran
 * @param by who ran it
 */
public record ForeignEntry(
        Kind kind,
        String version,
        String description,
        String file,
        String checksum,
        State state,
        Optional<Instant> at,
        Duration took,
        String by) {
    public enum State {
        APPLIED,
        /** It failed, or it did not come to its end: the tool itself does not go on from there. */
        UNFINISHED,
        /** The database does not have it, or not any more. */
        REVERTED
    }

    /** The same under another version. */
    public ForeignEntry versioned(String other) {
        return new ForeignEntry(kind, other, description, file, checksum, state, at, took, by);
    }

    /** The same for all entries of one migration. */
    String key() {
        return switch (kind) {
            case BASELINE -> "B";
            case REPEATABLE -> "R " + description;
            case VERSIONED -> "V " + version;
        };
    }
}

package dev.seedbank.backend.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the database knows of one run of a migration. Runs only ever add to the history: of several entries for a version, or for a
 * repeatable migration's description, the last counts. A restore that replaces the structure replaces the history with it.
 *
 * @param number in the order in which they began, from 1; 0 for one that was not written yet
 * @param version as in its file's name; empty for a repeatable migration
 * @param file its name below {@code migrations/}; empty for one without a file: a baseline, or one that another tool ran
 * @param checksum {@code algorithm:hexadecimal}; empty if it is not known
 * @param text of its file, if that was small enough to keep
 * @param by who ran it: the database user, and the machine; empty if another tool did not say
 * @param done how many statements of it were done
 * @param statements how many it has; 0 if that was not known yet
 * @param position where in the statement that is not done it stopped, in the engine's own words; empty at its beginning
 * @param error what made it fail, in one line; empty if nothing did
 * @param source the tool that ran it; {@code seedbank}, or the one whose history was imported
 */
public record HistoryEntry(
        long number,
        Kind kind,
        String version,
        String description,
        String file,
        String checksum,
        Optional<String> text,
        State state,
        Instant startedAt,
        Duration took,
        String by,
        int done,
        int statements,
        String position,
        String error,
        String source) {
    public enum State {
        /** It runs, or its process was killed. */
        RUNNING,
        DONE,
        FAILED,
        /** Reverted by its down script. */
        ROLLED_BACK,
        /** Its down script runs, or its process was killed. */
        ROLLING_BACK,
        ROLLBACK_FAILED;

        private static final Map<String, State> BY_WORD = Words.all(values());

        /** @throws dev.seedbank.failure.OperationFailed if there is none of that name: a newer version wrote it */
        public static State of(String word) {
            return Words.find(BY_WORD, "state", word);
        }

        /** Whether it is a run in this direction that did not come to its end. */
        public boolean isOf(Script.Direction direction) {
            return switch (this) {
                case RUNNING, FAILED -> direction == Script.Direction.UP;
                case ROLLING_BACK, ROLLBACK_FAILED -> direction == Script.Direction.DOWN;
                case DONE, ROLLED_BACK -> false;
            };
        }

        /** Of a run in this direction. */
        public static State running(Script.Direction direction) {
            return direction == Script.Direction.UP ? RUNNING : ROLLING_BACK;
        }

        /** Of a run in this direction that went well. */
        public static State ended(Script.Direction direction) {
            return direction == Script.Direction.UP ? DONE : ROLLED_BACK;
        }

        /** Of a run in this direction that did not. */
        public static State failed(Script.Direction direction) {
            return direction == Script.Direction.UP ? FAILED : ROLLBACK_FAILED;
        }

        /** Whether it is the end of a run that went well. */
        public boolean ended() {
            return this == DONE || this == ROLLED_BACK;
        }
    }

    /** The same, as it was written. */
    public HistoryEntry written(long asNumber, State asState, Instant at, Duration time, int of) {
        return new HistoryEntry(
                asNumber,
                kind,
                version,
                description,
                file,
                checksum,
                text,
                asState,
                at,
                time,
                by,
                of,
                of,
                "",
                "",
                source);
    }

    /** The same, as far as its run is. */
    public HistoryEntry at(State now, int statementsDone, int of, String where, String failure) {
        return new HistoryEntry(
                number,
                kind,
                version,
                description,
                file,
                checksum,
                text,
                now,
                startedAt,
                took,
                by,
                statementsDone,
                of,
                where,
                failure,
                source);
    }

    /** The same, with its place in the history. */
    public HistoryEntry numbered(long asNumber, Instant at) {
        return new HistoryEntry(
                asNumber,
                kind,
                version,
                description,
                file,
                checksum,
                text,
                state,
                at,
                took,
                by,
                done,
                statements,
                position,
                error,
                source);
    }

    /** The same, run by somebody. */
    public HistoryEntry by(String who) {
        return new HistoryEntry(
                number,
                kind,
                version,
                description,
                file,
                checksum,
                text,
                state,
                startedAt,
                took,
                who,
                done,
                statements,
                position,
                error,
                source);
    }

    /** The same, without what is known of its place in the history, and without its text. */
    public HistoryEntry bare() {
        return new HistoryEntry(
                0,
                kind,
                version,
                description,
                file,
                checksum,
                Optional.empty(),
                state,
                startedAt,
                took,
                by,
                done,
                statements,
                position,
                error,
                source);
    }

    /** Whether its script stopped after some of its statements, so that the next run goes on there. */
    public boolean isPartial() {
        return !state.ended() && done > 0;
    }

    /** Whether something of its script may be in the database although it did not come to its end. */
    public boolean mayHaveLeftSomething() {
        return !state.ended() && (done > 0 || !position.isEmpty());
    }

    /** Whether the database has the migration, all of it. */
    public boolean isApplied() {
        return switch (state) {
            case DONE -> true;
            case ROLLING_BACK, ROLLBACK_FAILED -> done == 0;
            case RUNNING, FAILED, ROLLED_BACK -> false;
        };
    }
}

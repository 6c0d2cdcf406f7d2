package dev.seedbank.backend.migration;

import dev.seedbank.backend.migration.Script.Direction;

/** What a failed run of a script leaves behind, and what to do next, in the words that all engines use. */
public record FailedRun(Direction direction) {
    /** It was one transaction, which is rolled back. */
    public String rolledBack() {
        return switch (direction) {
            case UP -> "Nothing of this migration was applied; earlier ones stay. " + again("");
            case DOWN -> "Nothing of this migration was reverted; those reverted before it stay so. " + again("");
        };
    }

    /**
     * It ran without a transaction around it.
     *
     * @param done how many statements
     * @param partly whether the next one may be done in part
     */
    public String stopped(int done, boolean partly) {
        if (done > 0) {
            return "%s done. %s"
                    .formatted(
                            done == 1 ? "1 statement is" : done + " statements are",
                            again(": it continues at statement " + (done + 1)));
        }
        return partly
                ? "Statement 1 may be partly done. " + again(": it continues there")
                : "Nothing of this migration was %s. %s"
                        .formatted(direction == Direction.UP ? "applied" : "reverted", again(""));
    }

    /** The connection was lost. */
    public String unknown() {
        return "Run %s again: it finds out what was done.".formatted(command());
    }

    private String again(String how) {
        return "Fix the cause, then run %s again%s.".formatted(command(), how);
    }

    private String command() {
        return direction == Direction.UP ? "seedbank migrate" : "seedbank migrate rollback";
    }
}

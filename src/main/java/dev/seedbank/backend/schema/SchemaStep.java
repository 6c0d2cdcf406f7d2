package dev.seedbank.backend.schema;

import java.util.List;
import java.util.Set;

/**
 * One statement of a plan.
 *
 * @param object what it is about, in words: {@code table public.users}
 * @param sql without a semicolon at its end; where the engine has no SQL, its command as JSON
 * @param alone whether the server runs it in no transaction, such as {@code CREATE INDEX CONCURRENTLY}
 * @param loss what is lost for ever, with numbers; empty if nothing is
 * @param risks what else people should know before they agree
 * @param untold what it would lose if it came into being before it runs; none if nothing can
 */
public record SchemaStep(String object, String sql, boolean alone, String loss, Set<Risk> risks, List<Untold> untold) {
    public SchemaStep {
        risks = Set.copyOf(risks);
        untold = List.copyOf(untold);
    }

    public SchemaStep(String object, String sql, boolean alone, String loss, Set<Risk> risks) {
        this(object, sql, alone, loss, risks, List.of());
    }

    /**
     * Rows that there were none of when the plan was made, so that nobody was told of a loss.
     *
     * @param table or collection: its full name in the engine's words, when the step runs
     * @param condition in the engine's words: which of its rows
     */
    public record Untold(String table, String condition) {}

    /** What a step does besides what it says. */
    public enum Risk {
        /** Nobody can use the table, or write to it, while all its rows are read or written. */
        LONG_LOCK,
        /** It changes who may do what. */
        RIGHTS,
        /** It updates rows, and triggers of the table's see each of them. */
        TRIGGERS,
        /** What it drops is made again in a later transaction; others do without it until then. */
        ABSENT
    }

    public boolean losesData() {
        return !loss.isEmpty();
    }
}

package dev.seedbank.backend.schema;

import java.util.Set;

/**
 * One statement of a plan.
 *
 * @param object what it is about, in words: {@code table public.users}
 * @param sql without a semicolon at its end
 * @param alone whether the server runs it in no transaction, such as {@code CREATE INDEX CONCURRENTLY}
 * @param loss what is lost for ever, with numbers; empty if nothing is
 * @param risks what else people should know before they agree
 */
public record SchemaStep(String object, String sql, boolean alone, String loss, Set<Risk> risks) {
    public SchemaStep {
        risks = Set.copyOf(risks);
    }

    /** What a step does besides what it says. */
    public enum Risk {
        /** Nobody can use the table, or write to it, while all its rows are read or written. */
        LONG_LOCK,
        /** It changes who may do what. */
        RIGHTS
    }

    public boolean losesData() {
        return !loss.isEmpty();
    }
}

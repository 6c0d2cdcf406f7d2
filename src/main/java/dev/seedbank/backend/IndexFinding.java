package dev.seedbank.backend;

import java.util.List;
import java.util.Optional;

/**
 * What the comparison says of one index.
 *
 * @param index its definition in a few words, such as {@code (email) unique}; for {@link State#NO_COLLECTION} empty
 * @param name of the one that exists; empty if none does, or for one that is declared without
 * @param details in what way it differs, or why it is so
 * @param change that would put it right; empty if there is nothing to do, or nothing that Seedbank can do
 */
public record IndexFinding(
        State state,
        Collection collection,
        String index,
        String name,
        List<String> details,
        Optional<IndexChange> change) {
    public IndexFinding {
        details = List.copyOf(details);
    }

    /** Without anything that could be done. */
    public static IndexFinding of(State state, Collection collection, String index, String name, List<String> details) {
        return new IndexFinding(state, collection, index, name, details, Optional.empty());
    }

    /** How what is declared and what exists relate. */
    public enum State {
        /** Declared, and there; whatever its name is. */
        PRESENT("present"),
        MISSING("missing"),
        /** One on the same fields is there, with other options. */
        DIFFERENT("different"),
        /** It is there, on a collection whose indexes are declared, and is not among them. */
        UNDECLARED("undeclared"),
        /** The declared indexes' collection does not exist, and does not come into being by them. */
        NO_COLLECTION("no collection"),
        /** This server does not know such indexes. */
        UNSUPPORTED("unsupported");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** For people and programs. */
        public String word() {
            return word;
        }

        /** Whether the database is not as it is declared. */
        public boolean isDrift() {
            return this != PRESENT && this != UNSUPPORTED;
        }
    }

    /** Whether the other says the same of the same index, later. */
    public boolean isSameAs(IndexFinding other) {
        return state == other.state
                && collection.equals(other.collection)
                && index.equals(other.index)
                && (state == State.MISSING || name.equals(other.name)); // a build that was broken off has a name
    }
}

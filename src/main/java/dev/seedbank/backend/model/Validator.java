package dev.seedbank.backend.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * What a server checks documents with when they are written; it does not look at those that are there.
 *
 * @param schema in the words of {@code $jsonSchema}
 */
public record Validator(ObjectNode schema, Level level, Action action) {
    /** Which documents are checked. */
    public enum Level {
        STRICT,
        /** Updates of documents that do not fit already are not refused. */
        MODERATE;

        /** As the server has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What happens to a document that does not fit. */
    public enum Action {
        ERROR,
        /** It is written, and the server's log says so. */
        WARN;

        /** As the server has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

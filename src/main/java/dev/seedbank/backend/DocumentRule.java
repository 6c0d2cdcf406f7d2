package dev.seedbank.backend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** What a document has to be like before it is written: its model. */
@FunctionalInterface
public interface DocumentRule {
    /** Every document fits. */
    DocumentRule NONE = (document, unknown) -> Optional.empty();

    /**
     * Where a document does not fit.
     *
     * @param field as people write it: {@code address.city}; empty for the document as a whole
     */
    record Misfit(String field, String reason) {}

    /**
     * The first that is wrong; empty if nothing is.
     *
     * @param unknown fields of the document whose values nobody knows yet: nothing is said of them
     */
    Optional<Misfit> misfit(ObjectNode document, Set<String> unknown);
}

package dev.seedbank.backend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a document has to be like before it is written: its model. */
@FunctionalInterface
public interface DocumentRule {
    /** Every document fits. */
    DocumentRule NONE = document -> Optional.empty();

    /**
     * Where a document does not fit.
     *
     * @param field as people write it: {@code address.city}; empty for the document as a whole
     */
    record Misfit(String field, String reason) {}

    /** The first that is wrong; empty if nothing is. */
    Optional<Misfit> misfit(ObjectNode document);
}

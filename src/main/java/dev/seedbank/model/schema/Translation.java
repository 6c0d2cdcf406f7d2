package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A model in the dialect of the server's {@code $jsonSchema}: it accepts all that the model accepts.
 *
 * @param schema numbers are of the types that the server is to have: int, long, double, decimal
 * @param untranslated what it does not say; empty if it accepts nothing else
 */
public record Translation(ObjectNode schema, List<Untranslated> untranslated) {
    public Translation {
        untranslated = List.copyOf(untranslated);
    }
}

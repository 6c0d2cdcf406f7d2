package dev.seedbank.backend;

import dev.seedbank.yaml.YamlDocument;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/**
 * All indexes that a collection is to have besides those of its keys and constraints, as a file has them. What the options of an
 * index mean is for the engine to say.
 *
 * @param document that knows the nodes' lines
 * @param collection its name as people write it
 * @param indexes one node each
 * @param searches one node for each index of the server's search engine
 */
public record IndexDeclaration(YamlDocument document, String collection, List<Node> indexes, List<Node> searches) {
    public IndexDeclaration {
        indexes = List.copyOf(indexes);
        searches = List.copyOf(searches);
    }

    /** Where to say that something is wrong with all of it. */
    public String shown() {
        return document.shown();
    }
}

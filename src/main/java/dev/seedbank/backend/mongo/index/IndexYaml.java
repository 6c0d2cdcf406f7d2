package dev.seedbank.backend.mongo.index;

import dev.seedbank.backend.mongo.catalog.Definition;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Existing indexes as the text of a file that declares them. */
final class IndexYaml {
    private IndexYaml() {}

    /** @param collated whether the collection has a collation that an index without one would get */
    static String of(List<BsonDocument> indexes, List<BsonDocument> searches, boolean collated) {
        var text = new StringBuilder("indexes:\n");
        indexes.forEach(index -> append(text, index, collated));
        if (!searches.isEmpty()) {
            text.append("search:\n");
            searches.forEach(search -> append(text, search));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, BsonDocument index, boolean collated) {
        var specification = Definition.forCreation(index, collated);
        text.append("  - key: ")
                .append(IndexWords.flow(specification.getDocument("key")))
                .append('\n');
        specification.forEach((option, value) -> {
            boolean flag = DeclaredIndexes.FLAGS.contains(option);
            if (flag && Definition.isTrue(specification, option)) {
                text.append("    ").append(option).append(": true\n");
            } else if (!flag && isWritten(option)) {
                text.append("    ")
                        .append(option)
                        .append(": ")
                        .append(IndexWords.flow(value))
                        .append('\n');
            }
        });
    }

    private static boolean isWritten(String option) {
        return DeclaredIndexes.OPTIONS.contains(option) || option.equals("name");
    }

    private static void append(StringBuilder text, BsonDocument search) {
        text.append("  - name: ")
                .append(IndexWords.flow(search.get("name", new BsonString("default"))))
                .append("\n    type: ")
                .append(IndexWords.flow(search.get("type", new BsonString("search"))))
                .append("\n    definition: ")
                .append(IndexWords.flow(search.get("latestDefinition", new BsonDocument())))
                .append('\n');
    }
}

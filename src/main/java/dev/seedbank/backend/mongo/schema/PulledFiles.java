package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.index.IndexWords;
import dev.seedbank.backend.mongo.index.MongoIndexCatalog;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.yaml.YamlWord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** What is there as files that declare it. */
final class PulledFiles {
    private static final String SUFFIX = ".yaml";
    private static final String NONE = "# without options\n";

    /** What needs no word in a file, because it says no more than nothing. */
    private static final BsonString STRICT = new BsonString("strict");

    private static final BsonString ERROR = new BsonString("error");

    private final Namespaces namespaces;
    private final Set<String> modelled;

    private PulledFiles(Namespaces namespaces, Set<String> modelled) {
        this.namespaces = namespaces;
        this.modelled = modelled;
    }

    /**
     * For people: a collection without indexes has no file for them.
     *
     * @param modelled collections whose validators are their models' to say
     */
    static List<SchemaFile> of(Namespaces namespaces, List<String> modelled) {
        return new PulledFiles(namespaces, new HashSet<>(modelled)).files(false);
    }

    /** All that there is: also that a collection has no index. */
    static List<SchemaFile> complete(Namespaces namespaces) {
        return new PulledFiles(namespaces, Set.of()).files(true);
    }

    private List<SchemaFile> files(boolean complete) {
        var files = new ArrayList<SchemaFile>();
        var without = new ArrayList<SchemaFile>();
        var indexed = new HashSet<String>();
        for (var written : new MongoIndexCatalog(namespaces).written()) {
            indexed.add(written.label());
            files.add(file(Declared.INDEXES, written.label(), written.yaml()));
        }
        for (var entry : namespaces.entries()) {
            var name = entry.collection().name();
            if (name.equals(Namespaces.FUNCTIONS)) {
                continue;
            }
            files.add(file(Declared.COLLECTIONS, name, text(entry)));
            if (complete && entry.type() != Namespaces.Entry.Type.VIEW && !indexed.contains(name)) {
                without.add(file(Declared.INDEXES, name, "indexes: []\n"));
            }
        }
        files.addAll(without);
        files.removeIf(it -> it.name().equals(Declared.INDEXES + Namespaces.FUNCTIONS + SUFFIX));
        return files;
    }

    /** A name with a slash stands in the file: what it is called then does not say it. */
    private static SchemaFile file(String folder, String name, String text) {
        var named = name.contains("/") ? "collection: %s\n".formatted(YamlWord.quoted(name)) + text : text;
        return new SchemaFile(folder + name + SUFFIX, named);
    }

    private String text(Namespaces.Entry entry) {
        var options = Definition.withoutCollationVersion(entry.options());
        var text = new StringBuilder();
        for (var option : CollectionFile.OPTIONS) {
            var value = options.get(option);
            if (value != null && isWritten(entry, option, value)) {
                append(text, 0, option, written(option, value));
            }
        }
        return text.isEmpty() ? NONE : text.toString();
    }

    private boolean isWritten(Namespaces.Entry entry, String option, BsonValue value) {
        var options = entry.options();
        return switch (option) {
            case "capped" -> Definition.isTrue(options, option);
            case "size", "max" -> Definition.isTrue(options, "capped");
            case "changeStreamPreAndPostImages" ->
                value instanceof BsonDocument images && Definition.isTrue(images, "enabled");
            case "validator" -> validates(entry);
            case "validationLevel" -> validates(entry) && !value.equals(STRICT);
            case "validationAction" -> validates(entry) && !value.equals(ERROR);
            case Definition.EXPIRY -> options.containsKey("timeseries") || options.containsKey("clusteredIndex");
            default -> !(value instanceof BsonDocument document && document.isEmpty());
        };
    }

    private boolean validates(Namespaces.Entry entry) {
        return entry.type() == Namespaces.Entry.Type.COLLECTION
                && !modelled.contains(entry.collection().name())
                && entry.options().get("validator") instanceof BsonDocument validator
                && !validator.isEmpty();
    }

    private static BsonValue written(String option, BsonValue value) {
        if (option.equals("timeseries")) {
            return Buckets.written(value.asDocument());
        }
        if (option.equals("clusteredIndex") && value instanceof BsonDocument index) {
            var own = index.clone();
            own.remove("v");
            return own;
        }
        return value;
    }

    private static void append(StringBuilder text, int depth, String name, BsonValue value) {
        text.append("  ".repeat(depth)).append(YamlWord.of(name)).append(':');
        append(text, depth, value);
    }

    /** Documents, and lists of them, line by line; what is in a list of values, on one line. */
    private static void append(StringBuilder text, int depth, BsonValue value) {
        if (value instanceof BsonDocument document && !document.isEmpty()) {
            text.append('\n');
            document.forEach((name, part) -> append(text, depth + 1, name, part));
        } else if (value instanceof BsonArray array && array.stream().anyMatch(BsonValue::isDocument)) {
            text.append('\n');
            array.forEach(it -> text.append("  ".repeat(depth + 1))
                    .append("- ")
                    .append(IndexWords.flow(it))
                    .append('\n'));
        } else {
            text.append(' ').append(IndexWords.flow(value)).append('\n');
        }
    }
}

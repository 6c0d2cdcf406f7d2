package dev.seedbank.backend.mongo.script;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What aggregation pipelines read and write, as far as it can be told from their text. */
public final class Pipelines {
    /** Instead of a path: the whole document. */
    private static final String ALL = "";

    private Pipelines() {}

    /** The collection that an aggregation writes to. */
    public static Optional<String> target(BsonArray pipeline) {
        return end(pipeline)
                .map(it -> it instanceof BsonDocument elsewhere ? elsewhere.get("coll", it) : it)
                .filter(BsonString.class::isInstance)
                .map(it -> it.asString().getValue());
    }

    /** The database that it writes to, if it names one. */
    static Optional<String> database(BsonArray pipeline) {
        return end(pipeline)
                .filter(BsonDocument.class::isInstance)
                .flatMap(it -> Optional.ofNullable(it.asDocument().get("db")))
                .map(it -> it instanceof BsonString name ? name.getValue() : it.toString());
    }

    /** The collections and views that its stages read, besides what it is for. */
    public static Set<String> sources(BsonArray pipeline) {
        var sources = new TreeSet<String>();
        for (var stage : pipeline) {
            if (stage instanceof BsonDocument document) {
                document.forEach((name, value) -> addSources(name, value, sources));
            }
        }
        return sources;
    }

    private static void addSources(String stage, BsonValue value, Set<String> sources) {
        switch (stage) {
            case "$lookup", "$graphLookup", "$unionWith" -> {
                addSource(value, sources);
                if (value instanceof BsonDocument parts) {
                    addSource(parts.get("from"), sources);
                    addSource(parts.get("coll"), sources);
                    addPipeline(parts.get("pipeline"), sources);
                }
            }
            case "$facet" -> {
                if (value instanceof BsonDocument pipelines) {
                    pipelines.values().forEach(it -> addPipeline(it, sources));
                }
            }
            default -> {}
        }
    }

    /** By its name; one of another database, which some servers read, has a document. */
    private static void addSource(@Nullable BsonValue from, Set<String> sources) {
        if (from instanceof BsonString name) {
            sources.add(name.getValue());
        }
    }

    private static void addPipeline(@Nullable BsonValue pipeline, Set<String> sources) {
        if (pipeline instanceof BsonArray stages) {
            sources.addAll(sources(stages));
        }
    }

    /** What its last stage says of the place. */
    private static Optional<BsonValue> end(BsonArray pipeline) {
        return Optional.of(pipeline)
                .filter(it -> !it.isEmpty())
                .map(it -> it.get(it.size() - 1))
                .filter(BsonDocument.class::isInstance)
                .map(BsonValue::asDocument)
                .flatMap(stage -> Optional.ofNullable(stage.get("$out"))
                        .or(() -> Optional.ofNullable(stage.get("$merge")).map(Pipelines::into)));
    }

    private static BsonValue into(BsonValue merge) {
        return merge instanceof BsonDocument document ? document.get("into", merge) : merge;
    }

    /** Whether the result takes the place of all that the target has. */
    public static boolean isReplacing(BsonArray pipeline) {
        return pipeline.get(pipeline.size() - 1).asDocument().containsKey("$out");
    }

    /** What {@code $merge} does with a document that is there already; empty for {@code $out}. */
    public static Optional<BsonValue> whenMatched(BsonArray pipeline) {
        return Optional.ofNullable(
                        pipeline.get(pipeline.size() - 1).asDocument().get("$merge"))
                .filter(BsonDocument.class::isInstance)
                .map(it -> it.asDocument().get("whenMatched"));
    }

    /** Whether the pipeline of an update reads a field that it writes, so that a second run would have another result. */
    public static boolean readsWhatItWrites(BsonArray pipeline) {
        var written = new HashSet<String>();
        var read = new HashSet<String>();
        for (var stage : pipeline) {
            stage.asDocument().forEach((name, value) -> stage(name, value, written, read));
        }
        return read.stream().anyMatch(it -> written.stream().anyMatch(other -> overlap(it, other)));
    }

    private static void stage(String name, BsonValue value, Set<String> written, Set<String> read) {
        switch (name) {
            case "$set", "$addFields" -> {
                written.addAll(value.asDocument().keySet());
                reads(value, read);
            }
            case "$unset" -> {
                if (value instanceof BsonArray list) {
                    list.forEach(it -> written.add(text(it)));
                } else {
                    written.add(text(value));
                }
            }
            default -> { // $project, $replaceWith, $replaceRoot: another document altogether
                written.add(ALL);
                reads(value, read);
            }
        }
    }

    private static String text(BsonValue value) {
        return value instanceof BsonString string ? string.getValue() : ALL;
    }

    private static void reads(BsonValue value, Set<String> read) {
        switch (value) {
            case BsonString string -> path(string.getValue(), read);
            case BsonArray list -> list.forEach(it -> reads(it, read));
            case BsonDocument document when document.size() == 1 && document.containsKey("$literal") -> {}
            case BsonDocument document ->
                document.forEach((name, it) -> {
                    if (name.equals("$getField")) {
                        read.add(ALL); // named by an expression, perhaps
                    }
                    reads(it, read);
                });
            default -> {}
        }
    }

    private static void path(String text, Set<String> read) {
        if (text.startsWith("$$ROOT") || text.startsWith("$$CURRENT")) {
            read.add(ALL);
        } else if (text.startsWith("$") && !text.startsWith("$$") && !text.startsWith("${")) {
            read.add(text.substring(1));
        }
    }

    private static boolean overlap(String one, String other) {
        return one.equals(ALL)
                || other.equals(ALL)
                || one.equals(other)
                || one.startsWith(other + ".")
                || other.startsWith(one + ".");
    }
}

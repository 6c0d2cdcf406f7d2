package dev.seedbank.backend.mongo.index;

import com.mongodb.MongoCommandException;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.IndexChange;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.IndexFinding.State;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.catalog.Normal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Indexes of Atlas Search and Vector Search, which have a name by which queries address them, and a definition (MongoDB manual, createSearchIndexes). */
final class SearchIndexes {
    /** BadValue, FailedToParse, CommandNotFound, CommandNotSupported, NotImplemented, Unrecognized pipeline stage, SearchNotEnabled and its older form. */
    static final Set<Integer> UNKNOWN = Set.of(2, 9, 59, 115, 238, 40324, 31082, 6047401);

    private final Namespaces namespaces;
    private final Collection collection;

    SearchIndexes(Namespaces namespaces, Collection collection) {
        this.namespaces = namespaces;
        this.collection = collection;
    }

    /** @param kept whether those that there are will be there; else the server is only asked whether it has such indexes */
    List<IndexFinding> compare(List<BsonDocument> declared, boolean kept) {
        List<BsonDocument> existing;
        try {
            var all = all();
            existing = kept ? all : List.of();
        } catch (MongoCommandException e) {
            if (!UNKNOWN.contains(e.getErrorCode())) {
                throw e;
            }
            return declared.stream().map(this::unsupported).toList();
        }
        var findings = new ArrayList<IndexFinding>();
        var names = new HashSet<String>();
        for (var one : declared) {
            names.add(name(one));
            findings.add(compare(one, existing));
        }
        existing.stream()
                .filter(it -> !declared.isEmpty() && !names.contains(name(it)))
                .forEach(it -> findings.add(undeclared(it)));
        return findings;
    }

    /** As the server lists them: {@code name}, {@code type}, {@code latestDefinition}; none for a collection that is not there. */
    List<BsonDocument> all() {
        return namespaces
                .database(collection.namespace())
                .getCollection(collection.name(), BsonDocument.class)
                .aggregate(List.of(new BsonDocument("$listSearchIndexes", new BsonDocument())))
                .into(new ArrayList<>());
    }

    private IndexFinding compare(BsonDocument declared, List<BsonDocument> existing) {
        var found =
                existing.stream().filter(it -> name(it).equals(name(declared))).findFirst();
        if (found.isEmpty()) {
            return finding(State.MISSING, declared, "", List.of(), create(declared));
        }
        boolean sameType = type(found.get()).equals(type(declared));
        boolean same = sameType && contains(found.get().get("latestDefinition"), declared.getDocument("definition"));
        if (same) {
            return IndexFinding.of(State.PRESENT, collection, words(declared), name(declared), List.of());
        }
        return sameType
                ? finding(State.DIFFERENT, declared, name(declared), List.of("definition differs"), update(declared))
                : IndexFinding.of(
                        State.DIFFERENT,
                        collection,
                        words(declared),
                        name(declared),
                        List.of("type is %s, declared %s; give it another name, or drop the old one"
                                .formatted(type(found.get()), type(declared))));
    }

    /** The server fills in what is not said. */
    private static boolean contains(@org.jspecify.annotations.Nullable BsonValue whole, BsonValue part) {
        return switch (part) {
            case BsonDocument document ->
                whole instanceof BsonDocument larger
                        && document.entrySet().stream()
                                .allMatch(it -> contains(larger.get(it.getKey()), it.getValue()));
            case BsonArray array ->
                whole instanceof BsonArray other
                        && array.size() == other.size()
                        && java.util.stream.IntStream.range(0, array.size())
                                .allMatch(i -> contains(other.get(i), array.get(i)));
            default -> whole != null && Normal.of(whole).equals(Normal.of(part));
        };
    }

    private IndexFinding finding(
            State state, BsonDocument declared, String name, List<String> details, MongoChange.Search change) {
        return new IndexFinding(state, collection, words(declared), name, details, Optional.of(change));
    }

    private IndexFinding unsupported(BsonDocument declared) {
        return IndexFinding.of(
                State.UNSUPPORTED, collection, words(declared), "", List.of("this server has no search indexes"));
    }

    private IndexFinding undeclared(BsonDocument index) {
        var command = new BsonDocument("dropSearchIndex", new BsonString(collection.name()))
                .append("name", new BsonString(name(index)));
        return finding(
                State.UNDECLARED, index, name(index), List.of(), new MongoChange.Search(IndexChange.Way.DROP, command));
    }

    private MongoChange.Search create(BsonDocument declared) {
        var command = new BsonDocument("createSearchIndexes", new BsonString(collection.name()))
                .append("indexes", new BsonArray(List.of(declared)));
        return new MongoChange.Search(IndexChange.Way.CREATE, command);
    }

    /** The old definition answers until the new one is built (Atlas documentation, Edit an index). */
    private MongoChange.Search update(BsonDocument declared) {
        var command = new BsonDocument("updateSearchIndex", new BsonString(collection.name()))
                .append("name", declared.get("name"))
                .append("definition", declared.get("definition"));
        return new MongoChange.Search(IndexChange.Way.ALTER, command);
    }

    private static String words(BsonDocument index) {
        return "%s index '%s'".formatted(type(index), name(index));
    }

    static String name(BsonDocument index) {
        return index.getString("name", new BsonString("default")).getValue();
    }

    private static String type(BsonDocument index) {
        return index.getString("type", new BsonString("search")).getValue();
    }
}

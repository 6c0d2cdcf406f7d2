package dev.seedbank.backend.mongo.index;

import com.mongodb.MongoCommandException;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.IndexCatalog;
import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.IndexFinding.State;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.catalog.Normal;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.UsageFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** The indexes of one database, or of a family's. A collection comes into being with its first index, except in a family. */
public final class MongoIndexCatalog implements IndexCatalog {
    private final Namespaces namespaces;

    public MongoIndexCatalog(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public List<IndexFinding> compare(List<IndexDeclaration> declarations) {
        return compare(declarations, Set.of());
    }

    /** @param gone collections that are taken as if they were not there, because they will be made again */
    public List<IndexFinding> compare(List<IndexDeclaration> declarations, Set<String> gone) {
        if (declarations.isEmpty()) {
            return List.of();
        }
        return MongoErrors.during("reading the indexes of " + namespaces.name(), () -> {
            var findings = new ArrayList<IndexFinding>();
            for (var database : namespaces.databases()) {
                var entries = new HashMap<String, Namespaces.Entry>();
                namespaces
                        .entries(database)
                        .forEach(it -> entries.put(it.collection().name(), it));
                entries.keySet().removeAll(gone);
                declarations.forEach(it -> findings.addAll(compare(it, database, entries)));
            }
            return findings;
        });
    }

    private List<IndexFinding> compare(
            IndexDeclaration declaration, String database, Map<String, Namespaces.Entry> entries) {
        var collection =
                new Collection(database, declaration.collection(), !namespaces.isFamily(), Collection.Kind.DATA);
        if (Namespaces.isReserved(collection)) {
            throw new UsageFailure(
                    "%s: '%s' is not the project's own".formatted(declaration.shown(), collection.name()),
                    "Declare indexes of the project's collections only.");
        }
        var declared = DeclaredIndexes.of(declaration);
        var searches = DeclaredIndexes.searches(declaration);
        var entry = entries.get(collection.name());
        if (entry == null && namespaces.isFamily()) {
            return List.of();
        }
        if (entry != null && entry.type() == Namespaces.Entry.Type.VIEW) {
            return List.of(IndexFinding.of(State.NO_COLLECTION, collection, "", "", List.of("it is a view")));
        }
        var indexes = entry == null ? List.<BsonDocument>of() : declarable(entry);
        var inherited =
                entry == null ? new BsonDocument() : entry.options().getDocument("collation", new BsonDocument());
        var findings = new ArrayList<>(new Matching(collection, inherited, indexes).compare(declaration, declared));
        if (!searches.isEmpty()) {
            findings.addAll(new SearchIndexes(namespaces, collection).compare(searches, entry != null));
        }
        return findings;
    }

    /** Those that a file could declare, as the server lists them; without those of the search engine. */
    public List<BsonDocument> declarable(Namespaces.Entry entry) {
        return Definition.of(namespaces, entry).indexes().stream()
                .filter(it -> !isServersOwn(it, entry))
                .toList();
    }

    /** What the server makes by itself: for encrypted collections, and for time series on their field of metadata and time. */
    private static boolean isServersOwn(BsonDocument index, Namespaces.Entry entry) {
        var key = index.getDocument("key");
        if (key.containsKey("__safeContent__")) {
            return true;
        }
        var series = entry.options().getDocument("timeseries", new BsonDocument());
        if (!series.containsKey("metaField")) {
            return false;
        }
        var own = new BsonDocument(series.getString("metaField").getValue(), new BsonInt32(1))
                .append(series.getString("timeField").getValue(), new BsonInt32(1));
        var canonical = Canonical.of(index, new BsonDocument());
        return canonical.options().isEmpty() && canonical.key().equals(Normal.of(own));
    }

    /** Which documents keep an index that is not there yet from being unique, in words; empty if none do. */
    public Optional<String> duplicates(Collection collection, BsonDocument specification) {
        try {
            return Duplicates.words(
                    namespaces.database(collection.namespace()).getCollection(collection.name(), BsonDocument.class),
                    specification);
        } catch (MongoCommandException e) { // not every key can be asked for; the server looks when it builds the index
            return Optional.empty();
        }
    }

    @Override
    public List<Written> written() {
        return MongoErrors.during("reading the indexes of " + namespaces.name(), () -> {
            var seen = new HashMap<String, Boolean>();
            return namespaces.entries().stream()
                    .filter(it -> it.type() != Namespaces.Entry.Type.VIEW)
                    .filter(it -> seen.put(it.collection().name(), true) == null) // a family's first
                    .map(this::written)
                    .filter(it -> it.count() > 0)
                    .toList();
        });
    }

    private Written written(Namespaces.Entry entry) {
        var indexes = declarable(entry).stream()
                .filter(it -> !Replacement.BRIDGE.equals(it.getString("name").getValue()))
                .toList();
        var searches = searches(entry);
        boolean collated = entry.options().containsKey("collation");
        return new Written(
                entry.collection(),
                entry.collection().name(),
                IndexYaml.of(indexes, searches, collated),
                indexes.size() + searches.size());
    }

    /** Of those of the search engine. */
    public List<String> searchNames(Namespaces.Entry entry) {
        return entry.type() == Namespaces.Entry.Type.COLLECTION
                ? searches(entry).stream().map(SearchIndexes::name).toList()
                : List.of();
    }

    /** None on a server that has no such thing. */
    private List<BsonDocument> searches(Namespaces.Entry entry) {
        try {
            return new SearchIndexes(namespaces, entry.collection()).all();
        } catch (MongoCommandException e) {
            if (!SearchIndexes.UNKNOWN.contains(e.getErrorCode())) {
                throw e;
            }
            return List.of();
        }
    }
}

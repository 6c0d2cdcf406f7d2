package dev.seedbank.backend.mongo.seed;

import dev.seedbank.backend.CheckedCollections;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.DocumentRule;
import dev.seedbank.backend.DocumentRule.Misfit;
import dev.seedbank.backend.RowHash;
import dev.seedbank.backend.SeedCheck;
import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.SeedRow.Value.Reference;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.model.TreeCodec;
import dev.seedbank.failure.Failure;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Makes documents of all rows and looks up what they refer to. Of collections that other files refer to it keeps a hash of each
 * value that they are referred to by.
 */
public final class MongoSeedCheck implements SeedCheck, ReferenceResolver {
    private static final TreeCodec TREES = new TreeCodec();

    private final Namespaces namespaces;
    private final CheckedCollections collections;
    private final SeedReferences existing;
    private final Map<Collection, Map<String, Hashes>> inFiles = new HashMap<>();

    public MongoSeedCheck(Namespaces namespaces, List<Collection> emptied) {
        this.namespaces = namespaces;
        this.collections = new CheckedCollections(emptied);
        this.existing = new SeedReferences(namespaces);
    }

    @Override
    public void check(SeedTarget target, Set<String> referred, Iterator<SeedRow> rows) {
        var collection = target.collection();
        try {
            MongoErrors.during("checking the seeds of " + collection.label("/"), () -> {
                var keys = SeedKey.of(namespaces, target);
                var documents = new SeedDocuments(this);
                rows.forEachRemaining(row -> {
                    var document = documents.known(documents.of(row), keys);
                    fit(target, keys, document);
                    referred.forEach(
                            field -> values(collection, field).add(hash(SeedDocument.valueAt(document.tree(), field))));
                });
            });
        } catch (Failure e) {
            collections.failed(collection);
            throw e;
        }
    }

    /** A document that is there is skipped, or has what the row lacks. */
    private void fit(SeedTarget target, List<SeedKey> keys, SeedDocument document) {
        if (target.rule().equals(DocumentRule.NONE)) {
            return;
        }
        var misfit = misfit(target, document, document.tree());
        if (misfit.isPresent() && collections.keepsRows(target.collection())) {
            var present = new ExistingDocuments(namespaces, target.collection(), true)
                    .of(keys, List.of(document))
                    .getFirst();
            if (present.isPresent()) {
                var changes = document.differences(present.get(), value -> true);
                misfit = target.update()
                        ? misfit(target, document, SeedDocument.updated(present.get(), changes))
                        : Optional.empty();
            }
        }
        misfit.ifPresent(it -> {
            throw SeedRefusal.PLAIN.of(document.row(), it.field(), "not as the model says: " + it.reason());
        });
    }

    /** Nothing is said of references to what is not there yet: {@link ReferenceResolver#UNKNOWN}. */
    private static Optional<Misfit> misfit(SeedTarget target, SeedDocument row, BsonDocument document) {
        var unknown = row.row().fields().entrySet().stream()
                .filter(field -> field.getValue() instanceof Value.Reference
                        && UNKNOWN.equals(row.tree().get(field.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return target.rule().misfit(TREES.tree(document), unknown);
    }

    @Override
    public BsonValue resolve(SeedRow row, String field, Reference reference, BsonValue value) {
        var target = reference.collection();
        if (value.isNull()) {
            return value;
        }
        if (collections.isUnknown(target) || values(target, reference.field()).contains(hash(value))) {
            return UNKNOWN;
        }
        if (!collections.keepsRows(target)) {
            throw SeedReferences.wrong(row, field, "no document", reference, value);
        }
        return existing.resolve(row, field, reference, value);
    }

    private Hashes values(Collection collection, String field) {
        return inFiles.computeIfAbsent(collection, any -> new HashMap<>()).computeIfAbsent(field, any -> new Hashes());
    }

    private static long hash(BsonValue value) {
        return RowHash.of(List.of(SeedKey.comparable(value)));
    }

    @Override
    public void close() {
        // The store has the connections.
    }
}

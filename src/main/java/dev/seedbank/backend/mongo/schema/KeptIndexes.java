package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.index.IndexCommands;
import dev.seedbank.backend.mongo.index.MongoIndexCatalog;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;

/** Indexes of collections that are made again, which no file declares: they are made again, too, or it is not done. */
final class KeptIndexes {
    private final MongoIndexCatalog catalog;
    private final List<IndexDeclaration> declared;
    private final Draft draft;

    KeptIndexes(MongoIndexCatalog catalog, List<IndexDeclaration> declared, Draft draft) {
        this.catalog = catalog;
        this.declared = declared;
        this.draft = draft;
    }

    void keep(Wanted wanted, Namespaces.Entry entry) {
        var name = wanted.name();
        var indexes = catalog.declarable(entry);
        var searches = catalog.searchNames(entry);
        if (wanted.isView()) {
            lose(name, names(indexes, searches));
            return;
        }
        var file = declared.stream().filter(it -> it.collection().equals(name)).findFirst();
        var atRisk = new ArrayList<String>();
        if (file.isEmpty() && !Remaking.isRenamed(entry, wanted.creation())) {
            atRisk.addAll(names(indexes, List.of()));
        }
        if (file.filter(it -> !it.searches().isEmpty()).isEmpty()) {
            atRisk.addAll(searches);
        }
        if (!atRisk.isEmpty()) {
            draft.refuse(
                    wanted.object(),
                    "it would have to be made again, and could lose indexes that no file declares: "
                            + String.join(", ", atRisk),
                    "Declare them in indexes/, or drop them first.");
        } else if (file.isEmpty()) {
            boolean collated = entry.options().containsKey("collation")
                    || wanted.declared().containsKey("collation");
            indexes.forEach(it -> restore(name, it, collated));
        }
    }

    private static List<String> names(List<BsonDocument> indexes, List<String> searches) {
        var names = new ArrayList<String>();
        indexes.forEach(it -> names.add(it.getString("name").getValue()));
        names.addAll(searches);
        return names;
    }

    private void lose(String view, List<String> indexes) {
        if (!indexes.isEmpty()) {
            draft.note("%s: a view has no indexes, so these go: %s".formatted(view, String.join(", ", indexes)));
        }
    }

    private void restore(String collection, BsonDocument index, boolean collated) {
        draft.step(
                IndexComparison.object(index.getString("name").getValue(), collection),
                IndexCommands.create(collection, Definition.forCreation(index, collated)));
    }
}

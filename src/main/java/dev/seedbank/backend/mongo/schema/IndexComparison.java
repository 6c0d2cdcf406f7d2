package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Normal;
import dev.seedbank.backend.mongo.index.IndexCommands;
import dev.seedbank.backend.mongo.index.IndexWords;
import dev.seedbank.backend.mongo.index.MongoIndexCatalog;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** How indexes get to be what is declared of them. */
final class IndexComparison {
    private final MongoIndexCatalog catalog;
    private final Documents documents;
    private final Draft draft;

    IndexComparison(MongoIndexCatalog catalog, Documents documents, Draft draft) {
        this.catalog = catalog;
        this.documents = documents;
        this.draft = draft;
    }

    /** {@code index email_1 on users}. */
    static String object(String index, String collection) {
        return "index %s on %s".formatted(index, collection);
    }

    /** @param anew collections that have none of their indexes and documents any more by then */
    void compare(List<IndexDeclaration> declarations, Set<String> anew) {
        catalog.compare(declarations, anew)
                .forEach(it -> plan(it, anew.contains(it.collection().name())));
        var again = declarations.stream()
                .filter(it -> anew.contains(it.collection()))
                .toList();
        catalog.compare(again).stream()
                .filter(it -> it.state() == IndexFinding.State.UNDECLARED)
                .forEach(this::gone);
    }

    /** With a collection that is made again. */
    private void gone(IndexFinding finding) {
        draft.note("%s is made again without its index %s, which its file does not name"
                .formatted(finding.collection().name(), finding.name()));
        IndexCommands.of(finding).ifPresent(it -> note(finding.collection(), it));
    }

    private void plan(IndexFinding finding, boolean anew) {
        var collection = finding.collection();
        switch (finding.state()) {
            case PRESENT -> {}
            case UNSUPPORTED ->
                draft.note("%s: %s is not made: %s"
                        .formatted(collection.name(), finding.index(), String.join("; ", finding.details())));
            case NO_COLLECTION ->
                draft.refuse(
                        "indexes of " + collection.name(),
                        String.join("; ", finding.details()),
                        "A view has the indexes of what it is on: declare them there.");
            case MISSING, DIFFERENT, UNDECLARED ->
                IndexCommands.of(finding)
                        .ifPresentOrElse(
                                change -> plan(collection, finding, change, anew),
                                () -> draft.refuse(
                                        object(finding.name(), collection.name()),
                                        String.join("; ", finding.details()),
                                        "Correct the file in indexes/."));
        }
    }

    private void plan(Collection collection, IndexFinding finding, IndexCommands.Change change, boolean anew) {
        var after = change.after();
        var name = name(after.isEmpty() ? change.before() : after, finding);
        var object = object(name, collection.name());
        if (!anew && documents.areSeen() && isNewlyUnique(change)) {
            catalog.duplicates(collection, after)
                    .ifPresent(it -> draft.refuse(
                            object, "it cannot be unique: " + it, "Correct these documents, then push again."));
        }
        var stake = anew ? Stake.NONE : stake(collection, change);
        for (var command : change.commands()) {
            boolean expires = command.containsKey("createIndexes") || says(command, Definition.EXPIRY);
            draft.step(object, command, expires ? stake : Stake.NONE);
        }
        note(collection, change);
    }

    private static String name(BsonDocument index, IndexFinding finding) {
        return index.containsKey("name") ? index.getString("name").getValue() : finding.index();
    }

    private static boolean says(BsonDocument command, String option) {
        return command.get("index") instanceof BsonDocument index && index.containsKey(option);
    }

    private static boolean isNewlyUnique(IndexCommands.Change change) {
        var before = change.before();
        var after = change.after();
        return Definition.isUnique(after)
                && !(Definition.isUnique(before)
                        && same(before, after, "key")
                        && same(before, after, "partialFilterExpression")
                        && same(before, after, "collation")
                        && same(before, after, "sparse"));
    }

    private static boolean same(BsonDocument one, BsonDocument other, String option) {
        return Objects.equals(normal(one, option), normal(other, option));
    }

    private static org.bson.@Nullable BsonValue normal(BsonDocument index, String option) {
        var value = index.get(option);
        return value == null ? null : Normal.of(value);
    }

    private Stake stake(Collection collection, IndexCommands.Change change) {
        if (!(change.after().get(Definition.EXPIRY) instanceof BsonNumber seconds)) {
            return Stake.NONE;
        }
        boolean sooner = !(change.before().get(Definition.EXPIRY) instanceof BsonNumber before)
                || seconds.longValue() < before.longValue()
                || !same(change.before(), change.after(), "key")
                || !same(change.before(), change.after(), "partialFilterExpression");
        var filter = change.after().getDocument("partialFilterExpression", new BsonDocument());
        return sooner
                ? documents.expired(collection.name(), Definition.firstField(change.after()), filter, seconds)
                : Stake.NONE;
    }

    /** What nobody does any more. */
    private void note(Collection collection, IndexCommands.Change change) {
        var before = change.before();
        var after = change.after();
        var name = before.getString("name", new BsonString("")).getValue();
        var key = IndexWords.flow(before.getDocument("key", new BsonDocument()));
        if (Definition.isUnique(before) && !Definition.isUnique(after)) {
            draft.note("%s: without %s, documents may have the same %s".formatted(collection.name(), name, key));
        }
        if (before.containsKey(Definition.EXPIRY) && !after.containsKey(Definition.EXPIRY)) {
            draft.note(
                    "%s: without %s, documents do not expire by %s any more".formatted(collection.name(), name, key));
        }
        if (change.leavesGap()) {
            draft.note("%s has no index on %s while the new one is built: a server has only one of the two"
                    .formatted(collection.name(), key));
        }
    }
}

package dev.seedbank.backend.mongo.maintenance;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.mongo.catalog.Definition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * An index of a user's besides that on {@code _id}.
 *
 * @param definition as the server lists it, without its version
 */
record Index(Collection collection, BsonDocument definition) {
    /** What does not change which queries it serves, or which documents it refuses. */
    private static final Set<String> OTHER = Set.of("key", "name", "background", "unique");

    /** With these it serves some queries only, or is there for another reason than queries. */
    private static final Set<String> SPECIAL =
            Set.of("sparse", "partialFilterExpression", Definition.EXPIRY, "hidden", "wildcardProjection", "weights");

    /**
     * Another that makes it superfluous.
     *
     * @param whole whether it has the same fields; otherwise it begins with them
     */
    record Substitute(Index index, boolean whole) {}

    String name() {
        return definition.getString("name", new BsonString("?")).getValue();
    }

    boolean unique() {
        return Definition.isUnique(definition);
    }

    /** Whether nothing but queries would miss it. */
    boolean isForQueriesOnly() {
        return !unique() && SPECIAL.stream().noneMatch(definition::containsKey);
    }

    private List<String> fields() {
        return List.copyOf(key().keySet());
    }

    private BsonDocument key() {
        return definition.getDocument("key", new BsonDocument());
    }

    /** 1 or -1 for each field; empty if one of them is of another kind. */
    private Optional<List<Integer>> directions() {
        var values = List.copyOf(key().values());
        return values.stream().allMatch(BsonValue::isNumber)
                ? Optional.of(values.stream()
                        .map(it -> it.asNumber().doubleValue() < 0 ? -1 : 1)
                        .toList())
                : Optional.empty();
    }

    /** Those with the same fields first, then the shortest. Only what an index on fields in order serves is looked at. */
    Optional<Substitute> substitute(List<Index> others) {
        if (!isForQueriesOnly() || directions().isEmpty()) {
            return Optional.empty();
        }
        return others.stream()
                .filter(this::serves)
                .min(Comparator.comparingInt((Index it) -> it.fields().size()).thenComparing(Index::name))
                .map(it -> new Substitute(it, it.fields().size() == fields().size()));
    }

    /** Whether the other serves the same queries: it can be read backwards, too. Of two that are the same, that of the greater name does not. */
    private boolean serves(Index other) {
        int length = fields().size();
        var there = other.directions();
        if (other.equals(this)
                || !other.collection.equals(collection)
                || SPECIAL.stream().anyMatch(other.definition::containsKey)
                || !rest().equals(other.rest())
                || there.isEmpty()
                || there.get().size() < length
                || !other.fields().subList(0, length).equals(fields())) {
            return false;
        }
        var beginning = there.get().subList(0, length);
        var here = directions().orElseThrow();
        boolean backwards = beginning.stream().map(it -> -it).toList().equals(here);
        boolean first =
                there.get().size() > length || other.unique() || other.name().compareTo(name()) < 0;
        return first && (beginning.equals(here) || backwards);
    }

    private BsonDocument rest() {
        var rest = Definition.withoutCollationVersion(definition);
        OTHER.forEach(rest::remove);
        return rest;
    }
}

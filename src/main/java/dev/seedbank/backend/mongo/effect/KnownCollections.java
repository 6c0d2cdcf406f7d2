package dev.seedbank.backend.mongo.effect;

import dev.seedbank.backend.migration.StatementEffect.Table;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.catalog.Namespaces.Entry;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.script.Pipelines;
import dev.seedbank.backend.mongo.script.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bson.BsonArray;
import org.jspecify.annotations.Nullable;

/** The collections that are there, and what the scripts make of them. */
final class KnownCollections {
    private static final String WILDCARD = "$**";

    private final Namespaces namespaces;
    private @Nullable Map<String, Entry> entries;
    private final Map<String, Optional<Table>> tables = new HashMap<>();

    /** The first field of each index, by collection. */
    private final Map<String, Set<String>> indexed = new HashMap<>();

    private final Map<String, Set<String>> madeIndexes = new HashMap<>();
    private final Set<String> made = new HashSet<>();

    KnownCollections(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    String database() {
        return namespaces.name();
    }

    private Optional<Entry> entry(String name) {
        var known = entries;
        if (known == null) {
            known = new HashMap<>();
            for (var entry : MongoErrors.during(
                    "listing the collections of " + database(), () -> namespaces.entries(database()))) {
                known.put(entry.collection().name(), entry);
            }
            entries = known;
        }
        return Optional.ofNullable(known.get(name));
    }

    boolean isThere(String name) {
        return entry(name).isPresent();
    }

    /** Whether the scripts have made it: nobody else knows of it. */
    boolean isMade(String name) {
        return made.contains(name);
    }

    boolean isMadeBy(Step step) {
        return step instanceof Step.Command command
                && command.command().getFirstKey().equals("create")
                && !isThere(command.collection());
    }

    /**
     * What a step leaves behind it.
     *
     * @param conditional whether it may not run
     */
    void remember(Step step, boolean conditional) {
        if (step instanceof Step.Aggregate aggregate && Pipelines.isReplacing(aggregate.pipeline())) {
            make(Pipelines.target(aggregate.pipeline()).orElse(""), true);
        }
        if (step instanceof Step.Command command) {
            remember(command, conditional);
        }
    }

    private void remember(Step.Command step, boolean conditional) {
        var name = step.collection();
        switch (step.command().getFirstKey()) {
            case "create" -> make(name, conditional);
            case "renameCollection" -> {
                if (isMade(name)) {
                    made.add(step.renamed());
                }
            }
            case "createIndexes" ->
                step.command()
                        .getArray("indexes", new BsonArray())
                        .forEach(it -> madeIndexes
                                .computeIfAbsent(name, _ -> new HashSet<>())
                                .add(Definition.firstField(it.asDocument())));
            default -> {}
        }
    }

    private void make(String name, boolean conditional) {
        if (!conditional || !isThere(name)) {
            made.add(name);
        }
    }

    /** Empty for a view, and for what is not there. */
    Optional<Table> table(String name) {
        return tables.computeIfAbsent(
                name,
                _ -> entry(name)
                        .filter(it -> it.type() != Entry.Type.VIEW)
                        .map(it -> MongoErrors.during("counting " + name, () -> measured(it))));
    }

    private Table measured(Entry entry) {
        var name = entry.collection().name();
        long documents = namespaces.database(database()).getCollection(name).estimatedDocumentCount();
        return new Table(name, OptionalLong.of(documents), namespaces.bytes(entry));
    }

    /** Whether an index begins with one of the fields; also of a collection of which nothing is known. */
    boolean hasIndex(String name, Set<String> fields) {
        var entry = entry(name).filter(it -> it.type() == Entry.Type.COLLECTION);
        if (entry.isEmpty() || fields.contains("_id")) {
            return true;
        }
        var first = new HashSet<>(indexed.computeIfAbsent(name, _ -> firstFields(entry.get())));
        first.addAll(madeIndexes.getOrDefault(name, Set.of()));
        return first.contains(WILDCARD) || fields.stream().anyMatch(first::contains);
    }

    private Set<String> firstFields(Entry entry) {
        var fields = new HashSet<String>();
        MongoErrors.during(
                        "reading the indexes of " + entry.collection().name(), () -> Definition.of(namespaces, entry))
                .indexes()
                .forEach(it -> fields.add(Definition.firstField(it)));
        return fields;
    }
}

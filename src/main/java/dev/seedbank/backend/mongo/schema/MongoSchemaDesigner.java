package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.index.MongoIndexCatalog;
import dev.seedbank.backend.mongo.structure.StructureText;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Works out plans by reading, without a scratch area: the server takes no more than one command at a time, and whether it did what it
 * was told is seen when it is asked again.
 */
public final class MongoSchemaDesigner implements SchemaDesigner {
    private final Namespaces store;
    private final Function<Scratch, Namespaces> replays;

    /**
     * @param store one database
     * @param replays what is in a scratch database
     */
    public MongoSchemaDesigner(Namespaces store, Function<Scratch, Namespaces> replays) {
        this.store = store;
        this.replays = replays;
    }

    @Override
    public SchemaPlan plan(SchemaState from, SchemaState to, SchemaPlan.Answers answers) {
        var begin = namespaces(from);
        return MongoErrors.during("comparing the structure of " + begin.name(), () -> {
            var fingerprint = fingerprint(begin); // before: what changes meanwhile is seen when the plan is run
            var draft = new Draft();
            compare(begin, declared(to), from, to, draft);
            return draft.plan(fingerprint);
        });
    }

    private Namespaces namespaces(SchemaState state) {
        return switch (state) {
            case SchemaState.Live() -> store;
            case SchemaState.Replayed(var scratch) -> replays.apply(scratch);
            case SchemaState.Declared _ -> throw new IllegalArgumentException("files have no structure to begin with");
        };
    }

    private Declared declared(SchemaState state) {
        return switch (state) {
            case SchemaState.Declared(var files) -> Declared.read(store.name(), files);
            default -> {
                var there = namespaces(state);
                yield Declared.read(there.name(), PulledFiles.complete(there));
            }
        };
    }

    private static void compare(Namespaces begin, Declared goal, SchemaState from, SchemaState to, Draft draft) {
        var existing = new TreeMap<String, Namespaces.Entry>();
        begin.entries().forEach(it -> existing.put(it.collection().name(), it));
        var documents = new Documents(begin, from instanceof SchemaState.Live);
        var collections = new CollectionComparison(begin, existing, documents, draft);
        boolean replayed = to instanceof SchemaState.Replayed;
        goal.collections().values().stream()
                .filter(it -> !it.isView())
                .filter(it -> !(replayed
                        && from instanceof SchemaState.Live
                        && isPlain(it)
                        && !existing.containsKey(it.name())))
                .forEach(collections::compare);
        var views = views(goal);
        views.stream().filter(it -> isReplaced(it, existing)).forEach(collections::compare);
        indexes(begin, goal, collections, documents, draft);
        views.stream().filter(it -> !isReplaced(it, existing)).forEach(collections::compare);
        if (replayed && from instanceof SchemaState.Replayed) {
            collections.dropOthers(goal.collections().keySet());
        }
    }

    private static List<Wanted> views(Declared goal) {
        Map<String, Wanted> views = new TreeMap<>(goal.collections());
        views.values().removeIf(it -> !it.isView());
        return ViewOrder.of(views);
    }

    private static boolean isReplaced(Wanted view, Map<String, Namespaces.Entry> existing) {
        var entry = existing.get(view.name());
        return entry != null && entry.type() != Namespaces.Entry.Type.VIEW;
    }

    /** It comes into being when somebody writes to it. */
    private static boolean isPlain(Wanted wanted) {
        return wanted.options().filter(it -> it.isEmpty()).isPresent();
    }

    private static void indexes(
            Namespaces begin, Declared goal, CollectionComparison collections, Documents documents, Draft draft) {
        for (var declaration : goal.indexes()) {
            if (goal.isView(declaration.collection())) {
                draft.refuse(
                        "view " + declaration.collection(),
                        "%s declares indexes, and it is a view".formatted(declaration.shown()),
                        "A view has the indexes of what it is on: declare them there.");
            }
        }
        var declared = goal.indexes().stream()
                .filter(it -> !goal.isView(it.collection()))
                .toList();
        new IndexComparison(new MongoIndexCatalog(begin), documents, draft).compare(declared, collections.anew());
        collections.anew().stream()
                .filter(name -> !goal.isView(name))
                .filter(name ->
                        declared.stream().noneMatch(it -> it.collection().equals(name)))
                .sorted()
                .forEach(collections::restoreIndexes);
    }

    @Override
    public String fingerprint() {
        return MongoErrors.during("reading the structure of " + store.name(), () -> fingerprint(store));
    }

    /** Of what a plan depends on: plain collections come and go as programs write to them. */
    static String fingerprint(Namespaces namespaces) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var text = StructureText.ofOptions(namespaces).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    @Override
    public List<SchemaFile> pull(List<SchemaFile> declared) {
        return MongoErrors.during(
                "reading the structure of " + store.name(), () -> PulledFiles.of(store, Declared.modelled(declared)));
    }

    /** Whoever interrupts cuts the store's own connections, and there are no others. */
    @Override
    public void abort() {}

    @Override
    public void close() {}
}

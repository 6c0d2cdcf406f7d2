package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
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
        boolean live = from instanceof SchemaState.Live;
        var kind = live ? Documents.Kind.LIVE : Documents.Kind.SCRATCH;
        var comparison = new StructureComparison(begin, goal, new Documents(begin, kind), draft);
        boolean replayed = to instanceof SchemaState.Replayed;
        comparison.compare(replayed && live, replayed && !live);
    }

    /** Whether a store's collections and views are as files declare; what becomes of documents and indexes is not looked at. */
    public static boolean isAsDeclared(Namespaces store, List<SchemaFile> files) {
        return MongoErrors.during("comparing the structure of " + store.name(), () -> {
            var draft = new Draft();
            var documents = new Documents(store, Documents.Kind.UNSEEN);
            var goal = Declared.read(store.name(), files).onlyCollections();
            new StructureComparison(store, goal, documents, draft).compare(false, false);
            var plan = draft.plan("");
            return plan.isEmpty() && plan.refusals().isEmpty();
        });
    }

    /** Whether files say anything of collections that {@link #isAsDeclared} compares. */
    public static boolean isDeclaredBy(List<SchemaFile> files) {
        return files.stream().anyMatch(it -> it.name().startsWith(Declared.COLLECTIONS));
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

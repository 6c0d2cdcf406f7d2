package dev.seedbank.backend.mongo.index;

import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.mongo.catalog.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** What puts findings right, as the server's own commands: for those who show them, or write them down, before they run. */
public final class IndexCommands {
    private static final String CREATE = "createIndexes";
    private static final String DROP = "dropIndexes";
    private static final String MODIFY = "collMod";

    private IndexCommands() {}

    /**
     * Of one index.
     *
     * @param commands in the order in which a server takes them
     * @param before as {@code createIndexes} takes it; empty if there is none
     * @param after likewise
     */
    public record Change(List<BsonDocument> commands, BsonDocument before, BsonDocument after) {
        public Change {
            commands = List.copyOf(commands);
        }

        /** Whether it goes before the one that takes its place is there. */
        public boolean leavesGap() {
            return commands.size() > 1 && commands.getFirst().containsKey(DROP);
        }
    }

    /** Empty if nothing is to be done, or can be. */
    public static Optional<Change> of(IndexFinding finding) {
        return finding.change().map(it -> change((MongoChange) it));
    }

    private static Change change(MongoChange change) {
        var none = new BsonDocument();
        return switch (change) {
            case MongoChange.Create(var collection, var index) ->
                new Change(List.of(create(collection, index)), none, index);
            case MongoChange.Drop drop -> new Change(List.of(drop(drop.collection(), drop.name())), drop.old(), none);
            case MongoChange.Alter alter -> alter(alter);
            case MongoChange.Replace replace -> replace(replace);
            case MongoChange.Search search -> new Change(List.of(search.command()), none, none);
        };
    }

    /** An index as it is made on a collection. */
    public static BsonDocument create(String collection, BsonDocument index) {
        return new BsonDocument(CREATE, new BsonString(collection)).append("indexes", new BsonArray(List.of(index)));
    }

    private static BsonDocument drop(String collection, String name) {
        return new BsonDocument(DROP, new BsonString(collection)).append("index", new BsonString(name));
    }

    private static Change alter(MongoChange.Alter alter) {
        var commands = new ArrayList<BsonDocument>();
        var after = alter.replacement().old().clone();
        if (!alter.settings().isEmpty()) {
            commands.add(modify(alter, alter.settings()));
            after.putAll(alter.settings());
        }
        if (alter.unique()) {
            commands.add(modify(alter, new BsonDocument("prepareUnique", BsonBoolean.TRUE)));
            commands.add(modify(alter, new BsonDocument("unique", BsonBoolean.TRUE)));
            after.put("unique", BsonBoolean.TRUE);
        }
        return new Change(commands, alter.replacement().old(), after);
    }

    private static BsonDocument modify(MongoChange.Alter alter, BsonDocument settings) {
        var index = new BsonDocument("name", new BsonString(alter.name()));
        index.putAll(settings);
        return new BsonDocument(MODIFY, new BsonString(alter.collection())).append("index", index);
    }

    /** The new one first, if the server takes both at a time (MongoDB manual, createIndexes, since 5.0). */
    private static Change replace(MongoChange.Replace replace) {
        var create = create(replace.collection(), replace.specification());
        var drop = drop(replace.collection(), replace.oldName());
        var commands = isBeside(replace.specification(), replace.old()) ? List.of(create, drop) : List.of(drop, create);
        return new Change(commands, replace.old(), replace.specification());
    }

    private static boolean isBeside(BsonDocument one, BsonDocument other) {
        var first = Canonical.of(one, new BsonDocument());
        var second = Canonical.of(other, new BsonDocument());
        return !(first.isText() && second.isText()) && !first.isBarely(second);
    }

    /** What {@link Change#commands} say, read back. Of an index that exists, all that it is has to be asked. */
    static MongoChange read(String collection, List<BsonDocument> commands, Function<String, BsonDocument> existing) {
        var created =
                of(commands, CREATE).map(it -> it.getArray("indexes").getFirst().asDocument());
        var dropped = of(commands, DROP).map(it -> it.getString("index").getValue());
        if (created.isPresent()) {
            return dropped.<MongoChange>map(
                            old -> new MongoChange.Replace(collection, created.get(), existing.apply(old)))
                    .orElseGet(() -> new MongoChange.Create(collection, created.get()));
        }
        if (dropped.isPresent()) {
            return new MongoChange.Drop(collection, existing.apply(dropped.get()));
        }
        return of(commands, MODIFY).isPresent()
                ? alter(collection, commands, existing)
                : new MongoChange.Search(dev.seedbank.backend.IndexChange.Way.ALTER, commands.getFirst());
    }

    private static MongoChange alter(
            String collection, List<BsonDocument> commands, Function<String, BsonDocument> existing) {
        var all = new BsonDocument();
        commands.forEach(it -> all.putAll(it.getDocument("index")));
        var name = all.getString("name").getValue();
        boolean unique = Definition.isTrue(all, "unique");
        var settings = all.clone();
        settings.remove("name");
        if (unique) {
            settings.remove("unique");
            settings.remove("prepareUnique");
        }
        var old = existing.apply(name);
        var wanted = old.clone();
        all.forEach((option, value) -> {
            if (!option.equals("prepareUnique")) {
                wanted.put(option, value);
            }
        });
        return new MongoChange.Alter(
                collection, name, settings, unique, new MongoChange.Replace(collection, wanted, old));
    }

    private static Optional<BsonDocument> of(List<BsonDocument> commands, String name) {
        return commands.stream().filter(it -> it.containsKey(name)).findFirst();
    }

    /** The index that they are about, as {@link #read} finds it. */
    static String label(List<BsonDocument> commands) {
        var created =
                of(commands, CREATE).map(it -> it.getArray("indexes").getFirst().asDocument());
        return created.or(() -> of(commands, MODIFY).map(it -> it.getDocument("index")))
                .map(it -> it.getString("name").getValue())
                .or(() -> of(commands, DROP).map(it -> it.getString("index").getValue()))
                .orElse("of the search engine");
    }
}
